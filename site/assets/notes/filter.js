import { writeQuery } from "../shared/address-query.js";
import { part } from "../shared/element.js";

/** Shows the notes of the clause, kind and certainty chosen in a form, and how many they are. @param {HTMLFormElement} form */
function filter(form) {
  const chosen = Object.fromEntries(new FormData(form));
  const fits = (/** @type {HTMLElement} */ { dataset }) =>
    (!chosen.clause || (dataset.clauses ?? "").split(" ").includes(String(chosen.clause))) &&
    (!chosen.kind || dataset.kind === chosen.kind) &&
    (!chosen.certainty || dataset.certainty === chosen.certainty);
  let count = 0;
  for (const note of document.querySelectorAll("li[data-note]")) {
    note.hidden = !fits(note);
    if (!note.hidden) count += 1;
  }
  for (const section of document.querySelectorAll("main section")) {
    section.hidden = !section.querySelector("li:not([hidden])");
    const link = document.querySelector(`.contents a[href="#${section.getAttribute("aria-labelledby")}"]`);
    if (link?.parentElement) link.parentElement.hidden = section.hidden;
  }
  const output = part("output", form);
  output.textContent = (output.dataset.template ?? "").replace("{n}", String(count));
  part("[data-none]").hidden = count > 0;
  writeQuery(chosen);
}

/** Shows the form on the page of all notes, filled in as the address says. */
export function setUpFilter() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-sift]"));
  if (!form) return;
  const asked = new URLSearchParams(location.search);
  for (const field of /** @type {Iterable<HTMLSelectElement>} */ (/** @type {unknown} */ (form.elements))) {
    if (asked.has(field.name)) field.value = asked.get(field.name) ?? "";
  }
  form.hidden = false;
  form.onchange = () => filter(form);
  if (location.search) filter(form);
}
