// @ts-check
// A published claim in the form: its file as it stands, and what becomes of it (annotate/publishing/exports/files.py).
import { body, part, sourceEntry, today } from "./contribute-file.js";

/** @typedef {import("./contribute-file.js").Fields} Fields */
/** @typedef {{id: string, text: string, fields: Fields, sources: Fields[]}} Kept */

const FILE = /^---[^\n]*\n(.*?\n)---[^\n]*\n?(.*)$/s;
const ENTRY = ["date", "kind", "from", "to", "why"];

/** The file of a claim of this article; undefined if it cannot be had.
 * @param {string} slug @param {string} id @returns {Promise<Kept | undefined>} */
export async function keptFile(slug, id) {
  const answer = await fetch(new URL(`../../articles/${slug}/files.json`, import.meta.url)).catch(() => undefined);
  const kept = answer?.ok ? (await answer.json())[id] : undefined;
  return kept && { ...kept, id, fields: { ...kept.fields, context: body(FILE.exec(kept.text)?.[2] ?? "") } };
}

/** What the history tells of a source: its address, outlet, stance and origin.
 * @param {Fields} source */
const named = ({ url, outlet, stance, origin }) =>
  [outlet, ...(origin && origin !== outlet ? [`a copy of ${origin}`] : []), stance, url].join(", ");

/** The sources that are not among others by what tells of each, in words.
 * @param {Fields[]} these @param {Fields[]} others @param {(source: Fields) => string} by */
function beyond(these, others, by) {
  const known = others.map(by);
  return these
    .filter((source) => source.url && !known.includes(by(source)))
    .map(named)
    .join("; ")
    .slice(0, 300);
}

const NOT_WORDING = ["verdict", "why", "checked", "quote", "prefix", "suffix"];
/** @param {string} [text] */
const spaced = (text = "") => text.split(/\s+/).join(" ").trim();
/** @param {Fields} source */
const whole = ({ read: _, ...told }) =>
  JSON.stringify(
    Object.entries(told)
      .filter(([, v]) => v)
      .map(([k, v]) => [k, spaced(v)])
      .sort(),
  );

/** The entries that a change owes to the claim's history: nothing that readers are told changes silently.
 * @param {Kept} kept @param {Fields} fields @param {Fields[]} sources @returns {Fields[]} */
export function owed(kept, fields, sources) {
  const verdict = { kind: "verdict", from: kept.fields.verdict, to: fields.verdict };
  const source = {
    kind: "source",
    from: beyond(kept.sources, sources, named),
    to: beyond(sources, kept.sources, whole),
  };
  const words = Object.keys(fields).filter((key) => !NOT_WORDING.includes(key));
  return [
    ...(verdict.from === verdict.to ? [] : [verdict]),
    ...(source.from || source.to ? [source] : []),
    ...(words.some((key) => spaced(fields[key]) !== spaced(kept.fields[key])) ? [{ kind: "wording" }] : []),
  ];
}

/** The file with what was changed; all else stays as it stands, to the letter.
 * @param {Kept} kept @param {Fields} fields @param {Fields[]} sources @param {import("./contribute-file.js").Order} order */
export function rewrite(kept, fields, sources, order) {
  const [, head = "", context = ""] = FILE.exec(kept.text) ?? [];
  /** @type {Fields} */
  const stood = Object.fromEntries(head.split(/^(?=\w+:)/m).map((text) => [/^\w*/.exec(text)?.[0] ?? "", text]));
  const entries = owed(kept, fields, sources);
  // A reason alone says why all stands.
  if (!entries.length && fields.why) entries.push({ kind: "reviewed" });
  const told = entries.map((entry) => sourceEntry({ date: today(), why: fields.why, ...entry }, ENTRY)).join("");
  const indent = /^ *(?=- )/m.exec(stood.history ?? "")?.[0] ?? "  ";
  if (told) stood.history = (stood.history ?? "history:\n") + told.replace(/^ {2}/gm, indent);
  const keys = Object.keys(stood);
  for (const [at, key] of order.keys.entries()) {
    const next = keys.findIndex((other) => order.keys.indexOf(other) > at);
    if (!keys.includes(key)) keys.splice(next < 0 ? keys.length : next, 0, key);
  }
  const parts = keys.map((key) => {
    const [was, is] = [part(key, kept.fields, kept.sources, order), part(key, fields, sources, order)];
    return was === is || !(key in fields || key === "sources") ? (stood[key] ?? "") : is;
  });
  const same = fields.context === kept.fields.context;
  return `---\n${parts.join("")}---\n${same ? context : `${fields.context}\n`}`;
}
