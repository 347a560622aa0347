// @ts-check
// What a card says of its claim, from the site's data; where these cannot be had, the footnote of the page.
import { badge, make } from "./claims.js";

/** @typedef {import("./claims.js").Claim} Claim */
/** @typedef {import("./claim-data.js").Told} Told */
/** @typedef {import("./claim-data.js").Group} Group */

/** @param {Claim} claim */
export const headWords = ({ number, verdict }) => [make("b", {}, number), " ", badge(verdict)];

/** The quoted words, the result, why, and which sources bear on it.
 * @param {Told} told @returns {HTMLElement[]} */
export function cardWords(told) {
  const language = document.querySelector(".fc-text")?.getAttribute("lang") ?? "";
  const sources = told.groups.length
    ? make("details", {}, make("summary", {}, told.counts), ...told.groups.map(group))
    : make("span", {}, told.counts);
  return [
    make("p", { class: "fc-card-quote", lang: language, dir: "auto" }, told.quote),
    make("p", { class: "fc-say", id: "fc-card-say", dir: "auto" }, told.summary),
    make("p", { class: "fc-why", dir: "auto" }, told.context),
    ...(told.due ?? []).map((words) => make("p", { class: "fc-why", dir: "auto" }, words)),
    ...told.replies.map(([label, text]) =>
      make("p", { class: "fc-why", dir: "auto" }, make("b", {}, `${label}: `), text),
    ),
    make(
      "div",
      { class: "fc-facts" },
      make("p", {}, make("strong", {}, "Source type: "), told.sourceType),
      make("div", { class: "fc-counts" }, make("strong", {}, "Sources: "), sources),
    ),
  ];
}

/** @param {Group} group */
function group({ label, count, reports }) {
  const listed = reports.flatMap(({ before, pages, after }, at) => [
    at ? "; " : "",
    before,
    ...pages.flatMap(page),
    after,
  ]);
  return make("p", {}, make("strong", {}, `${label}: `), ...listed, count && ` — ${count}`);
}

/** @param {import("./claim-data.js").SourcePage} page @param {number} at */
function page([outlet, href, details], at) {
  return [at ? ", " : "", make("a", { href, rel: "nofollow ugc noopener" }, make("bdi", {}, outlet)), ` (${details})`];
}

/** The footnote, without what makes it part of the page.
 * @param {Claim} claim @returns {Element[]} */
export function noteWords({ note }) {
  const copy = /** @type {HTMLElement} */ (note.cloneNode(true));
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  for (const details of copy.querySelectorAll("details")) details.open = true;
  copy.firstElementChild?.setAttribute("id", "fc-card-say");
  copy.querySelector(".fc-unfold")?.remove();
  copy.querySelector(".fc-rest")?.removeAttribute("hidden");
  return [...copy.children];
}
