// @ts-check
// An article's page: everything here only adds to the footnotes, which work without it.
import { named, rename } from "./address.js";
import { isShown, readClaims } from "./claims.js";
import { Filters } from "./filters.js";
import { showMap } from "./map.js";
import { listenToPointing } from "./pointing.js";
import { showRail } from "./rail.js";
import { offerAnnotating } from "./selection.js";
import { hideMarks, showTools } from "./tools.js";

/** @typedef {import("./claims.js").Claim} Claim */
/** @typedef {import("./card.js").Card} Card */

const claims = readClaims();
/** @type {Card | undefined} */ let card;

/** The card, loaded when a claim is first pointed at. */
async function loadCard() {
  const { Card } = await import("./card.js");
  card ??= new Card(
    claims,
    (claim, step) => goTo(neighbor(claim, step)),
    (claim) => rename({ id: `claim-${claim.id}` }),
  );
  return card;
}

/** Bring a claim's words into view and open its card.
 * @param {Claim | undefined} claim */
function goTo(claim) {
  if (!claim) return;
  hideMarks(false);
  reveal(claim);
  claim.marks[0].scrollIntoView({ block: "center", behavior: "instant" });
  rename({ id: `claim-${claim.id}` });
  if (card?.pinned && card.element.contains(document.activeElement)) return card.pin(claim);
  card?.close();
  claim.ref.focus({ preventScroll: true });
}

/** Show all claims where the one that is wanted is not among those that are shown.
 * @param {Claim} claim */
function reveal(claim) {
  if (isShown(claim)) return;
  filters.apply([]);
  sayShown([]);
}

/** Have the address and the tools say which claims are shown.
 * @param {string[]} only */
function sayShown(only) {
  rename({ only });
  tools.say(filters.count);
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
  const addressed = claims.find((claim) => named().id === `claim-${claim.id}` && inWindow(claim));
  const current = card?.claim ?? claims.find((claim) => claim.ref === document.activeElement) ?? addressed;
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

/** Show what the address names: a filter, a claim with its card; what is not here is said.
 * @param {boolean} scroll whether the reader came for it, and is not coming back */
function showNamed(scroll) {
  const { id, only } = named();
  const claim = claims.find((c) => id === `claim-${c.id}`);
  const missing = filters.apply(only).map((value) => `There is no claim rated “${value}” here.`);
  if (id && !document.getElementById(id)) missing.push(`There is no claim “${id.replace(/^claim-/, "")}” here.`);
  if (claim) reveal(claim);
  tools.say([...missing, filters.count].join(" "));
  if (!claim) return card?.close();
  if (scroll) claim.marks[0].scrollIntoView({ behavior: "instant" });
  loadCard().then(
    (loaded) => loaded.pin(claim, [], false),
    () => {},
  );
}

const tools = showTools(stepFromHere);
const filters = new Filters(claims, sayShown);
offerAnnotating();
showMap(claims, goTo);
showRail(claims, (claim) =>
  loadCard().then(
    (loaded) => loaded.pin(claim),
    () => location.assign(`#fn:${claim.id}`),
  ),
);
listenToPointing(claims, loadCard);
document.addEventListener("click", followLink);
addEventListener("popstate", () => showNamed(false));
const [arrival] = performance.getEntriesByType("navigation");
showNamed(/** @type {PerformanceNavigationTiming | undefined} */ (arrival)?.type === "navigate");
