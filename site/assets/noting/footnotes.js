/** The notes in the language of the page, and the words they are told with. */
const told = () => globalThis.dtmmNotes[document.documentElement.lang.slice(0, 2)];

/** Puts the notes under the full text, to be printed as its footnotes: on the screen each opens at its mark. */
function footnotes() {
  if (document.querySelector(".ed-notes")) return;
  const { words, notes } = told();
  const item = (note) => el("li", { "data-note": note.id }, el("span", { className: "remark-number" }, note.number), ...paragraphs(note));
  const section = el("section", { className: "ed-notes printed", "aria-label": words.notes }, el("h2", {}, words.notes), el("ol", {}, ...notes.map(item)));
  document.querySelector("main article").append(section);
}

/** The paragraphs of one note. */
const remark = (id) => paragraphs(told().notes.find((note) => note.id === id));

/** What a note says, as `templates/parts/notes.html` has it. */
function paragraphs({ places, why, ...more }) {
  const { words } = told();
  const quoted = (text, values) => (text ? [" ", el("q", values, text)] : []);
  const about = places.flatMap(({ name, words: zh, translated }, index) =>
    [index ? words.list_semicolon : "", name, ...quoted(zh, { lang: "zh-CN" }), ...quoted(translated)]);
  const added = ["reading", "scoring"].filter((kind) => more[kind]).flatMap((kind) =>
    [" ", el("span", { className: kind }, el("b", {}, words[`note_${kind}`]), words.colon, ...said(more[kind]))]);
  return [el("p", { className: "remark-places" }, ...about), el("p", {}, ...said(why), ...added)];
}

/** A text in pieces, of which every second is Chinese in another language. */
const said = (pieces) => pieces.map((piece, index) => (index % 2 ? el("span", { lang: "zh-CN" }, piece) : piece));
