// Keeps the reader's place when the page above it grows or shrinks.

/** What stayed in its place at the last change, and how far the page was scrolled after it. @type {{ seen: HTMLElement, at: number } | undefined} */
let last;

/**
 * Makes a change, then scrolls so that what the reader looks at stays where it was: what stayed at the change
 * before if the reader has not scrolled since, the target of the address if it is in view, otherwise the first
 * anchor in view.
 * @template T
 * @param {() => T} change
 * @returns {T}  What the change returned.
 */
export function inPlace(change) {
  const box = (/** @type {Element} */ one) => one.getBoundingClientRect();
  const isFirst = (/** @type {HTMLElement} */ one) => box(one).bottom > 90 && one.offsetParent && !one.querySelector("[id]");
  const target = document.querySelector(":target");
  const isInView = target && box(target).top > 0 && box(target).top < innerHeight;
  const isWhereItWas = last?.seen.offsetParent && Math.abs(last.at - scrollY) < 2;
  const found = () => isInView ? target : [...document.querySelectorAll("main [id]:not(input)")].find(isFirst);
  const seen = /** @type {HTMLElement | undefined} */ ((scrollY > 0 && (isWhereItWas ? last?.seen : found())) || undefined);
  const before = seen ? box(seen).top : 0;
  const result = change();
  if (seen?.offsetParent) scrollBy(0, box(seen).top - before);
  last = seen && { seen, at: scrollY };
  return result;
}
