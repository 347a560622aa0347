// @ts-check
// Folds each note to its first words. It runs before the page is drawn, so that nothing moves; without it, and on paper,
// the notes are whole. The browser's search finds what is folded, and a note's address opens it. On a disk no script
// runs.
if (location.protocol !== "file:") {
  const root = document.documentElement;
  root.classList.add("fc-folding"); // the style sheet folds what is drawn before the notes are here

  /** The id in an address, "" where it cannot be decoded. @param {string} hash */
  const named = (hash) => {
    try {
      return decodeURIComponent(hash.slice(1));
    } catch {
      return "";
    }
  };

  /** @param {Element} note @param {boolean} open */
  const unfold = (note, open) => {
    const [button, rest] = [...note.querySelectorAll(":scope > .fc-unfold, :scope > .fc-rest")];
    if (!rest) return;
    note.classList.toggle("fc-folded", !open);
    button.setAttribute("aria-expanded", String(open));
    if (open) rest.removeAttribute("hidden");
    else rest.setAttribute("hidden", "until-found");
    // Under the button there is nothing to click, so there is nothing to stop at.
    for (const link of note.querySelectorAll(":scope > p a")) {
      if (open) link.removeAttribute("tabindex");
      else link.setAttribute("tabindex", "-1");
    }
  };

  /** @param {Element} note @param {number} at */
  const fold = (note, at) => {
    const [first, ...others] = note.children;
    if (!others.length) return;
    const button = document.createElement("button");
    const rest = document.createElement("div");
    button.className = "fc-unfold";
    button.type = "button";
    button.setAttribute("aria-label", `Whole note ${at + 1}`);
    button.addEventListener("click", () => unfold(note, note.classList.contains("fc-folded")));
    rest.className = "fc-rest";
    rest.append(...others);
    rest.addEventListener("beforematch", () => unfold(note, true));
    first.after(button, rest);
    unfold(note, note.id === named(location.hash));
  };

  /** Open the note that an address names. @param {string} hash */
  const openNamed = (hash) => {
    const note = document.getElementById(named(hash));
    if (note?.matches(".fc-folded")) unfold(note, true);
  };

  // As soon as all is read: the modules, for which DOMContentLoaded waits, are still on their way.
  const foldAll = () => {
    const notes = [...document.querySelectorAll(".footnote > ol > li")];
    notes.forEach(fold);
    root.classList.remove("fc-folding");
    const all = document.querySelector(".fc-all-notes");
    all?.addEventListener("click", () => {
      const open = all.getAttribute("aria-pressed") === "false";
      all.setAttribute("aria-pressed", String(open));
      for (const note of notes) unfold(note, open);
    });
  };
  document.addEventListener("readystatechange", foldAll, { once: true });
  addEventListener("hashchange", () => openNamed(location.hash));
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#fn:"]');
    if (link instanceof HTMLAnchorElement && !event.defaultPrevented) openNamed(link.hash);
  });
} else {
  document.addEventListener("readystatechange", () => document.querySelector(".fc-all-notes")?.remove());
}
