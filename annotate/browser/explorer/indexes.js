// @ts-check
// A site's indexes of Pagefind, asked as one: where claims are very many, the first has all other pages, and each further one
// the claims of some articles.
import { INDEXES, LANGUAGE } from "./asking.js";

/** @typedef {{url: string, excerpt: string, content: string, meta: Record<string, string>, filters: Record<string, string[]>}} Found */
/** @typedef {Record<string, Record<string, number>>} Counts */
/** @typedef {{results: {id: string, score: number, data: () => Promise<Found>}[], filters: Counts}} Answer */

const ROOT = new URL("../../", import.meta.url);
// On every page, for the index alone: asked for no word, Pagefind loads all that is indexed.
const EVERY = "everypage";

/** @typedef {{filters?: Record<string, any>, sort?: object}} Options */
/** @typedef {{ask: (term: string, options?: Options) => Promise<Answer>, filters: () => Promise<Counts>}} Index */

/** @type {Promise<Index[]> | undefined} */
let loading;
export function indexes() {
  const folders = Array.from({ length: INDEXES }, (_, at) => (at ? `pagefind/${at + 1}/` : "pagefind/"));
  loading ??= Promise.all(folders.map(open));
  return loading;
}

/** @param {string} folder @param {number} at @returns {Promise<Index>} */
async function open(folder, at) {
  // One file, and a program of its own for each index: two that share one get each other's memory (Pagefind 1.5.2).
  const { createInstance } = await import(new URL(`pagefind/pagefind.js#${at}`, ROOT).href);
  // What a claim says, and what else it is called, counts more than what its sources say.
  const ranking = { metaWeights: { title: 5, summary: 2, asked: 2 } };
  const basePath = new URL(folder, ROOT).href;
  const index = createInstance({ basePath, baseUrl: ROOT.pathname, excerptLength: 24, ranking });
  return { ask: at ? askClaims(index) : askAll(index), filters: () => index.filters() };
}

/** An answer counts by the facets that are loaded: here of the kinds of pages, while all facets would be half of what a
 * first search loads.
 * @param {any} index @returns {Index["ask"]} */
function askAll(index) {
  return (term, { filters, sort } = {}) => index.search(term, { filters: { kind: { none: ["-"] }, ...filters }, sort });
}

/** Where all pages are claims, not even that is needed.
 * @param {any} index @returns {Index["ask"]} */
function askClaims(index) {
  return async (term, { filters: { kind, ...filters } = {}, sort } = {}) => {
    if (kind && kind !== "Claim" && !kind.any?.includes("Claim")) return { results: [], filters: {} };
    const { results, filters: counted } = await index.search(term, { filters, sort });
    return { results, filters: results.length ? { ...counted, kind: { Claim: results.length } } : counted };
  };
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

/** What the given indexes answer, the best first.
 * @param {Index[]} asked @param {string} term @param {Options} [options] @returns {Promise<Answer>} */
async function together(asked, term, options) {
  const answers = await Promise.all(asked.map((index) => index.ask(term, options)));
  const results = answers.flatMap((answer) => answer.results);
  if (answers.length > 1) results.sort((a, b) => b.score - a.score);
  return { results, filters: sum(answers.map(({ filters }) => filters)) };
}

/** @param {string | null} term null for all pages @param {Options} [options] */
export async function search(term, options) {
  return together(await indexes(), term ?? EVERY, options);
}

/** Pages on which all words stand. A word that an index does not have it leaves out: it is not asked then.
 * @param {string[]} words @param {Options} [options] */
export async function searchAll(words, options) {
  const counted = await Promise.all(words.map(countIn));
  const having = (await indexes()).filter((_, at) => INDEXES === 1 || counted.every((word) => word[at].pages));
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

/** On how many pages and claims a word stands; where it stands nowhere, one that begins with it.
 * @param {string} word */
export async function count(word) {
  const found = await countIn(word);
  const add = (/** @type {"pages" | "claims"} */ what) => found.reduce((total, some) => total + some[what], 0);
  return { word, pages: add("pages"), claims: add("claims") };
}

/** The same of each index.
 * @param {string} word */
async function countIn(word) {
  const all = await indexes();
  const exact = await Promise.all(all.map((index) => index.ask(`"${word}"`)));
  const answers = exact.some(({ results }) => results.length)
    ? exact
    : await Promise.all(all.map((index) => askLike(index, word)));
  return answers.map(({ results, filters }) => ({ pages: results.length, claims: filters.kind?.Claim ?? 0 }));
}

/** Pagefind itself finds "x" for "xyz".
 * @param {Index} index @param {string} word @returns {Promise<Answer>} */
async function askLike(index, word) {
  const answer = await index.ask(word);
  const found = await answer.results[0]?.data();
  const begins = word.slice(0, Math.ceil(word.length * 0.75));
  const has = found && split(`${found.content} ${found.meta.asked}`).some((other) => other.startsWith(begins));
  return has ? answer : { results: [], filters: {} };
}
