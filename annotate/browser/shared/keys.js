// @ts-check
// Single-letter keys: ignored while somebody types, and a reader can turn them off (WCAG 2.1.4).
import { keep, recalled } from "./stored.js";

const STORED = "annotate-keys";

/** @returns {boolean} */
export const keysOn = () => recalled(STORED) !== "off";

/** @param {boolean} on */
export const setKeys = (on) => keep(STORED, on ? "on" : "off");

/**
 * The key of an event, "" if it is not ours to act on.
 * @param {KeyboardEvent} event
 */
export function plainKey(event) {
  const target = event.target instanceof HTMLElement ? event.target : document.body;
  const typing = target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
  const taken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;
  return taken || typing || document.querySelector("dialog[open]") || !keysOn() ? "" : event.key;
}
