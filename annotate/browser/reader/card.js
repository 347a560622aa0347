// @ts-check
// The card: what was found about a claim. It stands beside the article's words, never on them; on a narrow window it is
// docked at the bottom, in two heights. It can be hovered, and closes with Esc (WCAG 1.4.13).
import { covered, isDocked, placeBeside } from "./card-place.js";
import { cardWords, headWords, noteWords } from "./card-words.js";
import { claimData } from "./claim-data.js";
import { isShown, make, makeButton } from "./claims.js";

/** @typedef {import("./claims.js").Claim} Claim */

const CLOSE_AFTER = 300; // ms: time to reach the card
const SWIPE = 40; // px

// It stands at the end of the document, and runs as the article does.
const { direction } = getComputedStyle(/** @type {Element} */ (document.querySelector(".fc-body")));

export class Card {
  /** @param {Claim[]} claims @param {(claim: Claim, step: number) => void} onStep @param {(claim: Claim) => void} onPin */
  constructor(claims, onStep, onPin) {
    this.claims = claims;
    this.onPin = onPin;
    /** @type {Claim | undefined} */ this.claim = undefined;
    this.pinned = false;
    this.timer = 0; // of what closes it
    this.head = make("p", { class: "fc-card-head" });
    this.words = make("div", { class: "fc-card-words" });
    this.place = make("span", { role: "status" });
    this.full = make("a", { href: "" }, "Full note");
    this.full.addEventListener("click", () => this.close());
    this.size = makeButton("", () => this.resize(this.element.classList.contains("fc-peek")), {
      class: "fc-card-size",
    });
    const step = (/** @type {number} */ by) => this.claim && onStep(this.claim, by);
    this.back = makeButton("‹ Previous", () => step(-1));
    this.next = makeButton("Next ›", () => step(1));
    const close = makeButton("×", () => (this.pinned ? this.escape() : this.close()), {
      class: "fc-close",
      "aria-label": "Close",
    });
    const row = make("nav", { "aria-label": "Claims" }, this.back, this.place, this.next, this.full);
    this.element = make(
      "div",
      { class: "fc-card", id: "fc-card", role: "dialog", tabindex: "-1", hidden: "", dir: direction },
      this.size,
      this.head,
      close,
      this.words,
      row,
    );
    this.rule = make("div", { class: "fc-card-rule", hidden: "" });
    document.body.append(this.rule, this.element);
    this.listen();
    this.listenToFingers();
  }

  listen() {
    this.element.addEventListener("pointerover", () => this.stay());
    this.element.addEventListener("pointerleave", () => this.leave());
    this.element.addEventListener("keydown", (event) => this.tabbed(event));
    this.element.addEventListener("toggle", () => this.layOut(), { capture: true });
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.escape());
    document.addEventListener("click", (event) => this.clickedElsewhere(event));
    addEventListener("resize", () => this.layOut());
  }

  /** Swiped up a docked card grows, swiped down it goes, unless its words are scrolled. */
  listenToFingers() {
    let from = 0;
    this.element.addEventListener(
      "touchstart",
      (event) => (from = this.words.scrollTop ? NaN : event.touches[0].clientY),
      { passive: true },
    );
    this.element.addEventListener("touchend", (event) => {
      const moved = event.changedTouches[0].clientY - from;
      if (!isDocked() || !(Math.abs(moved) > SWIPE)) return;
      if (moved > 0) this.close();
      else this.resize(true);
    });
    this.words.addEventListener("click", () => this.element.classList.contains("fc-peek") && this.resize(true));
  }

  /** @param {MouseEvent} event */
  clickedElsewhere(event) {
    const target = /** @type {Node} */ (event.target);
    if (this.pinned && !event.defaultPrevented && document.contains(target) && !this.element.contains(target))
      this.close();
  }

  /** Open and stay, with the focus inside unless the reader is elsewhere.
   * @param {Claim} claim @param {Claim[]} others @param {boolean} takesFocus */
  async pin(claim, others = [], takesFocus = true) {
    this.pinned = true;
    this.onPin(claim);
    await this.show(claim, others);
    if (takesFocus && this.claim === claim && !this.element.contains(document.activeElement))
      this.element.focus({ preventScroll: true });
  }

  /** Open while the pointer is there; docked, only where it does not lie on the words.
   * @param {Claim} claim @param {Claim[]} others */
  async hover(claim, others) {
    await this.show(claim, others);
    if (this.claim === claim && isDocked() && covered(this.element, claim)) this.close();
  }

  /** @param {Claim} claim @param {Claim[]} others */
  async show(claim, others = []) {
    this.stay();
    this.forget();
    this.claim = claim;
    this.name(claim);
    for (const mark of claim.marks) mark.classList.add("fc-on");
    document.dispatchEvent(new CustomEvent("annotate:claim", { detail: claim.id }));
    const told = (await claimData())?.claims[claim.id];
    if (this.claim !== claim) return;
    if (document.activeElement === claim.ref) claim.ref.setAttribute("aria-describedby", "fc-card-say");
    this.words.replaceChildren(...(told ? cardWords(told) : noteWords(claim)), this.links(claim, others, told?.page));
    this.element.hidden = false;
    this.resize(false);
  }

  /** What the frame says of the claim.
   * @param {Claim} claim */
  name(claim) {
    const shown = this.claims.filter(isShown);
    const at = shown.indexOf(claim);
    this.element.dataset.verdict = this.rule.dataset.verdict = claim.verdict;
    this.element.setAttribute("aria-label", `Note ${claim.number}: ${claim.label}`);
    this.head.replaceChildren(...headWords(claim));
    this.place.textContent = `${at + 1} of ${shown.length}`;
    this.full.setAttribute("href", `#fn:${claim.id}`);
    this.back.setAttribute("aria-disabled", String(at <= 0));
    this.next.setAttribute("aria-disabled", String(at === shown.length - 1));
  }

  /** @param {Claim} claim @param {Claim[]} others @param {string} [page] */
  links(claim, others, page) {
    const also = others.map((other) =>
      makeButton(`Also on these words: ${other.number}`, () =>
        this.pin(other, [claim, ...others.filter((o) => o !== other)]),
      ),
    );
    return make("p", { class: "fc-card-links" }, ...(page ? [make("a", { href: page }, "Claim page")] : []), ...also);
  }

  /** A docked card shows the result alone, or all that there is room for.
   * @param {boolean} whole */
  resize(whole) {
    const docked = isDocked();
    this.element.classList.toggle("fc-sheet", docked);
    this.element.classList.toggle("fc-peek", docked && !whole);
    this.size.setAttribute("aria-label", whole ? "Show less" : "Show all");
    this.words.scrollTop = 0;
    this.layOut();
  }

  /** Docked, the card stays where it is, and words below it move up. */
  layOut() {
    const { claim, element, rule } = this;
    if (!claim || element.hidden) return;
    if (isDocked() !== element.classList.contains("fc-sheet")) return this.resize(false);
    for (const part of [element, rule]) part.removeAttribute("style");
    rule.hidden = isDocked();
    if (!isDocked()) placeBeside(element, rule, claim);
    else if (this.pinned || document.activeElement === claim.ref)
      scrollBy({ top: covered(element, claim), behavior: "instant" });
  }

  forget() {
    for (const mark of this.claim?.marks ?? []) mark.classList.remove("fc-on");
    this.claim?.ref.removeAttribute("aria-describedby");
    this.claim = undefined;
  }

  close() {
    this.stay();
    this.forget();
    this.pinned = false;
    this.element.hidden = this.rule.hidden = true;
    document.dispatchEvent(new CustomEvent("annotate:claim", { detail: "" }));
  }

  escape() {
    const { claim, pinned } = this;
    if (!claim) return;
    const inside = pinned || this.element.contains(document.activeElement);
    this.pinned = true; // the focus alone would open it again
    if (inside) claim.ref.focus({ preventScroll: true });
    this.close();
  }

  stay() {
    clearTimeout(this.timer);
  }

  /** Close after a while, unless the reader is still there. */
  leave() {
    this.stay();
    this.timer = window.setTimeout(() => {
      const inside = this.element.contains(document.activeElement) || document.activeElement === this.claim?.ref;
      if (!this.pinned && !inside) this.close();
    }, CLOSE_AFTER);
  }

  /** The card stands at the end of the document; Tab leads from its ends back to the words.
   * @param {KeyboardEvent} event */
  tabbed(event) {
    const stops = [...this.element.querySelectorAll("a[href], button, summary")].filter((stop) =>
      stop.checkVisibility(),
    );
    const edge = event.shiftKey ? [stops[0], this.element] : [stops.at(-1)];
    if (event.key !== "Tab" || !edge.includes(/** @type {Element} */ (document.activeElement))) return;
    event.preventDefault();
    const ref = this.claim?.ref;
    this.pinned = false;
    ref?.focus({ preventScroll: true });
  }
}
