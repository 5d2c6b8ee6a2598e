// What hangs under an answer: sources, a chart, a card.

import { element } from "./dom.js";
import { drawLink, safeAddress } from "./markdown.js";

export function drawCard(card, strings) {
  const hasTotal = card.total !== null && card.total !== undefined;
  return element(
    "section",
    { class: `card ${card.kind}`, "aria-label": card.title },
    element(
      "div",
      { class: "card-head" },
      element("h3", {}, card.title),
      hasTotal && element("p", { class: "total" }, element("strong", {}, strings.say("points", { points: card.total, of: card.of }))),
    ),
    hasTotal && drawBar(card.total, card.of),
    element(card.kind === "plan" ? "ol" : "ul", { class: "parts" }, ...card.parts.map((part) => drawPart(part, strings))),
    card.footer && element("p", { class: "card-foot" }, card.footer),
  );
}

function drawPart(part, strings) {
  const hasPoints = part.points !== null && part.points !== undefined;
  return element(
    "li",
    {},
    element(
      "div",
      { class: "part-head" },
      element("span", { class: "part-title" }, part.title),
      hasPoints && element("span", { class: "points" }, strings.say("points", { points: part.points, of: part.of })),
    ),
    hasPoints && drawBar(part.points, part.of),
    part.text && element("p", {}, part.text),
    part.quote && element("p", { class: "quote" }, element("span", { class: "label" }, strings.say("quote")), element("q", {}, part.quote)),
    part.better && element("p", { class: "better" }, element("span", { class: "label" }, strings.say("better")), element("q", {}, part.better)),
  );
}

// The number stands beside it, so the bar itself says nothing to a screen reader.
function drawBar(points, of) {
  const fill = element("span");
  fill.style.inlineSize = `${Math.max(0, Math.min(100, (100 * points) / of))}%`;
  return element("div", { class: "bar", "aria-hidden": "true" }, fill);
}

export function cardAsText(card, strings) {
  const points = (scored) => (scored.points === null || scored.points === undefined ? "" : `: ${strings.say("points", scored)}`);
  const lines = [card.title + points({ points: card.total, of: card.of })];
  for (const part of card.parts) {
    lines.push(`- ${part.title}${points(part)}`);
    if (part.text) lines.push(`  ${part.text}`);
    if (part.quote) lines.push(`  ${strings.say("quote")}: »${part.quote}«`);
    if (part.better) lines.push(`  ${strings.say("better")}: »${part.better}«`);
  }
  if (card.footer) lines.push(card.footer);
  return lines.join("\n");
}

export function drawSources(sources, strings) {
  const entries = sources.map((source) => {
    const address = source.url && safeAddress(source.url);
    const title = address ? drawLink(address, source.title, strings.say("new_window")) : source.title;
    return element("li", {}, `${source.publisher}: `, title, ` (${source.year ?? strings.say("no_year")})`);
  });
  return element("details", { class: "sources" }, element("summary", {}, strings.count("sources", sources.length)), element("ul", {}, ...entries));
}

export function sourceAsText(source, strings) {
  return `${source.publisher}: ${source.title} (${source.year ?? strings.say("no_year")})${source.url ? ` ${source.url}` : ""}`;
}

export function drawChart(chart, server, strings) {
  const address = new URL(chart.url, server);
  const numbers = element("details", {}, element("summary", {}, strings.say("numbers")), element("p", { class: "numbers" }, chart.text));
  const figure = element("figure", { class: "chart" });
  const missing = () => {
    figure.replaceChildren(element("p", {}, strings.say("no_picture")), numbers);
    numbers.open = true;
  };
  const image = element("img", { src: address.href, alt: chart.alt, onerror: missing });
  // Alone in a window it is as large as the window.
  if (address.origin === new URL(server).origin) figure.append(drawLink(address.href, image, strings.say("new_window")), numbers);
  else missing();
  return figure;
}
