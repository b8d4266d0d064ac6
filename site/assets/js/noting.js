// Editor's notes: switched off for a clean reading, sifted on their page, printed under the full text.
(() => {
  const KEY = "dtmm:notes";
  let off = remembered(KEY) === "off";
  const button = document.querySelector("[data-action=notes]");
  const show = () => {
    document.documentElement.classList.toggle("clean", off);
    button?.setAttribute("aria-pressed", !off);
  };
  show();
  if (button) {
    button.hidden = false;
    button.onclick = () => {
      off = !off;
      try {
        off ? localStorage.setItem(KEY, "off") : localStorage.removeItem(KEY);
      } catch {}
      show();
    };
  }
  const form = document.querySelector("[data-sift]");
  if (form) {
    const sift = () => need("noting").then(() => dtmmNoting.sift(form), gone);
    const asked = new URLSearchParams(location.search);
    for (const { name } of form.elements) if (asked.has(name)) form.elements[name].value = asked.get(name);
    form.hidden = false;
    form.onchange = sift;
    if (location.search) sift();
  }
  // The full text gets its notes when somebody seems about to print.
  if (!document.body.matches(".page-standard")) return;
  const prepare = () => notes().then(() => dtmmNoting.footnotes(), console.error);
  addEventListener("keydown", ({ key }) => /Control|Meta/.test(key) && prepare());
  addEventListener("beforeprint", prepare);
  document.documentElement.addEventListener("pointerleave", prepare);
})();
