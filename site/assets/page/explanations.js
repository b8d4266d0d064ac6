// Explains terms, abbreviations and note marks on hover, focus and first touch.
import { loadNotes, read } from "./loading.js";

/** @param {HTMLAnchorElement} link */
async function explain(link) {
  if (link.matches(".page-standard .n")) await loadNotes().catch(console.error);
  read((reader) => reader.explain(link));
}

/** The link of a term or note that an event is about. @param {Event} event */
function termOf({ target }) {
  const link = /** @type {Element} */ (target).closest?.("a.t, a.n");
  return /** @type {HTMLAnchorElement | null} */ (link);
}

export function setUpExplanations() {
  /** @type {HTMLAnchorElement | null} */
  let touched = null;
  const explainTerm = (/** @type {Event} */ event) => {
    const link = termOf(event);
    if (link) explain(link);
  };
  document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && explainTerm(event));
  document.addEventListener("focusin", explainTerm);
  document.addEventListener("click", (event) => {
    const link = termOf(event);
    // A finger cannot hover: the first touch explains, the second follows the link.
    if (link && /** @type {PointerEvent} */ (event).pointerType === "touch" && touched !== link) {
      event.preventDefault();
      explain(link);
    }
    touched = link;
  });
}
