// @ts-check
// An article's page: everything here only adds to the footnotes, which work without it.
import { Card } from "./card.js";
import { isShown, makeButton, readClaims } from "./claims.js";
import { showMap } from "./map.js";
import { showRail } from "./rail.js";
import { offerAnnotating } from "./selection.js";
import { hideMarks, showTools } from "./tools.js";

/** @typedef {import("./claims.js").Claim} Claim */

const SHOWN = 3; // points of the summary above the article before "all"

const claims = readClaims();
const card = new Card(claims, (claim, step) => goTo(neighbor(claim, step)));

/** Bring a claim's words into view and open its card.
 * @param {Claim | undefined} claim */
function goTo(claim) {
  if (!claim) return;
  hideMarks(false);
  card.close();
  claim.marks[0].scrollIntoView({ block: "center", behavior: "instant" });
  claim.ref.focus({ preventScroll: true });
}

/** The next shown claim in a direction; past the ends there is none.
 * @param {Claim} claim @param {number} step */
function neighbor(claim, step) {
  let at = claims.indexOf(claim) + step;
  while (claims[at] && !isShown(claims[at])) at += step;
  return claims[at];
}

/** From the claim that is open, focused or addressed, or else from where the reader is.
 * @param {number} step */
function stepFromHere(step) {
  const addressed = claims.find((claim) => location.hash === `#claim-${claim.id}` && inWindow(claim));
  const current = card.claim ?? claims.find((claim) => claim.ref === document.activeElement) ?? addressed;
  const shown = claims.filter(isShown);
  const below = shown.findIndex((claim) => claim.ref.getBoundingClientRect().top > 0);
  const fallback = step > 0 ? shown[below] : shown[below < 0 ? shown.length - 1 : below - 1];
  goTo(current ? neighbor(current, step) : fallback);
}

/** @param {Claim} claim */
function inWindow(claim) {
  const { top, bottom } = claim.ref.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Links from the summary to a claim open its card.
 * @param {MouseEvent} event */
function followLink(event) {
  const link = /** @type {Element} */ (event.target).closest('a[href^="#claim-"]');
  const claim = link && claims.find((c) => link.getAttribute("href") === `#claim-${c.id}`);
  if (!claim || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", `#claim-${claim.id}`);
  goTo(claim);
}

/** A long summary must not keep the article out of sight. */
function foldSummary() {
  const found = document.querySelector(".fc-found");
  const items = found?.querySelectorAll("li") ?? [];
  if (!found || items.length <= SHOWN + 1) return;
  found.classList.add("fc-short");
  const label = `All ${items.length} points`;
  const all = makeButton(
    label,
    () => {
      const short = found.classList.toggle("fc-short");
      all.setAttribute("aria-expanded", String(!short));
      all.textContent = short ? label : "Fewer";
    },
    { class: "fc-found-all", "aria-expanded": "false" },
  );
  found.append(all);
}

foldSummary();
showTools(claims, stepFromHere);
offerAnnotating();
showMap(claims, goTo);
showRail(claims, (claim) => card.pin(claim));
document.addEventListener("click", followLink);
// The parts above moved the text; the address still says where the reader wants to be.
if (location.hash)
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView({ behavior: "instant" });
