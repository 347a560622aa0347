// @ts-check
// The claim's page: copy its address, the words with their verdict, or a form of citing it.
const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
const address = canonical?.href ?? location.href.replace(/#.*/s, "");
const share = /** @type {HTMLElement} */ (document.querySelector(".share"));
const told = /** @type {HTMLElement} */ (share.querySelector("[role=status]"));

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = "Copied.";
  } catch {
    told.textContent = `Your browser does not let this page copy. The text is: ${text}`;
  }
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (share.querySelectorAll("[data-copy]"))) {
  button.addEventListener("click", () => copy([button.dataset.copy, address].filter(Boolean).join("\n")));
}
for (const text of share.querySelectorAll("pre")) {
  const button = document.createElement("button");
  button.append("Copy");
  button.setAttribute("aria-label", `Copy: ${text.getAttribute("aria-label")}`);
  button.addEventListener("click", () => copy(text.textContent ?? ""));
  text.after(button);
}

export {}; // a module: its names are its own
