// @ts-check
// The article's words as they stand on the page, without footnote references, and places in them.
// Places are offsets of the article's text, its blocks joined by a blank line, in UTF-16 code units.
import { rules, SPACES, UNSPACED } from "./contribute-rules.js";

/** @typedef {{node: Text, at: number, claims: string[]}} Piece */
/** @typedef {{start: number, end: number}} Place */

const LEAVES = "p, li, h1, h2, h3, h4, h5, h6";
const NOT_THE_ARTICLES = ".fc-ref, .headerlink";
const APART = ".fc-own-note, .fc-alt, rt, rp"; // stands against a word and is no part of it
const GAP = "\ufffc"; // words that an excerpt leaves out
const EDGE = new RegExp(`[${SPACES}\\xad]`, "u");
const LETTER = /[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]/u;
const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const WORD = new RegExp(`[${UNSPACED}]{1,2}|[^${SPACES}${UNSPACED}]+`, "gu");
const REACH = 36; // as far as anything undivided reaches
const LETTERS = "[\\p{L}\\p{Nl}\\p{No}\\u0300-\\u036f]";
const UNDIVIDED = rules.undivided.map(
  (it) => new RegExp(`(?=(${it.replaceAll("<L>", LETTERS).replaceAll("<N>", "\\p{Nd}")}))`, "gu"),
);
const graphemes = "Segmenter" in Intl ? new Intl.Segmenter() : undefined;

/** How many words a text has.
 * @param {string} text */
export const countWords = (text) => text.match(WORD)?.length ?? 0;

/** Whether a place is inside a word, a number, a character of several code points, or what a cut would turn or rescale.
 * @param {string} text @param {number} at */
export function cuts(text, at) {
  if (at <= 0 || at >= text.length) return false;
  const [before] = [...text.slice(Math.max(0, at - 2), at)].slice(-1);
  const [after] = [...text.slice(at, at + 2)];
  if (LETTER.test(before) && LETTER.test(after) && !IS_UNSPACED.test(before) && !IS_UNSPACED.test(after)) return true;
  const low = Math.max(0, at - REACH);
  const near = text.slice(low, at + REACH);
  const here = at - low;
  return (
    splits(text, at) ||
    UNDIVIDED.some((it) =>
      [...near.matchAll(it)].some(({ index, 1: part }) => index < here && here < index + part.length),
    )
  );
}

export class Words {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.excerpt = root.querySelector(".fc-gap") !== null;
    /** @type {Piece[]} */ this.pieces = [];
    this.text = "";
    /** @type {Set<number>} */ this.seams = new Set();
    /** @type {Element | undefined} */ this.block = undefined;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) this.add(/** @type {Text} */ (walker.currentNode));
  }

  /** @param {Text} node */
  add(node) {
    const parent = /** @type {Element} */ (node.parentElement);
    const block = parent.closest(LEAVES);
    if (!block || block.querySelector(LEAVES) || parent.closest(NOT_THE_ARTICLES)) return;
    if (this.block && block !== this.block) {
      const row = block.closest("tr");
      this.text += row && row === this.block.closest("tr") ? "\t" : "\n\n";
    }
    this.block = block;
    if (parent.closest(".fc-gap")) {
      this.text += GAP;
      return;
    }
    const at = this.text.length;
    this.pieces.push({ node, at, claims: claimsAround(parent) });
    this.text += node.data;
    if (parent.closest(APART)) this.seams.add(at).add(this.text.length);
  }

  /** The place of what is selected, undefined if that is none of the article's words.
   * @param {Range} range @returns {Place | undefined} */
  placeOf(range) {
    const found = this.pieces.flatMap(({ node, at }) => {
      if (!range.intersectsNode(node)) return [];
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.length;
      return from < to ? [{ start: at + from, end: at + to }] : [];
    });
    const place = found.length ? { start: found[0].start, end: found[found.length - 1].end } : undefined;
    return place && this.trim(place);
  }

  /** White space at the edges is left out.
   * @param {Place} place @returns {Place | undefined} */
  trim({ start, end }) {
    while (start < end && EDGE.test(this.text[start])) start += 1;
    while (end > start && EDGE.test(this.text[end - 1])) end -= 1;
    return start < end ? { start, end } : undefined;
  }

  /** The place widened to whole words and numbers.
   * @param {Place} place @returns {Place} */
  whole({ start, end }) {
    while (!this.seams.has(start) && cuts(this.text, start)) start -= 1;
    while (!this.seams.has(end) && cuts(this.text, end)) end += 1;
    return this.trim({ start, end }) ?? { start, end };
  }

  /** The claims whose words are the same, but for signs around them, and those whose words contain these.
   * @param {Place} place @returns {{same: string[], around: string[]}} */
  claimsAt(place) {
    const bare = this.bare(place);
    /** @type {Map<string, Place>} */
    const places = new Map();
    for (const { node, at, claims } of this.pieces) {
      for (const id of claims) places.set(id, { start: places.get(id)?.start ?? at, end: at + node.length });
    }
    const same = [],
      around = [];
    for (const [id, whole] of places) {
      const { start, end } = this.bare(whole);
      if (start === bare.start && end === bare.end) same.push(id);
      else if (start <= bare.start && bare.end <= end) around.push(id);
    }
    return { same, around };
  }

  /** @param {Place} place */
  bare({ start, end }) {
    const words = this.text.slice(start, end);
    const first = words.search(/[\p{L}\p{N}]/u);
    const rest = words.match(/[^\p{L}\p{N}]*$/u)?.[0].length ?? 0;
    return first < 0 ? { start, end } : { start: start + first, end: end - rest };
  }

  /** @param {Place} place @returns {Range} */
  rangeOf({ start, end }) {
    const range = document.createRange();
    const holding = (/** @type {number} */ at) => this.pieces.findLast((piece) => piece.at <= at) ?? this.pieces[0];
    const [first, last] = [holding(start), holding(end - 1)];
    range.setStart(first.node, start - first.at);
    range.setEnd(last.node, end - last.at);
    return range;
  }

  /** Why words at a place cannot be quoted from this page, "" if they can.
   * @param {Place} place */
  gap({ start, end }) {
    const words = this.text.slice(start, end);
    return words.includes(GAP) || (this.excerpt && words.includes("\n\n"))
      ? "Only parts of the article are shown here, and the selection runs over what is left out. Select words of one passage."
      : "";
  }
}

/** @param {Element} element @returns {string[]} */
function claimsAround(element) {
  const ids = [];
  for (let at = element.closest("mark.fc"); at; at = at.parentElement?.closest("mark.fc") ?? null) {
    ids.push(/** @type {HTMLElement} */ (at).dataset.claim ?? "");
  }
  return ids;
}

/** Whether a place is inside a grapheme (UAX #29); flags and the like never follow white space.
 * @param {string} text @param {number} at */
function splits(text, at) {
  const from = Math.max(text.lastIndexOf(" ", at - 1), text.lastIndexOf("\n", at - 1), at - 200) + 1;
  if (!graphemes) return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
  return from < at && graphemes.segment(text.slice(from, at + 20)).containing(at - from)?.index !== at - from;
}
