// Thumbs under an answer, and room to say why it did not help.

import { arrange, button, element, icon } from "./dom.js";

const LONGEST_REASON = 500;

// rate(rating, reason) throws when it could not be saved. rated: "up", "down" or null.
export function drawFeedback({ rated, rate, strings }) {
  const note = element("span", { class: "note", role: "status" });
  const row = element("div", { class: "feedback", role: "group", "aria-label": strings.say("rate") });
  const thumbs = ["up", "down"].map((rating) => {
    const thumb = element(
      "button",
      { type: "button", class: `thumb ${rating}`, "aria-label": strings.say(rating), title: strings.say(rating), onclick: () => choose(rating) },
      icon("thumb"),
    );
    thumb.setAttribute("aria-pressed", String(rated === rating));
    return thumb;
  });
  arrange(row, [...thumbs, note]);

  const save = async (rating, reason) => {
    try {
      await rate(rating, reason);
    } catch {
      note.textContent = strings.say("rate_failed");
      return false;
    }
    thumbs.forEach((thumb, index) => thumb.setAttribute("aria-pressed", String(rating === ["up", "down"][index])));
    note.textContent = strings.say("rated");
    return true;
  };

  const choose = async (rating) => {
    row.querySelector("form")?.remove();
    if (!(await save(rating)) || rating === "up") return;
    const field = element("textarea", { rows: "2", maxlength: LONGEST_REASON });
    const close = () => {
      form.remove();
      thumbs[1].focus();
    };
    const submit = async (event) => {
      event.preventDefault();
      const reason = field.value.trim();
      if (!reason || (await save("down", reason))) close();
    };
    const form = element(
      "form",
      { class: "reason", onsubmit: submit },
      element("label", {}, strings.say("reason"), field),
      element("button", { type: "submit", class: "primary small" }, strings.say("reason_send")),
      button("quiet small", strings.say("reason_skip"), close),
    );
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation(); // closes this form, not the chat
      close();
    });
    row.append(form);
    field.focus();
  };
  return row;
}
