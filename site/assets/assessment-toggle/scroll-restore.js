// Restores the scroll position on pages with controls: they are longer than when the browser restores it
// by itself. The position is stored in the history entry, and restored once everything is drawn.

import { chosenSubdomain, rememberSubdomain } from "./chosen-subdomain.js";
import { entryScrolledTo } from "../shared/entry-in-view.js";

/** How long the page must not scroll before its position is stored, in milliseconds. */
const DEBOUNCE = 200;
/** What comes into view takes its real height a few frames later: after so many without a move the position is final. */
const FRAMES_STILL = 10;
const READER_EVENTS = ["wheel", "touchmove", "pointerdown", "keydown"];

/** @param {Element} one */
const top = (one) => one.getBoundingClientRect().top;

function storePosition() {
  const one = entryScrolledTo();
  history.replaceState({ ...history.state, place: one && [one.id, top(one)], subdomain: chosenSubdomain() }, "");
  rememberSubdomain();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function storeSoon() {
  clearTimeout(timer);
  timer = setTimeout(storePosition, DEBOUNCE);
}

/** Restores the position once the page is loaded and drawn. @param {Promise<unknown> | undefined} drawn */
export function setUpScrollRestore(drawn) {
  const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  // A page that is newly opened begins at its top.
  const [id, was] = (/reload|back/.test(navigation?.type ?? "") && history.state?.place) || [];
  let isScrolledByReader = false;
  const take = () => (isScrolledByReader = true);
  for (const name of READER_EVENTS) addEventListener(name, take, { once: true, passive: true });
  const loaded = new Promise((done) => (document.readyState === "complete" ? done(undefined) : addEventListener("load", done)));
  Promise.all([drawn, loaded]).then(() => {
    const one = document.getElementById(id);
    const moved = () => (one?.getClientRects().length ? top(one) - was : 0);
    const height = () => document.documentElement.scrollHeight;
    let left = [scrollY, height()];
    let framesStill = 0;
    const step = () => {
      // The browser scrolls by itself where the page grows or shrinks; where it does neither, somebody has scrolled.
      if (framesStill > 0 && scrollY !== left[0] && height() === left[1]) isScrolledByReader = true;
      const before = scrollY;
      if (!isScrolledByReader) scrollBy(0, moved());
      left = [scrollY, height()];
      framesStill = scrollY === before ? framesStill + 1 : 1;
      if (framesStill <= FRAMES_STILL) return requestAnimationFrame(step);
      for (const name of ["scroll", "change", "click"]) addEventListener(name, storeSoon);
      return storeSoon();
    };
    step();
  });
}
