// @ts-check
// What a search shows: a value of a facet, and a result.
import { badge, make } from "./claims.js";
import { VERDICTS } from "./verdicts.js";

/** @param {string} label */
export function verdictRank(label) {
  return VERDICTS.findIndex((verdict) => verdict.label === label);
}

/** @param {string} name @param {string} value @param {number} count @param {boolean} checked */
export function option(name, value, count, checked) {
  const box = make("input", { type: "checkbox", value, ...(checked ? { checked: "" } : {}) });
  const label = name === "verdict" ? badge(VERDICTS[verdictRank(value)]?.id ?? "") : make("span", {}, value);
  return make("li", {}, make("label", {}, box, label, make("span", { class: "fc-count" }, String(count))));
}

/** @param {import("./find.js").Found} found */
export function entry(found) {
  const link = make("a", { href: found.url }, found.meta.title ?? found.url);
  const { verdict } = found.meta;
  const kind = found.filters.kind?.[0] ?? "";
  const line = make("p", { class: "fc-kind" }, verdict ? badge(verdict) : kind);
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
