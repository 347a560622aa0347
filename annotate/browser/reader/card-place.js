// @ts-check
// Where the card stands: in the margin beside its words where there is room for it, or docked at the window's bottom.

/** @typedef {import("./claims.js").Claim} Claim */

const GAP = 8; // px between the card and the window's edges
const WIDE = "(min-width: 64rem)"; // from there on an article has a margin (annotate.css)

const text = /** @type {HTMLElement} */ (document.querySelector(".fc-text"));
const body = /** @type {HTMLElement} */ (text.closest(".fc-body"));

/** Whether the card is docked at the bottom. */
export const isDocked = () => !matchMedia(WIDE).matches;

/** The lines that a claim's words take, in the window.
 * @param {Claim} claim */
export const linesOf = (claim) => [...claim.marks, claim.ref].flatMap((element) => [...element.getClientRects()]);

/** How far a docked card would lie over the last line of its words, in pixels.
 * @param {HTMLElement} card @param {Claim} claim */
export function covered(card, claim) {
  const bottom = Math.max(...linesOf(claim).map((line) => line.bottom));
  return Math.max(0, bottom + GAP - (innerHeight - card.offsetHeight));
}

/** Put the card beside the first line of its words, or so far up that all of it is in the window, and join them.
 * @param {HTMLElement} card @param {HTMLElement} rule @param {Claim} claim */
export function placeBeside(card, rule, claim) {
  const [words, frame] = [text.getBoundingClientRect(), body.getBoundingClientRect()];
  const isRight = frame.right - words.right >= words.left - frame.left;
  const margin = parseFloat(getComputedStyle(card).marginLeft);
  set(card, { width: (isRight ? frame.right - words.right : words.left - frame.left) - margin });
  const line = linesOf(claim)[0];
  const top = Math.max(GAP, Math.min(line.top - GAP, innerHeight - card.offsetHeight - GAP));
  set(card, { top: top + scrollY, left: (isRight ? words.right : frame.left - margin) + scrollX });
  const box = card.getBoundingClientRect();
  const [from, to] = isRight ? [line.right, box.left] : [box.right, line.left];
  const at = Math.max(box.top + 1, Math.min(line.bottom, box.bottom - 1));
  set(rule, { top: at + scrollY, left: from + scrollX, width: to - from });
}

/** @param {HTMLElement} element @param {Record<string, number>} sides in pixels */
function set(element, sides) {
  for (const [side, value] of Object.entries(sides)) element.style.setProperty(side, `${value}px`);
}
