// @ts-check
// The page for addresses that lead nowhere: for one of a claim it names the claim with the nearest address.
const ROOT = new URL("../../", import.meta.url);
const FARTHEST = 0.5; // of the longer name: what differs more is another name

/** How many letters must be added, taken out or changed (Levenshtein).
 * @param {string} a @param {string} b */
function distance(a, b) {
  let row = [...Array(b.length + 1).keys()];
  [...a].forEach((char, at) => {
    const next = [at + 1];
    for (let n = 0; n < b.length; n += 1)
      next.push(Math.min(next[n] + 1, row[n + 1] + 1, row[n] + Number(char !== b[n])));
    row = next;
  });
  return row[b.length];
}

/** @param {string} path */
const claimName = (path) => /\/claims\/([^/]+?)(?:\.html|\.md|\/)*$/.exec(path)?.[1] ?? "";

/** The links to all claims, from the page that lists them. */
async function claims() {
  const page = new URL("claims/", ROOT);
  const answer = await fetch(page);
  const listed = new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
  return [...listed.querySelectorAll("article a[href]")].map((link) => ({
    href: new URL(link.getAttribute("href") ?? "", page).href,
    title: link.textContent ?? "",
  }));
}

async function suggest() {
  const lost = claimName(location.pathname);
  const place = /** @type {HTMLElement | null} */ (document.querySelector(".fc-nearest"));
  if (!lost || !place) return;
  const far = (/** @type {string} */ name) => distance(lost, name) / Math.max(lost.length, name.length);
  const [near] = (await claims())
    .map((claim) => ({ ...claim, far: far(claimName(new URL(claim.href).pathname) || " ".repeat(lost.length)) }))
    .sort((a, b) => a.far - b.far);
  if (!near || near.far > FARTHEST) return;
  const link = document.createElement("a");
  link.href = near.href;
  link.append(near.title);
  place.append("The claim with the nearest address: ", link);
  place.hidden = false;
}

suggest();

export {};
