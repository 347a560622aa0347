// @ts-check
// What a reader's browser keeps for us. Where it refuses, or is full, what was chosen or typed lasts as long as the page.

/** @type {Map<string, string>} */
const kept = new Map();

/** @param {string} name @param {"localStorage" | "sessionStorage"} area */
export function recalled(name, area = "localStorage") {
  if (kept.has(name)) return kept.get(name);
  try {
    return window[area].getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} name @param {string} value "" where nothing is to be kept @param {"localStorage" | "sessionStorage"} area */
export function keep(name, value, area = "localStorage") {
  kept.set(name, value);
  try {
    if (value) window[area].setItem(name, value);
    else window[area].removeItem(name);
    kept.delete(name);
  } catch {
    // It is kept here.
  }
}
