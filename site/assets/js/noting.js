// Editor's notes: switched off for a clean reading, sifted on their page, printed under the full text.
(() => {
  const button = document.querySelector("[data-action=notes]");
  const isOff = remembered("notes") === "off";
  document.documentElement.classList.toggle("clean", isOff);
  if (button) {
    button.hidden = false;
    button.setAttribute("aria-pressed", !isOff);
    button.onclick = () => need("noting").then(() => dtmmNoting.toggle(button), gone);
  }
  if (document.querySelector("[data-sift]")) need("noting").catch(gone);
  // The full text gets its notes when somebody seems about to print.
  if (!document.body.matches(".page-standard")) return;
  const prepare = () => notes().then(() => dtmmNoting.footnotes(), console.error);
  addEventListener("keydown", ({ key }) => /Control|Meta/.test(key) && prepare());
  addEventListener("beforeprint", prepare);
  document.documentElement.addEventListener("pointerleave", prepare);
})();
