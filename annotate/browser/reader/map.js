// @ts-check
// The map: a strip that shows where in the text which verdicts are, and where the reader is. A click goes there;
// by keyboard the `n` and `p` keys and the references do the same, so assistive technology is spared it.
import { isLoud, isShown } from "./claims.js";

/** @typedef {import("./claims.js").Claim} Claim */
/** @typedef {{claim: Claim, from: number, to: number}} Stretch */

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000;

/** @param {Claim[]} claims @param {(claim: Claim) => void} onGo */
export function showMap(claims, onGo) {
  const text = /** @type {HTMLElement} */ (document.querySelector(".fc-text"));
  const stretches = measure(text, claims);
  const here = draw("rect", { class: "fc-here", y: 0.5, height: 9 });
  const picture = draw("svg", { viewBox: `0 0 ${WIDTH} 10`, preserveAspectRatio: "none" });
  const map = /** @type {HTMLElement} */ (document.querySelector(".fc-map"));
  const paint = () => picture.replaceChildren(...stretches.flatMap(stretch), here);
  map.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    const away = getComputedStyle(map).direction === "rtl" ? box.right - event.clientX : event.clientX - box.left;
    const found = nearest(stretches, (away / box.width) * WIDTH);
    if (found) onGo(found);
    event.preventDefault();
  });
  map.append(picture);
  paint();
  follow(text, here);
  document.addEventListener("annotate:filter", paint);
}

/** @param {string} tag @param {Record<string, string | number>} attributes */
function draw(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/** Where each mark begins and ends, as a share of the text's characters; the loud ones last, to lie on top.
 * @param {HTMLElement} text @param {Claim[]} claims @returns {Stretch[]} */
function measure(text, claims) {
  const total = text.textContent?.length || 1;
  const range = document.createRange();
  range.setStart(text, 0);
  const stretches = claims.flatMap((claim) =>
    claim.marks.map((mark) => {
      range.setEndBefore(mark);
      const from = range.toString().length;
      return { claim, from: (from / total) * WIDTH, to: ((from + (mark.textContent?.length ?? 0)) / total) * WIDTH };
    }),
  );
  return stretches.sort((a, b) => Number(isLoud(a.claim)) - Number(isLoud(b.claim)));
}

/** @param {Stretch} stretch */
function stretch({ claim, from, to }) {
  if (!isShown(claim)) return [];
  const size = isLoud(claim) ? { y: 0, height: 10 } : { y: 6, height: 4 };
  return [draw("rect", { "data-verdict": claim.verdict, x: from, width: Math.max(to - from - 1.5, 3), ...size })];
}

/** @param {Stretch[]} stretches @param {number} x @returns {Claim | undefined} */
function nearest(stretches, x) {
  const away = (/** @type {Stretch} */ s) => Math.max(s.from - x, x - s.to, 0) - (isLoud(s.claim) ? 4 : 0);
  const shown = stretches.filter((s) => isShown(s.claim));
  return shown.sort((a, b) => away(a) - away(b))[0]?.claim;
}

/** Outline the part of the text that is in the window.
 * @param {HTMLElement} text @param {Element} here */
function follow(text, here) {
  let waiting = false;
  const update = () => {
    waiting = false;
    const box = text.getBoundingClientRect();
    const share = (/** @type {number} */ y) => Math.min(1, Math.max(0, (y - box.top) / box.height)) * WIDTH;
    const [from, to] = [share(0), share(innerHeight)];
    here.setAttribute("x", String(from));
    here.setAttribute("width", String(Math.max(0, to - from)));
  };
  const request = () => {
    if (!waiting) requestAnimationFrame(update);
    waiting = true;
  };
  addEventListener("scroll", request, { passive: true });
  addEventListener("resize", request);
  update();
}
