// @ts-check
// The claims that stand on the selected words already: a second file about them is seldom what is needed.
import { badge, make, makeButton } from "./claims.js";
import { correction } from "./contribute-forge.js";

/** @typedef {import("./contribute-forge.js").Forge} Forge */
/** @typedef {import("./claim-data.js").ClaimData} ClaimData */

/** The claims on the same words, which come before the form, and those around them; "" if there are none.
 * @param {{same: string[], around: string[]}} claims @param {ClaimData | undefined} data @param {Forge} forge
 * @param {HTMLElement} rest @param {() => void} onMore @param {(id: string) => void} onChange */
export function showExisting({ same, around }, data, forge, rest, onMore, onChange) {
  const ids = [...same, ...around];
  if (!ids.length) return "";
  const says = same.length
    ? "These words are annotated already. Add a source to the claim, or dispute it."
    : "These words are part of what is annotated already.";
  const list = make("ul", {}, ...ids.map((id) => existing(id, data, forge, onChange)));
  const panel = make(
    "section",
    { class: "fc-there", "aria-labelledby": "fc-there-title" },
    make("h3", { id: "fc-there-title" }, says),
    list,
  );
  if (!same.length) return panel;
  rest.hidden = true;
  const more = make("button", { type: "button" }, "Make another claim");
  more.addEventListener("click", () => {
    rest.hidden = false;
    more.remove();
    onMore();
  });
  panel.append(more);
  return panel;
}

/** A claim that is there, with the way to change it and to its page; without the data, with the way to its footnote.
 * @param {string} id @param {ClaimData | undefined} data @param {Forge} forge @param {(id: string) => void} onChange */
function existing(id, data, forge, onChange) {
  const told = data?.claims[id];
  const away = { target: "_blank", rel: "noopener noreferrer" };
  const page = new URL(told?.page ?? `#fn:${id}`, location.href).href;
  const report = told && correction(forge, page);
  const links = make("p", { class: "fc-there-links" });
  links.append(makeButton("Add a source or dispute it", () => onChange(id)));
  if (report) links.append(make("a", { href: report, ...away }, "Report it as an issue"));
  links.append(make("a", { href: page }, told ? "Claim page" : "Footnote"));
  return make("li", {}, make("p", {}, badge(verdictOf(id)), " ", told?.summary ?? ""), links);
}

/** The verdict of a claim on this page.
 * @param {string} id */
export const verdictOf = (id) => document.querySelector(`mark[data-claim="${id}"]`)?.getAttribute("data-verdict") ?? "";

/** The names that files of this article have, published or not.
 * @returns {Set<string>} */
export function takenNames() {
  const head = /** @type {HTMLElement} */ (document.querySelector(".fc-head"));
  return new Set([...shownClaims(), ...(head.dataset.taken ?? "").split(" ")]);
}

/** The claims that are published on this page. */
export const shownClaims = () =>
  new Set(
    [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("mark.fc"))].map(
      (mark) => mark.dataset.claim ?? "",
    ),
  );
