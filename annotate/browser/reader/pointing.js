// @ts-check
// What readers point at in the article: hovered, focused, tapped words open their claim's card, which is loaded then.
import { isShown } from "./claims.js";

/** @typedef {import("./claims.js").Claim} Claim */
/** @typedef {import("./card.js").Card} Card */

const OPEN_AFTER = 120; // ms: passing over a mark opens nothing
const MOVE_AFTER = 300; // ms: time to cross other marks on the way to the card

/** @param {Claim[]} claims @param {() => Promise<Card>} load */
export function listenToPointing(claims, load) {
  const text = /** @type {HTMLElement} */ (document.querySelector(".fc-text"));
  /** @type {Card | undefined} */ let card;
  let timer = 0;
  const marksHidden = () => document.documentElement.classList.contains("fc-hide-marks");

  /** Once it is loaded; where it cannot be, the footnote is there.
   * @param {Claim} claim @param {(card: Card) => unknown} act */
  async function withCard(claim, act) {
    clearTimeout(timer);
    try {
      card = await load();
    } catch {
      return location.assign(`#fn:${claim.id}`);
    }
    return act(card);
  }

  text.addEventListener("pointerover", (event) => {
    const [claim, ...others] = hit(claims, event);
    clearTimeout(timer);
    if (event.pointerType === "touch" || event.buttons || card?.pinned || !claim || marksHidden()) return;
    if (claim === card?.claim) return card.stay();
    load().catch(() => {});
    timer = window.setTimeout(
      () => withCard(claim, (loaded) => loaded.pinned || loaded.hover(claim, others)),
      card?.claim ? MOVE_AFTER : OPEN_AFTER,
    );
  });
  text.addEventListener("pointerout", () => {
    clearTimeout(timer);
    card?.leave();
  });
  text.addEventListener("focusin", (event) => {
    const [claim, ...others] = hit(claims, event);
    if (claim && !card?.pinned)
      withCard(claim, (loaded) => document.activeElement === claim.ref && loaded.show(claim, others));
  });
  text.addEventListener("focusout", () => card?.leave());
  text.addEventListener("click", (event) => {
    const [claim, ...others] = hit(claims, event);
    const ownLink = /** @type {HTMLElement} */ (event.target).closest("a.fc-own");
    const selecting = getSelection()?.isCollapsed === false;
    if (!claim || ownLink || selecting || event.ctrlKey || event.metaKey || event.shiftKey || marksHidden()) return;
    event.preventDefault();
    withCard(claim, (loaded) => loaded.pin(claim, others));
  });
}

/** The claims of what an event hit, innermost first.
 * @param {Claim[]} claims @param {Event} event @returns {Claim[]} */
function hit(claims, event) {
  const target = /** @type {Element} */ (event.target);
  const ids = [];
  for (let at = target.closest("mark.fc"); at; at = at.parentElement?.closest("mark.fc") ?? null) {
    ids.push(/** @type {HTMLElement} */ (at).dataset.claim);
  }
  const holder = target.closest(".fc-ref");
  const found = [
    ...claims.filter((claim) => claim.holder === holder),
    ...ids.flatMap((id) => claims.find((claim) => claim.id === id) ?? []),
  ];
  return [...new Set(found)].filter(isShown);
}
