// @ts-check
// What the claims explorer and the search over every page share: a field, what is said of an answer, and its results.
import { FACETS } from "./asking.js";
import { make, makeButton } from "./claims.js";
import { named, nearest, read } from "./find.js";
import { indexes } from "./indexes.js";

/** @typedef {import("./find.js").Question} Question */

const PAUSE = 120; // ms of no typing before a search
export const CLAIMS = new URL("../../claims/", import.meta.url);

export class SearchBox {
  turn = 0;
  timer = 0;
  offers = make("p", { class: "fc-offers" });
  status = make("p", { class: "fc-status", role: "status" });
  list = make("ol", { class: "fc-results" });

  /** @param {string} id of the field */
  constructor(id) {
    this.isDialog = id !== "search";
    const says = { placeholder: "Words, names, outlets …", "aria-label": "Search claims and pages" };
    const plain = { autocomplete: "off", spellcheck: "false", enterkeyhint: "search" };
    this.field = /** @type {HTMLInputElement} */ (make("input", { id, ...plain, ...says }));
    this.form = make("form", { class: "fc-query", role: "search" }, this.field);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search().then(() => this.links()[0]?.[this.isDialog ? "click" : "focus"]());
    });
    this.field.addEventListener("focus", () => void indexes(), { once: true });
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.search(), PAUSE);
    });
    for (const part of [this.field, this.list]) part.addEventListener("keydown", (event) => this.move(event));
  }

  /** Shows the answer, unless the reader has typed on.
   * @param {Question} _question @param {() => boolean} _isOld @returns {Promise<void>} */
  async show(_question, _isOld) {}

  /** Arrows go from the query into the results and back; Esc goes back to the query, or closes what this stands in.
   * @param {KeyboardEvent} event */
  move(event) {
    const places = [this.field, ...this.links()];
    const at = places.indexOf(/** @type {any} */ (document.activeElement));
    const back = event.key === "Escape" && !this.isDialog ? -at : 0;
    const next = places[at + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? back)];
    if (!next || next === places[at]) return;
    event.preventDefault();
    next.focus();
  }

  /** @returns {HTMLAnchorElement[]} */
  links() {
    return [...this.list.querySelectorAll("a")];
  }

  async search() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    const isOld = () => turn !== this.turn;
    try {
      const question = await read(this.field.value);
      if (isOld()) return;
      const links = named(this.field.value).map(([name, value, count]) => {
        const address = `${CLAIMS}?${new URLSearchParams([[name, value]])}`;
        return make("a", { href: address }, `${FACETS.get(name)}: ${value} (${count})`);
      });
      this.offers.replaceChildren(...links);
      await this.show(question, isOld);
    } catch {
      if (!isOld()) this.status.textContent = "The search index could not be loaded. The page of claims has them all.";
    }
  }

  /** Says how much was found, by which words, and offers words that exist for those that do not.
   * @param {string} found "" for nothing @param {Question} question @param {() => boolean} isOld */
  async report(found, { only, unknown }, isOld) {
    const quoted = (/** @type {string[]} */ words) => words.map((word) => `“${word}”`).join(" and ");
    const told = [found || `Nothing found for “${this.field.value.trim()}”.`];
    if (only.length) told.push(`No claim has all of these words: what is shown has ${quoted(only)}.`);
    if (found && unknown.length) told.push(`No page has ${quoted(unknown)}.`);
    const meant = await Promise.all(unknown.map(async (word) => (await nearest(word)).map((near) => [word, near])));
    if (isOld()) return;
    const correct = (/** @type {string} */ word, /** @type {string} */ near) => {
      this.field.value = this.field.value.toLowerCase().replace(word, near);
      this.field.focus();
      this.search();
    };
    const near = meant.flat().flatMap(([word, other]) => [", ", makeButton(other, () => correct(word, other))]);
    this.status.replaceChildren(told.join(" "), ...(near.length ? [" Did you mean ", ...near.slice(1), "?"] : []));
  }
}
