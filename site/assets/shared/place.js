// Where the reader is on the page.

/**
 * Does something that makes the page grow or shrink, and keeps what the reader looks at where it is:
 * what a link led to, or the first in sight.
 */
function inPlace(change) {
  const box = (one) => one.getBoundingClientRect();
  const isFirst = (one) => box(one).bottom > 90 && one.offsetParent && !one.querySelector("[id]");
  const target = document.querySelector(":target");
  const stands = target && box(target).top > 0 && box(target).top < innerHeight;
  const seen = scrollY > 0 && (stands ? target : [...document.querySelectorAll("main [id]")].find(isFirst));
  const before = seen && box(seen).top;
  const done = change();
  if (seen && seen.offsetParent) scrollBy(0, box(seen).top - before);
  return done;
}
