// @ts-check
// What can be checked in the browser of a claim, in the words of the contribute page. `annotate check` has the last word.
import { addressFault, bareHost, knownOutlet, sameAddress } from "./contribute-address.js";
import { contextFault, linkFault } from "./contribute-context.js";
import { today } from "./contribute-file.js";
import { rules } from "./contribute-rules.js";
import { countWords } from "./contribute-words.js";

/** @typedef {import("./contribute-file.js").Fields} Fields */
/** @typedef {import("./contribute-rules.js").Field} Field */
/** @typedef {Map<string, string>} Messages by the field's path, such as `claim` or `sources.0.url` */
/**
 * @typedef {object} Findings
 * @property {Messages} errors keep the file from passing
 * @property {Messages} hints do not
 * @property {boolean} fewOrigins whether it must be said why one source is enough
 */

/** @param {string} text */
const size = (text) => [...text].length; // code points, as Python counts

/** @typedef {{published: string, claims: Set<string>}} Article its day, and its published claims */

/** @param {Fields} fields @param {Fields[]} sources empty ones are left out of the file @param {Article} article
 * @returns {Findings} */
export function check(fields, sources, article) {
  /** @type {Findings} */
  const found = { errors: new Map(), hints: new Map(), fewOrigins: false };
  const ours = { quote: "-", checked: "-" }; // to fill in
  checkFields({ ...fields, ...ours }, rules.claim, "", found);
  checkSources(fields, sources, found);
  checkTogether(sources, found);
  checkSummary(fields, found);
  checkEvidence(fields, sources, found);
  checkContext(fields.context, article.claims, found);
  if (today() < article.published)
    found.errors.set(
      "checked",
      `A claim cannot be checked before the article was published, on ${article.published}: look at this device’s date.`,
    );
  return found;
}

/** @param {Fields} values @param {Field[]} declared @param {string} path @param {Findings} found */
function checkFields(values, declared, path, { errors }) {
  for (const { name, required, limit, terms } of declared) {
    const value = values[name] ?? "";
    if (required && !value) errors.set(path + name, "This is needed.");
    else if (limit && size(value) > limit)
      errors.set(path + name, `${size(value)} characters; at most ${limit} are allowed. Shorten it.`);
    else if (value && terms && !terms.some(([id]) => id === value))
      errors.set(path + name, "Choose one of its values.");
  }
}

/** @param {Fields} fields @param {Fields[]} sources @param {Findings} found */
function checkSources({ verdict }, sources, found) {
  const filled = sources.flatMap((source, at) => (Object.values(source).some(Boolean) ? [at] : []));
  const isNeeded = !verdict || rules.evidence.needsSources.includes(verdict);
  for (const at of filled.length || !isNeeded ? filled : [0]) checkSource(sources[at] ?? {}, `sources.${at}.`, found);
  const most = rules.limits.sources;
  if (filled.length > most) found.errors.set(`sources.${filled[most]}.url`, `A claim has at most ${most} sources.`);
}

/** @param {Fields} source @param {string} path @param {Findings} found */
function checkSource(source, path, found) {
  checkFields(source, rules.source, path, found);
  const set = (/** @type {string} */ name, /** @type {string} */ why) => why && found.errors.set(path + name, why);
  if (source.date) set("date", dateFault(source.date));
  if (!source.url) return;
  const fault = addressFault(source.url);
  if (fault) set("url", `${fault}. Copy the whole address from the browser's address bar.`);
  else {
    if (source.outlet) set("outlet", outletFault(source));
    if (/^http:/i.test(source.url)) found.hints.set(`${path}url`, "Use https:// if the page answers there.");
  }
}

/** What is wrong with a source because of those before it.
 * @param {Fields[]} sources @param {Findings} found */
function checkTogether(sources, { errors }) {
  const seen = new Set();
  /** @type {Map<string, string>} */
  const outlets = new Map();
  sources.forEach(({ url, stance, outlet }, at) => {
    if (!url) return;
    const key = `${stance} ${sameAddress(url)}`;
    if (seen.has(key)) errors.set(`sources.${at}.url`, "This address is given already, with the same stance.");
    seen.add(key);
    const host = bareHost(url);
    if (!outlets.has(host)) outlets.set(host, outlet);
    else if (!knownOutlet(host).listed && outlets.get(host) !== outlet)
      errors.set(`sources.${at}.outlet`, `The outlet of ${host} is “${outlets.get(host)}” above.`);
  });
}

/** @param {string} pattern @param {string} text */
const isWhole = (pattern, text) => new RegExp(`^(?:${pattern})$`, "u").test(text);

/** @param {Fields} source */
function outletFault({ url, outlet }) {
  const host = bareHost(url);
  const { name, listed } = knownOutlet(host);
  if (name && name !== outlet) return `The site spells the outlet of ${host} “${name}”.`;
  if (!listed && Object.values(rules.outlets).includes(outlet))
    return `${host} is not a domain of ${outlet}. If the page is a copy, name the site that carries it, and ${outlet} as who reported it first.`;
  return "";
}

/** @param {string} date */
export function dateFault(date) {
  const { day, month, undated } = rules.dates;
  const isDay = isWhole(day, date) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  return isDay || date === undated || isWhole(month, date)
    ? ""
    : "Write the date like 2024-05-03, or 2024-05, or undated.";
}

/** @param {Fields} fields @param {Findings} found */
function checkSummary({ summary }, { hints }) {
  if (summary && !rules.summaryEnds.some((end) => summary.endsWith(end)))
    hints.set("summary", "Write one whole sentence, with a full stop.");
}

/** What a verdict rests on.
 * @param {Fields} fields @param {Fields[]} sources @param {Findings} found */
function checkEvidence({ verdict, would_settle, single_source_reason }, sources, found) {
  const { needsSources, needsSettling, needsOrigins, bearing, primary, neverAlone } = rules.evidence;
  if (needsSettling.includes(verdict) && !would_settle)
    found.errors.set("would_settle", "A claim with this verdict must say this.");
  if (!needsSources.includes(verdict) || needsSettling.includes(verdict)) return;
  const stances = bearing[verdict];
  const borne = sources.filter((source) => stances.includes(source.stance));
  const alone = neverAlone.find(([id]) => borne.length && borne.every((source) => source.type === id));
  if (alone) {
    const what = `No verdict rests on ${alone[1]} alone. Add a source of another type, or choose a verdict that says the evidence is lacking.`;
    found.errors.set("verdict", what);
    found.hints.set("verdict", what);
    return;
  }
  if (!needsOrigins.includes(verdict)) return;
  const origins = new Set(borne.map((source) => source.origin || source.outlet));
  found.fewOrigins = origins.size < 2 && !borne.some((source) => primary.some(([id]) => id === source.type));
  if (!found.fewOrigins || single_source_reason) return;
  const kinds = primary.map(([, label]) => label).join(", ");
  const what = `This verdict needs sources with the stance “${stances.join("” or “")}” from two distinct origins, or a first-hand one (${kinds}). Add a source, say below why one is enough, or choose a weaker verdict.`;
  found.errors.set("verdict", what);
  found.hints.set("verdict", what); // said at once, not only when the field was left
}

/** @param {string} context @param {Set<string>} claims @param {Findings} found */
function checkContext(context, claims, { errors, hints }) {
  const limit = rules.context.limit;
  const fault = !context
    ? "This is needed."
    : size(context) > limit
      ? `${size(context)} characters; at most ${limit} are allowed. Shorten it.`
      : contextFault(context) || linkFault(context, claims);
  if (fault) errors.set("context", fault);
  const [least, most] = rules.context.words;
  const words = countWords(context);
  if (words && (words < least || words > most))
    hints.set("context", `${words} words; ${least} to ${most} are expected.`);
}
