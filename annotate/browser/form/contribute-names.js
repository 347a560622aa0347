// @ts-check
// Names of hosts that readers would take for other ones, as annotate/text/lookalikes.py has it.
import { characterClass, rules } from "./contribute-rules.js";

const { letters, signs, together, twins } = rules.names;
/** @param {[number, number][]} ranges */
const one = (ranges) => new RegExp(`^[${characterClass(ranges)}]$`, "u");
const SCRIPTS = Object.entries(letters).map(([script, ranges]) => ({ script, has: one(ranges) }));
const SIGN = one(signs);

/** Why a label of a host's name would mislead, "" if nothing is wrong.
 * @param {string} label @param {string} top the last label */
export function labelFault(label, top) {
  if (/^[\0-\x7f]*$/.test(label)) return "";
  const characters = [...label.normalize("NFD")];
  const own = characters.filter((char) => /\p{L}/u.test(char));
  const strange =
    own.find((char) => !scriptOf(char)) ?? characters.find((char) => !/\p{L}/u.test(char) && !SIGN.test(char));
  if (strange || /^..--/u.test(label))
    return `Its host contains “${strange ?? "--"}”, which is advised against in names`;
  const scripts = scriptsOf(own);
  if (scripts.length > 1 && !scripts.every((script) => together.includes(script)))
    return "Its host mixes the letters of two scripts";
  const likeLatin = scripts.length && !scripts.includes("LATIN") && own.every((char) => twins.includes(char));
  return likeLatin && scriptsOf([...top]).join() === "LATIN"
    ? "Its host is spelled with letters that look like Latin ones"
    : "";
}

/** @param {string} char */
const scriptOf = (char) => SCRIPTS.find(({ has }) => has.test(char))?.script;

/** @param {string[]} characters */
const scriptsOf = (characters) =>
  [...new Set(characters.map(scriptOf))].filter((script) => script && script !== "COMMON").map(String);

/** A label in its own letters: what `xn--` stands for (RFC 3492, section 6.2).
 * @param {string} label in ASCII */
export function readable(label) {
  if (!label.startsWith("xn--")) return label;
  const rest = label.slice(4);
  const cut = rest.lastIndexOf("-");
  const points = [...rest.slice(0, Math.max(cut, 0))].map((char) => char.charCodeAt(0));
  let [point, bias, place] = [128, 72, 0];
  for (let at = cut + 1; at < rest.length;) {
    const before = place;
    for (let weight = 1, size = 36; ; size += 36) {
      const digit = parseInt(rest[at++], 36);
      const value = digit < 10 ? digit + 26 : digit - 10;
      const least = Math.min(26, Math.max(1, size - bias));
      place += value * weight;
      if (value < least || at >= rest.length) break;
      weight *= 36 - least;
    }
    bias = adapted(place - before, points.length + 1, before === 0);
    point += Math.floor(place / (points.length + 1));
    place %= points.length + 1;
    points.splice(place++, 0, point);
  }
  return String.fromCodePoint(...points);
}

/** @param {number} delta @param {number} count @param {boolean} isFirst */
function adapted(delta, count, isFirst) {
  let [rest, steps] = [Math.floor(delta / (isFirst ? 700 : 2)), 0];
  rest += Math.floor(rest / count);
  for (; rest > 455; steps += 36) rest = Math.floor(rest / 35);
  return steps + Math.floor((36 * rest) / (rest + 38));
}
