// @ts-check
// Waits for the first words that a reader selects in the article; only then what annotates them is loaded.
import { make } from "./claims.js";

const text = /** @type {HTMLElement} */ (document.querySelector(".fc-text"));
/** @type {Promise<typeof import("./contribute.js")> | undefined} */
let loading;

function load() {
  document.removeEventListener("selectionchange", selected);
  loading ??= import("./contribute.js");
  return loading;
}

function selected() {
  const selection = getSelection();
  if (selection && !selection.isCollapsed && text.contains(selection.anchorNode)) load();
}

/** The way for those who have turned the keys off, and for whoever does not think of selecting words. */
function showButton() {
  const button = make("button", { type: "button" }, "Annotate");
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay selected
  button.addEventListener("click", async () => (await load()).annotateSelection());
  document.querySelector(".fc-tools [role=status]")?.before(button);
}

/** To be called when the tools are there. */
export function offerAnnotating() {
  document.addEventListener("selectionchange", selected);
  showButton();
}
