// The other language beside the text, paragraph by paragraph.

/** Every paragraph of the page that has a counterpart, with its words in the other language. */
function counterparts() {
  const pairs = [];
  const pair = (element, text) => element && text && pairs.push([element, text]);
  for (const shown of document.querySelectorAll("main [data-requirement]")) {
    const found = entries.get(shown.dataset.requirement);
    if (!found || !shown.matches("li")) continue;
    pair(shown.querySelector("p"), `${found.entry.letter}) ${found.entry[other]}`);
    shown.querySelectorAll(".example").forEach((example, index) => {
      const letter = example.querySelector(".letter");
      pair(example, `${letter ? `${letter.textContent} ` : ""}${found.entry.examples[index][other]}`);
    });
  }
  for (const domain of texts.domains) {
    const head = document.getElementById(`clause-${domain.clause}`);
    pair(head?.parentElement.querySelector(":scope > p:not([class]), :scope > p.intro"), domain.intro[other]);
  }
  for (const part of texts.parts) {
    const section = document.querySelector(`section[aria-labelledby="${CSS.escape(part.id)}"]`);
    const paragraphs = section?.querySelectorAll(":scope > p, :scope > .aligned > p:not(.beside)") ?? [];
    paragraphs.forEach((paragraph, index) => pair(paragraph, part.paragraphs[index]?.[other]));
  }
  for (const list of ["references", "bibliography"]) {
    const shown = document.querySelectorAll(`section[aria-labelledby="${list === "references" ? "clause-2" : list}"] .references li`);
    shown.forEach((item, index) => pair(item.querySelector("cite"), texts[list][index]?.[other]));
  }
  for (const term of texts.terms) {
    const section = document.getElementById(`term-${term.number}`);
    pair(section?.querySelector("p"), term.definition[other]);
    term.notes.forEach((note, index) => pair(document.getElementById(`term-${term.number}-note-${index + 1}`), note[other]));
  }
  texts.levels.forEach((level, index) => {
    const shown = document.getElementById(`level-${index + 1}`);
    pair(shown?.matches("li") ? shown.firstElementChild : shown?.parentElement.querySelector(":scope > .intro"), level.text[other]);
  });
  return pairs;
}

/** The names of clauses and subdomains, with those in the other language. */
function names() {
  const named = [];
  const name = (element, text) => element && named.push([element, text]);
  for (const domain of texts.domains) {
    const heading = document.getElementById(`clause-${domain.clause}`);
    name(heading?.matches("h1, h2, h3") && heading, domain.name[other]);
    for (const subdomain of domain.subdomains) {
      const row = document.getElementById(subdomain.code);
      name(row?.querySelector(".name th") ?? (document.querySelector(".page-subdomain h1") && row ? document.querySelector("h1") : null), subdomain.name[other]);
    }
  }
  for (const part of texts.parts) name(document.getElementById(part.id), part.title[other]);
  return named.filter(([element]) => element);
}

function alignTexts(both) {
  const are = document.querySelector(".beside");
  if (!both === !are) return;
  if (!both) {
    document.querySelectorAll(".beside").forEach((beside) => beside.remove());
    document.querySelectorAll(".aligned").forEach((pair) => pair.replaceWith(...pair.childNodes));
    return;
  }
  for (const [element, text] of counterparts()) {
    if (element.matches("cite")) {
      element.after(el("span", { className: "beside", lang: tags[other] }, ` ${text}`));
      continue;
    }
    const pair = el("div", { className: "aligned" });
    element.replaceWith(pair);
    pair.append(element, el("p", { className: "beside", lang: tags[other] }, text));
  }
  for (const [element, text] of names()) element.append(el("span", { className: "beside", lang: tags[other] }, text));
}
