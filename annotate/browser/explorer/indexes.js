// @ts-check
// A site's indexes of Pagefind, asked as one: where claims are very many, each has the pages of some articles.
import { INDEXES, LANGUAGE } from "./asking.js";

/** @typedef {{url: string, excerpt: string, content: string, meta: Record<string, string>, filters: Record<string, string[]>}} Found */
/** @typedef {Record<string, Record<string, number>>} Counts */
/** @typedef {{results: {id: string, score: number, data: () => Promise<Found>}[], filters: Counts}} Answer */

const ROOT = new URL("../../", import.meta.url);
// On every page, for the index alone: asked for no word, Pagefind loads all that is indexed.
const EVERY = "everypage";

/** @type {Promise<any[]> | undefined} */
let loading;
export function indexes() {
  const folders = Array.from({ length: INDEXES }, (_, at) => (at ? `pagefind/${at + 1}/` : "pagefind/"));
  loading ??= Promise.all(folders.map(open));
  return loading;
}

/** @param {string} folder @param {number} at */
async function open(folder, at) {
  // One file, and a program of its own for each index: two that share one get each other's memory (Pagefind 1.5.2).
  const { createInstance } = await import(new URL(`pagefind/pagefind.js#${at}`, ROOT).href);
  // What a claim says, and what else it is called, counts more than what its sources say.
  const ranking = { metaWeights: { title: 5, summary: 2, asked: 2 } };
  return createInstance({ basePath: new URL(folder, ROOT).href, baseUrl: ROOT.pathname, excerptLength: 24, ranking });
}

/** @param {Counts[]} all */
function sum(all) {
  const total = /** @type {Counts} */ ({});
  for (const [name, counts] of all.flatMap((some) => Object.entries(some))) {
    total[name] ??= {};
    for (const [value, count] of Object.entries(counts)) total[name][value] = (total[name][value] ?? 0) + count;
  }
  return total;
}

/** @type {Promise<Counts> | undefined} */
let counting;
/** How many pages have which value of which facet; answers count by all of them from then on. */
export function counts() {
  counting ??= indexes().then(async (all) => sum(await Promise.all(all.map((index) => index.filters()))));
  return counting;
}

/** What one index answers. It counts by the facets that are loaded: here of the kinds of pages, while all facets would be
 * half of what a first search loads.
 * @param {any} index @param {string} term @param {{filters?: object, sort?: object}} [options] @returns {Promise<Answer>} */
function askOne(index, term, { filters, sort } = {}) {
  return index.search(term, { filters: { kind: { none: ["-"] }, ...filters }, sort });
}

/** What the given indexes answer, the best first.
 * @param {any[]} asked @param {string} term @param {object} [options] @returns {Promise<Answer>} */
async function together(asked, term, options) {
  const answers = await Promise.all(asked.map((index) => askOne(index, term, options)));
  const results = answers.flatMap((answer) => answer.results);
  if (answers.length > 1) results.sort((a, b) => b.score - a.score);
  return { results, filters: sum(answers.map(({ filters }) => filters)) };
}

/** @param {string | null} term null for all pages @param {object} [options] */
export async function search(term, options) {
  return together(await indexes(), term ?? EVERY, options);
}

/** Pages on which all words stand. A word that an index does not have it leaves out: it is not asked then.
 * @param {string[]} words @param {object} [options] */
export async function searchAll(words, options) {
  const all = await indexes();
  const has = await Promise.all(all.map((index) => Promise.all(words.map((word) => countIn(index, word)))));
  const having = all.filter((_, at) => INDEXES === 1 || has[at].every(({ pages }) => pages));
  return together(having, words.join(" "), options);
}

/** @param {string} text @returns {string[]} its words, each once, without capitals and accents; the vowels of other scripts
 * are marks too, and stay */
export function split(text) {
  const plain = text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]|[’']s\b/gu, "")
    .normalize("NFC");
  const parts = [...new Intl.Segmenter(LANGUAGE, { granularity: "word" }).segment(plain)];
  return [...new Set(parts.filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment))];
}

/** On how many pages and claims a word stands, or one that begins with it.
 * @param {string} word */
export async function count(word) {
  const found = await Promise.all((await indexes()).map((index) => countIn(index, word)));
  const add = (/** @type {"pages" | "claims"} */ what) => found.reduce((total, some) => total + some[what], 0);
  return { word, pages: add("pages"), claims: add("claims") };
}

/** Pagefind itself finds "x" for "xyz".
 * @param {any} index @param {string} word @returns {Promise<{pages: number, claims: number}>} */
async function countIn(index, word) {
  let answer = await askOne(index, `"${word}"`);
  if (!answer.results.length) {
    answer = await askOne(index, word);
    const found = await answer.results[0]?.data();
    const begins = word.slice(0, Math.ceil(word.length * 0.75));
    const has = found && split(`${found.content} ${found.meta.asked}`).some((other) => other.startsWith(begins));
    if (!has) return { pages: 0, claims: 0 };
  }
  return { pages: answer.results.length, claims: answer.filters.kind?.Claim ?? 0 };
}
