// @ts-check
// "Annotate this": a button near selected words of the article, which opens the form for a new claim.
import { make } from "./claims.js";
import { Words } from "./contribute-words.js";

/** @typedef {import("./contribute-words.js").Place} Place */

const SETTLED = 250; // ms without a change: the reader has stopped selecting
const GAP = 8; // px between words and button
const HANDLES = 30; // px below the words that a phone needs for its own handles

const root = /** @type {HTMLElement} */ (document.querySelector(".fc-text"));
const words = new Words(root);
const button = make(
  "button",
  { type: "button", class: "fc-annotate", "aria-keyshortcuts": "a", hidden: "" },
  "Annotate this",
);
/** @type {Place | undefined} */ let place;
let timer = 0;
let pressed = root.matches(":active"); // this is loaded while the first words are still being selected

/** What is selected of the article's words.
 * @returns {Range | undefined} */
function selectedRange() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  return root.contains(range.startContainer) || root.contains(range.endContainer) ? range : undefined;
}

function hide() {
  clearTimeout(timer);
  place = undefined;
  button.hidden = true;
}

function offer() {
  const range = selectedRange();
  place = range && words.placeOf(range);
  if (!range || !place || document.querySelector("dialog[open]")) return hide();
  button.hidden = false;
  beside(range);
}

/** Below the words, or above them where the window ends: never on them.
 * @param {Range} range */
function beside(range) {
  const lines = [...range.getClientRects()].filter((line) => line.width > 0);
  if (!lines.length) return;
  const [top, bottom] = [Math.min(...lines.map((line) => line.top)), Math.max(...lines.map((line) => line.bottom))];
  const room = matchMedia("(pointer: coarse)").matches ? HANDLES : GAP;
  const { offsetHeight: height, offsetWidth: width } = button;
  const up = bottom + room + height > innerHeight && top - room - height > 0;
  const line = lines[up ? 0 : lines.length - 1];
  const widest = document.documentElement.clientWidth - width - GAP;
  const left = Math.max(GAP, Math.min(up ? line.left : line.right - width, widest));
  button.style.setProperty("top", `${(up ? top - room - height : bottom + room) + scrollY}px`);
  button.style.setProperty("left", `${left + scrollX}px`);
}

/** Wait until the reader has stopped selecting; until then, an offer for the words before goes. */
function changed() {
  clearTimeout(timer);
  if (pressed || !selectedRange()) hide();
  else timer = window.setTimeout(offer, SETTLED);
}

/** Open the form for a place; afterwards the words are selected again.
 * @param {Place} chosen */
async function open(chosen) {
  const range = words.rangeOf(chosen);
  hide();
  await styled;
  const { openForm } = await import("./contribute-form.js");
  await openForm(words, chosen);
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
}

/** Open the form for what is selected, or say what to do. */
export function annotateSelection() {
  const range = selectedRange();
  const chosen = range && words.placeOf(range);
  if (chosen) return open(chosen);
  const status = document.querySelector(".fc-tools [role=status]");
  if (status) status.textContent = "Select words of the article first.";
}

function addStyles() {
  const sheet = make("link", { rel: "stylesheet", href: new URL("contribute.css", import.meta.url).href });
  const loaded = new Promise((resolve) => ["load", "error"].forEach((event) => sheet.addEventListener(event, resolve)));
  document.head.append(sheet);
  return loaded;
}

const styled = addStyles();
document.body.append(button);
button.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay selected
button.addEventListener("click", () => place && open(place));
document.addEventListener("selectionchange", changed);
document.addEventListener("pointerdown", (event) => (pressed = event.pointerType === "mouse"));
for (const event of ["pointerup", "pointercancel"]) {
  document.addEventListener(event, () => {
    pressed = false;
    changed();
  });
}
addEventListener("resize", () => place && offer());
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
styled.then(changed);
