// The menu in the header, and the question asked before anything is deleted.

import { button, element, iconButton } from "./dom.js";

export class Menu {
  constructor(strings, entries) {
    this.strings = strings;
    this.list = element("div", { class: "menu", id: "menu", hidden: true });
    for (const [key, action] of entries) {
      this.list.append(
        button("entry", strings.say(key), () => {
          this.close();
          action();
        }),
      );
    }
    const state = { "aria-expanded": "false", "aria-controls": "menu" };
    this.opener = iconButton("tool", strings.say("menu"), "more", () => this.toggle(), state);
    this.node = element("div", { class: "menu-box" }, this.opener, this.list);
    this.node.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !this.node.contains(relatedTarget)) this.set(false);
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  toggle() {
    this.set(!this.isOpen);
    if (this.isOpen) this.list.firstElementChild.focus();
  }

  close() {
    this.set(false);
    this.opener.focus();
  }

  set(open) {
    this.list.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
  }
}

// Whether the user agrees. The safe answer has the focus. key: restart or remove.
export function confirmed(root, strings, key) {
  return new Promise((resolve) => {
    const answer = (value) => () => dialog.close(value);
    const keep = button("quiet", strings.say("keep"), answer(""));
    const dialog = element(
      "dialog",
      { class: "confirm", role: "alertdialog", "aria-labelledby": "confirm-title", "aria-describedby": "confirm-text" },
      element("h2", { id: "confirm-title" }, strings.say(`${key}_title`)),
      element("p", { id: "confirm-text" }, strings.say(`${key}_text`)),
      element("div", { class: "confirm-row" }, keep, button("danger", strings.say(key), answer("yes"))),
    );
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    root.append(dialog);
    dialog.showModal();
    keep.focus();
  });
}
