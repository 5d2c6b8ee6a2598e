// What an answer rests on: its sources, folded, and its chart with the same numbers as text.

import { element } from "./dom.js";
import { drawLink, safeAddress } from "./markdown.js";

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

// server: the address of the bot; a chart from anywhere else is not loaded.
export function drawChart(chart, server, strings) {
  const address = new URL(chart.url, server);
  const numbers = element("details", {}, element("summary", {}, strings.say("numbers")), element("p", { class: "numbers" }, chart.text));
  const figure = element("figure", { class: "chart" });
  const missing = () => {
    figure.replaceChildren(element("p", {}, strings.say("no_picture")), numbers);
    numbers.open = true;
  };
  if (address.origin === new URL(server).origin) figure.append(element("img", { src: address.href, alt: chart.alt, onerror: missing }), numbers);
  else missing();
  return figure;
}
