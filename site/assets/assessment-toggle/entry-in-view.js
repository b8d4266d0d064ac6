/** The first entry in view, if the page is scrolled. */
export function entryInView() {
  for (let y = 90; scrollY > 0 && y < innerHeight; y += 40) {
    const one = document.elementFromPoint(innerWidth / 3, y)?.closest("[data-requirement]");
    if (one) return one;
  }
  return undefined;
}
