// @ts-check
// Puts a reader's question to Pagefind, which wants all words on one page, and takes a word's first letters for the word.
import { ASKS, CALLED, LANGUAGE } from "./asking.js";

/** @typedef {{url: string, excerpt: string, content: string, meta: Record<string, string>, filters: Record<string, string[]>}} Found */
/** @typedef {Record<string, Record<string, number>>} Counts */
/** @typedef {{results: {id: string, data: () => Promise<Found>}[], filters: Counts}} Answer */
/** The words to look for; what has to be told (a day, a number); the rarest words, if no claim has all; what no page has.
 * @typedef {{words: string[], asks: string[], only: string[], unknown: string[]}} Question */

const ROOT = new URL("../../", import.meta.url);

/** @type {Promise<any> | undefined} */
let loading;
export function pagefind() {
  loading ??= import(new URL("pagefind/pagefind.js", ROOT).href).then(async (engine) => {
    // What a claim says, and what else it is called, counts more than what its sources say.
    const metaWeights = { title: 5, summary: 2, asked: 2 };
    await engine.options({ baseUrl: ROOT.pathname, excerptLength: 24, ranking: { metaWeights } });
    await engine.filters(); // without it, answers carry no counts
    return engine;
  });
  return loading;
}

/** @param {string} text @returns {string[]} its words, each once, without capitals and accents; the vowels of other scripts
 * are marks too, and stay */
function split(text) {
  const plain = text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]|[’']s\b/gu, "")
    .normalize("NFC");
  const parts = [...new Intl.Segmenter(LANGUAGE, { granularity: "word" }).segment(plain)];
  return [...new Set(parts.filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment))];
}

/** On how many pages and claims a word stands, or one that begins with it: Pagefind itself finds "x" for "xyz".
 * @param {any} engine @param {string} word */
async function count(engine, word) {
  let answer = /** @type {Answer} */ (await engine.search(`"${word}"`));
  if (!answer.results.length) {
    answer = await engine.search(word);
    const found = await answer.results[0]?.data();
    const begins = word.slice(0, Math.ceil(word.length * 0.75));
    const has = found && split(`${found.content} ${found.meta.asked}`).some((other) => other.startsWith(begins));
    if (!has) return { word, pages: 0, claims: 0 };
  }
  return { word, pages: answer.results.length, claims: answer.filters.kind?.Claim ?? 0 };
}

/** Words of questions are left out, unless there are no others. Where no claim has all words, those must do that claims
 * have at all, or the rarest two of them.
 * @param {string} query @returns {Promise<Question>} */
export async function read(query) {
  const engine = await pagefind();
  const all = /^\s*".+"\s*$/.test(query) ? [query.trim()] : split(query);
  const telling = all.filter((word) => !ASKS.has(word));
  const counted = await Promise.all((telling.length ? telling : all).map((word) => count(engine, word)));
  const known = counted.filter(({ pages }) => pages);
  const inClaims = known.some(({ claims }) => claims) ? known.filter(({ claims }) => claims) : known;
  const rarest = inClaims.toSorted((a, b) => a.claims - b.claims);
  const tries = [known, inClaims, rarest.slice(0, 2), rarest.slice(0, 1)].map((some) => some.map(({ word }) => word));
  const answers = /** @type {Answer[]} */ (await Promise.all(tries.map((words) => engine.search(words.join(" ")))));
  const withClaim = answers.findIndex(({ filters }) => filters.kind?.Claim);
  const words = tries[withClaim < 0 ? answers.findIndex(({ results }) => results.length) : withClaim] ?? [];
  return {
    words,
    asks: all.flatMap((word) => ASKS.get(word) || []),
    only: words.length < known.length ? words : [],
    unknown: counted.filter(({ pages }) => !pages).map(({ word }) => word),
  };
}

/** First claims that tell what is asked for, then other claims, then other pages.
 * @param {Question} question @param {Record<string, any>} [filters] @returns {Promise<Answer>} */
export async function ask({ words, asks, unknown }, filters = {}) {
  const engine = await pagefind();
  const order = filters.kind ? {} : { order: "asc" };
  if (!words.length && !unknown.length) return engine.search(null, { filters, sort: order });
  const claims = filters.kind ? filters : { ...filters, kind: "Claim" };
  const steps = [[...words, ...asks].join(" "), words.join(" ")].map((term) =>
    engine.search(term, { filters: claims }),
  );
  const answers = /** @type {Answer[]} */ (await Promise.all([...steps, engine.search(words.join(" "), { filters })]));
  const found = new Map(answers.flatMap(({ results }) => results).map((result) => [result.id, result]));
  return { results: [...found.values()], filters: answers[2].filters };
}

/** How much of their pairs of letters two words share, from 0 to 1.
 * @param {string} word @param {string} other */
export function likeness(word, other) {
  const [a, b] = [word, other].map((text) => new Set([...text].map((_, at) => text.slice(at, at + 2))));
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}

/** Words that exist, and that somebody may have meant who typed one that does not; the nearest first.
 * @param {string} word @returns {Promise<string[]>} */
export async function nearest(word) {
  const { results } = /** @type {Answer} */ (await (await pagefind()).search(word.slice(0, 2)));
  const texts = await Promise.all(results.slice(0, 30).map(async (result) => (await result.data()).content));
  const near = split(texts.join(" ")).filter((other) => likeness(word, other) >= 0.5);
  return near.toSorted((a, b) => likeness(word, b) - likeness(word, a)).slice(0, 3);
}

/** The verdicts, reasons and source types that a query names, with how many claims have them.
 * @param {string} query @returns {Promise<[name: string, value: string, count: number][]>} */
export async function named(query) {
  const words = split(query).filter((word) => !ASKS.has(word));
  const isIn = (/** @type {string[]} */ some, /** @type {string[]} */ all) =>
    some.length && some.every((a) => all.some((b) => (a.length > 3 && b.startsWith(a)) || likeness(a, b) >= 0.8));
  const names = (/** @type {string} */ value) =>
    isIn(split(value), words) || isIn(words, [...split(value), ...(CALLED.get(value) ?? [])]);
  const counts = /** @type {Counts} */ (await (await pagefind()).filters());
  return ["verdict", "reason", "source_type"].flatMap((name) =>
    Object.entries(counts[name] ?? {}).flatMap(([value, count]) => (names(value) ? [[name, value, count]] : [])),
  );
}
