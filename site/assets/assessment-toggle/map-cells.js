// On the scorer a cell of the map opens its entries beside the map. What opens them is loaded at the first press.

export function setUpMapCells() {
  const map = document.querySelector(".glance .map");
  map?.addEventListener("click", (click) => {
    const { target, ctrlKey, metaKey, shiftKey } = /** @type {MouseEvent} */ (click);
    const cell = /** @type {HTMLAnchorElement | null} */ (/** @type {Element} */ (target).closest("a[data-cell]"));
    // A new tab is the browser's. Where entries are shown one by one, the cell leads to its own; so it does before it has answers.
    if (!cell?.dataset.state || ctrlKey || metaKey || shiftKey || document.documentElement.matches("[data-alone]")) return;
    click.preventDefault();
    // The engine would follow the link.
    click.stopPropagation();
    dtmm.need("cell-panel").then(() => globalThis.dtmmCellPanel?.(cell), () => { location.hash = cell.hash; });
  });
}
