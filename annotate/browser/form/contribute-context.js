// @ts-check
// The limited Markdown of a context, in as much as it can be told without a parser: what is not allowed in it.
import { addressFault } from "./contribute-address.js";
import { FORBIDDEN, rules } from "./contribute-rules.js";

const HIDDEN = new RegExp(`[${FORBIDDEN}]`, "u");
// Signs of what Markdown has and a context has not, each with its name.
/** @type {[RegExp, string][]} */
const BLOCKS = [
  [/^ {0,3}#{1,6}(\s|$)/m, "A heading (a line that begins with #)"],
  [/^ {0,3}([-*_])([ \t]*\1){2,}[ \t]*$/m, "A rule (a line of hyphens or stars)"],
  [/\S.*\n {0,3}(-+|=+) *$/m, "A line of hyphens or equals signs below another line (a heading)"],
  [/^ {0,3}(```[^`\n]*$|~~~)/m, "A code block"],
  [/(^|\n\n)( {4}|\t)/, "A line indented by four spaces (a code block)"],
  [/^ {0,3}\[[^\]]+\]:/m, "A link definition"],
];
/** @type {[RegExp, string][]} */
const INLINE = [
  [/^ {0,3}<(?![a-z][a-z0-9+.-]+:[^\s<>]*>)(\/?[a-z]|[!?])|<(\/?[a-z][a-z0-9-]*(\s[^>]*)?\/?|[!?][^>]*)>/im, "HTML"],
  [/!\[/, "An image"],
  ...rules.markup.map(([pattern, what]) => /** @type {[RegExp, string]} */ ([new RegExp(pattern, "u"), what])),
];
const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|[a-z][a-z0-9]*);/gi;
const TARGET = /\]\(\s*<?([^)\s>]*)[^)]*\)?|<([a-z][a-z0-9+.-]+:[^\s<>]*)>/gi;
const NO_LINK = /^(vbscript|javascript|file|data):/i; // Markdown takes it for words in parentheses

/** Why a context cannot stand, "" if it can.
 * @param {string} context */
export function contextFault(context) {
  const outside = context.replace(/(`+)(?:(?!\n\n)[^`])+\1(?!`)/g, "x"); // code spans hold anything
  const wrong = BLOCKS.find(([sign]) => sign.test(context))?.[1] ?? INLINE.find(([sign]) => sign.test(outside))?.[1];
  if (wrong)
    return `${wrong} is not allowed here. Allowed are paragraphs, *emphasis*, **strong**, [links](https://…), lists, > quotations and \`code\`.`;
  if (HIDDEN.test(decoded(outside)))
    return "A character code in it stands for a character that nobody sees. Delete it.";
  for (const [, address, bare] of outside.matchAll(TARGET)) {
    if (NO_LINK.test(address ?? "")) continue;
    const fault = addressFault(address ?? bare);
    if (fault) return `A link leads to “${address ?? bare}”. ${fault}.`;
  }
  return hasWords(context) ? "" : "It has no words.";
}

/** Whether anything is left without what a list begins with and where links lead.
 * @param {string} context */
function hasWords(context) {
  const words = context.replace(/^([ >]*(\d{1,9}[.)]|[-*+])(?=\s|$))+/gm, "").replace(/\]\([^)]*\)/g, "");
  return /[\p{L}\p{N}]/u.test(decoded(words));
}

/** A text with its character codes as the characters that they stand for.
 * @param {string} text */
function decoded(text) {
  return text.replace(REFERENCE, (code, hex, digits) => {
    if (!hex && !digits) return new DOMParser().parseFromString(code, "text/html").body.textContent ?? "";
    const point = parseInt(hex ?? digits, hex ? 16 : 10);
    return isCharacter(point) ? String.fromCodePoint(point) : "\ufffd";
  });
}

/** Whether Markdown has a character of this number; controls but white space are replaced.
 * @param {number} point */
function isCharacter(point) {
  const isControl = point <= 8 || point === 0xb || (point >= 0xe && point <= 0x1f) || (point >= 0x7f && point <= 0x9f);
  const isNone =
    (point >= 0xd800 && point <= 0xdfff) || (point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) === 0xfffe;
  return !isControl && !isNone && point <= 0x10ffff;
}
