import { part } from "./element.js";

/** The first entry in view below the head of the page. */
export function entryInView() {
  const { left, width } = part("main").getBoundingClientRect();
  for (let y = 90; y < innerHeight; y += 40) {
    const one = document.elementFromPoint(left + width * 0.4, y)?.closest("[data-requirement]");
    if (one) return one;
  }
  return undefined;
}

/** The same, if the page is scrolled: else the reader is at its top. */
export const entryScrolledTo = () => (scrollY > 0 ? entryInView() : undefined);
