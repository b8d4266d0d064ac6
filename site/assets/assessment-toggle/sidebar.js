// The sidebar with answers on: the level of every domain and subdomain, and how much of it is answered. On the scorer
// it says which subdomain is shown.

const chooser = /** @type {HTMLSelectElement | null} */ (document.querySelector("[data-field=subdomain]"));
const sidebar = /** @type {HTMLElement | null} */ (document.querySelector(".sidebar"));
const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".sidebar li > a:first-child")]);

/** Makes room for the results of a row. The engine fills it. @param {HTMLElement} row */
function makeRoom(row) {
  const scope = row.dataset.row ?? "";
  const count = document.createElement("span");
  const level = document.createElement("span");
  Object.assign(count.dataset, { completeness: scope });
  Object.assign(level.dataset, { scope, profile: method, value: "" });
  [count.className, level.className, level.hidden] = ["count", "level-bar", true];
  level.style.setProperty("--levels", sidebar?.dataset.levels ?? "");
  row.append(count, level);
}

/** The method whose results come first. */
const method = document.querySelector("[data-result-bar] [data-profile], [data-score-panel] [data-profile]")?.getAttribute("data-profile") ?? "";

/** Marks the subdomain that the scorer shows, and brings it into sight in the sidebar. */
function markShown() {
  for (const row of rows) row.removeAttribute("aria-current");
  const shown = rows.find((row) => row.dataset.row === chooser?.value);
  shown?.setAttribute("aria-current", "true");
  if (!shown || !sidebar) return;
  const [{ top, bottom }, edge] = [shown.getBoundingClientRect(), sidebar.getBoundingClientRect()];
  if (top < edge.top || bottom > edge.bottom) sidebar.scrollTop += top - edge.top - sidebar.clientHeight / 2;
}

export function setUpSidebar() {
  if (method) rows.forEach(makeRoom);
  if (!chooser) return;
  const observer = new MutationObserver(markShown);
  for (const subject of document.querySelectorAll(".subject")) observer.observe(subject, { attributeFilter: ["hidden"] });
  chooser.addEventListener("change", markShown);
}
