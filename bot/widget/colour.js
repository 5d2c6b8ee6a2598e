// Makes any colour of the host readable.

const READABLE = 4.5;
// --tint of chat-widget.css, where the accent is text
const BEHIND = { light: [236, 242, 242], dark: [38, 51, 60] };
const WHITE = [255, 255, 255];
const NIGHT = [9, 22, 28];

// "#0b5c63" or "#066" -> {accent, ink}; ink is for text on the accent. null when it is no such colour.
export function readableAccent(colour, dark) {
  let accent = parse(colour);
  if (!accent) return null;
  const towards = dark ? WHITE : [0, 0, 0];
  const behind = BEHIND[dark ? "dark" : "light"];
  while (contrast(accent, behind) < READABLE) accent = accent.map((part, index) => Math.round(part * 0.92 + towards[index] * 0.08));
  const ink = contrast(WHITE, accent) >= contrast(NIGHT, accent) ? WHITE : NIGHT;
  return { accent: css(accent), ink: css(ink) };
}

function parse(colour) {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour.trim())?.[1];
  if (!digits) return null;
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
}

function css(parts) {
  return `rgb(${parts.join(" ")})`;
}

// https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
function luminance(parts) {
  const [red, green, blue] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
