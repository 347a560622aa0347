// @ts-check
// The head's tools: filters by verdict, "hide marks", previous and next, and the list of keys.
import { make, makeButton } from "./claims.js";
import { keysOn, plainKey, setKeys } from "./keys.js";

/** @typedef {import("./claims.js").Claim} Claim */

/** @param {Claim[]} claims @param {(step: number) => void} onStep */
export function showTools(claims, onStep) {
  const tally = document.querySelector(".fc-tally");
  if (!tally) return;
  const help = helpDialog();
  const status = make("span", { role: "status" });
  const hide = makeButton("Hide marks", () => hideMarks(hide.ariaPressed === "false"), { "aria-pressed": "false" });
  const tools = make(
    "div",
    { class: "fc-tools" },
    hide,
    makeButton("Previous", () => onStep(-1)),
    makeButton("Next", () => onStep(1)),
  );
  tools.append(
    makeButton("Keys", () => help.showModal()),
    status,
  );
  document.querySelector(".fc-text")?.before(tools);
  addFilters(tally, claims, status);
  document.addEventListener("keydown", (event) => {
    const key = plainKey(event);
    if (key === "n" || key === "p") onStep(key === "n" ? 1 : -1);
    else if (key === "?") help.showModal();
  });
}

/** @param {boolean} hidden */
export function hideMarks(hidden) {
  document.documentElement.classList.toggle("fc-hide-marks", hidden);
  document.querySelector(".fc-tools [aria-pressed]")?.setAttribute("aria-pressed", String(hidden));
  silenceMarks();
}

/** A mark that is not seen says nothing to a screen reader either. */
function silenceMarks() {
  for (const mark of document.querySelectorAll("mark.fc")) {
    if (mark.closest(".fc-hide-marks") || mark.classList.contains("fc-off")) mark.setAttribute("role", "presentation");
    else mark.removeAttribute("role");
  }
}

/** The words of the tally become buttons; none pressed means all verdicts.
 * @param {Element} tally @param {Claim[]} claims @param {HTMLElement} status */
function addFilters(tally, claims, status) {
  const only = new Set();
  claims.forEach((claim, at) => claim.note.setAttribute("value", String(at + 1)));
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (tally.querySelectorAll("li"))) {
    const verdict = item.dataset.verdict ?? "";
    const filter = make("button", { type: "button", "aria-pressed": "false" }, ...item.childNodes);
    filter.addEventListener("click", () => {
      if (!only.delete(verdict)) only.add(verdict);
      filter.setAttribute("aria-pressed", String(only.has(verdict)));
      status.textContent = applyFilter(claims, only);
    });
    item.append(filter);
  }
}

/** @param {Claim[]} claims @param {Set<string>} only @returns {string} */
function applyFilter(claims, only) {
  const isOff = (/** @type {Claim} */ claim) => only.size > 0 && !only.has(claim.verdict);
  for (const claim of claims) {
    for (const element of [...claim.marks, claim.holder, claim.note]) element.classList.toggle("fc-off", isOff(claim));
  }
  silenceMarks();
  document.dispatchEvent(new CustomEvent("annotate:filter"));
  return only.size ? `${claims.filter((claim) => !isOff(claim)).length} of ${claims.length} claims shown` : "";
}

/** @returns {HTMLDialogElement} */
function helpDialog() {
  const keys = [
    ["n", "next claim"],
    ["p", "previous claim"],
    ["Enter", "open the card of a claim"],
    ["Esc", "close the card"],
    ["a", "annotate the selected words"],
    ["/", "search"],
    ["?", "this list"],
  ];
  const list = make(
    "dl",
    {},
    ...keys.flatMap(([key, does]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)]),
  );
  const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
  box.checked = keysOn();
  box.addEventListener("change", () => setKeys(box.checked));
  const title = make("h2", { id: "fc-help-title" }, "Keys");
  const dialog = /** @type {HTMLDialogElement} */ (
    make("dialog", { class: "fc-help", "aria-labelledby": "fc-help-title" }, title, list)
  );
  dialog.append(
    make("label", {}, box, " Use single-letter keys"),
    make(
      "div",
      {},
      makeButton("Close", () => dialog.close()),
    ),
  );
  document.body.append(dialog);
  return dialog;
}
