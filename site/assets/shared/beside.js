// Where a form stands that is opened beside an entry.

/** So much room a form needs, in pixels. */
const ROOM = 340;

/** Puts a form below a place, or at the end of the line where the place is too narrow for it. @param {HTMLElement} place @param {HTMLElement} form */
export function putBeside(place, form) {
  const isNarrow = place.clientWidth < ROOM && matchMedia("(min-width: 48em)").matches;
  form.classList.toggle("at-side", isNarrow);
  // There is room for one.
  if (isNarrow) /** @type {HTMLElement | null} */ (document.querySelector(".at-side .close"))?.click();
  place.after(form);
}
