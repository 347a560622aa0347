// @ts-check
// Writes a claim file as `annotate new` does: the keys in their order, long words as folded blocks.
import { MARKS, rules, SPACES, UNSEEN } from "./contribute-rules.js";

/** @typedef {import("./contribute-quote.js").Selector} Selector */
/** @typedef {Record<string, string>} Fields */
/** @typedef {{quote: Selector, fields: Fields, sources: Fields[], checked: string}} Draft */

export const HIDDEN = new RegExp(UNSEEN, "gu"); // nobody sees these characters
const HEAPED = new RegExp(`([${MARKS}]{${rules.characters.mostMarks}})[${MARKS}]+`, "gu");
const RUN = new RegExp(`[${SPACES}]+`, "gu");
// A value that YAML takes as it stands: it begins with a letter or digit, and has no ": " and no " #".
const PLAIN = /^[\p{L}\p{N}](?!.*(?:: | #|:$))/u;
const LONG = 60; // characters of words beyond which they stand on a line of their own
const RESERVED = new RegExp(`^(?:${rules.reserved})$`);

/** Text without what no file may hold.
 * @param {string} text */
export function visible(text) {
  return text.replace(HIDDEN, "").replace(HEAPED, "$1");
}

/** A value of one line: white space is single spaces.
 * @param {string} text */
export function line(text) {
  return visible(text.replace(RUN, " ")).replace(/ +/g, " ").trim();
}

/** The context: lines without white space at their ends.
 * @param {string} text */
export function body(text) {
  const lines = text.replace(/\r\n?|[\v\f\x85\u2028\u2029]/g, "\n").split("\n");
  return visible(lines.map((l) => l.trimEnd()).join("\n"))
    .replace(/^\n+/, "")
    .trimEnd();
}

/** @param {string} indent @param {string} key @param {string} value @param {boolean} isQuote */
function entry(indent, key, value, isQuote = false) {
  if (!isQuote && PLAIN.test(value) && (value.length <= LONG || !value.includes(" ")))
    return `${indent}${key}: ${value}\n`;
  const paragraphs = value.split("\n").map((paragraph) => `${indent.replace("-", " ")}  ${paragraph}`);
  return `${indent}${key}: >-\n${paragraphs.join("\n\n")}\n`;
}

/** An entry of a list.
 * @param {Fields} source @param {string[]} keys */
export function sourceEntry(source, keys) {
  return keys
    .filter((key) => source[key])
    .map((key, at) => entry(at ? "    " : "  - ", key, source[key]))
    .join("");
}

/** @typedef {{keys: string[], sourceKeys: string[]}} Order */

/** What a key of the file becomes; nothing where it is not filled in.
 * @param {string} key @param {Fields} values @param {Fields[]} sources @param {Order} order */
export function part(key, values, sources, { sourceKeys }) {
  if (key !== "sources")
    return values[key] ? entry("", key, values[key], ["quote", "prefix", "suffix"].includes(key)) : "";
  const given = sources.map((source) => sourceEntry(source, sourceKeys)).join("");
  return given && `sources:\n${given}`;
}

/**
 * The file's text; what is not filled in is left out.
 * @param {Draft} draft @param {Order} order
 */
export function write({ quote, fields, sources, checked }, order) {
  /** @type {Fields} */
  const values = { ...fields, quote: quote.exact, prefix: quote.prefix, suffix: quote.suffix, checked };
  const head = order.keys.map((key) => part(key, values, sources, order));
  return `---\n${head.join("")}---\n${fields.context ? `${fields.context}\n` : ""}`;
}

/** A name made of the first words, not yet taken: it becomes the claim's address.
 * @param {string} words @param {Set<string>} taken */
export function fileName(words, taken) {
  // As in annotate/editing/drafting.py: what NFKD leaves in ASCII.
  const plain = words
    .normalize("NFKD")
    .replace(/[^\0-\x7f]/g, "")
    .toLowerCase();
  const base = (plain.match(/[a-z0-9]+/g) ?? []).slice(0, 6).join("-").slice(0, 60).replace(/-+$/, "") || "claim";
  let name = base;
  for (let number = 2; taken.has(name) || RESERVED.test(name); number += 1) name = `${base}-${number}`;
  return name;
}

/** Today as the reader's calendar has it. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}
