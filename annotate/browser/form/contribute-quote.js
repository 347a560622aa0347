// @ts-check
// How a claim file quotes words so that `annotate` finds them again: the foldings and the context of
// annotate/anchoring, in as much as they decide whether words stand once.

import { HIDDEN, visible } from "./contribute-file.js";
import { rules, SPACES } from "./contribute-rules.js";

/** @typedef {{exact: string, prefix: string, suffix: string}} Selector */

const RUN = new RegExp(`[${SPACES}]+`, "gu");
const ENTITY = new RegExp(rules.entity, "u");
const EDGES = new RegExp(`^[${SPACES}]+|[${SPACES}]+$`, "gu");
const BREAKS = new RegExp(`[${SPACES}\\xad]*\\n[${SPACES}\\xad]*\\n[${SPACES}\\xad]*`, "u");
const SOFT_HYPHEN = "\u00ad"; // goes first: white space runs on over it
const FOLDED = new RegExp(`[${Object.keys(rules.foldings).join("")}]`, "gu");
const LINE_ENDS = /[\n\v\f\x1c-\x1f\x85\u2028\u2029]/g;
// Characters of context, before and after; a prefix may have 1,000.
const SIZES = [
  [0, 0],
  [32, 0],
  [0, 32],
  [32, 32],
  [128, 128],
  [512, 512],
  [980, 980],
];

/** Words of the article as a claim file holds them: paragraphs divided by a line end, other line ends as spaces.
 * @param {string} words */
export function written(words) {
  const paragraphs = words.split(BREAKS).map((part) => part.replace(LINE_ENDS, " ").replace(EDGES, ""));
  return paragraphs.filter(Boolean).join("\n");
}

/** The folded text: white space that holds `breaks` line ends is "\n", all other is " ".
 * @param {string} text @param {number} breaks */
function fold(text, breaks) {
  return text
    .replaceAll(SOFT_HYPHEN, "")
    .replace(RUN, (run) => (run.split("\n").length > breaks ? "\n" : " "))
    .replace(FOLDED, (char) => rules.foldings[char])
    .normalize("NFC");
}

/** How often a quote stands in a text with its context.
 * @param {string} text @param {Selector} selector */
export function count(text, { exact, prefix, suffix }) {
  const literal = (/** @type {string} */ part) => fold(part, 1).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const around = (/** @type {string} */ part) => literal(part).replace(/[ \n]/g, "[ \\n]");
  const parts = [
    prefix && `${around(prefix)}[ \\n]?`,
    literal(exact).replaceAll("\n", "[ \\n]"),
    suffix && `[ \\n]?${around(suffix)}`,
  ];
  return [...fold(text, 2).matchAll(new RegExp(`(?=${parts.join("")})`, "gu"))].length;
}

/** The quote of a place, with whole words of context only where the words alone stand more than once; undefined
 * if no context that a file may hold is enough.
 * @param {string} text @param {{start: number, end: number}} place @returns {Selector | undefined} */
export function describe(text, { start, end }) {
  const exact = written(text.slice(start, end));
  for (const [before, after] of SIZES) {
    const selector = {
      exact,
      prefix: written(text.slice(wordStart(text, start, before), start)),
      suffix: written(text.slice(end, wordEnd(text, end, after))),
    };
    if (count(text, selector) === 1) return selector;
  }
  return undefined;
}

/** @param {string} char */
const isSpace = (char) => char === undefined || SPACE_ONE.test(char);
const SPACE_ONE = new RegExp(`^[${SPACES}]$`, "u");

/** @param {string} text @param {number} end @param {number} size */
function wordStart(text, end, size) {
  if (size === 0) return end;
  const least = Math.max(0, end - size);
  let start = least;
  while (start > 0 && start < end && !isSpace(text[start - 1])) start += 1;
  return text.slice(start, end).trim() ? start : least + Number(isLow(text, least));
}

/** @param {string} text @param {number} start @param {number} size */
function wordEnd(text, start, size) {
  if (size === 0) return start;
  const most = Math.min(text.length, start + size);
  let end = most;
  while (end < text.length && end > start && !isSpace(text[end])) end -= 1;
  return text.slice(start, end).trim() ? end : most - Number(isLow(text, most));
}

/** Whether a cut would halve a character beyond U+FFFF.
 * @param {string} text @param {number} at */
const isLow = (text, at) => /^[\udc00-\udfff]/.test(text.slice(at, at + 1));

/** Why words cannot be quoted in a claim file, "" if they can.
 * @param {string} exact @param {number} limit */
export function quoteFault(exact, limit) {
  const size = [...exact].length;
  if (size > limit) return `${size} characters are selected; a claim is about at most ${limit}. Select fewer words.`;
  if (visible(exact) !== exact) {
    const point = exact.match(HIDDEN)?.[0].codePointAt(0);
    const what =
      point === undefined
        ? "more than three marks on one letter"
        : `the invisible character U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
    return `The words contain ${what}, which a claim file cannot hold. Select words before or after it.`;
  }
  if (ENTITY.test(exact))
    return "The words contain a character code such as &amp;, which a claim file cannot hold. Select words before or after it.";
  return "";
}
