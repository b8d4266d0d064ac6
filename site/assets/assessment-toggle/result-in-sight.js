// On the scorer the result stands beside the entries where there is room. While it is in sight, the bar at the foot does
// not say it again: the stylesheet hides its line.
export function setUpResultInSight() {
  const result = document.querySelector(".beside-entries");
  if (!result) return;
  const tell = (/** @type {IntersectionObserverEntry[]} */ seen) =>
    document.documentElement.toggleAttribute("data-result-in-sight", seen[seen.length - 1].isIntersecting);
  new IntersectionObserver(tell).observe(result);
}
