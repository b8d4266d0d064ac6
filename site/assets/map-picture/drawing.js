// Draws the map as shapes: the names of domains and subdomains, and a cell a level in the colours it has on the page.

/** The sizes of the drawing, in pixels: the column of names, a cell, the space between cells, a row, what stands above and below, and the edge. */
const SIZE = { names: 260, cell: 76, gap: 4, row: 30, head: 66, foot: 34, edge: 20, bar: 6 };
const INK = "#14202b";
const SOFT = "#4a5864";

/** The text that is seen, without what is there for screen readers only. @param {Element} element */
function seen(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const hidden of copy.querySelectorAll(".hide, .narrow, .chip, .code")) hidden.remove();
  return copy.textContent?.trim() ?? "";
}

/** @param {number} x @param {number} y @param {string} text @param {Partial<TextShape>} [looks] @returns {TextShape} */
const words = (x, y, text, looks) => ({ x, y, text, fill: INK, size: 14, ...looks });

/** Where a column of cells begins. @param {number} column */
const left = (column) => SIZE.edge + SIZE.names + column * (SIZE.cell + SIZE.gap);

/** The parts of a cell's bar, as they end on the page. @param {HTMLElement} cell @param {number} x @param {number} y @returns {BoxShape[]} */
function bar(cell, x, y) {
  const style = getComputedStyle(cell);
  let from = 0;
  return ["full", "largely", "partly", "not"].map((name) => {
    const end = (parseFloat(style.getPropertyValue(`--${name}`)) || 0) / 100 * SIZE.cell;
    const part = end > from && { x: x + from, y: y + SIZE.row - SIZE.gap - SIZE.bar, width: end - from, height: SIZE.bar, fill: style.getPropertyValue(`--of-${name}`).trim() };
    from = Math.max(from, end);
    return part;
  }).filter((part) => !!part);
}

/** @param {HTMLElement} cell @param {number} column @param {number} y @returns {Shape[]} */
function drawCell(cell, column, y) {
  const { backgroundColor, color } = getComputedStyle(cell);
  const [x, mark] = [left(column), cell.dataset.state === "met" ? " ✓" : ""];
  return [
    { x, y, width: SIZE.cell, height: SIZE.row - SIZE.gap, fill: backgroundColor, line: "#c9d2da" },
    ...bar(cell, x, y),
    words(x + SIZE.cell / 2, y + 16, seen(cell) + mark, { isCentred: true, fill: color, size: 13 }),
  ];
}

/** A domain, or a subdomain with its cells. @param {HTMLTableRowElement} row @param {number} y @returns {Shape[]} */
function drawRow(row, y) {
  const name = words(SIZE.edge, y + 18, seen(/** @type {Element} */ (row.querySelector("th"))), { isBold: row.classList.contains("domain") });
  const cells = /** @type {HTMLElement[]} */ ([...row.querySelectorAll("td > a")]);
  return [name, ...cells.flatMap((cell, column) => drawCell(cell, column, y))];
}

/** What is assessed, what the map shows, and by whose method, in the words of the page. */
const labels = () => ["[data-field=shelf]", "[data-field=layer]"].map((selector) => {
  const field = /** @type {HTMLSelectElement | null} */ (document.querySelector(selector));
  return field?.selectedOptions[0]?.textContent ?? "";
});

/** The map as it is on the page. @param {HTMLTableElement} map @returns {Drawing} */
export function drawing(map) {
  const heads = [...map.querySelectorAll("thead th")].slice(1).map(seen);
  const rows = /** @type {HTMLTableRowElement[]} */ ([...map.querySelectorAll("tbody tr")]);
  const [width, height] = [left(heads.length) + SIZE.edge, SIZE.edge + SIZE.head + rows.length * SIZE.row + SIZE.foot];
  const notice = document.querySelector("[data-result-bar] .method:last-of-type")?.textContent?.trim() ?? "";
  return {
    width,
    height,
    title: labels()[0],
    shapes: [
      { x: 0, y: 0, width, height, fill: "#ffffff" },
      words(SIZE.edge, 34, labels().join(" · "), { isBold: true, size: 16 }),
      ...heads.map((head, column) => words(left(column) + SIZE.cell / 2, 74, head, { isCentred: true, size: 13, fill: SOFT })),
      ...rows.flatMap((row, at) => drawRow(row, SIZE.edge + SIZE.head + at * SIZE.row)),
      words(SIZE.edge, height - 12, notice, { size: 11, fill: SOFT }),
    ],
  };
}
