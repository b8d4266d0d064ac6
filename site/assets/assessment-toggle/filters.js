// A button of the scorer shows and hides its filters.

export function setUpFilters() {
  const button = document.querySelector("[data-action=filters]");
  const filters = /** @type {HTMLElement | null} */ (document.querySelector("#filters"));
  button?.addEventListener("click", () => {
    if (!filters) return;
    filters.hidden = !filters.hidden;
    button.setAttribute("aria-expanded", String(!filters.hidden));
  });
}
