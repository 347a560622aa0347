// @ts-check
// The tools above the article: "hide marks", previous and next, and the list of keys.
import { make, makeButton } from "./claims.js";
import { keysOn, plainKey, setKeys } from "./keys.js";

/** @param {(step: number) => void} onStep */
export function showTools(onStep) {
  const help = /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog.fc-help"));
  const box = /** @type {HTMLInputElement | null} */ (help?.querySelector("input"));
  if (box) box.checked = keysOn();
  box?.addEventListener("change", () => setKeys(box.checked));
  const status = make("span", { role: "status" });
  const hide = makeButton("Hide marks", () => hideMarks(hide.ariaPressed === "false"), { "aria-pressed": "false" });
  document.querySelector(".fc-tools")?.append(
    hide,
    makeButton("Previous", () => onStep(-1)),
    makeButton("Next", () => onStep(1)),
    makeButton("Keys", () => help?.showModal(), { class: "fc-keys" }),
    status,
  );
  document.addEventListener("keydown", (event) => {
    const key = plainKey(event);
    if (key === "n" || key === "p") onStep(key === "n" ? 1 : -1);
    else if (key === "?") help?.showModal();
  });
  return { say: (/** @type {string} */ text) => (status.textContent = text) };
}

/** @param {boolean} hidden */
export function hideMarks(hidden) {
  document.documentElement.classList.toggle("fc-hide-marks", hidden);
  document.querySelector(".fc-tools [aria-pressed]")?.setAttribute("aria-pressed", String(hidden));
  silenceMarks();
}

/** A mark that is not seen says nothing to a screen reader either. */
export function silenceMarks() {
  for (const mark of document.querySelectorAll("mark.fc")) {
    if (mark.closest(".fc-hide-marks") || mark.classList.contains("fc-off")) mark.setAttribute("role", "presentation");
    else mark.removeAttribute("role");
  }
}
