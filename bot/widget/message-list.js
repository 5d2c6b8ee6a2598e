// Draws the conversation, keeps the newest in view, tells screen readers what is new.

import { arrange, button, element, hidden, icon } from "./dom.js";
import { MessageView, spoken } from "./message.js";

const SHOWN = 100; // a history of thousands stays quick
const MORE = 200;
const SPOKEN = 5000; // ms, after which a screen reader has taken it
const NEAR = 60; // px from the end that still count as the end

export class MessageList {
  constructor(strings, server, handlers) {
    this.strings = strings;
    this.context = { strings, server, ...handlers };
    this.views = new Map();
    this.days = new Map();
    this.shown = SHOWN;
    this.previous = [];
    this.following = true;
    this.about = element("p", { class: "about" }, strings.say("about"));
    this.earlier = button("quiet small earlier", strings.say("earlier"), () => this.showEarlier());
    const dots = [element("i"), element("i"), element("i")];
    this.writing = element("div", { class: "writing" }, hidden(strings.say("writing")), ...dots, element("span", { class: "slow" }, strings.say("slow")));
    this.rows = element("div", { class: "rows" });
    // A log is live by itself; history and one's own words would be read aloud too.
    this.log = element("div", { class: "log", role: "log", "aria-live": "off", "aria-label": strings.say("log"), tabindex: "0" }, this.rows);
    this.announcer = element("div", { class: "hidden", "aria-live": "polite" });
    this.jump = button("jump", strings.say("newest"), () => this.toEnd(), icon("down"));
    this.jump.hidden = true;
    this.node = element("div", { class: "list" }, this.log, this.jump, this.announcer);
    this.log.addEventListener("scroll", () => this.noteScroll(), { passive: true });
  }

  draw(messages, { writing = false, fresh = [] } = {}) {
    const visible = messages.slice(-this.shown);
    const views = visible.map((message) => this.viewOf(message));
    this.forget(visible);
    this.placeAll(views, messages, writing);
    const nodes = visible.length < messages.length ? [this.earlier] : [this.about];
    const today = new Date();
    let previous = null;
    for (const view of views) {
      const date = new Date(view.message.time);
      const key = date.toDateString();
      if (key !== previous) nodes.push(this.dayBreak(key, this.strings.day(date, today)));
      previous = key;
      nodes.push(view.node);
    }
    if (writing) nodes.push(this.writing);
    arrange(this.rows, nodes);
    this.announce(fresh);
    this.follow(fresh.length > 0);
    this.previous = messages;
  }

  expectAnswer() {
    this.toEnd();
  }

  toEnd() {
    this.following = true;
    this.follow(false);
  }

  // All of it, not only what is shown, for paper.
  printable() {
    this.shown = Infinity;
    this.draw(this.previous);
    return this.rows;
  }

  viewOf(message) {
    // An outbox item is drawn again when it fails or is sent again.
    const key = `${message.id} ${message.state ?? ""}`;
    if (!this.views.has(key)) this.views.set(key, new MessageView(message, this.context));
    return this.views.get(key);
  }

  forget(visible) {
    const kept = new Set(visible.map((message) => `${message.id} ${message.state ?? ""}`));
    for (const key of this.views.keys()) if (!kept.has(key)) this.views.delete(key);
  }

  placeAll(views, messages, writing) {
    const author = (view) => (view ? `${view.message.from ?? "user"} ${view.message.speaker?.id ?? ""}` : null);
    const firstQuestion = messages.findIndex((message) => message.from !== "bot");
    const start = messages.length - views.length;
    let used = null; // what was said after the message at hand
    for (let index = views.length - 1; index >= 0; index -= 1) {
      const view = views[index];
      const isBot = view.message.from === "bot";
      const last = author(view) !== author(views[index + 1]);
      const answersSomething = firstQuestion !== -1 && start + index > firstQuestion;
      const finished = !(writing && index === views.length - 1);
      view.place({
        first: author(view) !== author(views[index - 1]),
        last,
        rateable: isBot && last && answersSomething && finished && !view.message.speaker,
      });
      if (used !== null) view.lock(used);
      if (!isBot) used = view.message.text;
    }
  }

  dayBreak(key, label) {
    if (!this.days.has(key)) this.days.set(key, element("h2", { class: "day" }));
    const node = this.days.get(key);
    if (node.textContent !== label) node.textContent = label; // "I dag" becomes "I går"
    return node;
  }

  announce(fresh) {
    for (const message of fresh) {
      const view = this.views.get(`${message.id} `);
      if (!view) continue;
      const words = element("p", {}, spoken(view, this.strings));
      this.announcer.append(words);
      setTimeout(() => words.remove(), SPOKEN); // else whoever reads on meets everything twice
    }
  }

  showEarlier() {
    const fromEnd = this.log.scrollHeight - this.log.scrollTop;
    this.shown += MORE;
    this.following = false;
    this.draw(this.previous);
    this.target = this.log.scrollTop = this.log.scrollHeight - fromEnd;
    this.log.focus({ preventScroll: true });
  }

  // A long answer is read from its beginning: the question goes to the top, never further.
  follow(hasNews) {
    if (!this.following) {
      this.jump.hidden = !hasNews && this.jump.hidden;
      return;
    }
    const questions = this.rows.querySelectorAll(".message.user");
    const question = questions[questions.length - 1];
    const end = this.log.scrollHeight - this.log.clientHeight;
    this.target = Math.max(0, question ? Math.min(end, question.offsetTop - 12) : 0);
    this.log.scrollTop = this.target;
    this.jump.hidden = true;
  }

  noteScroll() {
    const fromEnd = this.log.scrollHeight - this.log.clientHeight - this.log.scrollTop;
    if (Math.abs(this.log.scrollTop - this.target) > 4) this.following = fromEnd < NEAR;
    if (fromEnd < NEAR) this.jump.hidden = true;
  }
}
