// The conversation as a text file, and on paper.

import { cardAsText, sourceAsText } from "./attachments.js";
import { element } from "./dom.js";
import { plainText } from "./markdown.js";

const LOADED = 3000; // ms a picture may take before the page is printed without it

export function transcript(messages, strings) {
  const parts = [strings.say("log")];
  let previous = null;
  for (const message of messages) {
    const date = new Date(message.time);
    const day = strings.date(date);
    if (day !== previous) parts.push(day);
    previous = day;
    const who = message.from === "bot" ? (message.speaker?.name ?? strings.say("name")) : strings.say("you");
    const lines = [strings.say("said", { who, time: strings.time(date) }), message.from === "bot" ? plainText(message.text ?? "") : message.text];
    if (message.card) lines.push(cardAsText(message.card, strings));
    if (message.chart) lines.push(message.chart.text);
    for (const source of message.sources ?? []) lines.push(`${strings.count("sources", 1)}: ${sourceAsText(source, strings)}`);
    parts.push(lines.filter(Boolean).join("\n"));
  }
  return `${parts.join("\n\n")}\n`;
}

// Prints copies of the rows from a frame of their own, without the page around the widget.
// css is text: a sheet made for one document does not serve another.
export async function printRows({ root, rows, title, css, locale }) {
  const frame = element("iframe", { class: "hidden", "aria-hidden": "true", tabindex: "-1", title });
  root.append(frame);
  const paper = frame.contentWindow;
  const page = paper.document;
  const sheet = new paper.CSSStyleSheet();
  sheet.replaceSync(css);
  page.adoptedStyleSheets = [sheet];
  page.documentElement.lang = locale;
  page.title = title;
  const copy = page.importNode(rows, true);
  for (const fold of copy.querySelectorAll("details")) fold.open = true;
  const heading = page.createElement("h1");
  heading.textContent = title;
  page.body.className = "paper";
  page.body.append(heading, copy);
  const pictures = [...copy.querySelectorAll("img")].map((picture) => picture.decode().catch(() => null));
  await Promise.race([Promise.all(pictures), new Promise((done) => setTimeout(done, LOADED))]);
  paper.addEventListener("afterprint", () => frame.remove());
  paper.focus();
  paper.print();
}
