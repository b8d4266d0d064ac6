import { el, part } from "../shared/element.js";

/** The notes in the language of the page, with the words around them. */
const notesOfPage = () => globalThis.dtmmNotes[/** @type {Lang} */ (document.documentElement.lang.slice(0, 2))];

/** Adds the notes to the end of the full text, to be printed as footnotes: on the screen each opens at its mark. */
export function footnotes() {
  if (document.querySelector(".ed-notes")) return;
  const { words, notes } = notesOfPage();
  const item = (/** @type {Note} */ note) => el("li", { "data-note": note.id }, el("span", { className: "remark-number" }, note.number), ...paragraphs(note));
  const section = el("section", { className: "ed-notes printed", "aria-label": words.notes }, el("h2", {}, words.notes), el("ol", {}, ...notes.map(item)));
  part("main article").append(section);
}

/** The paragraphs of one note. @param {string} id */
export const remark = (id) => paragraphs(/** @type {Note} */ (notesOfPage().notes.find((note) => note.id === id)));

/** The paragraphs of a note, as `templates/parts/notes.html` has them. @param {Note} note */
function paragraphs(note) {
  const { tag, words } = notesOfPage();
  const quoted = (/** @type {string | null | undefined} */ text, /** @type {object} */ values = {}) => (text ? [" ", el("q", { ...values }, text)] : []);
  const about = note.places.flatMap(({ name, words: printed, translated }, index) =>
    [index ? words.list_semicolon : "", name, ...quoted(printed, { lang: tag }), ...quoted(translated)]);
  const added = /** @type {const} */ (["reading", "scoring"]).flatMap((kind) =>
    note[kind] ? [" ", el("span", { className: kind }, el("b", {}, words[`note_${kind}`]), words.colon, ...withLanguages(note[kind]))] : []);
  return [el("p", { className: "remark-places" }, ...about), el("p", {}, ...withLanguages(note.why), ...added)];
}

/** A text in pieces, of which every second is Chinese within English. @param {string[]} pieces */
const withLanguages = (pieces) => pieces.map((piece, index) => (index % 2 ? el("span", { lang: "zh-CN" }, piece) : piece));
