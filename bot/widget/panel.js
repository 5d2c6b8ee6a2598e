// The chat, wired to a conversation; the same in a corner and on a page.

import { button, element, iconButton, saveFile } from "./dom.js";
import { Composer } from "./composer.js";
import { confirmed, Menu } from "./menu.js";
import { MessageList } from "./message-list.js";
import { printRows, transcript } from "./transcript.js";

const NOTE_SHOWN = 10_000; // ms a passing note stays

export class Panel {
  constructor({ conversation, strings, server, css, close }) {
    this.conversation = conversation;
    this.strings = strings;
    this.css = css;
    this.close = close;
    this.list = new MessageList(strings, server, {
      choose: (choice) => this.say({ choice: choice.id, text: choice.title }),
      rate: (id, rating, reason) => conversation.rate(id, rating, reason),
      rating: (id) => conversation.rating(id),
      resend: (id) => this.leaving(() => conversation.resend(id)),
      discard: (id) => this.leaving(() => conversation.discard(id)),
      edit: (item) => this.edit(item),
    });
    this.composer = new Composer(strings, conversation.storage, (text) => this.say({ text }));
    this.menu = new Menu(strings, [
      ["download", () => this.download()],
      ["print", () => this.print()],
      ["export", () => this.export()],
      ["restart", () => this.restart()],
      ["remove", () => this.remove()],
    ]);
    this.notice = element("div", { class: "notice", role: "status" });
    const goodbye = element("p", { tabindex: "-1" }, strings.say("removed"));
    this.ended = element("div", { class: "ended", hidden: true }, goodbye, button("primary", strings.say("begin"), () => this.begin()));
    this.heading = element("h2", { id: "heading", tabindex: "-1" }, strings.say("name"));
    this.node = element("div", { class: "panel-body" }, this.drawHeader(), this.list.node, this.ended, this.notice, this.composer.node);
    this.node.addEventListener("keydown", (event) => this.pressed(event));
    this.listen();
  }

  drawHeader() {
    const { strings } = this;
    return element(
      "header",
      { class: "head" },
      button("skip", strings.say("skip"), () => this.composer.focus()),
      element("span", { class: "mark", "aria-hidden": "true" }, strings.say("name")[0]),
      element("div", { class: "titles" }, this.heading, element("p", {}, strings.say("subtitle"))),
      this.menu.node,
      this.close && iconButton("tool", strings.say("close"), "close", this.close),
    );
  }

  listen() {
    const { conversation } = this;
    conversation.addEventListener("change", ({ detail }) => this.draw(detail.fresh));
    conversation.addEventListener("state", () => this.noteState());
    conversation.addEventListener("expired", () => this.note("expired"));
    conversation.addEventListener("ended", () => this.showEnd());
  }

  // On a phone the field would raise the keyboard over the greeting.
  focus() {
    if (matchMedia("(pointer: coarse)").matches) this.heading.focus();
    else this.composer.focus();
  }

  opened() {
    this.composer.fit(); // a hidden field has no height
    this.list.toEnd();
  }

  draw(fresh = []) {
    this.list.draw(this.conversation.ordered(), { writing: this.conversation.writing > 0, fresh });
    if (!this.conversation.ended) this.showTalk();
  }

  say(content) {
    if (this.conversation.state === "online") this.note(null);
    this.conversation.send(content);
    this.list.expectAnswer();
  }

  // The pressed button goes away; the log stays, and raises no keyboard.
  leaving(work) {
    this.list.log.focus({ preventScroll: true });
    work();
  }

  edit(item) {
    const draft = this.composer.field.value.trim();
    this.composer.write(draft ? `${item.text}\n${draft}` : item.text);
    this.composer.focus();
    this.conversation.discard(item.id);
  }

  pressed(event) {
    if (event.key !== "Escape") return;
    if (this.menu.isOpen) this.menu.close();
    else if (this.close) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  note(key, passing = false) {
    clearTimeout(this.timer);
    this.notice.textContent = key ? this.strings.say(key) : "";
    if (passing) this.timer = setTimeout(() => this.note(null), NOTE_SHOWN);
  }

  noteState() {
    const { state } = this.conversation;
    this.notice.classList.toggle("trouble", state !== "online");
    if (state !== "online") this.note(state);
    else this.note("restored", true);
  }

  download() {
    const text = transcript(this.conversation.ordered(), this.strings);
    saveFile(`${this.strings.say("file")}.txt`, new Blob([text], { type: "text/plain;charset=utf-8" }));
  }

  print() {
    return printRows({
      root: this.node,
      rows: this.list.printable(),
      title: this.strings.say("log"),
      css: this.css,
      locale: this.strings.locale,
    });
  }

  async export() {
    try {
      saveFile(`${this.strings.say("file")}.json`, await this.conversation.export());
    } catch {
      this.note("export_failed");
    }
  }

  async restart() {
    if (await this.removed("restart")) this.begin();
  }

  async remove() {
    if (await this.removed("remove")) this.ended.firstElementChild.focus();
  }

  async removed(key) {
    if (!(await confirmed(this.node, this.strings, key))) return false;
    try {
      await this.conversation.remove();
      return true;
    } catch {
      this.note("remove_failed");
      return false;
    }
  }

  begin() {
    this.showTalk();
    this.conversation.begin();
    this.focus();
  }

  showEnd() {
    this.note(null);
    this.composer.write("");
    this.ended.hidden = false;
    this.list.node.hidden = this.composer.node.hidden = true;
  }

  showTalk() {
    this.ended.hidden = true;
    this.list.node.hidden = this.composer.node.hidden = false;
  }

  stop() {
    clearTimeout(this.timer);
  }
}

