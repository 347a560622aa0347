// @ts-check
// Waits for the first words that a reader selects in the article; only then what annotates them is loaded.
import { make } from "./claims.js";
import { plainKey } from "./keys.js";

const text = /** @type {HTMLElement} */ (document.querySelector(".fc-text"));
/** @type {Promise<typeof import("./contribute.js")> | undefined} */
let loading;

function load() {
  document.removeEventListener("selectionchange", selected);
  loading ??= import("./contribute.js");
  return loading;
}

function isSelected() {
  const selection = getSelection();
  return Boolean(
    selection && !selection.isCollapsed && (text.contains(selection.anchorNode) || text.contains(selection.focusNode)),
  );
}

function selected() {
  if (isSelected()) load();
}

async function annotate() {
  const { annotateSelection } = await load();
  await annotateSelection();
}

/** The way for those who have turned the keys off, and for whoever does not think of selecting words. */
function showButton() {
  const button = make("button", { type: "button" }, "Annotate");
  button.addEventListener("mousedown", (event) => event.preventDefault()); // the words stay selected
  button.addEventListener("click", annotate);
  document.querySelector(".fc-tools [role=status]")?.before(button);
}

/** To be called when the tools are there. */
export function offerAnnotating() {
  document.addEventListener("selectionchange", selected);
  document.addEventListener("keydown", (event) => plainKey(event) === "a" && isSelected() && annotate());
  showButton();
}
