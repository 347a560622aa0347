// @ts-check
// The margin rail: a short note beside the line of every claim at which a reader should stop. The page has the notes
// (annotate/publishing/pages/rail.py); here they are laid out.
import { isShown } from "./claims.js";

/** @typedef {import("./claims.js").Claim} Claim */
/** @typedef {{claim: Claim, note: HTMLElement}} Entry */

const BETWEEN = 10; // px
const DRIFT = 120; // px that a note may stand below its line before the one above it is cut

/** @param {Claim[]} claims @param {(claim: Claim) => void} onOpen */
export function showRail(claims, onOpen) {
  const body = /** @type {HTMLElement} */ (document.querySelector(".fc-body"));
  const rail = /** @type {HTMLElement | null} */ (body.querySelector(".fc-rail"));
  if (!rail) return;
  const notes = claims.flatMap((claim) => {
    const note = /** @type {HTMLElement | null} */ (rail.querySelector(`[data-claim="${claim.id}"]`));
    note?.addEventListener("click", (event) => {
      event.preventDefault();
      onOpen(claim);
    });
    return note ? [{ claim, note }] : [];
  });
  const layout = () => layOut(rail, body, notes);
  new ResizeObserver(layout).observe(body);
  document.addEventListener("annotate:filter", layout);
  document.addEventListener("annotate:claim", (event) => {
    for (const entry of notes)
      entry.note.classList.toggle("fc-on", entry.claim.id === /** @type {CustomEvent} */ (event).detail);
  });
}

/** Each note beside its line, pushed down where it would lie on the one above; it is cut only where the next one would
 * otherwise stand far below its own line.
 * @param {HTMLElement} rail @param {HTMLElement} body @param {Entry[]} notes */
function layOut(rail, body, notes) {
  if (getComputedStyle(rail).display === "none") return;
  const text = /** @type {HTMLElement} */ (body.querySelector(".fc-text"));
  const origin = rail.getBoundingClientRect().top;
  text.style.setProperty("min-height", "");
  const limit = text.getBoundingClientRect().bottom - origin;
  for (const { claim, note } of notes) note.hidden = !isShown(claim);
  const shown = notes.filter(({ note }) => !note.hidden);
  const placed = shown
    .map(({ claim, note }) => ({ note, line: (claim.marks[0].getClientRects()[0]?.top ?? 0) - origin }))
    .sort((a, b) => a.line - b.line);
  let floor = 0;
  placed.forEach(({ note, line }, at) => {
    const top = Math.max(line, floor);
    const room = (placed[at + 1]?.line ?? limit) + DRIFT - BETWEEN - top;
    note.style.setProperty(
      "--lines",
      String(Math.max(1, Math.floor(room / parseFloat(getComputedStyle(note).lineHeight)))),
    );
    note.style.setProperty("top", `${top}px`);
    floor = top + note.offsetHeight + BETWEEN;
  });
  const missing = floor - BETWEEN - limit;
  if (missing > 0) text.style.setProperty("min-height", `${text.offsetHeight + missing}px`);
  rail.classList.add("fc-laid");
}
