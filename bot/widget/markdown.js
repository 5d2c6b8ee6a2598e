// **bold**, _italic_, lists with - or •, line breaks, https links; everything else is text.

import { element, hidden } from "./dom.js";

const INLINE = /\*\*(?<bold>[^*\n]+)\*\*|(?<![\p{L}\p{N}_])_(?<italic>[^_\n]+)_(?![\p{L}\p{N}_])|\[(?<label>[^\]\n]+)\]\((?<target>[^\s()]+)\)|(?<bare>https:\/\/[^\s<>"]+)/gu;
const ITEM = /^\s*[-•]\s+(.*)$/;
// A full stop after an address ends the sentence, not the address.
const TRAILING = /[.,;:!?)\]]+$/;

export function drawMarkdown(text, newWindow) {
  const fragment = document.createDocumentFragment();
  for (const block of text.trim().split(/\n{2,}/)) {
    let list = null;
    let paragraph = null;
    for (const line of block.split("\n")) {
      const item = ITEM.exec(line);
      if (item) {
        paragraph = null;
        list ??= append(fragment, "ul");
        append(list, "li").append(...inline(item[1], newWindow));
      } else {
        list = null;
        if (paragraph) paragraph.append(element("br"));
        else paragraph = append(fragment, "p");
        paragraph.append(...inline(line, newWindow));
      }
    }
  }
  return fragment;
}

export function plainText(text) {
  return text.replace(INLINE, (match, ...rest) => {
    const { bold, italic, label, target } = rest.at(-1);
    if (label) return `${label} (${target})`;
    return bold ?? italic ?? match;
  });
}

// null for all but https addresses without a user name.
export function safeAddress(address) {
  try {
    const url = new URL(address);
    return url.protocol === "https:" && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}

export function drawLink(address, label, newWindow) {
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer nofollow" }, label, hidden(` ${newWindow}`));
}

function append(parent, tag) {
  const made = element(tag);
  parent.append(made);
  return made;
}

function inline(text, newWindow) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(text.slice(from, match.index));
    from = match.index + match[0].length;
    const { bold, italic, label, target, bare } = match.groups;
    if (bold) nodes.push(element("strong", {}, ...inline(bold, newWindow)));
    else if (italic) nodes.push(element("em", {}, ...inline(italic, newWindow)));
    else nodes.push(...link(match[0], label, target, bare, newWindow));
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

function link(whole, label, target, bare, newWindow) {
  const end = bare ? (TRAILING.exec(bare)?.[0] ?? "") : "";
  const written = bare ? bare.slice(0, bare.length - end.length) : target;
  const address = safeAddress(written);
  return address ? [drawLink(address, label ?? written, newWindow), end] : [whole];
}
