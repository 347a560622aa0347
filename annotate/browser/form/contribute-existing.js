// @ts-check
// The claims that stand on the selected words already: a second file about them is seldom what is needed.
import { make } from "./claims.js";
import { correction } from "./contribute-forge.js";

/** @typedef {import("./contribute-forge.js").Forge} Forge */

/** The claims on the same words, which come before the form, and those around them; "" if there are none.
 * @param {{same: string[], around: string[]}} claims @param {Forge} forge @param {HTMLElement} rest
 * @param {() => void} onMore */
export function showExisting({ same, around }, forge, rest, onMore) {
  const ids = [...same, ...around].filter((id) => document.getElementById(`fn:${id}`));
  if (!ids.length) return "";
  const says = same.length
    ? "These words are annotated already. Add a source to the claim, or dispute it."
    : "These words are part of what is annotated already.";
  const list = make("ul", {}, ...ids.map((id) => existing(id, forge)));
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

/** A claim that is there, with the ways to its page and its file.
 * @param {string} id @param {Forge} forge */
function existing(id, forge) {
  const note = /** @type {HTMLElement} */ (document.getElementById(`fn:${id}`));
  const verdict = note.querySelector(".fc-verdict")?.cloneNode(true) ?? "";
  const summary = note.querySelector("p > strong")?.textContent ?? "";
  const page = /** @type {HTMLAnchorElement | null} */ (note.querySelector('a[href^="claims/"]'));
  const edit = /** @type {HTMLAnchorElement | null} */ (
    page?.parentElement?.querySelector('a[href*="/edit/"]') ?? null
  );
  const links = make("p", { class: "fc-there-links" });
  if (edit)
    links.append(
      make("a", { href: edit.href, target: "_blank", rel: "noopener noreferrer" }, "Add a source or dispute it"),
    );
  const report = page && correction(forge, page.href);
  if (report)
    links.append(make("a", { href: report, target: "_blank", rel: "noopener noreferrer" }, "Report it as an issue"));
  if (page) links.append(make("a", { href: page.href }, "Claim page"));
  if (!edit) links.append(make("span", {}, "Its file: ", make("code", {}, `${forge.folder}${id}.md`)));
  return make("li", {}, make("p", {}, verdict, " ", summary), links);
}

/** The names that files of this article have, published or not.
 * @returns {Set<string>} */
export function takenNames() {
  const head = /** @type {HTMLElement} */ (document.querySelector(".fc-head"));
  const shown = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("mark.fc"))].map(
    (mark) => mark.dataset.claim ?? "",
  );
  return new Set([...shown, ...(head.dataset.taken ?? "").split(" ")]);
}
