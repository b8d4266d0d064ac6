// WebKitGTK 2.50 was seen to go on showing old words in a bar that sticks to the window, until it is scrolled: it
// paints the bar anew where that changes as a whole. 2.50.6 paints the new words without this as well.
(() => {
  const bar = document.querySelector("[data-result-bar]");
  if (!bar || !navigator.vendor.startsWith("Apple")) return;
  const repaint = () => requestAnimationFrame(() => bar.classList.toggle("repainted"));
  new MutationObserver(repaint).observe(bar.querySelector(".why"), { childList: true });
})();
