// Marks the current section in the contents of a page, and closes them on a narrow screen once one is chosen.

/** @param {HTMLAnchorElement} link */
const heading = ({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1)));

/** @param {HTMLAnchorElement} link */
const isPassed = (link) => (heading(link)?.getClientRects()[0]?.top ?? Infinity) < innerHeight / 3;

export function setUpTocSpy() {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".contents a")]);
  const label = document.querySelector(".section-in-view");
  const update = () => {
    const current = links.filter(isPassed).pop();
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (label) label.textContent = current?.textContent ?? "";
  };
  const observer = new IntersectionObserver(update, { rootMargin: "0px 0px -66% 0px" });
  for (const link of links) observer.observe(/** @type {HTMLElement} */ (heading(link)));
  const fold = /** @type {HTMLInputElement | null} */ (document.querySelector("#contents"));
  const close = () => {
    if (fold) fold.checked = false;
  };
  for (const link of links) link.addEventListener("click", close);
  addEventListener("keydown", ({ key }) => key === "Escape" && close());
}
