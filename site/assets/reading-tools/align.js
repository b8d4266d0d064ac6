// The other language beside the text, paragraph by paragraph.
import { entries, labelled, other as otherLanguage, tags, texts } from "../shared/base.js";
import { el } from "../shared/element.js";

// Used only where there is one.
const other = /** @type {Lang} */ (otherLanguage);

/** An element with its words in the other language. @typedef {[HTMLElement, string]} Pair */

/** Entries and their examples. @returns {Iterable<[Element | null | undefined, string | undefined]>} */
function* entryPairs() {
  for (const shown of document.querySelectorAll("main [data-requirement]")) {
    const found = entries.get(shown.dataset.requirement ?? "");
    if (!found || !shown.matches("li")) continue;
    yield [shown.querySelector("p"), labelled(found.entry.letter, found.entry[other])];
    for (const [index, example] of shown.querySelectorAll(".example").entries()) {
      const letter = example.querySelector(".letter");
      yield [example, `${letter ? `${letter.textContent} ` : ""}${found.entry.examples?.[index][other]}`];
    }
  }
}

/** Running text, references and terms. @returns {Iterable<[Element | null | undefined, string | undefined]>} */
function* textPairs() {
  for (const domain of texts.domains) {
    const head = document.getElementById(domain.id);
    yield [head?.parentElement?.querySelector(":scope > p:not([class]), :scope > p.intro"), domain.intro[other]];
  }
  for (const part of texts.parts) {
    const section = document.querySelector(`section[aria-labelledby="${CSS.escape(part.id)}"]`);
    const paragraphs = section?.querySelectorAll(":scope > p, :scope > .aligned > p:not(.beside)") ?? [];
    for (const [index, paragraph] of paragraphs.entries()) yield [paragraph, part.paragraphs[index]?.[other]];
  }
  for (const { within, titles } of texts.references) {
    const shown = document.querySelectorAll(`section[aria-labelledby="${CSS.escape(within)}"] .references li`);
    for (const [index, item] of shown.entries()) yield [item.querySelector("cite"), titles[index]?.[other]];
  }
  for (const term of texts.terms) {
    yield [document.getElementById(term.id)?.querySelector("p"), term.definition[other]];
    for (const { id, text } of term.notes) yield [document.getElementById(id), text[other]];
  }
  for (const level of texts.levels) {
    const shown = document.getElementById(level.id);
    yield [shown?.matches("li") ? shown.firstElementChild : shown?.parentElement?.querySelector(":scope > .intro"), level.text[other]];
  }
}

/** Every paragraph of the page that has a counterpart, with it. */
function counterparts() {
  return /** @type {Pair[]} */ ([...entryPairs(), ...textPairs()].filter(([element, text]) => element && text));
}

/** The headings of clauses, domains and subdomains, with their names in the other language. */
function names() {
  const named = /** @type {[Element | false | null | undefined, string][]} */ ([]);
  for (const domain of texts.domains) {
    const heading = document.getElementById(domain.id);
    named.push([heading?.matches("h1, h2, h3") && heading, domain.name[other]]);
    for (const subdomain of domain.subdomains) {
      const row = document.getElementById(subdomain.code);
      const name = row?.querySelector(".name th") ?? (document.querySelector(".page-subdomain h1") && row ? document.querySelector("h1") : null);
      named.push([name, subdomain.name[other]]);
    }
  }
  for (const part of texts.parts) named.push([document.getElementById(part.id), part.title[other]]);
  return /** @type {Pair[]} */ (named.filter(([element]) => element));
}

/** Shows both languages side by side, or removes the other one again. @param {boolean} both */
export function alignTexts(both) {
  if (both === Boolean(document.querySelector(".beside"))) return;
  if (!both) {
    document.querySelectorAll(".beside").forEach((beside) => beside.remove());
    document.querySelectorAll(".aligned").forEach((pair) => pair.replaceWith(...pair.childNodes));
    return;
  }
  for (const [element, text] of counterparts()) {
    if (element.tagName === "CITE") {
      element.after(el("span", { className: "beside", lang: tags[other] }, ` ${text}`));
      continue;
    }
    const pair = el("div", { className: "aligned" });
    element.replaceWith(pair);
    pair.append(element, el("p", { className: "beside", lang: tags[other] }, text));
  }
  for (const [element, text] of names()) element.append(el("span", { className: "beside", lang: tags[other] }, text));
}
