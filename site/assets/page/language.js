// The link to the other language opens it at the same place and in the same view.

/** @param {Element} one  The distance of its top from that of the window. */
const top = (one) => one.getBoundingClientRect().top;

/** Whether both languages have an anchor here, with none inside. @param {Element} one */
const isAnchor = (one) => /^[A-Z]{3}-|^(clause|table|figure|term|level)-/.test(one.id) && !one.querySelector("[id]");

/** @param {MouseEvent} event */
function keepPlace({ currentTarget }) {
  const link = /** @type {HTMLAnchorElement} */ (currentTarget);
  const target = document.querySelector(":target");
  const isInView = target && top(target) > 0 && top(target) < innerHeight;
  const seen = scrollY > 0 && !isInView && [...document.querySelectorAll("main [id]")].find((one) => top(one) > 9 && isAnchor(one));
  link.hash = seen ? seen.id : location.hash;
  link.search = location.search;
}

export function setUpLanguageLink() {
  document.querySelector("a.language")?.addEventListener("click", keepPlace);
}
