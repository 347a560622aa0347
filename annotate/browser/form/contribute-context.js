// @ts-check
// The limited Markdown of a context, in as much as it can be told without a parser: what is not allowed in it.
import { addressFault } from "./contribute-address.js";
import { rules, UNSEEN } from "./contribute-rules.js";

const HIDDEN = new RegExp(UNSEEN, "u");
/** @param {[string, string][]} signs @param {string} flags */
const compiled = (signs, flags) =>
  signs.map(([sign, what]) => /** @type {[RegExp, string]} */ ([new RegExp(sign, flags), what]));
const BLOCKS = compiled(rules.markdown.blocks, "imu");
const INLINE = compiled(rules.markdown.inline, "imu");
const CLAIM_LINK = new RegExp(rules.markdown.claimLink, "gu");
const RULE = /^ {0,3}([-*_])([ \t]*\1){2,}[ \t]*$/;
const ITEM = /^( {0,3}(?:[-*+]|\d{1,9}[.)]))( {1,4}(?! )| |$)/;
const QUOTED = /^ {0,3}> ?/;
const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|[a-z][a-z0-9]*);/gi;
const TARGET = /\]\(\s*<?([^)\s>]*)[^)]*\)?|<([a-z][a-z0-9+.-]+:[^\s<>]*)>/gi;
const NO_LINK = /^(vbscript|javascript|file|data):/i; // Markdown takes it for words in parentheses

/** Why a context cannot stand, "" if it can.
 * @param {string} context */
export function contextFault(context) {
  const outside = withoutCode(context);
  const wrong = blockFault(context.split("\n")) || INLINE.find(([sign]) => sign.test(outside))?.[1];
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

/** Code spans hold anything.
 * @param {string} context */
const withoutCode = (context) => context.replace(/(`+)(?:(?!\n\n)[^`])+\1(?!`)/g, "x");

/** Why a context cannot stand on this page: a link to a claim that is not here.
 * @param {string} context @param {Set<string>} claims */
export function linkFault(context, claims) {
  const unknown = [...withoutCode(context).matchAll(CLAIM_LINK)].find(([, id]) => !claims.has(id));
  return unknown ? `${unknown[0]} is not the id of a published claim of this article.` : "";
}

/** Which block that is not allowed stands in some lines, or in their quotations and list items; "" if none does.
 * @param {string[]} lines @param {number} depth how many containers are around them @returns {string} */
function blockFault(lines, depth = 0) {
  if (depth > rules.markdown.depth) return "Nesting so deep";
  /** @type {string[]} */ const own = [];
  /** @type {{lines: string[], width: number}[]} */ const inner = [];
  /** @type {{lines: string[], width: number} | undefined} */ let open; // width: of a list item's sign; 0 in a quotation
  for (const line of lines) {
    const item = RULE.test(line) ? null : ITEM.exec(line);
    const goesOn = open && (open.width ? !line.trim() || line.startsWith(" ".repeat(open.width)) : QUOTED.test(line));
    if (!goesOn)
      open = item
        ? { lines: [], width: item[0].length + Number(!item[2]) }
        : QUOTED.test(line)
          ? { lines: [], width: 0 }
          : undefined;
    if (open && !goesOn) inner.push(open);
    open?.lines.push(open.width ? line.slice(open.width) : line.replace(QUOTED, ""));
    own.push(open ? "" : line);
  }
  const wrong = BLOCKS.find(([sign]) => sign.test(own.join("\n")))?.[1];
  return wrong ?? inner.map(({ lines, width }) => blockFault(lines, depth + (width ? 2 : 1))).find(Boolean) ?? "";
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
