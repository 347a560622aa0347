// @ts-check
// The parts of the form: a labelled field with its hint and its message, and the group of a source's fields.
import { make } from "./claims.js";

/** @typedef {import("./contribute-check.js").Field & {area?: number, type?: string}} Shape */

// What a published claim's source may hold besides: it stays with the source.
const HIDDEN_PARTS = ["quoted", "archived", "read"];
let made = 0;

/** A label, a hint, and an input, text area or choice.
 * @param {string} name @param {string} label @param {Shape} shape */
export function field(name, label, shape) {
  made += 1;
  const id = `fc-field-${made}`;
  const described = { id, name, "aria-describedby": `${id}-about ${id}-message` };
  const control = shape.terms
    ? choice(described, shape.terms)
    : shape.area
      ? make("textarea", { ...described, rows: String(shape.area), dir: "auto" })
      : make("input", { ...described, type: shape.type ?? "text", dir: "auto", autocomplete: "off" });
  if (shape.required) control.setAttribute("aria-required", "true");
  const about = make("p", { id: `${id}-about`, class: "fc-about" }, shape.about);
  const text = make(
    "div",
    { class: "fc-label" },
    make("label", { for: id }, label),
    shape.required ? "" : make("small", {}, "optional"),
  );
  if (shape.terms) explain(control, about, shape);
  if (shape.limit) text.append(counter(control, shape.limit));
  return make(
    "div",
    { class: "fc-field" },
    text,
    about,
    control,
    make("p", { id: `${id}-message`, class: "fc-message" }),
  );
}

/** @param {Record<string, string>} attributes @param {string[][]} terms */
function choice(attributes, terms) {
  const options = terms.map(([id, label]) => make("option", { value: id }, label[0].toUpperCase() + label.slice(1)));
  return make("select", attributes, make("option", { value: "" }, "Choose…"), ...options);
}

/** The hint of a choice is the definition of what is chosen.
 * @param {HTMLElement} control @param {HTMLElement} about @param {Shape} shape */
function explain(control, about, shape) {
  const definitions = new Map(shape.terms?.map(([id, , definition]) => [id, definition]));
  control.addEventListener("input", () => {
    about.textContent = definitions.get(/** @type {HTMLSelectElement} */ (control).value) ?? shape.about;
  });
}

/** How much of a field's room is used, once most of it is.
 * @param {HTMLElement} control @param {number} limit */
function counter(control, limit) {
  const shown = make("small", { class: "fc-counter" });
  control.addEventListener("input", () => {
    const used = [.../** @type {HTMLInputElement} */ (control).value.trim()].length;
    shown.textContent = used > limit * 0.7 ? `${used} of ${limit}` : "";
  });
  return shown;
}

/** Say what is wrong with a field, or else what could be better.
 * @param {HTMLInputElement} control @param {string} error @param {string} hint */
export function message(control, error, hint) {
  const place = /** @type {HTMLElement} */ (
    document.getElementById(`${control.id}-message`) ?? control.parentElement?.querySelector(".fc-message")
  );
  if (place.textContent !== (error || hint)) place.textContent = error || hint;
  place.classList.toggle("fc-error", Boolean(error));
  if (error) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** @param {number} at @param {import("./contribute-rules.js").Rules} rules @param {() => void} remove */
export function sourceFields(at, rules, remove) {
  const about = Object.fromEntries(rules.source.map((f) => [f.name, f]));
  const part = (/** @type {string} */ name, /** @type {string} */ label, /** @type {Partial<Shape>} */ more = {}) =>
    field(`sources.${at}.${name}`, label, { ...about[name], ...more });
  const group = make(
    "fieldset",
    {},
    make("legend", {}, at ? `Source ${at + 1}` : "First source"),
    part("url", "Address", { type: "url" }),
    make(
      "div",
      { class: "fc-pair" },
      part("outlet", "Outlet", { about: "Who publishes the page." }),
      part("date", "Date", { about: "2024-05-03, 2024-05 or undated." }),
    ),
    make(
      "div",
      { class: "fc-pair" },
      part("type", "Kind of page"),
      part("stance", "Stance", { about: "How it bears on what the article says." }),
    ),
    part("says", "What it says", { area: 2 }),
    make(
      "details",
      {},
      make("summary", {}, "More about this source"),
      part("title", "Title"),
      part("origin", "Who reported it first"),
    ),
    ...HIDDEN_PARTS.map((name) => make("input", { type: "hidden", name: `sources.${at}.${name}` })),
  );
  if (at) {
    const button = make("button", { type: "button" }, "Remove this source");
    button.addEventListener("click", remove);
    group.append(button);
  }
  return group;
}
