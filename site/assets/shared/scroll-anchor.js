// Keeps the reader's place when the page above it grows or shrinks.

/**
 * Makes a change, then scrolls so that what the reader looks at stays where it was: the target of the
 * address if it is in view, otherwise the first anchor in view.
 * @template T
 * @param {() => T} change
 * @returns {T}  What the change returned.
 */
export function inPlace(change) {
  const box = (/** @type {Element} */ one) => one.getBoundingClientRect();
  const isFirst = (/** @type {HTMLElement} */ one) => box(one).bottom > 90 && one.offsetParent && !one.querySelector("[id]");
  const target = document.querySelector(":target");
  const isInView = target && box(target).top > 0 && box(target).top < innerHeight;
  const seen = (scrollY > 0 && (isInView ? target : [...document.querySelectorAll("main [id]:not(input)")].find(isFirst))) || undefined;
  const before = seen ? box(seen).top : 0;
  const result = change();
  if (seen?.offsetParent) scrollBy(0, box(seen).top - before);
  return result;
}
