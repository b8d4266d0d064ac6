// On a phone, what saves and opens files stands among what manages assessments, so that the entries begin on the first screen.
export function setUpShelf() {
  const manage = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".manage"));
  const files = document.querySelector(".shelf-row .actions");
  if (!manage || !files || !matchMedia("(max-width: 47.99em)").matches) return;
  manage.querySelector(".inside")?.prepend(files);
  // What becomes of a file is said on the page, below what manages.
  const close = () => {
    manage.open = false;
    manage.querySelector("summary")?.focus();
  };
  files.addEventListener("change", close);
  files.addEventListener("click", ({ target }) => /** @type {Element} */ (target).matches("button") && close());
}
