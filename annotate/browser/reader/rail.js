// @ts-check
// The margin rail: a short note beside the line of every claim at which a reader should stop.
// It repeats what the references and the card say, so assistive technology is spared it.
import { isLoud, isShown, make } from "./claims.js";

/** @typedef {import("./claims.js").Claim} Claim */

const BETWEEN = 10; // px

/** @param {Claim[]} claims @param {(claim: Claim) => void} onOpen */
export function showRail(claims, onOpen) {
  const body = /** @type {HTMLElement} */ (document.querySelector(".fc-body"));
  const text = /** @type {HTMLElement} */ (body.querySelector(".fc-text"));
  const rail = make("div", { class: "fc-rail", "aria-hidden": "true" });
  const notes = claims.filter(isLoud).map((claim) => ({ claim, note: note(claim, onOpen) }));
  rail.append(...notes.map((entry) => entry.note));
  body.append(rail);
  const layout = () => layOut(rail, text, notes);
  new ResizeObserver(layout).observe(body);
  document.addEventListener("annotate:filter", layout);
  document.addEventListener("annotate:claim", (event) => {
    for (const entry of notes)
      entry.note.classList.toggle("fc-on", entry.claim.id === /** @type {CustomEvent} */ (event).detail);
  });
}

/** @param {Claim} claim @param {(claim: Claim) => void} onOpen */
function note(claim, onOpen) {
  const summary = claim.note.querySelector("p > strong")?.textContent ?? "";
  const glyph = claim.note.querySelector(".fc-glyph")?.cloneNode(true) ?? "";
  const words = make("p", {}, make("b", {}, glyph, ` ${claim.number} ${claim.label}. `), summary);
  const element = make("div", { class: "fc-note", "data-verdict": claim.verdict }, words);
  element.addEventListener("click", (event) => {
    event.preventDefault();
    onOpen(claim);
  });
  return element;
}

/**
 * Each note beside its line, pushed down where it would lie on the one above; one line each where they
 * would otherwise run far past the end of the text.
 * @param {HTMLElement} rail @param {HTMLElement} text @param {{claim: Claim, note: HTMLElement}[]} notes
 */
function layOut(rail, text, notes) {
  if (getComputedStyle(rail).display === "none") return;
  const origin = rail.getBoundingClientRect().top;
  const limit = text.getBoundingClientRect().bottom - origin;
  rail.classList.remove("fc-tight");
  if (push(origin, notes) > limit + 80) {
    rail.classList.add("fc-tight");
    push(origin, notes);
  }
  const end = push(origin, notes);
  text.style.setProperty("min-height", "");
  const missing = end - (text.getBoundingClientRect().bottom - origin);
  if (missing > 0) text.style.setProperty("min-height", `${text.offsetHeight + missing}px`);
}

/** @param {number} origin @param {{claim: Claim, note: HTMLElement}[]} notes @returns {number} where the last one ends */
function push(origin, notes) {
  let floor = 0;
  const sorted = notes.map(({ claim, note }) => {
    note.hidden = !isShown(claim);
    return { note, line: claim.marks[0].getClientRects()[0]?.top ?? 0 };
  });
  for (const { note, line } of sorted.sort((a, b) => a.line - b.line)) {
    if (note.hidden) continue;
    const top = Math.max(line - origin, floor);
    note.style.setProperty("top", `${top}px`);
    floor = top + note.offsetHeight + BETWEEN;
  }
  return floor;
}
