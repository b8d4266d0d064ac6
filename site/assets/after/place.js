// Marks in the contents of the full text where the reader is.
(() => {
  const links = [...document.querySelectorAll(".contents a")];
  const heading = ({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1)));
  const isPassed = (link) => heading(link).getBoundingClientRect().top < innerHeight / 3;
  const update = () => {
    const here = links.filter(isPassed).pop();
    for (const link of links) link === here ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
  };
  const seen = new IntersectionObserver(update, { rootMargin: "0px 0px -66% 0px" });
  for (const link of links) seen.observe(heading(link));
})();
