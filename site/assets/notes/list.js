// The words of notes: below the page, and in the bubble at a mark.
import { el, part } from "../shared/element.js";

/** What the first mark of a note is called in addresses: a name, since what has an identifier is a place of the standard. @param {string} id */
export const markName = (id) => id.replace("note", "mark");

/** The address of something in the full text, or on this page if it is there. @param {string} at */
function placeUrl(at) {
  if (document.getElementById(at)) return `#${at}`;
  return at === "cover" ? fullText() : `${fullText()}#${at}`;
}

function fullText() {
  const { lang, dataset: { pages, root } } = document.documentElement;
  return `${pages ?? root ?? ""}${lang.slice(0, 2)}/standard.html`;
}

/** Adds the notes to the end of what one reads, before what every page ends with. @param {Note[]} notes @param {Lang} lang */
export function listNotes(notes, lang) {
  const { words: said } = globalThis.dtmmNotes[lang];
  const section = el("section", { className: "ed-notes", "aria-labelledby": "notes-heading" },
    el("h2", { id: "notes-heading" }, said.notes), el("ol", {}, ...notes.map(listed)), el("p", { className: "method" }, said.notes_notice));
  const end = document.querySelector("main .pager");
  if (end) end.before(section);
  else (document.querySelector("main article") ?? part("main")).append(section);
}

/** @param {Note} note */
function listed(note) {
  const mark = markName(note.id);
  const number = document.getElementsByName(mark).length ? el("a", { className: "remark-number", href: `#${mark}` }, note.label) : el("span", { className: "remark-number" }, note.label);
  const comment = el("button", { type: "button", className: "comment", "aria-expanded": "false" }, part("#main").dataset.comment ?? "");
  const item = el("li", { "data-note": note.id }, number, ...paragraphs(note));
  item.lastElementChild?.append(" ", comment);
  return item;
}

/** The paragraphs of one note in the language of the page. @param {string} id */
export function remark(id) {
  const lang = /** @type {Lang} */ (document.documentElement.lang.slice(0, 2));
  return paragraphs(/** @type {Note} */ (globalThis.dtmmNotes[lang].notes.find((note) => note.id === id)));
}

/** The paragraphs of a note, as `templates/parts/notes.html` has them. @param {Note} note */
function paragraphs(note) {
  const { quoted_in: quotedIn, words: said } = globalThis.dtmmNotes[/** @type {Lang} */ (document.documentElement.lang.slice(0, 2))];
  // Below the full text a place is named as it is printed; elsewhere the identifier of an entry will do.
  const isNamed = document.body.matches(".page-standard");
  const quoted = (/** @type {string | null | undefined} */ text, /** @type {object} */ values = {}) => (text ? [" ", el("q", { ...values }, text)] : []);
  const about = note.places.flatMap(({ at, entry, name, words: printed, translated }, index) =>
    [index ? said.list_semicolon : "", el("a", { href: placeUrl(at) }, entry && !isNamed ? at : name), ...quoted(printed, { lang: quotedIn }), ...quoted(translated)]);
  const added = /** @type {const} */ (["reading", "scoring"]).flatMap((kind) =>
    note[kind] ? [" ", el("span", { className: kind }, el("b", {}, said[`note_${kind}`]), said.colon, ...withLanguages(note[kind]))] : []);
  return [el("p", { className: "remark-places" }, ...about), el("p", {}, ...withLanguages(note.why), ...added), el("p", { className: "remark-kind" }, note.kind)];
}

/** A text in pieces, of which every second is Chinese within English. @param {string[]} pieces */
const withLanguages = (pieces) => pieces.map((piece, index) => (index % 2 ? el("span", { lang: "zh-CN" }, piece) : piece));
