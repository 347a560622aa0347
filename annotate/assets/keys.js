// @ts-check
// Single-letter keys: ignored while somebody types, and a reader can turn them off (WCAG 2.1.4).
const STORED = "annotate-keys";

/** @returns {boolean} */
export function keysOn() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

/** @param {boolean} on */
export function setKeys(on) {
  try {
    localStorage.setItem(STORED, on ? "on" : "off");
  } catch {
    // Without storage the keys stay on.
  }
}

/**
 * The key of an event, "" if it is not ours to act on.
 * @param {KeyboardEvent} event
 */
export function plainKey(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const taken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;
  return typing || taken || document.querySelector("dialog[open]") || !keysOn() ? "" : event.key;
}
