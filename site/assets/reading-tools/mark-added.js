// Marks in the page what a level adds to the one below.
import { lang, texts } from "../shared/base.js";
import { el } from "../shared/element.js";
import { addedSpans } from "./level-diff.js";

/**
 * Wraps spans of an element's text in `mark`, across whatever elements the text consists of.
 * @param {Element} element
 * @param {import("./level-diff.js").Span[]} spans
 */
function mark(element, spans) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let at = 0, node; (node = /** @type {Text | null} */ (walker.nextNode())); at += node.length) nodes.push({ node, at });
  for (const { node, at } of nodes.reverse()) {
    for (const [from, to] of [...spans].reverse()) {
      const [start, end] = [Math.max(from - at, 0), Math.min(to - at, node.length)];
      if (start >= end) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      range.surroundContents(el("mark", { className: "added" }));
    }
  }
}

function removeMarks() {
  for (const one of document.querySelectorAll("mark.added")) {
    const parent = one.parentNode;
    one.replaceWith(...one.childNodes);
    parent?.normalize();
  }
  for (const cell of document.querySelectorAll("td.below")) {
    cell.classList.remove("below");
    if (!cell.classList.length) cell.removeAttribute("class");
  }
}

/**
 * Marks what a level adds to the one below.
 * @param {number} level  From 2 on; 0 removes all marks.
 */
export function markAdded(level) {
  removeMarks();
  if (!level) return;
  for (const subdomain of texts.domains.flatMap((domain) => domain.subdomains)) {
    const cell = subdomain.cells[level - 2];
    const below = cell.entries.map((entry) => [entry, ...(entry.examples ?? [])].map((one) => one[lang]).join(" ")).join(" ");
    document.querySelector(`td#${cell.id}`)?.classList.add("below");
    for (const entry of subdomain.cells[level - 1].entries) {
      const shown = document.querySelector(`li[data-requirement="${entry.id}"] [data-text]`);
      if (shown) mark(shown, addedSpans(entry[lang], below));
    }
  }
}
