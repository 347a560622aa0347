// @ts-check
// Addresses of the forge's own pages, filled in. The parameters' names are the forges':
// GitHub `new/BRANCH?filename&value`, GitLab `-/new/BRANCH?file_name&content` and `issues/new?issue[title]`.

const LONGEST = 7500; // bytes; GitHub answers 414 from about 8,192

/** @typedef {{newFile: string, issue: string, gitlab: boolean, folder: string, slug: string}} Forge */
/** @typedef {{href: string, whole: boolean}} Target whole: whether the text is in the address */

/** @param {DOMStringMap} data of the article's head @returns {Forge} */
export function readForge(data) {
  return {
    newFile: data.newFile ?? "",
    issue: data.newIssue ?? "",
    gitlab: data.forge === "gitlab",
    folder: data.claims ?? "",
    slug: data.slug ?? "",
  };
}

/** What readers call the forge.
 * @param {Forge} forge */
export function forgeName({ newFile, gitlab }) {
  const { hostname } = new URL(newFile);
  return gitlab ? "GitLab" : hostname === "github.com" ? "GitHub" : hostname;
}

/** @param {string} page @param {Record<string, string>} parts */
function address(page, parts) {
  // Spaces as plus signs: forms are read so, and a third of the bytes that %20 takes.
  return `${page}?${new URLSearchParams(parts).toString().replaceAll("%2F", "/")}`;
}

/** The whole address if it is short enough, or else one that holds the bare page's parameters.
 * @param {string} page @param {Record<string, string>} bare @param {Record<string, string>} more @returns {Target} */
function target(page, bare, more) {
  const href = address(page, { ...bare, ...more });
  return href.length <= LONGEST ? { href, whole: true } : { href: address(page, bare), whole: false };
}

/** @param {Forge} forge @param {string} path @param {string} text */
export function newFile(forge, path, text) {
  const [name, content] = forge.gitlab ? ["file_name", "content"] : ["filename", "value"];
  return target(forge.newFile, { [name]: path }, { [content]: text });
}

/** An issue for an editor who will write the file; its fields are those of .github/ISSUE_TEMPLATE/claim.yml.
 * @param {Forge} forge @param {Record<string, string>} fields */
export function newIssue(forge, fields) {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
  const title = `Claim: ${fields.claim || fields.quote}`.slice(0, 100);
  if (forge.gitlab) return target(forge.issue, { "issue[title]": title }, { "issue[description]": issueText(given) });
  return target(forge.issue, { template: "claim.yml", title, article: forge.slug }, given);
}

/** @param {Record<string, string>} fields */
export function issueText(fields) {
  return Object.entries(fields)
    .map(([name, value]) => `${name[0].toUpperCase()}${name.slice(1)}:\n${value}\n`)
    .join("\n");
}

/** An issue about a claim that is published.
 * @param {Forge} forge @param {string} page the claim's address */
export function correction(forge, page) {
  if (!forge.issue) return "";
  return forge.gitlab
    ? address(forge.issue, { "issue[title]": "Correction", "issue[description]": page })
    : address(forge.issue, { template: "correction.yml", claim: page });
}

/** @param {string} text @returns {Promise<boolean>} whether the browser let us */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} name @param {string} text */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
