// Some versions of WebKitGTK 2.50 do not repaint text in a sticky bar until the page scrolls (2.50.6 does). Toggling a
// class of the bar makes it repaint.
export function setUpWebkitRepaint() {
  const bar = document.querySelector("[data-result-bar]");
  const why = bar?.querySelector("[data-why]");
  if (!bar || !why || !navigator.vendor.startsWith("Apple")) return;
  const repaint = () => requestAnimationFrame(() => bar.classList.toggle("repainted"));
  new MutationObserver(repaint).observe(why, { childList: true });
}
