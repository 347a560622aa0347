// @ts-check
// The book of rules, which the site writes from where `annotate check` has them (annotate/publishing/exports/form.py, book.py).

/** @typedef {[number, number][]} Ranges of code points, first and last included */
/** @typedef {{name: string, about: string, required?: boolean, limit?: number, terms?: string[][]}} Field */
/**
 * @typedef {object} Rules
 * @property {Field[]} claim the fields of a claim, in the order of the file
 * @property {Field[]} source and of a source
 * @property {{limit: number, words: [number, number]}} context
 * @property {string[]} summaryEnds
 * @property {{forbidden: Ranges, marks: Ranges, mostMarks: number, selectors: Ranges, spaces: Ranges, unspaced: Ranges}} characters
 * @property {Record<string, string>} foldings of characters, where quotes are compared
 * @property {{limit: number, allowed: string, host: string, private: string[]}} address
 * @property {{needsSources: string[], needsSettling: string[], needsOrigins: string[], bearing: Record<string, string[]>, primary: string[][], neverAlone: string[][]}} evidence
 * @property {{bytes: number, sources: number}} limits
 * @property {string} reserved names of files
 * @property {{blocks: [string, string][], inline: [string, string][], depth: number, claimLink: string}} markdown what may not stand in a context, each sign with its name; how deep it may be nested
 * @property {{day: string, month: string, undated: string}} dates
 * @property {string} entity a character code in a quote
 * @property {string[]} undivided patterns of what no quote divides; `<L>` is a letter, `<N>` a digit
 * @property {{letters: Record<string, Ranges>, signs: Ranges, together: string[], twins: string}} names letters of hosts by script, and those that look like Latin ones
 * @property {Record<string, string>} outlets by domain, as the repository's list spells them
 * @property {Record<string, string>} hosts that the list does not have, as published claims spell them
 */

const answer = await fetch(new URL("contribute.json", import.meta.url));
if (!answer.ok) throw new Error(`contribute.json: ${answer.status}`);

/** @type {Rules} */
export const rules = await answer.json();

/** The inside of a regular expression's brackets.
 * @param {Ranges} ranges */
export const characterClass = (ranges) =>
  ranges.map((range) => range.map((point) => `\\u{${point.toString(16)}}`).join("-")).join("");

const { forbidden, marks, selectors, spaces, unspaced } = rules.characters;
const several = characterClass(selectors);
/** What nobody sees: forbidden characters, and what selects how a character is drawn after the first. */
export const UNSEEN = `[${characterClass(forbidden)}]|(?<=[${several}])[${several}]+`;
export const MARKS = characterClass(marks);
export const SPACES = characterClass(spaces);
export const UNSPACED = characterClass(unspaced);
