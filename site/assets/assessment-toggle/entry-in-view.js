import { part } from "../shared/element.js";

/** The first entry in view, if the page is scrolled. */
export function entryInView() {
  const { left, width } = part("main").getBoundingClientRect();
  for (let y = 90; scrollY > 0 && y < innerHeight; y += 40) {
    const one = document.elementFromPoint(left + width * 0.4, y)?.closest("[data-requirement]");
    if (one) return one;
  }
  return undefined;
}
