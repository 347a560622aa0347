// @ts-check
// The claims explorer: a query and facets over all claims and pages. Query and facets live in the address.
// Pagefind is fetched when somebody first searches or opens a facet; until then the plain table stands.
import { FACETS } from "./asking.js";
import { make, makeButton, sayVerdict } from "./claims.js";
import { entry, option, verdictRank } from "./explorer-results.js";
import { ask } from "./find.js";
import { counts as countAll } from "./indexes.js";
import { SearchBox } from "./search-box.js";

/** @typedef {import("./find.js").Counts} Counts */
/** @typedef {import("./find.js").Question} Question */

const NAMES = [...FACETS.keys()];
const BATCH = 20; // results shown at a time
// Who comes back from a result finds as many of them, the same place, and the focus on the one that was opened.
let left = /** @type {{shown: number, top: number, opened: string} | null} */ (history.state);

class Explorer extends SearchBox {
  /** @type {import("./find.js").Answer["results"]} */
  results = [];
  picked = make("div", { class: "fc-picked" });
  more = makeButton("More results", () => this.goOn(), { class: "fc-more-results", hidden: "" });
  plain = make("div", { class: "fc-plain" });
  told = /** @type {Map<string, string>} */ (new Map()); // what each facet shows

  /** @param {HTMLElement} page */
  constructor(page) {
    super("search");
    const asked = new URLSearchParams(location.search);
    /** @type {Map<string, Set<string>>} */
    this.chosen = new Map(NAMES.map((name) => [name, new Set(asked.getAll(name))]));
    this.field.value = asked.get("q") ?? "";
    const facets = NAMES.map((name) => this.facet(name));
    this.facets = make("div", { class: "fc-facets", role: "group", "aria-label": "Facets" }, ...facets);
    const parts = [this.offers, this.status, this.picked, this.list, this.more];
    this.found = make("section", { class: "fc-answer", "aria-label": "Results", hidden: "" }, ...parts);
    const place = document.getElementById("search"); // of the field, for links to it; it has the verdicts' numbers
    place?.remove();
    this.assemble(page);
    const verdicts = Object.entries(JSON.parse(place?.dataset.counts ?? "{}"));
    this.fillFacets({ verdict: Object.fromEntries(verdicts.map(([id, count]) => [sayVerdict(id).label, count])) });
    if (this.isAsked()) this.search();
    if (location.hash === "#search") this.field.focus();
  }

  /** What the page had below its title becomes the view that stands until somebody searches.
   * @param {HTMLElement} page */
  assemble(page) {
    const title = page.querySelector("h1");
    this.plain.append(...[...page.childNodes].filter((node) => node !== title));
    page.append(this.form, make("div", { class: "fc-explorer" }, this.facets, make("div", {}, this.found, this.plain)));
    this.list.addEventListener("click", ({ target }) => {
      const link = /** @type {HTMLElement} */ (target).closest("a");
      if (link) this.leave(link.href);
    });
  }

  /** Notes in the history what comes back.
   * @param {string} opened */
  leave(opened) {
    history.replaceState({ shown: this.links().length, top: scrollY, opened }, "");
  }

  async goOn() {
    const from = this.links().length;
    await this.showMore();
    this.links()[from]?.focus();
    this.leave("");
  }

  isAsked() {
    return this.field.value.trim() !== "" || [...this.chosen.values()].some((set) => set.size > 0);
  }

  async search() {
    this.writeAddress();
    this.found.hidden = false;
    await super.search();
  }

  /** @param {Question} question @param {string} [without] a facet to leave aside */
  ask(question, without) {
    const chosen = [...this.chosen].filter(([name, set]) => set.size && name !== without);
    return ask(question, Object.fromEntries(chosen.map(([name, set]) => [name, { any: [...set] }])));
  }

  /** What each value would give: the values of a facet with a choice are counted as if nothing were chosen in it.
   * @param {Question} question @param {Counts} found @returns {Promise<Counts>} */
  async count(question, found) {
    const none = Object.fromEntries(NAMES.map((name) => [name, {}]));
    const counts = { ...none, ...found };
    for (const [name, set] of this.chosen) {
      if (set.size) counts[name] = (await this.ask(question, name)).filters[name] ?? {};
    }
    return counts;
  }

  /** @param {Question} question @param {() => boolean} isOld */
  async show(question, isOld) {
    const all = await countAll();
    const answer = await this.ask(question);
    const asked = this.isAsked();
    const counts = await this.count(question, asked ? answer.filters : all);
    if (isOld()) return;
    this.fillFacets(counts);
    this.found.hidden = !asked;
    this.plain.hidden = asked;
    this.results = asked ? answer.results : [];
    this.list.replaceChildren();
    this.showChosen();
    const number = this.results.length;
    const found = number ? `${number} ${number === 1 ? "result" : "results"}.` : "";
    if (asked) await this.report(found, question, isOld);
    await this.showMore(left?.shown ?? BATCH, isOld);
    if (!left || isOld()) return;
    scrollTo(0, left.top);
    const opened = left.opened;
    this.links()
      .find((link) => link.href === opened)
      ?.focus({ preventScroll: true });
    left = null;
  }

  /** @param {number} number @param {() => boolean} [isOld] */
  async showMore(number = BATCH, isOld = () => false) {
    const from = this.links().length;
    const more = this.results.slice(from, from + number);
    const batch = await Promise.all(more.map((result) => result.data()));
    if (isOld()) return;
    this.list.append(...batch.map(entry));
    this.more.hidden = this.links().length >= this.results.length;
  }

  writeAddress() {
    const query = new URLSearchParams();
    if (this.field.value.trim()) query.set("q", this.field.value.trim());
    for (const [name, set] of this.chosen) for (const value of set) query.append(name, value);
    history.replaceState(left, "", query.size ? `?${query}` : location.pathname);
  }

  /** @param {string} name */
  facet(name) {
    const open = this.chosen.get(name)?.size || (name === "verdict" && matchMedia("(min-width: 60rem)").matches);
    const facet = make("details", { class: "fc-facet", "data-facet": name, ...(open ? { open: "" } : {}) });
    facet.append(make("summary", {}, FACETS.get(name) ?? ""), make("ul"));
    facet.querySelector("summary")?.addEventListener("click", () => this.search(), { once: true });
    facet.addEventListener("change", ({ target }) => {
      const { checked, value } = /** @type {HTMLInputElement} */ (target);
      this.chosen.get(name)?.[checked ? "add" : "delete"](value);
      this.search();
    });
    return facet;
  }

  /** @param {Counts} counts */
  fillFacets(counts) {
    for (const facet of /** @type {NodeListOf<HTMLElement>} */ (this.facets.querySelectorAll(".fc-facet"))) {
      const name = facet.dataset.facet ?? "";
      const chosen = this.chosen.get(name) ?? new Set();
      if (!counts[name]) continue;
      const focused = facet.querySelector("input:focus")?.getAttribute("value");
      const all = { ...Object.fromEntries([...chosen].map((value) => [value, 0])), ...counts[name] };
      const shown = Object.entries(all).filter(([value, count]) => count > 0 || chosen.has(value) || value === focused);
      const place = (/** @type {string} */ value) =>
        name === "verdict" ? verdictRank(value) : Number(!chosen.has(value));
      shown.sort(([a, x], [b, y]) => place(a) - place(b) || y - x || a.localeCompare(b));
      facet.hidden = shown.length === 0;
      const told = JSON.stringify([shown, [...chosen]]);
      if (told === this.told.get(name)) continue; // a box that is being pressed stays
      this.told.set(name, told);
      facet.lastElementChild?.replaceChildren(
        ...shown.map(([value, count]) => option(name, value, count, chosen.has(value))),
      );
      for (const box of facet.querySelectorAll("input")) if (box.value === focused) box.focus();
    }
  }

  /** Each choice as a button that takes it back. */
  showChosen() {
    const chip = (/** @type {string} */ name, /** @type {string} */ text, /** @type {() => void} */ act) =>
      makeButton(text, () => void (act(), this.field.focus(), this.search()), { "aria-label": name });
    const chips = [...this.chosen].flatMap(([name, set]) =>
      [...set].map((value) => chip(`Remove ${FACETS.get(name)}: ${value}`, `${value} ×`, () => set.delete(value))),
    );
    const clear = chip("Remove all facets", "Clear all", () => this.chosen.forEach((set) => set.clear()));
    this.picked.replaceChildren(...chips, ...(chips.length > 1 ? [clear] : []));
  }
}

new Explorer(/** @type {HTMLElement} */ (document.querySelector(".fc-claims article")));
