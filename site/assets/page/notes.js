// The editor's notes: in the page when the reader asks for them.
import { gone, need } from "./loading.js";
import { remembered } from "./remembered.js";

/** Loads the notes in the language of the page, or in all of them on the page of an entry. */
function loadNotes() {
  const languages = new Set([...document.querySelectorAll("html, .pair > section")].map(({ lang }) => lang.slice(0, 2)));
  return need(...[...languages].map((language) => `notes-${language}`), "notes");
}

/** Shows the notes of the page, this time. */
export const showNotes = () => loadNotes().then(() => dtmmNoting.show(true));

export function setUpNotes() {
  const button = document.querySelector("[data-action=notes]");
  if (!button) return;
  button.hidden = false;
  button.onclick = () => loadNotes().then(() => dtmmNoting.toggle(), gone);
  if (remembered("notes") === "on") showNotes().catch(console.error);
}
