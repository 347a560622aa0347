// @ts-check
// The card: a claim's verdict, summary, source type and outlets beside its words, on hover, focus or tap.
// It can be hovered, closes with Esc, and never lies on its own words (WCAG 1.4.13).
import { isShown, make, makeButton } from "./claims.js";

/** @typedef {import("./claims.js").Claim} Claim */

const OPEN_AFTER = 120; // ms: passing over a mark opens nothing
const CLOSE_AFTER = 300; // ms: time to reach the card
const GAP = 8; // px between words and card
const NARROW = "(max-width: 40rem)"; // below it the card is a sheet

export class Card {
  /** @param {Claim[]} claims @param {(claim: Claim, step: number) => void} onStep */
  constructor(claims, onStep) {
    this.byId = new Map(claims.map((claim) => [claim.id, claim]));
    this.onStep = onStep;
    this.element = make("div", { class: "fc-card", id: "fc-card", role: "dialog", tabindex: "-1", hidden: "" });
    /** @type {Claim | undefined} */ this.claim = undefined;
    this.pinned = false;
    this.timer = 0;
    document.body.append(this.element);
    this.listen(/** @type {HTMLElement} */ (document.querySelector(".fc-text")));
  }

  /** @param {HTMLElement} text */
  listen(text) {
    text.addEventListener("pointerover", (event) => this.hovered(event));
    text.addEventListener("pointerout", () => this.later(CLOSE_AFTER, () => this.leave()));
    text.addEventListener("focusin", (event) => this.focused(event));
    text.addEventListener("focusout", () => this.later(CLOSE_AFTER, () => this.leave()));
    text.addEventListener("click", (event) => this.clicked(event));
    this.element.addEventListener("pointerover", () => clearTimeout(this.timer));
    this.element.addEventListener("pointerleave", () => this.later(CLOSE_AFTER, () => this.leave()));
    this.element.addEventListener("keydown", (event) => this.tabbed(event));
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.escape());
    document.addEventListener("click", (event) => this.clickedElsewhere(event));
    addEventListener("resize", () => this.claim && this.place(this.claim));
  }

  /** The claims of what an event hit, innermost first.
   * @param {Event} event @returns {Claim[]} */
  hit(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const ids = [];
    const holder = target.closest(".fc-ref");
    if (holder) ids.push(decodeURIComponent(holder.querySelector("a")?.hash.slice("#fn:".length) ?? ""));
    for (let at = target.closest("mark.fc"); at; at = at.parentElement?.closest("mark.fc") ?? null) {
      ids.push(/** @type {HTMLElement} */ (at).dataset.claim ?? "");
    }
    return [...new Set(ids)].flatMap((id) => this.byId.get(id) ?? []).filter(isShown);
  }

  /** @param {PointerEvent} event */
  hovered(event) {
    const [claim, ...others] = this.hit(event);
    if (event.pointerType === "touch" || event.buttons || this.pinned || !claim || this.marksHidden()) return;
    if (claim === this.claim) clearTimeout(this.timer);
    else this.later(this.claim ? CLOSE_AFTER : OPEN_AFTER, () => this.show(claim, others));
  }

  /** @param {FocusEvent} event */
  focused(event) {
    const [claim, ...others] = this.hit(event);
    if (!claim || this.pinned) return;
    clearTimeout(this.timer);
    this.show(claim, others);
    claim.ref.setAttribute("aria-describedby", "fc-card-say");
  }

  /** @param {MouseEvent} event */
  clicked(event) {
    const [claim, ...others] = this.hit(event);
    const ownLink = /** @type {HTMLElement} */ (event.target).closest("a.fc-own");
    const selecting = getSelection()?.isCollapsed === false;
    if (!claim || ownLink || selecting || event.ctrlKey || event.metaKey || event.shiftKey || this.marksHidden())
      return;
    event.preventDefault();
    this.pin(claim, others);
  }

  /** @param {MouseEvent} event */
  clickedElsewhere(event) {
    const target = /** @type {Node} */ (event.target);
    if (this.pinned && !event.defaultPrevented && document.contains(target) && !this.element.contains(target))
      this.close();
  }

  /** Open and stay, with the focus inside.
   * @param {Claim} claim @param {Claim[]} others */
  pin(claim, others = []) {
    clearTimeout(this.timer);
    this.pinned = true;
    this.show(claim, others);
    this.element.focus({ preventScroll: true });
  }

  /** @param {Claim} claim @param {Claim[]} others */
  show(claim, others = []) {
    this.forget();
    this.claim = claim;
    this.fill(claim, others);
    for (const mark of claim.marks) mark.classList.add("fc-on");
    this.element.hidden = false;
    this.element.scrollTop = 0;
    this.place(claim);
    document.dispatchEvent(new CustomEvent("annotate:claim", { detail: claim.id }));
  }

  forget() {
    for (const mark of this.claim?.marks ?? []) mark.classList.remove("fc-on");
    this.claim?.ref.removeAttribute("aria-describedby");
    this.claim = undefined;
  }

  close() {
    clearTimeout(this.timer);
    this.forget();
    this.pinned = false;
    this.element.hidden = true;
    document.dispatchEvent(new CustomEvent("annotate:claim", { detail: "" }));
  }

  escape() {
    const { claim, pinned } = this;
    if (!claim) return;
    const inside = pinned || this.element.contains(document.activeElement);
    this.close();
    if (!inside) return;
    claim.ref.focus({ preventScroll: true });
    this.close(); // the focus alone would open it again
  }

  leave() {
    const inside = this.element.contains(document.activeElement) || document.activeElement === this.claim?.ref;
    if (!this.pinned && !inside) this.close();
  }

  /** @param {number} delay @param {() => void} act */
  later(delay, act) {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(act, delay);
  }

  marksHidden() {
    return document.documentElement.classList.contains("fc-hide-marks");
  }

  /** The card stands at the end of the document; Tab leads from its ends back to the words.
   * @param {KeyboardEvent} event */
  tabbed(event) {
    const stops = [...this.element.querySelectorAll("a[href], button")];
    const edge = event.shiftKey ? [stops[0], this.element] : [stops.at(-1)];
    if (event.key !== "Tab" || !edge.includes(/** @type {Element} */ (document.activeElement))) return;
    event.preventDefault();
    const ref = this.claim?.ref;
    this.pinned = false;
    ref?.focus({ preventScroll: true });
  }

  /** @param {Claim} claim @param {Claim[]} others */
  fill(claim, others) {
    const [say, ...facts] = summaryOf(claim.note);
    say.className = "fc-say";
    say.id = "fc-card-say";
    const close = makeButton("×", () => (this.pinned ? this.escape() : this.close()), {
      class: "fc-close",
      "aria-label": "Close",
    });
    this.element.dataset.verdict = claim.verdict;
    this.element.setAttribute("aria-label", `Note ${claim.number}: ${claim.label}`);
    this.element.replaceChildren(close, say, ...facts, this.links(claim, others));
  }

  /** @param {Claim} claim @param {Claim[]} others */
  links(claim, others) {
    const full = make("a", { href: `#fn:${claim.id}` }, "Full note");
    full.addEventListener("click", () => this.close());
    const page = claim.note.querySelector('a[href^="claims/"]')?.getAttribute("href") ?? "";
    const nav = make("nav", { "aria-label": "This note" }, full, make("a", { href: page }, "Claim page"));
    for (const other of others) {
      nav.append(
        this.button(`Also on these words: ${other.number}`, () =>
          this.pin(other, [claim, ...others.filter((o) => o !== other)]),
        ),
      );
    }
    nav.append(
      this.button("Previous", () => this.onStep(claim, -1)),
      this.button("Next", () => this.onStep(claim, 1)),
    );
    return nav;
  }

  /** @param {string} label @param {() => void} act */
  button(label, act) {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", (event) => {
      event.preventDefault();
      act();
    });
    return button;
  }

  /** @param {Claim} claim */
  place(claim) {
    const sheet = matchMedia(NARROW).matches;
    this.element.classList.toggle("fc-sheet", sheet);
    for (const side of ["top", "bottom", "left", "maxHeight"])
      this.element.style.setProperty(side === "maxHeight" ? "max-height" : side, "");
    if (sheet) this.placeSheet(box(claim));
    else this.placeBeside(claim);
  }

  /** A sheet lies at the bottom; if it would lie on the words, they move up, or it takes the top.
   * @param {{top: number, bottom: number}} words */
  placeSheet(words) {
    const covered = words.bottom + GAP - (innerHeight - this.element.offsetHeight);
    if (covered <= 0) return;
    if (this.pinned) {
      scrollBy({ top: covered, behavior: "instant" });
    } else {
      this.element.style.setProperty("bottom", "auto");
      this.element.style.setProperty("top", "0");
      this.element.style.setProperty("max-height", `${Math.max(96, words.top - GAP)}px`);
    }
  }

  /** Below the last line of the words, or above their first one.
   * @param {Claim} claim */
  placeBeside(claim) {
    const words = box(claim);
    const height = this.element.offsetHeight;
    const [above, below] = [words.top - 2 * GAP, innerHeight - words.bottom - 2 * GAP];
    const up = below < height && above > below;
    const room = Math.max(up ? above : below, 128);
    if (height > room) this.element.style.setProperty("max-height", `${room}px`);
    const top = up ? words.top - GAP - Math.min(height, room) : words.bottom + GAP;
    const width = this.element.offsetWidth;
    const left = Math.max(GAP, Math.min(words.left - 24, document.documentElement.clientWidth - width - GAP));
    this.element.style.setProperty("top", `${top + scrollY}px`);
    this.element.style.setProperty("left", `${left + scrollX}px`);
  }
}

/** The footnote's paragraphs up to its context, without what makes them part of the page.
 * @param {HTMLElement} note @returns {HTMLElement[]} */
function summaryOf(note) {
  const paragraphs = [...note.querySelectorAll(":scope > p")];
  const end = paragraphs.findIndex((p) => p.firstElementChild?.textContent?.startsWith("Context"));
  return paragraphs.slice(0, end < 1 ? 1 : end).map((p) => /** @type {HTMLElement} */ (p.cloneNode(true)));
}

/** The lines that a claim's words take, as one box in the window.
 * @param {Claim} claim */
function box(claim) {
  const rects = [...claim.marks, claim.ref].flatMap((element) => [...element.getClientRects()]);
  return {
    top: Math.min(...rects.map((r) => r.top)),
    bottom: Math.max(...rects.map((r) => r.bottom)),
    left: Math.min(...rects.map((r) => r.left)),
  };
}
