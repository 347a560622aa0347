// @ts-check
// Reads the claims of an article's page from its marks and references.
import { VERDICTS } from "./verdicts.js";

/**
 * @typedef {object} Claim
 * @property {string} id
 * @property {string} number
 * @property {string} verdict
 * @property {string} label
 * @property {HTMLElement[]} marks
 * @property {HTMLAnchorElement} ref
 * @property {HTMLElement} holder
 * @property {HTMLElement} note
 */

/** Whether a reader should stop at a claim: the rail speaks, and the map stands out, only for these.
 * @param {Claim} claim */
export const isLoud = (claim) => VERDICTS.some(({ id, isLoud: loud }) => loud && id === claim.verdict);

/** What readers call a verdict, and its sign.
 * @param {string} verdict its id */
export const sayVerdict = (verdict) => VERDICTS.find(({ id }) => id === verdict) ?? { label: "", glyph: "" };

/** A verdict's glyph and label, as everywhere on the site.
 * @param {string} verdict its id */
export function badge(verdict) {
  const { glyph, label } = sayVerdict(verdict);
  return make(
    "span",
    { class: "fc-verdict", "data-verdict": verdict },
    make("span", { class: "fc-glyph", "aria-hidden": "true" }, glyph),
    ` ${label}`,
  );
}

/** Whether the filters leave a claim in sight.
 * @param {Claim} claim */
export const isShown = (claim) => !claim.holder.classList.contains("fc-off");

/** @returns {Claim[]} in the order of their numbers */
export function readClaims() {
  /** @type {Map<string, HTMLElement[]>} */
  const marks = new Map();
  for (const mark of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".fc-text mark.fc"))) {
    const id = mark.dataset.claim ?? "";
    marks.set(id, [...(marks.get(id) ?? []), mark]);
  }
  const refs = /** @type {NodeListOf<HTMLAnchorElement>} */ (
    document.querySelectorAll(".fc-text .fc-ref a.footnote-ref")
  );
  return [...refs].flatMap((ref) => readClaim(ref, marks) ?? []);
}

/**
 * @param {HTMLAnchorElement} ref
 * @param {Map<string, HTMLElement[]>} marks
 * @returns {Claim | undefined}
 */
function readClaim(ref, marks) {
  const id = decodeURIComponent(ref.hash.slice("#fn:".length));
  const note = document.getElementById(`fn:${id}`);
  const holder = /** @type {HTMLElement | null} */ (ref.closest(".fc-ref"));
  const found = marks.get(id);
  if (!note || !holder || !found) return undefined;
  const verdict = holder.dataset.verdict ?? "";
  const label = sayVerdict(verdict).label;
  const number = ref.textContent ?? "";
  ref.setAttribute("aria-label", `Note ${number}: ${label}`);
  return { id, number, verdict, label, marks: found, ref, holder, note };
}

/** @param {string} label @param {() => void} act @param {Record<string, string>} attributes */
export function makeButton(label, act, attributes = {}) {
  const button = make("button", { type: "button", ...attributes }, label);
  button.addEventListener("click", act);
  return button;
}

/**
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
