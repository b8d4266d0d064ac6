// Marks the current section in the table of contents of the full text.

/** @param {HTMLAnchorElement} link */
const heading = ({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1)));

/** @param {HTMLAnchorElement} link */
const isPassed = (link) => (heading(link)?.getBoundingClientRect().top ?? Infinity) < innerHeight / 3;

export function setUpTocSpy() {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".contents a")]);
  const update = () => {
    const current = links.filter(isPassed).pop();
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver(update, { rootMargin: "0px 0px -66% 0px" });
  for (const link of links) observer.observe(/** @type {HTMLElement} */ (heading(link)));
}
