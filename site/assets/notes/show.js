// Shows the notes of a page: their marks in the text, and their words below it.
import { part } from "../shared/element.js";
import { remember } from "../shared/remember.js";
import { inPlace } from "../shared/scroll-anchor.js";
import { listNotes } from "./list.js";
import { setMarks } from "./marks.js";

let isSet = false;

/** Puts the notes into the page. Those of an entry are below its own page already, in all languages. */
function setNotes() {
  if (isSet) return;
  isSet = true;
  const ids = part("[data-action=notes]").dataset.notes;
  const wanted = ids ? new Set(ids.split(" ")) : undefined;
  const sides = document.querySelectorAll(".pair > section");
  for (const side of sides.length ? sides : [part("main")]) {
    const lang = /** @type {Lang} */ (side.closest("[lang]")?.getAttribute("lang")?.slice(0, 2));
    const notes = globalThis.dtmmNotes[lang].notes.filter(({ id }) => !wanted || wanted.has(id));
    setMarks(notes, lang, side);
    // The scorer shows a few entries at a time, all notes below it would be about others.
    if (!sides.length && !document.body.matches(".scores")) listNotes(notes, lang);
  }
  for (const listed of document.querySelectorAll("li[data-note]")) listed.id = listed.dataset.note ?? "";
}

/** @param {boolean} isShown */
export function show(isShown) {
  inPlace(() => {
    if (isShown) setNotes();
    document.documentElement.classList.toggle("noted", isShown);
  });
  part("[data-action=notes]").setAttribute("aria-pressed", String(isShown));
}

/** Shows or hides the notes, and remembers the choice. */
export function toggle() {
  const isShown = !document.documentElement.classList.contains("noted");
  show(isShown);
  remember("notes", isShown ? "on" : "");
}
