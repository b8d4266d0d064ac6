// The editor's notes of the full text, which does not contain them.

/** Loads them. */
export const loadNotes = () => dtmm.need(`notes-${document.documentElement.lang.slice(0, 2)}`, "notes");

/** Adds them to the page, where there are some, when the reader is likely to print. */
export function setUpPrintedNotes() {
  if (!document.querySelector("[data-action=notes]") || !document.body.matches(".page-standard")) return;
  const prepare = () => loadNotes().then(() => dtmmNoting.footnotes(), console.error);
  addEventListener("keydown", ({ key }) => /Control|Meta/.test(key) && prepare());
  addEventListener("beforeprint", prepare);
  document.documentElement.addEventListener("pointerleave", prepare);
}
