// @ts-check
// What the claims explorer shows: a value of a facet, a result, and where the reader comes back to.
import { make } from "./claims.js";
import { VERDICTS } from "./verdicts.js";

/** @typedef {{url: string, excerpt: string, meta: Record<string, string>, filters: Record<string, string[]>}} Found */

const RETURN = "annotate-result";

/** The verdicts' ids by label, in the order of first use. @type {Map<string, string>} */
export const verdictIds = new Map();

/** @param {string} label */
export function verdictRank(label) {
  return VERDICTS.findIndex(({ id }) => id === verdictIds.get(label));
}

/** @param {string} label @param {string} id */
function badge(label, id) {
  return make(
    "span",
    { class: "fc-verdict", "data-verdict": id },
    make("span", { class: "fc-glyph", "aria-hidden": "true" }),
    ` ${label}`,
  );
}

/** @param {string} name @param {string} value @param {number} count @param {boolean} checked */
export function option(name, value, count, checked) {
  const box = make("input", { type: "checkbox", value, ...(checked ? { checked: "" } : {}) });
  const label = name === "verdict" ? badge(value, verdictIds.get(value) ?? "") : make("span", {}, value);
  return make("li", {}, make("label", {}, box, label, make("span", { class: "fc-count" }, String(count))));
}

/** @param {Found} found */
export function entry(found) {
  const link = make("a", { href: found.url }, found.meta.title ?? found.url);
  const verdict = found.meta.verdict && found.filters.verdict?.[0];
  const kind = found.filters.kind?.[0] ?? "";
  const line = make("p", { class: "fc-kind" }, verdict ? badge(verdict, found.meta.verdict) : kind);
  if (found.meta.article) line.append(` · ${found.meta.article}`);
  const item = make("li", {}, line, link);
  if (found.meta.summary) item.append(make("p", {}, found.meta.summary));
  const excerpt = marked(found.excerpt);
  const said = `${found.meta.title} ${found.meta.summary}`;
  const news = excerpt.some((part) => part instanceof Element && !said.includes(part.textContent ?? ""));
  if (!verdict || news) item.append(make("p", { class: "fc-excerpt" }, "… ", ...excerpt, " …"));
  return item;
}

/** Pagefind's excerpt is HTML; only its text and which words were found is taken over.
 * @param {string} html */
function marked(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  return [...parsed.childNodes].map((node) => {
    const text = node.textContent ?? "";
    return node.nodeName === "MARK" ? make("mark", {}, text) : text;
  });
}

/** Who comes back from a result finds the focus on it.
 * @param {HTMLAnchorElement | null} link */
export function remember(link) {
  if (link) sessionStorage.setItem(RETURN, link.href);
}

/** @param {HTMLAnchorElement[]} links */
export function recall(links) {
  const [entry] = performance.getEntriesByType("navigation");
  const opened = sessionStorage.getItem(RETURN);
  if (/** @type {PerformanceNavigationTiming} */ (entry)?.type !== "back_forward" || !opened) return;
  sessionStorage.removeItem(RETURN);
  links.find((link) => link.href === opened)?.focus();
}
