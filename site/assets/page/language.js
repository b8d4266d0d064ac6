// The link to the other language opens it at the same place and in the same view.

/** @param {Element} one  The distance of its top from that of the window. */
const top = (one) => one.getBoundingClientRect().top;

/** @param {MouseEvent} event */
function keepPlace({ currentTarget }) {
  const link = /** @type {HTMLAnchorElement} */ (currentTarget);
  const target = document.querySelector(":target");
  const isInView = target && top(target) > 0 && top(target) < innerHeight;
  const seen = scrollY > 0 && !isInView && [...document.querySelectorAll(anchorSelector)].find((one) => top(one) > 9 && !one.querySelector("[id]"));
  link.hash = seen ? seen.id : location.hash;
  link.search = location.search;
}

export function setUpLanguageLink() {
  document.querySelector("a.language")?.addEventListener("click", keepPlace);
}
