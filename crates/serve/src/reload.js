// Reloads the page when there is a newer site, and shows the problems of the last build on it.
// All words come from the server and are set as text.
(() => {
  "use strict";

  const PAUSE_AFTER_FAILURE = 1000; // milliseconds
  const self = new URL(document.currentScript.src);
  const shown = self.searchParams.get("site");
  let known = "";
  let asking = null;
  let overlay = null;

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function item(problem) {
    const made = element("li", problem.severity, "");
    const code = problem.code === null ? "" : `[${problem.code}]`;
    const parts = { place: problem.place, kind: problem.severity + code, message: problem.message, help: problem.help };
    for (const [name, text] of Object.entries(parts)) {
      if (text !== null) made.append(element("p", name, text));
    }
    return made;
  }

  function show(answer) {
    overlay?.remove();
    overlay = null;
    if (answer.problems.length === 0 || document.documentElement.hasAttribute("data-problems")) return;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("overlay.css", self);
    const details = document.createElement("details");
    details.open = answer.urgent;
    const list = document.createElement("ul");
    list.append(...answer.problems.map(item));
    details.append(element("summary", "", answer.title), element("p", "note", answer.note), list);
    overlay = document.createElement("aside");
    overlay.setAttribute("role", answer.urgent ? "alert" : "status");
    overlay.lang = "en";
    // A root of its own keeps the styles of the site and of the overlay apart.
    overlay.attachShadow({ mode: "open" }).append(style, details);
    document.body.append(overlay);
  }

  async function ask() {
    asking = new AbortController();
    const response = await fetch(new URL(`changes?since=${known}`, self), { signal: asking.signal });
    return response.json();
  }

  // A browser opens few connections to one host: a page nobody looks at must not hold one.
  let following = false;
  async function follow() {
    if (following) return;
    following = true;
    while (!document.hidden) {
      try {
        const answer = await ask();
        if (String(answer.site) !== shown) {
          location.reload();
          return;
        }
        if (answer.generation !== known) show(answer);
        known = answer.generation;
      } catch {
        await new Promise((resume) => setTimeout(resume, PAUSE_AFTER_FAILURE));
      }
    }
    following = false;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) asking?.abort();
    else follow();
  });
  follow();
})();
