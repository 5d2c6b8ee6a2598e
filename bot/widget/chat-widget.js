// <karla-chat>: launcher, opening and closing, colours. Attributes: see launcher.html. Events: karla-open, karla-close.

import { Connection } from "./connection.js";
import { Conversation } from "./conversation.js";
import { element, icon } from "./dom.js";
import { Panel } from "./panel.js";
import { Storage } from "./storage.js";
import { Strings } from "./strings.js";

const ALLOWED = { mode: ["launcher", "page"], position: ["right", "left"], lang: ["da", "en"], theme: ["auto", "light", "dark"] };
const SMALL = "(max-width: 30em), (max-height: 30em)"; // here the panel covers the page
const DARK = matchMedia("(prefers-color-scheme: dark)");

let style = null;

// Fetched once. A constructed sheet needs no permission of the host page's policy for styles.
function loadStyle() {
  style ??= fetch(new URL("chat-widget.css", import.meta.url)).then((answer) => {
    if (answer.ok) return answer.text();
    throw new Error(`karla-chat: chat-widget.css answered ${answer.status}. Serve it beside chat-widget.js.`);
  });
  style.catch(() => (style = null));
  return style;
}

export class ChatWidget extends HTMLElement {
  static observedAttributes = ["server", "mode", "position", "lang", "theme", "color", "heading", "open", "strings"];

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    this.repaint = () => this.paint();
    this.resize = () => this.fitViewport();
  }

  async connectedCallback() {
    this.css = await loadStyle();
    if (this.isConnected && !this.root) this.build();
  }

  disconnectedCallback() {
    this.tearDown();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.root || before === after) return;
    if (name === "open") (after === null ? this.hide() : this.show());
    else if (name === "theme" || name === "color") this.paint();
    else {
      this.tearDown();
      this.build();
    }
  }

  show({ focus = true } = {}) {
    if (this.isPage || this.box.open) return;
    this.launcher.hidden = true;
    // What is covered must be out of reach; beside a corner the page stays usable.
    if (matchMedia(SMALL).matches) this.box.showModal();
    else this.box.show();
    this.fitViewport();
    this.toggleAttribute("open", true);
    this.panel.opened();
    if (focus) this.panel.focus();
    else this.box.contains(this.shadowRoot.activeElement) && this.shadowRoot.activeElement.blur();
    this.conversation.open();
    this.noteRead();
    this.dispatchEvent(new CustomEvent("karla-open", { bubbles: true }));
  }

  hide() {
    if (this.isPage || !this.box.open) return;
    this.box.close();
    this.launcher.hidden = false;
    this.launcher.focus();
    this.toggleAttribute("open", false);
    this.conversation.close();
    this.dispatchEvent(new CustomEvent("karla-close", { bubbles: true }));
  }

  build() {
    const server = new URL(this.getAttribute("server") ?? "../", this.hasAttribute("server") ? document.baseURI : import.meta.url);
    const address = server.href.endsWith("/") ? server.href : `${server.href}/`;
    this.isPage = this.choice("mode") === "page";
    const language = this.language();
    const heading = this.getAttribute("heading");
    const strings = new Strings(language, { ...(heading && { name: heading }), ...this.readWords() });
    this.conversation = new Conversation(new Connection(address), new Storage(address));
    this.panel = new Panel({ conversation: this.conversation, strings, server: address, css: this.css, close: this.isPage ? null : () => this.hide() });
    this.root = element("div", { class: `root ${this.isPage ? "page" : this.choice("position")}`, lang: language });
    if (this.isPage) this.box = element("section", { class: "panel", part: "panel", "aria-labelledby": "heading" }, this.panel.node);
    else this.buildCorner(strings);
    this.root.append(this.box);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(this.css);
    this.shadowRoot.adoptedStyleSheets = [sheet];
    this.shadowRoot.replaceChildren(this.root);
    this.paint();
    DARK.addEventListener("change", this.repaint);
    window.visualViewport?.addEventListener("resize", this.resize);
    this.conversation.addEventListener("change", () => this.noteRead());
    this.conversation.start();
    this.panel.draw();
    if (this.isPage) {
      this.panel.opened();
      this.conversation.open();
    } else if (this.hasAttribute("open")) this.show({ focus: false });
    else this.conversation.sync(); // what has come since the last visit
  }

  buildCorner(strings) {
    this.badge = element("span", { class: "badge", "aria-hidden": "true", hidden: true });
    this.badgeText = element("span", { class: "hidden", role: "status" });
    this.countUnread = (count) => (count ? strings.count("unread", count) : "");
    this.launcher = element(
      "button",
      { type: "button", class: "launcher", part: "launcher", "aria-haspopup": "dialog", onclick: () => this.show() },
      icon("chat"),
      strings.say("launcher"),
      this.badge,
    );
    this.box = element("dialog", { class: "panel", part: "panel", "aria-labelledby": "heading" }, this.panel.node);
    this.box.addEventListener("cancel", (event) => {
      if (event.target !== this.box) return; // a question inside was answered with Escape
      event.preventDefault();
      this.hide();
    });
    this.root.append(this.launcher, this.badgeText);
  }

  tearDown() {
    if (!this.root) return;
    this.conversation.stop();
    this.panel.stop();
    DARK.removeEventListener("change", this.repaint);
    window.visualViewport?.removeEventListener("resize", this.resize);
    this.shadowRoot.replaceChildren();
    this.root = null;
  }

  // What is on the screen is read; the launcher counts the rest.
  noteRead() {
    const isSeen = (this.isPage || this.box.open) && !document.hidden;
    if (isSeen) this.conversation.markRead();
    if (this.isPage) return;
    const count = isSeen ? 0 : this.conversation.unread();
    this.badge.hidden = !count;
    this.badge.textContent = count;
    const words = this.countUnread(count);
    if (this.badgeText.textContent !== words) this.badgeText.textContent = words;
  }

  paint() {
    const theme = this.choice("theme");
    const dark = theme === "dark" || (theme === "auto" && DARK.matches);
    this.root.classList.toggle("dark", dark);
    const colour = this.getAttribute("color");
    const known = colour !== null && CSS.supports("color", colour);
    if (colour && !known) console.error(`karla-chat: color="${colour}" is not understood. Write a CSS colour, such as #0b5c63.`);
    this.root.classList.toggle("coloured", known);
    if (known) this.root.style.setProperty("--color", colour);
  }

  // A phone's keyboard covers the page without making it smaller.
  fitViewport() {
    const view = window.visualViewport;
    if (!view || view.scale !== 1) return; // pinched to read closer: leave everything in place
    this.root.style.setProperty("--view-height", `${view.height}px`);
    this.root.style.setProperty("--view-top", `${view.offsetTop}px`);
  }

  choice(name) {
    const value = this.getAttribute(name);
    if (value === null || ALLOWED[name].includes(value)) return value ?? ALLOWED[name][0];
    console.error(`karla-chat: ${name}="${value}" is not known. Allowed: ${ALLOWED[name].join(", ")}.`);
    return ALLOWED[name][0];
  }

  language() {
    if (this.hasAttribute("lang")) return this.choice("lang");
    const around = this.closest("[lang]")?.lang.slice(0, 2).toLowerCase();
    return ALLOWED.lang.includes(around) ? around : ALLOWED.lang[0];
  }

  readWords() {
    const written = this.getAttribute("strings");
    if (!written) return {};
    try {
      return JSON.parse(written);
    } catch (error) {
      console.error(`karla-chat: the attribute strings is not JSON: ${error.message}`);
      return {};
    }
  }
}

