// @ts-check
// What can be checked in the browser of a claim, in the words of the contribute page. `annotate check` has the last word.

import { countWords } from "./contribute-words.js";

/** @typedef {import("./contribute-file.js").Fields} Fields */
/** @typedef {{name: string, about: string, required?: boolean, limit?: number, terms?: string[][]}} Field */
/**
 * @typedef {object} Rules as annotate/exports/form.py writes them
 * @property {Field[]} claim
 * @property {Field[]} source
 * @property {{limit: number, words: [number, number]}} context
 * @property {string[]} summaryEnds
 * @property {string[]} primary
 * @property {Record<string, string[]>} bearing
 * @property {string[]} strong
 * @property {Record<string, string>} outlets
 * @property {Record<string, string>} hosts
 */
/** @typedef {Map<string, string>} Messages by the field's path, such as `claim` or `sources.0.url` */
/** @typedef {{errors: Messages, hints: Messages}} Findings errors keep the file from passing, hints do not */

const NOT_PUBLIC = /\.(localhost|local|internal|lan|home|intranet|onion|test|invalid)$/;
const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;
// Signs that the limited Markdown of a context does not have, each with its name.
/** @type {[RegExp, string][]} */
const NOT_PROSE = [
  [/^ {0,3}#{1,6}(\s|$)/m, "A heading (a line that begins with #)"],
  [/^ {0,3}([-*_])( *\1){2,} *$/m, "A rule (a line of hyphens or stars)"],
  [/\S.*\n {0,3}(-+|=+) *$/m, "A line of hyphens or equals signs below another line (a heading)"],
  [/^ {0,3}(```|~~~)/m, "A code block"],
  [/(^|\n\n)( {4}|\t)/, "A line indented by four spaces (a code block)"],
  [/^ {0,3}<(\/?[a-z]|[!?])|<(\/?[a-z][a-z0-9-]*(\s[^>]*)?\/?|[!?][^>]*)>/im, "HTML"],
  [/!\[/, "An image"],
  [/\[\^[^\]\s]*\]/, "A footnote reference"],
  [/\{:?[ ]*[.#:][^}\n]*\}|\{:[^}\n]*\}/, "An attribute list"],
  [/^ {0,3}\[[^\]]+\]:/m, "A link definition"],
];

/** @param {string} text */
const size = (text) => [...text].length; // code points, as Python counts

/** @param {Fields} fields @param {Fields[]} sources @param {Rules} rules @returns {Findings} */
export function check(fields, sources, rules) {
  /** @type {Findings} */
  const found = { errors: new Map(), hints: new Map() };
  const needed = { ...fields, quote: "-", checked: "-", sources: "-" }; // these are ours to fill in
  checkFields(needed, rules.claim, "", found);
  if (fields.verdict !== "opinion" || sources.some((source) => Object.values(source).some(Boolean))) {
    sources.forEach((source, at) => checkSource(source, `sources.${at}.`, rules, found));
    checkTwice(sources, found);
  }
  checkSummary(fields, rules, found);
  checkEvidence(fields, sources, rules, found);
  checkContext(fields.context, rules, found);
  return found;
}

/** @param {Fields} values @param {Field[]} declared @param {string} path @param {Findings} found */
function checkFields(values, declared, path, { errors }) {
  for (const { name, required, limit } of declared) {
    const value = values[name] ?? "";
    if (required && !value) errors.set(path + name, "This is needed.");
    else if (limit && size(value) > limit) errors.set(path + name, `${size(value)} characters; at most ${limit} are allowed. Shorten it.`);
  }
}

/** @param {Fields} source @param {string} path @param {Rules} rules @param {Findings} found */
function checkSource(source, path, rules, found) {
  checkFields(source, rules.source, path, found);
  const set = (/** @type {string} */ name, /** @type {string} */ why) => why && found.errors.set(path + name, why);
  if (source.date) set("date", dateFault(source.date));
  if (!source.url) return;
  const fault = addressFault(source.url);
  if (fault) set("url", `${fault}. Copy the whole address from the browser's address bar.`);
  else {
    if (source.outlet) set("outlet", outletFault(source, rules));
    if (/^http:/i.test(source.url)) found.hints.set(`${path}url`, "Use https:// if the page answers there.");
  }
}

/** @param {Fields[]} sources @param {Findings} found */
function checkTwice(sources, { errors }) {
  const seen = new Set();
  sources.forEach(({ url, stance }, at) => {
    if (url && seen.has(`${stance} ${url}`)) errors.set(`sources.${at}.url`, "This address is given already, with the same stance.");
    seen.add(`${stance} ${url}`);
  });
}

/** Why an address may not be cited, as annotate/addresses.py has it but for look-alike letters.
 * @param {string} url */
export function addressFault(url) {
  if (!/^https?:\/\//i.test(url)) return "It does not begin with https:// or http://";
  const rest = url.slice(url.indexOf("//") + 2);
  const authority = rest.split(/[/?#]/)[0];
  if (authority.includes("@")) return "It carries a user name before the host";
  const wrong = [...rest.slice(authority.length)].find((c) => !/[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/.test(c));
  if (wrong) return `It contains the character ${wrong}, which must be percent-encoded`;
  if (/:(?!(80|443)$)/.test(authority) || /[\u3002\uff0e\uff61\\]/.test(authority)) return "Its host is not a public name such as www.example.org";
  const name = hostOf(url);
  return HOST.test(name) && !NOT_PUBLIC.test(name) ? "" : "Its host is not a public name such as www.example.org";
}

/** The host in punycode, "" where there is none.
 * @param {string} url */
export function hostOf(url) {
  try {
    return new URL(url).hostname;
  } catch {
    return "";
  }
}

/** An address with what browsers show decoded written as addresses are.
 * @param {string} url */
export function encoded(url) {
  return /^https?:\/\/[^/?#]+[/?#].*[^\x21-\x7e]/i.test(url) && hostOf(url) ? new URL(url).href : url;
}

/** The outlet that a host is known by, and whether the list of outlets says so.
 * @param {string} host @param {Rules} rules */
export function knownOutlet(host, { outlets, hosts }) {
  const bare = host.replace(/^www\./, "");
  const labels = bare.split(".");
  const listed = labels.map((_, at) => outlets[labels.slice(at).join(".")]).find(Boolean);
  return { name: listed ?? hosts[bare], listed: listed !== undefined };
}

/** @param {Fields} source @param {Rules} rules */
function outletFault({ url, outlet }, rules) {
  const host = hostOf(url);
  const { name, listed } = knownOutlet(host, rules);
  if (name && name !== outlet) return `The site spells the outlet of ${host} “${name}”.`;
  if (!listed && Object.values(rules.outlets).includes(outlet)) return `${host} is not a domain of ${outlet}. If the page is a copy, name the site that carries it, and ${outlet} as who reported it first.`;
  return "";
}

/** @param {string} date */
export function dateFault(date) {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
  const right = day || date === "undated" || /^\d{4}-(0[1-9]|1[0-2])$/.test(date);
  return right && !date.startsWith("0000") ? "" : "Write the date like 2024-05-03, or 2024-05, or undated.";
}

/** @param {Fields} fields @param {Rules} rules @param {Findings} found */
function checkSummary({ summary }, rules, { hints }) {
  if (summary && !rules.summaryEnds.some((end) => summary.endsWith(end))) hints.set("summary", "Write one whole sentence, with a full stop.");
}

/** What a verdict rests on.
 * @param {Fields} fields @param {Fields[]} sources @param {Rules} rules @param {Findings} found */
function checkEvidence(fields, sources, rules, { errors, hints }) {
  if (fields.verdict === "unverified" && !fields.would_settle) errors.set("would_settle", "An unverified claim must say this.");
  if (!rules.strong.includes(fields.verdict) || fields.single_source_reason) return;
  const [stance] = rules.bearing[fields.verdict];
  const bearing = sources.filter((source) => source.stance === stance);
  const origins = new Set(bearing.map((source) => source.origin || source.outlet));
  if (origins.size >= 2 || bearing.some((source) => rules.primary.includes(source.type))) return;
  hints.set("verdict", `This verdict needs sources with the stance “${stance}” from two distinct origins, or a first-hand one (transcript, official statement, government report, legislation, dataset). Add a source, say below why one is enough, or choose a weaker verdict.`);
}

/** @param {string} context @param {Rules} rules @param {Findings} found */
function checkContext(context, rules, { errors, hints }) {
  if (!context) errors.set("context", "This is needed.");
  else if (size(context) > rules.context.limit) errors.set("context", `${size(context)} characters; at most ${rules.context.limit} are allowed. Shorten it.`);
  else if (markdownFault(context)) errors.set("context", markdownFault(context));
  const [least, most] = rules.context.words;
  const words = countWords(context);
  if (words && (words < least || words > most)) hints.set("context", `${words} words; ${least} to ${most} are expected.`);
}

/** @param {string} context */
function markdownFault(context) {
  const outside = context.replace(/(`+)[^`]+\1(?!`)/g, ""); // code spans hold anything
  const wrong = NOT_PROSE.find(([sign]) => sign.test(outside))?.[1];
  if (wrong) return `${wrong} is not allowed here. Allowed are paragraphs, *emphasis*, **strong**, [links](https://…), lists, > quotations and \`code\`.`;
  for (const [, address] of outside.matchAll(/\]\(\s*<?([^)\s>]*)|<([a-z][a-z0-9+.-]+:[^\s<>]*)>/gi)) {
    if (address && addressFault(address)) return `A link leads to “${address}”. ${addressFault(address)}.`;
  }
  return "";
}
