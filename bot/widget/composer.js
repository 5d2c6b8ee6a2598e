// Where the user writes.

import { element, icon } from "./dom.js";

const LIMIT = 2000; // characters, the server's limit
const NEAR = 100;

export class Composer {
  constructor(strings, storage, send) {
    this.strings = strings;
    this.storage = storage;
    this.send = send;
    this.field = element("textarea", { id: "text", rows: "1", autocomplete: "off", "aria-describedby": "count" });
    this.counter = element("span", { id: "count", class: "counter" });
    this.alert = element("span", { class: "hidden", role: "status" });
    this.node = element(
      "form",
      { class: "composer", novalidate: true, onsubmit: (event) => this.submit(event) },
      element("div", { class: "composer-head" }, element("label", { for: "text" }, strings.say("input")), this.counter),
      element(
        "div",
        { class: "composer-row" },
        this.field,
        element("button", { type: "submit", class: "primary send" }, element("span", {}, strings.say("send")), icon("send")),
      ),
      this.alert,
    );
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("keydown", (event) => this.pressed(event));
    this.write(storage.get("draft", ""));
  }

  focus() {
    this.field.focus();
  }

  write(text) {
    this.field.value = text;
    this.changed();
  }

  submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    const over = this.over();
    if (!text || over) {
      this.alert.textContent = over ? this.strings.say("over", { count: over }) : this.strings.say("empty");
      this.field.focus();
      return;
    }
    this.write("");
    this.field.focus();
    this.send(text);
  }

  pressed(event) {
    // On a phone Enter is the only way to a new line, and the button is at hand.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    this.node.requestSubmit();
  }

  changed() {
    const length = this.length();
    const over = this.over();
    this.storage.set("draft", this.field.value);
    this.counter.textContent = over ? this.strings.say("over", { count: over }) : length ? this.strings.say("counter", { count: length, limit: LIMIT }) : "";
    this.counter.classList.toggle("over", over > 0);
    this.field.setAttribute("aria-invalid", String(over > 0));
    // Spoken only when the limit comes near, not at every letter.
    const left = LIMIT - length;
    const stage = over ? "over" : left <= NEAR ? "near" : "";
    if (stage !== this.stage) this.alert.textContent = stage === "over" ? this.strings.say("over", { count: over }) : stage ? this.strings.say("left", { count: left }) : "";
    this.stage = stage;
    this.fit();
  }

  fit() {
    this.field.style.blockSize = "auto";
    if (this.field.scrollHeight) this.field.style.blockSize = `${this.field.scrollHeight + 2}px`;
  }

  // Counted as the server counts: an emoji is one character.
  length() {
    return [...this.field.value.trim()].length;
  }

  over() {
    return Math.max(0, this.length() - LIMIT);
  }
}
