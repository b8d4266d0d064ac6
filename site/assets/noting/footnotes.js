/** Puts the notes under the full text, to be printed as its footnotes: on the screen each opens at its mark. */
function footnotes() {
  if (document.querySelector(".remarks")) return;
  const { heading, notes } = globalThis.dtmmNotes;
  const list = el("ol");
  for (const note of notes) {
    const places = note.places.flatMap(({ name, words }, index) => [index ? "；" : "", name, words ? ` “${words}”` : ""]);
    const said = [note.why, ...note.more.map(({ name, text }) => ` ${name}: ${text}`)];
    list.append(el("li", { "data-note": note.id }, el("span", { className: "remark-number" }, note.number),
      el("p", { className: "remark-places" }, ...places), el("p", {}, ...said)));
  }
  const section = el("section", { className: "remarks printed", "aria-label": heading }, el("h2", {}, heading), list);
  document.querySelector("main article").append(section);
}
