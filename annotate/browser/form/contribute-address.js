// @ts-check
// Addresses of sources: which may be cited, as annotate/text/addresses.py has it, and whose they are.
import { labelFault, readable } from "./contribute-names.js";
import { rules } from "./contribute-rules.js";

const ALLOWED = new RegExp(`^(?:${rules.address.allowed})$`, "u");
const HOST = new RegExp(`^(?:${rules.address.host})$`, "u");
const NO_HOST = "Its host is not a public name such as www.example.org";

/** The parts of an address.
 * @param {string} url */
function parts(url) {
  const [, scheme, authority, rest] = /^(https?):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
  const [name = "", port] = authority?.split(/:(.*)/s) ?? [];
  return { scheme, authority, name: name.toLowerCase(), port, rest };
}

/** Why an address may not be cited; "" if nothing speaks against it here.
 * @param {string} url */
export function addressFault(url) {
  if ([...url].length > rules.address.limit) return `It is longer than ${rules.address.limit} characters`;
  const { scheme, authority, name, port, rest } = parts(url);
  if (!scheme) return "It does not begin with https:// or http://";
  if (authority.includes("@")) return "It carries a user name before the host";
  const wrong = [...rest].find((char) => !ALLOWED.test(char));
  if (wrong) return `It contains the character ${wrong}, which must be percent-encoded`;
  if (port !== undefined && !["80", "443"].includes(port)) return "Its port is neither 80 nor 443";
  return hostFault(name);
}

/** @param {string} name in lower case */
function hostFault(name) {
  // No full stop of another script, and no sign that no name has.
  const host = !/[^\0-\x7f]|(^|\.)xn--/.test(name) ? name : /[。．｡%\\]/.test(name) ? "" : hostOf(`https://${name}/`);
  if (!HOST.test(host)) return NO_HOST;
  if (rules.address.private.includes(host.slice(host.lastIndexOf(".") + 1))) return "Its host is not public";
  const labels = host.split(".").map(readable);
  return labels.map((label) => labelFault(label, labels[labels.length - 1])).find(Boolean) ?? "";
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

/** What two spellings of one address have in common.
 * @param {string} url */
export function sameAddress(url) {
  const { scheme = "", port, rest = "" } = parts(url);
  const bare = rest.replace(/^([^?#]*)\?(?=#|$)/, "$1").replace(/^([^#]*)#$/, "$1");
  return `${scheme.toLowerCase()}://${hostOf(url)}${port ? `:${port}` : ""}${bare}`;
}

/** The host as outlets' domains are compared.
 * @param {string} url */
export const bareHost = (url) => hostOf(url).replace(/^www\./, "");

/** The outlet that a host is known by, and whether the list of outlets says so.
 * @param {string} host */
export function knownOutlet(host) {
  const { outlets, hosts } = rules;
  const bare = host.replace(/^www\./, "");
  const labels = bare.split(".");
  const domain = labels.map((_, at) => labels.slice(at).join(".")).find((name) => Object.hasOwn(outlets, name));
  if (domain !== undefined) return { name: outlets[domain], listed: true };
  return { name: Object.hasOwn(hosts, bare) ? hosts[bare] : undefined, listed: false };
}
