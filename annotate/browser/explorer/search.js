// @ts-check
// The search over the page that one is reading: opened by the header's control or `/`, and loaded only then.
import { make, makeButton } from "./claims.js";
import { entry } from "./explorer-results.js";
import { ask } from "./find.js";
import { CLAIMS, SearchBox } from "./search-box.js";

const KINDS = { Claim: "Claims", Page: "Pages", Outlet: "Outlets" };
const SHOWN = 10; // results; the explorer has them all

class Search extends SearchBox {
  kind = "Claim";
  tabs = make("div", { class: "fc-tabs", role: "group", "aria-label": "Show", hidden: "" });
  all = make("a", { class: "fc-all", hidden: "" }, "All results, with facets");

  constructor() {
    super("fc-find-field");
    const close = makeButton("×", () => this.dialog.close(), { class: "fc-close", "aria-label": "Close" });
    const parts = [this.form, this.offers, this.tabs, this.status, this.list, this.all, close];
    const dialog = make("dialog", { class: "fc-find", "aria-label": "Search" }, make("div", {}, ...parts));
    this.dialog = /** @type {HTMLDialogElement} */ (dialog);
    dialog.addEventListener("click", ({ target }) => {
      const link = /** @type {Element} */ (target).closest("a");
      if (target === dialog || link?.getAttribute("href")?.startsWith("#")) this.dialog.close();
    });
    document.body.append(dialog);
  }

  /** @param {import("./find.js").Question} question @param {() => boolean} isOld */
  async show(question, isOld) {
    const query = this.field.value.trim();
    const counts = (query && (await ask(question)).filters.kind) || {};
    const kinds = Object.keys(KINDS);
    const kind = counts[this.kind] ? this.kind : (kinds.find((name) => counts[name]) ?? "");
    const results = kind ? (await ask(question, { kind })).results : [];
    const shown = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
    if (isOld()) return;
    this.list.replaceChildren(...shown.map(entry));
    for (const link of this.links()) link.setAttribute("href", onThisPage(link));
    const tabs = Object.entries(KINDS).map(([name, label]) => {
      const state = { "aria-pressed": String(name === kind), ...(counts[name] ? {} : { disabled: "" }) };
      return makeButton(`${label} ${counts[name] ?? 0}`, () => this.choose(name), state);
    });
    this.tabs.replaceChildren(...tabs);
    this.tabs.hidden = this.all.hidden = !kind;
    this.all.setAttribute("href", `${CLAIMS}?${new URLSearchParams({ q: query })}`);
    const number = results.length > SHOWN ? `The first ${SHOWN} of ${results.length}.` : `${results.length} found.`;
    if (query) await this.report(kind && number, question, isOld);
    else this.status.textContent = "";
  }

  /** Shows another kind of pages for this query; the next begins with claims again.
   * @param {string} kind */
  async choose(kind) {
    this.kind = kind;
    await this.search();
    this.kind = "Claim";
    /** @type {HTMLElement | null} */ (this.tabs.querySelector("[aria-pressed=true]"))?.focus();
  }
}

/** The words of a claim, if they stand on this page; else where the link leads.
 * @param {HTMLAnchorElement} link */
function onThisPage(link) {
  const [folder, name] = link.pathname.split("/claims/");
  const place = `claim-${name?.replace(".html", "")}`;
  const isHere = location.pathname.replace(/[^/]*$/, "") === `${folder}/` && document.getElementById(place);
  return isHere ? `#${place}` : link.href;
}

const looks = make("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url).href });
const styled = new Promise((resolve) => ["load", "error"].forEach((end) => looks.addEventListener(end, resolve)));
document.head.append(looks);
const search = new Search();

export async function open() {
  await styled;
  if (!search.dialog.open) search.dialog.showModal();
  search.field.select();
}
