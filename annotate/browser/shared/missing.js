// @ts-check
// The page for addresses that lead nowhere: for one of a claim it names the claim with the nearest address.
import { likeness } from "./find.js";

const ROOT = new URL("../../", import.meta.url);
const NEAR = 0.5; // of their pairs of letters: names that share fewer are other names

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
  const [near] = (await claims())
    .map((claim) => ({ ...claim, like: likeness(lost, claimName(new URL(claim.href).pathname)) }))
    .sort((a, b) => b.like - a.like);
  if (!near || near.like < NEAR) return;
  const link = document.createElement("a");
  link.href = near.href;
  link.append(near.title);
  place.append("The claim with the nearest address: ", link);
  place.hidden = false;
}

suggest();
