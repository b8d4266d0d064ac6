// The marks of notes, each behind the words in the text that it is about.
import { el } from "../shared/element.js";
import { markName } from "./list.js";

/** What is no part of a text that notes quote. */
const ASIDE = "h3, dt, .letter, .marks, .badge, .here, .beside, .gloss-used, .n";
/** What comes after a mark at the end of a heading, a caption or a line. */
const AFTER = ":scope > :is(.here, .badge, .beside, .chip, .redrawn)";

/** The texts of something with an identifier, and what a note about the whole of it stands at the end of. @typedef {{ texts: Element[], end: Element }} Shown */

/** @param {string} at @param {HTMLElement} side  The page, or the part of it in one language. @returns {Shown | undefined} */
function shownAt(at, side) {
  const named = `[data-requirement="${CSS.escape(at)}"]`;
  const entry = side.closest(named) ? side : side.querySelector(named);
  const text = entry?.querySelector("[data-text]");
  if (entry && text) return { texts: [text, ...entry.querySelectorAll(".example")], end: text };
  const found = side.querySelector(at === "cover" ? ".cover" : `#${CSS.escape(at)}`);
  if (!found) return undefined;
  const end = endOf(found);
  return { texts: [...textsOf(found), end], end };
}

/** The texts that a note about an element can quote. @param {Element} found */
function textsOf(found) {
  if (found.matches("table, figure")) return [...found.querySelectorAll("caption, figcaption")];
  // The entries of a cell or a subdomain have identifiers of their own.
  if (found.matches("td, tbody, .cell, .subject")) return [];
  if (!found.matches("h1, h2, h3")) return [found];
  // A clause has its text beside its heading; what has an identifier of its own is not part of it.
  const beside = [...(found.parentElement?.querySelectorAll(":scope > :is(p, ul, ol, .aligned)") ?? [])];
  return beside.filter((one) => !one.matches("[id], .view-switch, .jump") && !one.querySelector("[id]"));
}

/** What a note about the whole of an element stands at the end of. @param {Element} found @returns {Element} */
function endOf(found) {
  if (found.matches("h1, h2, h3")) return found;
  if (found.matches("tbody")) return found.querySelector(".name th") ?? found.closest("main")?.querySelector("h1") ?? found;
  const last = found.matches(".cover, .abbreviations > div") && found.lastElementChild;
  return last || (found.querySelector("h3, h4, h5, .cell-head, caption, figcaption, dt, th, p") ?? found);
}

/** Puts a mark behind what it is about, after the marks that are there. @param {ChildNode} before @param {Element} mark */
function putAfter(before, mark) {
  let last = before;
  while (last.nextSibling instanceof Element && last.nextSibling.matches(".n")) last = last.nextSibling;
  last.after(mark);
}

/** Puts a mark behind words in a text; whether the text has them. @param {Element} mark @param {string} words @param {Element} text */
function putBehind(mark, words, text) {
  const isText = (/** @type {Node} */ node) => {
    const aside = node.parentElement?.closest(ASIDE);
    return aside && aside !== text && text.contains(aside) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  };
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, isText);
  const nodes = [];
  let whole = "";
  for (let node; (node = /** @type {Text | null} */ (walker.nextNode())); whole += node.data) nodes.push({ node, at: whole.length });
  const index = whole.indexOf(words);
  if (index < 0) return false;
  const end = index + words.length;
  const { node, at } = /** @type {{ node: Text, at: number }} */ (nodes.reverse().find((one) => one.at < end));
  const inside = node.parentElement?.closest("a, .unbroken");
  if (inside && text.contains(inside)) putAfter(inside, mark);
  else {
    if (end - at < node.length) node.splitText(end - at);
    putAfter(node, mark);
  }
  return true;
}

/** Sets the marks of notes at all their places on one side of the page. @param {Note[]} notes @param {Lang} lang @param {HTMLElement} side */
export function setMarks(notes, lang, side) {
  const { pages, root } = document.documentElement.dataset;
  const isBinding = globalThis.dtmmNotes[lang].quoted_in.startsWith(lang);
  for (const note of notes.filter(({ throughout }) => !throughout)) {
    for (const place of note.places) {
      const shown = shownAt(place.at, side);
      if (!shown) continue;
      const mark = el("a", { className: "n", href: `${pages ?? root ?? ""}${lang}/notes.html#${note.id}`, "aria-label": note.label });
      const name = markName(note.id);
      if (!document.getElementsByName(name).length) mark.name = name;
      const words = isBinding ? place.words : place.translated;
      if (words && shown.texts.some((text) => putBehind(mark, words, text))) continue;
      shown.end.insertBefore(mark, shown.end.querySelector(AFTER));
    }
  }
}
