/** Shows the notes of the clause, kind and certainty chosen in a form, and says how many. */
function sift(form) {
  const chosen = Object.fromEntries(new FormData(form));
  const fits = ({ dataset }) =>
    (!chosen.clause || dataset.clauses.split(" ").includes(chosen.clause)) &&
    (!chosen.kind || dataset.kind === chosen.kind) &&
    (!chosen.certainty || dataset.certainty === chosen.certainty);
  let count = 0;
  for (const note of document.querySelectorAll("li[data-note]")) {
    note.hidden = !fits(note);
    count += !note.hidden;
  }
  for (const section of document.querySelectorAll("main section")) section.hidden = !section.querySelector("li:not([hidden])");
  const output = form.querySelector("output");
  output.textContent = output.dataset.template.replace("{n}", count);
  document.querySelector("[data-none]").hidden = count > 0;
  writeQuery(chosen);
}

// On the page of all notes the form is shown, filled in as the address says.
const form = document.querySelector("[data-sift]");
if (form) {
  const asked = new URLSearchParams(location.search);
  for (const { name } of form.elements) if (asked.has(name)) form.elements[name].value = asked.get(name);
  form.hidden = false;
  form.onchange = () => sift(form);
  if (location.search) sift(form);
}
