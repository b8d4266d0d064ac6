// The search field in the header loads search when it gets the focus; the key `/` moves the focus there.
import { isPageKey } from "../shared/page-key.js";
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
    if (!isPageKey(event, "/")) return;
    event.preventDefault();
    // On a narrow screen it is in the menu.
    const menu = /** @type {HTMLInputElement | null} */ (document.querySelector("#menu"));
    if (menu && !field.offsetParent) menu.checked = true;
    field.focus();
    field.select();
  });
}
