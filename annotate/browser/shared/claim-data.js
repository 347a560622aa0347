// @ts-check
// What the site says of an article's claims (annotate/publishing/exports/cards.py): one file, asked for once, when a
// card or the form first needs it.

/** @typedef {[outlet: string, url: string, details: string]} SourcePage */
/** @typedef {{label: string, count: string, reports: {before: string, pages: SourcePage[], after: string}[]}} Group */
/** @typedef {{page: string, quote: string, summary: string, sourceType: string, context: string, replies: [label: string, text: string][], counts: string, groups: Group[], due?: string[]}} Told */
/** @typedef {{edit: string, claims: Record<string, Told>}} ClaimData */

/** @type {Promise<ClaimData | undefined> | undefined} */
let asked;

/** The article's claims by their ids; undefined if they cannot be had, and the next call asks again.
 * @returns {Promise<ClaimData | undefined>} */
export function claimData() {
  asked ??= ask().catch(() => (asked = undefined));
  return asked;
}

/** @returns {Promise<ClaimData>} */
async function ask() {
  const head = /** @type {HTMLElement} */ (document.querySelector(".fc-head"));
  const answer = await fetch(new URL(`../../articles/${head.dataset.slug}/claims.json`, import.meta.url));
  if (!answer.ok) throw new Error(`claims.json: ${answer.status}`);
  return answer.json();
}
