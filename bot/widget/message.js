// One message as an element, with its choices, its fate and its rating.

import { drawCard, drawChart, drawSources } from "./attachments.js";
import { button, element, icon, iconButton } from "./dom.js";
import { drawMarkdown } from "./markdown.js";

const LONGEST_REASON = 500;

export class MessageView {
  constructor(message, context) {
    this.message = message;
    this.context = context;
    this.choices = [];
    this.node = element("div", { class: `message ${message.from ?? "user"}${message.speaker ? " speaker" : ""}` });
    if (message.from === "bot") this.drawAnswer();
    else this.drawQuestion();
  }

  place({ first, last, rateable }) {
    this.node.classList.toggle("first", first);
    this.node.classList.toggle("last", last);
    if (rateable && !this.feedback) {
      const { id } = this.message;
      const { rate, rating, strings } = this.context;
      this.feedback = drawFeedback({ rated: rating(id), rate: (value, reason) => rate(id, value, reason), strings });
      this.meta.append(this.feedback);
    }
    this.feedback?.toggleAttribute("hidden", !rateable);
  }

  // Choices count only until the next message. used: what was said instead.
  lock(used) {
    for (const choice of this.choices) {
      if (choice.disabled) continue;
      const isUsed = choice.dataset.title === used;
      if (isUsed && !choice.classList.contains("used")) {
        choice.classList.add("used");
        choice.prepend(icon("check"));
      }
      choice.setAttribute("aria-disabled", "true");
      // A button that is disabled under the finger loses the focus to nowhere.
      if (choice.getRootNode().activeElement === choice) choice.addEventListener("blur", () => (choice.disabled = true), { once: true });
      else choice.disabled = true;
    }
  }

  drawAnswer() {
    const { strings, server, choose } = this.context;
    const { text, speaker, card, chart, sources, choices } = this.message;
    const who = speaker?.name ?? strings.say("name");
    this.drawAuthor(who, Boolean(speaker));
    this.bubble = element("div", { class: "bubble" }, drawMarkdown(text ?? "", strings.say("new_window")));
    if (!text) this.bubble.classList.add("bare");
    if (card || chart) this.node.classList.add("wide");
    if (card) this.bubble.append(drawCard(card, strings));
    if (chart) this.bubble.append(drawChart(chart, server, strings));
    if (sources?.length) this.bubble.append(drawSources(sources, strings));
    this.node.append(this.bubble);
    if (choices?.length) {
      this.choices = choices.map((choice) => {
        const made = button("choice", choice.title, () => made.getAttribute("aria-disabled") !== "true" && choose(choice));
        made.dataset.title = choice.title;
        return made;
      });
      this.node.append(element("div", { class: "choices", role: "group", "aria-label": strings.say("choices") }, ...this.choices));
    }
    this.drawTime();
  }

  drawQuestion() {
    const { strings, resend, edit, discard } = this.context;
    const { id, state, text, reason, hopeless, choice } = this.message;
    this.drawAuthor(strings.say("you"), false);
    this.bubble = element("div", { class: "bubble" }, text);
    this.node.append(this.bubble);
    if (state === "failed") {
      this.node.classList.add("failed");
      this.node.append(
        element(
          "div",
          { class: "failure" },
          element("span", {}, reason || strings.say("failed")),
          !hopeless && button("link", strings.say("resend"), () => resend(id)),
          choice ? button("link", strings.say("discard"), () => discard(id)) : button("link", strings.say("edit"), () => edit(this.message)),
        ),
      );
    } else this.drawTime();
  }

  drawAuthor(who, visible) {
    const { strings } = this.context;
    const said = strings.say("said", { who, time: strings.time(new Date(this.message.time)) });
    this.node.append(element("p", { class: "hidden" }, said));
    if (visible) this.node.append(element("p", { class: "who", "aria-hidden": "true" }, icon("person"), `${who}:`));
  }

  drawTime() {
    const date = new Date(this.message.time);
    const time = element("time", { datetime: this.message.time, "aria-hidden": "true" }, this.context.strings.time(date));
    this.meta = element("div", { class: "meta" }, time);
    this.node.append(this.meta);
  }
}

export function spoken(view, strings) {
  const { message, bubble, choices } = view;
  const parts = [`${message.speaker?.name ?? strings.say("name")}: ${bubble.innerText}`];
  if (choices.length) parts.push(`${strings.say("choices")}: ${choices.map((choice) => choice.dataset.title).join(", ")}`);
  return parts.join(". ");
}

// rate(rating, reason) throws when it could not be saved. rated: "up", "down" or null.
function drawFeedback({ rated, rate, strings }) {
  const note = element("span", { class: "note", role: "status" });
  const row = element("div", { class: "feedback", role: "group", "aria-label": strings.say("rate") });
  const thumbs = ["up", "down"].map((rating) =>
    iconButton(`thumb ${rating}`, strings.say(rating), "thumb", () => choose(rating), { "aria-pressed": String(rated === rating) }),
  );
  row.append(...thumbs, note);

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
      element("button", { type: "submit", class: "primary small" }, strings.say("send")),
      button("quiet small", strings.say("reason_skip"), close),
    );
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation(); // closes this form, not the chat
      close();
    });
    row.append(form);
    field.focus();
    form.scrollIntoView({ block: "nearest" });
  };
  return row;
}
