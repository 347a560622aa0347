// @ts-check
// The address names the claim that is open, and which verdicts are shown: it can always be shared.

const FILTER = "only";

/** @typedef {{id: string, only: string[]}} Named id: of an element of the page, "" if none is named */

/** What the address names; an id that cannot be decoded stays as it is, and is no element's.
 * @returns {Named} */
export function named() {
  const raw = location.hash.slice(1);
  const only = new URLSearchParams(location.search).getAll(FILTER);
  try {
    return { id: decodeURIComponent(raw), only };
  } catch {
    return { id: raw, only };
  }
}

/** Change what the address names, without a new entry in the history.
 * @param {Partial<Named>} changes */
export function rename({ id, only }) {
  const address = new URL(location.href);
  if (id !== undefined) address.hash = encodeURIComponent(id);
  if (only) {
    address.searchParams.delete(FILTER);
    for (const value of only) address.searchParams.append(FILTER, value);
  }
  history.replaceState(history.state, "", address);
}
