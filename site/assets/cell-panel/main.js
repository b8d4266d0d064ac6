// The entries of a cell, answered beside the map: they are taken out of the list, with the controls they have, and put
// back when the reader goes elsewhere. The panel is one of the filters: the engine shows what is in it.

const panel = /** @type {HTMLElement} */ (document.querySelector("[data-filter=cell]"));
const room = /** @type {HTMLElement} */ (panel.querySelector(".subject"));
const way = /** @type {HTMLAnchorElement} */ (panel.querySelector("a"));
/** Stands where the cell was. */
const mark = document.createComment("");
/** The cell of the map that was pressed. @type {HTMLAnchorElement | undefined} */
let pressed;

/** Has the engine show what there is to show now. */
const show = () => panel.dispatchEvent(new Event("change", { bubbles: true }));

/** The heading of the cell that is in the panel, where it stands higher than in the list. */
const heading = () => room.querySelector("h5");

function putBack() {
  heading()?.removeAttribute("aria-level");
  if (room.firstChild) mark.replaceWith(room.firstChild);
}

function close() {
  if (panel.hidden) return;
  putBack();
  panel.hidden = true;
  document.documentElement.toggleAttribute("data-cell-panel", false);
  pressed?.removeAttribute("aria-current");
  show();
}

/** @param {HTMLAnchorElement} cell */
globalThis.dtmmCellPanel = (cell) => {
  putBack();
  pressed?.removeAttribute("aria-current");
  pressed = cell;
  pressed.setAttribute("aria-current", "true");
  way.setAttribute("href", cell.hash);
  const group = /** @type {HTMLElement} */ (document.getElementById(cell.hash.slice(1)));
  group.replaceWith(mark);
  group.hidden = false;
  room.append(group);
  heading()?.setAttribute("aria-level", "3");
  panel.hidden = false;
  document.documentElement.toggleAttribute("data-cell-panel", true);
  panel.setAttribute("aria-labelledby", /** @type {HTMLElement} */ (group.querySelector("h5")).id ||= `in-${group.id}`);
  panel.scrollTop = 0;
  show();
  cell.scrollIntoView({ block: "nearest" });
  panel.focus({ preventScroll: true });
};

/** Whether the reader is elsewhere: neither in the panel nor at the map nor in the bar, where an answer is undone. @param {Event} event */
const isElsewhere = ({ target }) => !/** @type {Element} */ (target).closest?.("[data-filter=cell], .glance, .result-bar .message, .result-bar .notices, dialog");

for (const kind of ["click", "focusin"]) addEventListener(kind, (event) => isElsewhere(event) && close(), true);
addEventListener("hashchange", close, true);
addEventListener("beforeprint", close);
way.addEventListener("click", close, true);
panel.querySelector("button")?.addEventListener("click", () => (close(), pressed?.focus()));
panel.addEventListener("keydown", ({ key, target, isComposing }) => {
  // The first Escape closes the details of an entry, as everywhere.
  if (key !== "Escape" || isComposing || /** @type {Element} */ (target).closest(".remarks")) return;
  close();
  pressed?.focus();
});
