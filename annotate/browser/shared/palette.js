// Runs before the page is drawn: it sets the colors that the reader chose, if any, and says that scripts run. From a disk
// browsers load no modules: the page is as without scripts.
if (location.protocol !== "file:") {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const chosen = localStorage.getItem("annotate-theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
    // What Material keeps where our pages are its guests.
    for (const key of Object.keys(localStorage)) {
      if (!key.endsWith(".__palette") || !location.pathname.startsWith(key.slice(0, -10))) continue;
      const { media, scheme } = JSON.parse(localStorage[key]).color;
      root.dataset.scheme = media === "(prefers-color-scheme)" ? "system" : scheme === "slate" ? "dark" : "light";
    }
  } catch {
    // Without storage the system's choice holds.
  }
}
