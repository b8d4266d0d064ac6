// Marks the current section in the contents of a page, and closes them on a narrow screen once one is chosen.

/** @param {HTMLAnchorElement} link */
const heading = ({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1)));

/** How far down the window a heading counts as passed, in hundredths of its height. */
const LINE = 34;

/** @param {HTMLAnchorElement} link */
const isPassed = (link) => (heading(link)?.getClientRects()[0]?.top ?? Infinity) <= (innerHeight * LINE) / 100;

/** Scrolls the contents so that a link can be seen there. @param {HTMLElement} list @param {HTMLElement} link */
function bringIntoSight(list, link) {
  const [box, row] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
  if (row.top < box.top || row.bottom > box.bottom) list.scrollTop += row.top - box.top - box.height / 2;
}

export function setUpTocSpy() {
  const list = /** @type {HTMLElement | null} */ (document.querySelector(".contents"));
  if (!list) return;
  const links = /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll("a")]);
  const label = document.querySelector(".section-in-view");
  const update = () => {
    const current = links.filter(isPassed).pop();
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (current) bringIntoSight(list, current);
    if (label) label.textContent = current?.textContent ?? "";
  };
  // Everything above the line counts as in view, so that a jump past many headings is told, too.
  const observer = new IntersectionObserver(update, { rootMargin: `1000000px 0px -${100 - LINE}% 0px` });
  for (const link of links) observer.observe(/** @type {HTMLElement} */ (heading(link)));
  const fold = /** @type {HTMLInputElement | null} */ (document.querySelector("#contents"));
  const close = () => {
    if (fold) fold.checked = false;
  };
  for (const link of links) link.addEventListener("click", close);
  addEventListener("keydown", ({ key }) => key === "Escape" && close());
}
