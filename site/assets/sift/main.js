// Shows those of the notes or terms of a page that have the words and the kind the reader asks for, and how many they are.
import { writeQuery } from "../shared/address-query.js";
import { fill, part } from "../shared/element.js";

const form = /** @type {HTMLFormElement} */ (part("[data-sift]"));
const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("li[data-note], .gloss-defined > div, .gloss tbody > tr")]);

/** Letters as they are compared: full-width ones and capitals are the same. @param {string} text */
const folded = (text) => text.normalize("NFKC").toLowerCase();

/** What an item says, without its buttons. @param {HTMLElement} item */
function wordsOf(item) {
  const copy = /** @type {HTMLElement} */ (item.cloneNode(true));
  for (const aside of copy.querySelectorAll("button, .here")) aside.remove();
  return folded(copy.textContent ?? "");
}

/** The words of each item, once they are asked for. @type {Map<HTMLElement, string>} */
const said = new Map();

/** Whether an item has all these words. @param {HTMLElement} item @param {string[]} words */
function has(item, words) {
  if (!said.has(item)) said.set(item, wordsOf(item));
  const text = said.get(item) ?? "";
  return words.every((word) => text.includes(word));
}

const asked = () => /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));

function sift() {
  const { words: typed, ...chosen } = asked();
  const words = folded(typed).split(/\s+/).filter(Boolean);
  const isChosen = (/** @type {HTMLElement} */ { dataset }) =>
    Object.entries(chosen).every(([name, value]) => !value || (dataset[name] ?? "").split(" ").includes(value));
  for (const item of items) item.hidden = !(isChosen(item) && (!words.length || has(item, words)));
  const shown = items.filter((item) => !item.hidden);
  for (const section of document.querySelectorAll("main section")) {
    section.hidden = !shown.some((item) => section.contains(item));
    const link = document.querySelector(`.contents a[href="#${section.getAttribute("aria-labelledby")}"]`);
    if (link?.parentElement) link.parentElement.hidden = section.hidden;
  }
  const output = part("output", form);
  output.textContent = fill(output.dataset.template ?? "", { n: shown.length });
  part("[data-none]").hidden = shown.length > 0;
}

const inAddress = new URLSearchParams(location.search);
for (const field of /** @type {Iterable<HTMLInputElement | HTMLSelectElement>} */ (/** @type {unknown} */ (form.elements))) {
  if (inAddress.has(field.name)) field.value = inAddress.get(field.name) ?? "";
}
form.hidden = false;
form.oninput = sift;
form.onchange = () => writeQuery(asked());
form.onsubmit = (event) => event.preventDefault();
sift();
