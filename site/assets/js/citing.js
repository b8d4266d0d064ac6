// Puts buttons to cite it and to comment on it beside every entry, and one to comment beside every
// note; the rest is loaded when one is used.
(() => {
  const names = document.getElementById("main").dataset;
  const button = (kind) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = kind;
    made.textContent = names[kind];
    made.setAttribute("aria-expanded", "false");
    return made;
  };
  const both = ["cite", "comment"].map(button);
  for (const marks of document.querySelectorAll("[data-requirement] > .marks")) {
    const buttons = both.map((one) => one.cloneNode(true));
    const id = marks.firstElementChild;
    id ? id.after(...buttons) : marks.prepend(...buttons);
  }
  for (const kind of document.querySelectorAll("[data-note] > .remark-kind")) kind.append(" ", button("comment"));
  const comment = (act, ...more) => need("texts", "commenting", ...more).then(() => act(dtmmComments), gone);
  document.addEventListener("click", ({ target }) => {
    if (target.matches?.("button.cite")) read((reader) => reader.cite(target));
    if (target.matches?.("button.comment")) comment((comments) => comments.begin(target), ...(target.closest("[data-note]") ? ["notes-zh"] : []));
  });
  if (document.querySelector("[data-comments]")) comment((comments) => comments.page());
  if (remembered("picked")) read((reader) => reader.list());
})();
