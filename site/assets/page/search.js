// The search field in the header loads search when it gets the focus; the key `/` moves the focus there.
import { gone, need } from "./loading.js";

export function setUpSearch() {
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".find input"));
  if (!field) return;
  /** @type {Promise<void> | undefined} */
  let started;
  const start = () => {
    started ??= need("texts", "search").then(() => dtmmFind.start(), (error) => {
      gone(error);
      started = undefined;
    });
  };
  field.addEventListener("focus", start);
  if (document.activeElement === field || document.body.matches(".page-search")) start();
  document.addEventListener("keydown", (event) => {
    const isTyping = /** @type {Element} */ (event.target).closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}
