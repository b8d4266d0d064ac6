// Puts a button to cite it beside every entry; the rest is loaded when one is used.
(() => {
  const name = document.getElementById("main").dataset.cite;
  if (!name) return;
  for (const marks of document.querySelectorAll("[data-requirement] > .marks")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cite";
    button.textContent = name;
    button.setAttribute("aria-expanded", "false");
    const id = marks.firstElementChild;
    id ? id.after(button) : marks.prepend(button);
  }
  document.addEventListener("click", ({ target }) => {
    if (target.matches?.("button.cite")) read((reader) => reader.cite(target));
  });
  try {
    if (localStorage.getItem("dtmm:picked")) read((reader) => reader.list());
  } catch {}
})();
