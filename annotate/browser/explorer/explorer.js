// @ts-check
// The claims explorer: a query and facets over all claims and pages. Query and facets live in the address.
// Pagefind is fetched when somebody first searches or opens a facet; until then the plain table stands.
import { make, makeButton, sayVerdict } from "./claims.js";
import { entry, option, recall, remember, verdictRank } from "./explorer-results.js";

const ROOT = new URL("../../", import.meta.url);
const FACETS = {
  verdict: "Verdict",
  source_type: "Source type",
  outlet: "Outlet",
  article: "Article",
  kind: "Kind of page",
};
const FACET_NAMES = /** @type {(keyof typeof FACETS)[]} */ (Object.keys(FACETS));
const BATCH = 20; // results shown at a time
const PAUSE = 120; // ms of no typing before a search

/** @typedef {Record<string, Record<string, number>>} Counts */
/** @typedef {import("./explorer-results.js").Found} Found */
/** @typedef {{results: {data: () => Promise<Found>}[], filters: Counts}} Answer */

/** @type {Promise<any> | undefined} */
let loading;
function pagefind() {
  loading ??= import(new URL("pagefind/pagefind.js", ROOT).href).then(async (engine) => {
    await engine.options({ baseUrl: ROOT.pathname, excerptLength: 24 });
    await engine.filters(); // without it, answers carry no counts
    return engine;
  });
  return loading;
}

class Explorer {
  /** @param {HTMLElement} page */
  constructor(page) {
    const asked = new URLSearchParams(location.search);
    /** @type {Map<string, Set<string>>} */
    this.chosen = new Map(FACET_NAMES.map((name) => [name, new Set(asked.getAll(name))]));
    this.turn = 0;
    this.timer = 0;
    this.field = /** @type {HTMLInputElement} */ (
      make("input", {
        id: "search",
        type: "search",
        autocomplete: "off",
        spellcheck: "false",
        placeholder: "Words, names, outlets …",
      })
    );
    this.field.value = asked.get("q") ?? "";
    this.facets = make(
      "div",
      { class: "fc-facets", role: "group", "aria-label": "Facets" },
      ...FACET_NAMES.map((name) => this.facet(name)),
    );
    this.status = make("p", { class: "fc-status", role: "status" });
    this.picked = make("div", { class: "fc-picked" });
    this.list = make("ol", { class: "fc-results" });
    this.more = makeButton("More results", () => this.showMore(true), { class: "fc-more-results", hidden: "" });
    this.found = make(
      "section",
      { class: "fc-answer", "aria-label": "Results", hidden: "" },
      this.status,
      this.picked,
      this.list,
      this.more,
    );
    this.plain = make("div", { class: "fc-plain" });
    this.assemble(page);
    this.fillFromTable();
    if (this.isAsked()) this.search();
    if (location.hash === "#search") this.field.focus();
  }

  /** What the page had below its title becomes the view that stands until somebody searches.
   * @param {HTMLElement} page */
  assemble(page) {
    document.getElementById("search")?.remove(); // it held the place of the field, for links to it
    const title = page.querySelector("h1");
    this.plain.append(...[...page.childNodes].filter((node) => node !== title));
    const form = make(
      "form",
      { class: "fc-query", role: "search" },
      make("label", { for: "search" }, "Search claims and pages"),
      this.field,
    );
    page.append(form, make("div", { class: "fc-explorer" }, this.facets, make("div", {}, this.found, this.plain)));
    this.listen(form);
  }

  /** @param {HTMLElement} form */
  listen(form) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.search().then(() => this.links()[0]?.focus());
    });
    this.field.addEventListener("focus", () => void pagefind(), { once: true });
    this.field.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.search(), PAUSE);
    });
    this.field.addEventListener("keydown", (event) => this.move(event, -1));
    this.list.addEventListener("keydown", (event) =>
      this.move(event, this.links().indexOf(/** @type {any} */ (document.activeElement))),
    );
    this.list.addEventListener("click", (event) => remember(/** @type {HTMLElement} */ (event.target).closest("a")));
  }

  /** Arrows go from the query into the results and back; Esc goes back to the query.
   * @param {KeyboardEvent} event @param {number} at */
  move(event, at) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const back = event.key === "Escape" && at >= 0;
    if (!step && !back) return;
    const target = back || (step && at + step < 0) ? this.field : this.links()[at + (step ?? 0)];
    if (target === this.field && at < 0) return;
    event.preventDefault();
    target?.focus();
  }

  /** @returns {HTMLAnchorElement[]} */
  links() {
    return [...this.list.querySelectorAll("a")];
  }

  isAsked() {
    return this.field.value.trim() !== "" || [...this.chosen.values()].some((set) => set.size > 0);
  }

  async search() {
    clearTimeout(this.timer);
    const turn = ++this.turn;
    this.writeAddress();
    const engine = await pagefind().catch(() => undefined);
    if (turn !== this.turn) return;
    if (!engine) return this.fail();
    const answer = /** @type {Answer} */ (await this.ask(engine));
    const counts = await this.count(engine, answer);
    if (turn !== this.turn) return;
    this.fillFacets(counts);
    await this.show(answer, turn);
  }

  /** @param {any} engine @param {string} [without] a facet to leave aside @returns {Promise<Answer>} */
  ask(engine, without) {
    const query = this.field.value.trim();
    const filters = Object.fromEntries(
      [...this.chosen]
        .filter(([name, set]) => set.size && name !== without)
        .map(([name, set]) => [name, { any: [...set] }]),
    );
    const onlyClaims = ["verdict", "source_type", "article"].some((name) => name in filters);
    return engine.search(query || null, { filters, ...(query || !onlyClaims ? {} : { sort: { order: "asc" } }) });
  }

  /** What each value would give: the values of a facet with a choice are counted as if nothing were chosen in it.
   * @param {any} engine @param {Answer} answer @returns {Promise<Counts>} */
  async count(engine, answer) {
    const none = Object.fromEntries(FACET_NAMES.map((name) => [name, {}]));
    const counts = { ...none, ...(this.isAsked() ? answer.filters : await engine.filters()) };
    for (const [name, set] of this.chosen) {
      if (set.size) counts[name] = (await this.ask(engine, name)).filters[name] ?? {};
    }
    return counts;
  }

  /** @param {Answer} answer @param {number} turn */
  async show(answer, turn) {
    const asked = this.isAsked();
    this.found.hidden = !asked;
    this.plain.hidden = asked;
    this.answer = answer;
    this.list.replaceChildren();
    this.showChosen();
    const number = asked ? answer.results.length : 0;
    this.status.textContent = !asked
      ? ""
      : number === 0
        ? "Nothing found."
        : `${number} ${number === 1 ? "result" : "results"}`;
    await this.showMore(false, turn);
    recall(this.links());
  }

  /** @param {boolean} focus whether the reader asked for more, and goes on there @param {number} [turn] */
  async showMore(focus, turn = this.turn) {
    const results = (this.isAsked() && this.answer?.results) || [];
    const from = this.list.childElementCount;
    const batch = await Promise.all(results.slice(from, from + BATCH).map((result) => result.data()));
    if (turn !== this.turn) return;
    this.list.append(...batch.map(entry));
    this.more.hidden = this.list.childElementCount >= results.length;
    if (focus) this.links()[from]?.focus();
  }

  fail() {
    this.found.hidden = false;
    this.status.textContent = "The search index could not be loaded. The table below has all claims.";
  }

  writeAddress() {
    const query = new URLSearchParams();
    if (this.field.value.trim()) query.set("q", this.field.value.trim());
    for (const [name, set] of this.chosen) for (const value of set) query.append(name, value);
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  }

  /** @param {keyof typeof FACETS} name */
  facet(name) {
    const open = this.chosen.get(name)?.size || (name === "verdict" && matchMedia("(min-width: 60rem)").matches);
    const facet = make("details", { class: "fc-facet", "data-facet": name, ...(open ? { open: "" } : {}) });
    facet.append(make("summary", {}, FACETS[name]), make("ul"));
    facet.querySelector("summary")?.addEventListener("click", () => loading || this.search());
    facet.addEventListener("change", (event) => this.choose(name, /** @type {HTMLInputElement} */ (event.target)));
    return facet;
  }

  /** @param {string} name @param {HTMLInputElement} box */
  choose(name, box) {
    const set = this.chosen.get(name);
    if (box.checked) set?.add(box.value);
    else set?.delete(box.value);
    this.search();
  }

  /** The verdicts can be counted without the index: the table has them all. */
  fillFromTable() {
    /** @type {Record<string, number>} */
    const counts = {};
    for (const { dataset } of /** @type {NodeListOf<HTMLElement>} */ (this.plain.querySelectorAll("td .fc-verdict"))) {
      const label = sayVerdict(dataset.verdict ?? "").label;
      counts[label] = (counts[label] ?? 0) + 1;
    }
    this.fillFacets({ verdict: counts });
  }

  /** @param {Counts} counts */
  fillFacets(counts) {
    for (const [name, values] of Object.entries(counts)) {
      const facet = /** @type {HTMLElement | null} */ (this.facets.querySelector(`[data-facet="${CSS.escape(name)}"]`));
      const list = facet?.querySelector("ul");
      const chosen = this.chosen.get(name);
      if (!facet || !list || !chosen) continue;
      const focused = list.contains(document.activeElement)
        ? /** @type {HTMLInputElement} */ (document.activeElement).value
        : undefined;
      const all = { ...Object.fromEntries([...chosen].map((value) => [value, 0])), ...values };
      const shown = Object.entries(all).filter(([value, count]) => count > 0 || chosen.has(value) || value === focused);
      shown.sort(([a, x], [b, y]) =>
        name === "verdict"
          ? verdictRank(a) - verdictRank(b)
          : Number(chosen.has(b)) - Number(chosen.has(a)) || y - x || a.localeCompare(b),
      );
      facet.hidden = shown.length === 0;
      list.replaceChildren(...shown.map(([value, count]) => option(name, value, count, chosen.has(value))));
      for (const box of list.querySelectorAll("input")) if (box.value === focused) box.focus();
    }
  }

  /** Each choice as a button that takes it back. */
  showChosen() {
    const buttons = [...this.chosen].flatMap(([name, set]) =>
      [...set].map((value) =>
        this.chip(`Remove ${FACETS[/** @type {keyof typeof FACETS} */ (name)]}: ${value}`, `${value} ×`, () =>
          set.delete(value),
        ),
      ),
    );
    if (buttons.length > 1)
      buttons.push(this.chip("Remove all facets", "Clear all", () => this.chosen.forEach((set) => set.clear())));
    this.picked.replaceChildren(...buttons);
  }

  /** @param {string} name @param {string} text @param {() => void} act */
  chip(name, text, act) {
    const choose = () => {
      act();
      this.field.focus();
      this.search();
    };
    return makeButton(text, choose, { "aria-label": name });
  }
}

new Explorer(/** @type {HTMLElement} */ (document.querySelector(".fc-claims article")));
