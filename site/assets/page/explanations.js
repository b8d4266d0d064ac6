// Explains terms, abbreviations and note marks on hover, focus and first touch.
import { read } from "./loading.js";

/**
 * Explains a link, unless the reader has moved on while the explanation was loaded: nothing would close it then.
 * @param {HTMLAnchorElement} link
 * @param {() => boolean} isWanted
 */
function explain(link, isWanted) {
  read((reader) => isWanted() && reader.explain(link));
}

/** The link of a term or note that an event is about. @param {Event} event */
function termOf({ target }) {
  const link = /** @type {Element} */ (target).closest?.("a.t, a.n");
  return /** @type {HTMLAnchorElement | null} */ (link);
}

export function setUpExplanations() {
  /** @type {HTMLAnchorElement | null} */
  let touched = null;
  document.addEventListener("pointerover", (event) => {
    const link = termOf(event);
    if (link && event.pointerType === "mouse") explain(link, () => link.matches(":hover"));
  });
  document.addEventListener("focusin", (event) => {
    const link = termOf(event);
    if (link) explain(link, () => document.activeElement === link);
  });
  document.addEventListener("click", (event) => {
    const link = termOf(event);
    // A finger cannot hover: the first touch explains, the second follows the link.
    if (link && /** @type {PointerEvent} */ (event).pointerType === "touch" && touched !== link) {
      event.preventDefault();
      explain(link, () => true);
    }
    touched = link;
  });
}
