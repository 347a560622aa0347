// @ts-check
// What comes of the form's fields: the values as the file will have them, what is wrong with them, and the file.
import { encoded } from "./contribute-address.js";
import { check } from "./contribute-check.js";
import { body, line, today, write } from "./contribute-file.js";
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
 * @param {import("./contribute-check.js").Article} article @returns {Draft} */
export function draft(typed, quote, article) {
  const fields = tidy(typed.fields);
  const sources = typed.sources.map(tidy).map((source) => ({ ...source, url: encoded(source.url ?? "") }));
  if (!rules.evidence.needsSettling.includes(fields.verdict)) fields.would_settle = "";
  const findings = check(fields, sources, article);
  const text = write({ quote, fields, sources, checked: today() }, ORDER);
  const most = rules.limits.bytes;
  if (new TextEncoder().encode(text).length > most)
    findings.errors.set("context", `The file is larger than ${Math.floor(most / 1024)} KiB. Shorten what it says.`);
  return { fields, sources, findings, text };
}
