// @ts-check
// Filters by verdict: the words of the tally become buttons, before them one for all claims at which to stop.
import { isLoud, make } from "./claims.js";
import { silenceMarks } from "./tools.js";

/** @typedef {import("./claims.js").Claim} Claim */

const PROBLEMS = "problems";

export class Filters {
  /** @param {Claim[]} claims @param {(only: string[]) => void} onChoose */
  constructor(claims, onChoose) {
    this.claims = claims;
    /** @type {Set<string>} */ this.only = new Set();
    /** @type {Map<string, HTMLElement>} */ this.buttons = new Map();
    claims.forEach((claim, at) => claim.note.setAttribute("value", String(at + 1))); // hidden notes count, too
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".fc-tally li"))) {
      const value = item.dataset.verdict ?? PROBLEMS;
      const button = make("button", { type: "button", "aria-pressed": "false" }, ...item.childNodes);
      button.addEventListener("click", () => {
        if (!this.only.delete(value)) this.only.add(value);
        this.apply(this.only);
        onChoose([...this.only]);
      });
      this.buttons.set(value, button);
      item.append(button);
    }
  }

  /** Show some verdicts, or all; gives those that no claim here has.
   * @param {Iterable<string>} only */
  apply(only) {
    const asked = [...only];
    this.only = new Set(asked.filter((value) => this.buttons.has(value)));
    for (const [value, button] of this.buttons) button.setAttribute("aria-pressed", String(this.only.has(value)));
    for (const claim of this.claims) {
      for (const element of [...claim.marks, claim.holder, claim.note])
        element.classList.toggle("fc-off", !this.isOn(claim));
    }
    silenceMarks();
    document.dispatchEvent(new CustomEvent("annotate:filter"));
    return asked.filter((value) => !this.only.has(value));
  }

  /** @param {Claim} claim */
  isOn(claim) {
    return !this.only.size || this.only.has(claim.verdict) || (this.only.has(PROBLEMS) && isLoud(claim));
  }

  /** How many claims are shown, "" if all are. */
  get count() {
    return this.only.size
      ? `${this.claims.filter((claim) => this.isOn(claim)).length} of ${this.claims.length} claims shown.`
      : "";
  }
}
