// @ts-check
// Every page of the theme: the switch between dark and light, and `/` for the search.
import { plainKey } from "./keys.js";
import { keep } from "./stored.js";

const root = document.documentElement;

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** @param {HTMLElement} button */
function nameButton(button) {
  button.setAttribute("aria-label", isDark() ? "Use light colors" : "Use dark colors");
}

/** @param {HTMLElement} button */
function switchColors(button) {
  root.dataset.theme = isDark() ? "light" : "dark";
  keep("annotate-theme", root.dataset.theme);
  nameButton(button);
}

const button = /** @type {HTMLElement | null} */ (document.querySelector(".fc-palette"));
if (button) {
  nameButton(button);
  button.addEventListener("click", () => switchColors(button));
}

const control = /** @type {HTMLAnchorElement | null} */ (document.getElementById("fc-search"));

/** The search opens over the page; its scripts come only now, and without them the link leads to the claims.
 * @param {Event} event */
async function openSearch(event) {
  event.preventDefault();
  await import("./search.js").then(({ open }) => open()).catch(() => control && location.assign(control.href));
}

control?.addEventListener("click", (event) => {
  if (!event.ctrlKey && !event.metaKey && !event.shiftKey) openSearch(event);
});
document.addEventListener("keydown", (event) => {
  if (plainKey(event) === "/") openSearch(event);
});

/** An address of before a page was divided: what it named stands on another page now. */
function leadOn() {
  const link = document.getElementById(location.hash.slice(1));
  if (link instanceof HTMLAnchorElement) location.replace(link.href);
}

leadOn();
addEventListener("hashchange", leadOn);
