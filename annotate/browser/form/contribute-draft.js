// @ts-check
// What comes of the form's fields: the values as the file will have them, what is wrong with them, and the file.
import { encoded } from "./contribute-address.js";
import { check } from "./contribute-check.js";
import { body, line, today, write } from "./contribute-file.js";
import { owed, rewrite } from "./contribute-kept.js";
import { rules } from "./contribute-rules.js";

/** @typedef {import("./contribute-file.js").Fields} Fields */
/** @typedef {import("./contribute-check.js").Findings} Findings */
/** @typedef {{fields: Fields, sources: Fields[], findings: Findings, text: string}} Draft */

const ORDER = { keys: rules.claim.map((f) => f.name), sourceKeys: rules.source.map((f) => f.name) };

/** @param {Fields} values @returns {Fields} */
function tidy(values) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, name === "context" ? body(value) : line(value)]),
  );
}

/** @param {{fields: Fields, sources: Fields[]}} typed @param {import("./contribute-quote.js").Selector} quote
 * @param {import("./contribute-check.js").Article} article
 * @param {import("./contribute-kept.js").Kept} [kept] the claim's file, where it is published already @returns {Draft} */
export function draft(typed, quote, article, kept) {
  const fields = tidy(typed.fields);
  /** @type {Fields[]} */
  const sources = typed.sources.map(tidy).map((source) => ({ ...source, url: encoded(source.url ?? "") }));
  if (!rules.evidence.needsSettling.includes(fields.verdict)) fields.would_settle = "";
  const findings = check(fields, sources, article);
  for (const source of kept ? sources : []) {
    if (source.url && !kept?.sources.some(({ url }) => url === source.url)) source.read ||= today();
  }
  if (kept && !fields.why && owed(kept, fields, sources).length)
    findings.errors.set("why", "This is needed: readers are told why.");
  const text = kept
    ? rewrite(kept, fields, sources, ORDER)
    : write({ quote, fields, sources, checked: today() }, ORDER);
  const most = rules.limits.bytes;
  if (new TextEncoder().encode(text).length > most)
    findings.errors.set("context", `The file is larger than ${Math.floor(most / 1024)} KiB. Shorten what it says.`);
  return { fields, sources, findings, text };
}
