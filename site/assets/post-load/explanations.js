// Explains terms, abbreviations and note marks on hover, focus and first touch.
const { read } = dtmm;

/**
 * Explains a link, unless the reader has moved on while the explanation was loaded: nothing would close it then.
 * @param {HTMLAnchorElement} link
 * @param {() => boolean} isWanted
 */
function explain(link, isWanted) {
  read((reader) => isWanted() && reader.explain(link));
}

/** The link of a term or note around an element. @param {EventTarget | null} target */
function termOf(target) {
  const link = /** @type {Element | null} */ (target)?.closest?.("a.t, a.n");
  return /** @type {HTMLAnchorElement | null} */ (link ?? null);
}

/** Explains a link as long as the pointer is over it. @param {HTMLAnchorElement | null} link */
const explainHovered = (link) => link && explain(link, () => link.matches(":hover"));

/** Explains a link as long as it has the focus. @param {HTMLAnchorElement | null} link */
const explainFocused = (link) => link && explain(link, () => document.activeElement === link);

export function setUpExplanations() {
  /** @type {HTMLAnchorElement | null} */
  let touched = null;
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") explainHovered(termOf(event.target));
  });
  document.addEventListener("focusin", ({ target }) => explainFocused(termOf(target)));
  document.addEventListener("click", (event) => {
    const link = termOf(event.target);
    // A finger cannot hover: the first touch explains, the second follows the link.
    if (link && /** @type {PointerEvent} */ (event).pointerType === "touch" && touched !== link) {
      event.preventDefault();
      explain(link, () => true);
    }
    touched = link;
  });
  // What the reader was at before this script came.
  explainFocused(termOf(document.activeElement));
  if (matchMedia("(hover: hover)").matches) explainHovered(termOf(document.querySelector("a:is(.t, .n):hover")));
}
