// A page with controls is longer than when the browser scrolls to where the reader was on it, and is laid
// out where it is seen: the place is noted with the page in the history, and found again once all is there.
(() => {
  const QUIET = 200; // milliseconds without scrolling
  const WAYS = ["wheel", "touchmove", "pointerdown", "keydown"];
  const top = (one) => one.getBoundingClientRect().top;

  const inSight = () => {
    for (let y = 90; scrollY > 0 && y < innerHeight; y += 40) {
      const one = document.elementFromPoint(innerWidth / 3, y)?.closest("[data-requirement]");
      if (one) return one;
    }
  };
  const note = () => {
    const one = inSight();
    history.replaceState({ ...history.state, place: one && [one.id, top(one)] }, "");
  };
  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(note, QUIET);
  };

  // Opened anew, it begins at its head.
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  const [id, was] = (/reload|back/.test(type) && history.state?.place) || [];
  let theirs = false;
  const take = () => (theirs = true);
  for (const way of WAYS) addEventListener(way, take, { once: true, passive: true });
  const loaded = new Promise((done) => (document.readyState === "complete" ? done() : addEventListener("load", done)));
  Promise.all([dtmmAnswering.drawn, loaded]).then(() => {
    const one = document.getElementById(id);
    const back = () => one && !theirs && scrollBy(0, top(one) - was);
    back();
    // What has come near takes the room it needs; then it stands.
    requestAnimationFrame(() => requestAnimationFrame(() => {
      back();
      addEventListener("scroll", soon);
      soon();
    }));
  });
})();
