// @ts-check
// Puts a reader's question to Pagefind, which wants all words on one page, and takes a word's first letters for the word.
import { ASKS, INDEXES, NAMED } from "./asking.js";
import { count, search, searchAll, split } from "./indexes.js";

/** @typedef {import("./indexes.js").Found} Found */
/** @typedef {import("./indexes.js").Counts} Counts */
/** @typedef {import("./indexes.js").Answer} Answer */
/** The words to look for; what has to be told (a day, a number); the rarest words, if no claim has all; what no page has.
 * @typedef {{words: string[], asks: string[], only: string[], unknown: string[]}} Question */

/** Words of questions are left out, unless there are no others. Where no claim has all words, those must do that claims
 * have at all, or the rarest two of them.
 * @param {string} query @returns {Promise<Question>} */
export async function read(query) {
  const all = /^\s*".+"\s*$/.test(query) ? [query.trim()] : split(query);
  const telling = all.filter((word) => !ASKS.has(word));
  const counted = await Promise.all((telling.length ? telling : all).map(count));
  const known = counted.filter(({ pages }) => pages);
  const inClaims = known.some(({ claims }) => claims) ? known.filter(({ claims }) => claims) : known;
  const rarest = inClaims.toSorted((a, b) => a.claims - b.claims);
  const tries = [known, inClaims, rarest.slice(0, 2), rarest.slice(0, 1)].map((some) => some.map(({ word }) => word));
  const answers = await Promise.all(tries.map((words) => searchAll(words)));
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
  if (!words.length && !unknown.length) return askForNothing(filters);
  const claims = filters.kind ? filters : { ...filters, kind: "Claim" };
  const steps = [[...words, ...asks], words].map((some) => searchAll(some, { filters: claims }));
  const answers = await Promise.all([...steps, searchAll(words, { filters })]);
  const found = new Map(answers.flatMap(({ results }) => results).map((result) => [result.id, result]));
  return { results: [...found.values()], filters: answers[2].filters };
}

/** All claims that are published, in their order; where indexes are several, they have none, but a verdict.
 * @param {Record<string, any>} filters @returns {Promise<Answer>} */
async function askForNothing(filters) {
  const isDivided = INDEXES > 1;
  const all = await search(null, { filters, sort: filters.kind || isDivided ? {} : { order: "asc" } });
  if (filters.kind || !isDivided) return all;
  const verdict = { any: NAMED.flatMap(([name, value]) => (name === "verdict" ? [value] : [])) };
  const { results } = await search(null, { filters: { verdict, ...filters } });
  return { ...all, results };
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
  const { results } = await search(word.slice(0, 2));
  const texts = await Promise.all(results.slice(0, 30).map(async (result) => (await result.data()).content));
  const near = split(texts.join(" ")).filter((other) => likeness(word, other) >= 0.5);
  return near.toSorted((a, b) => likeness(word, b) - likeness(word, a)).slice(0, 3);
}

/** The verdicts, reasons and source types that a query names, with how many claims have them.
 * @param {string} query @returns {[name: string, value: string, count: number][]} */
export function named(query) {
  const words = split(query).filter((word) => !ASKS.has(word));
  const isIn = (/** @type {string[]} */ some, /** @type {string[]} */ all) =>
    some.length && some.every((a) => all.some((b) => (a.length > 3 && b.startsWith(a)) || likeness(a, b) >= 0.8));
  return NAMED.flatMap(([name, value, count, called]) =>
    isIn(split(value), words) || isIn(words, [...split(value), ...called]) ? [[name, value, count]] : [],
  );
}
