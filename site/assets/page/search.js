// The search field in the header loads search when it gets the focus; the keys `/` and Ctrl K open it with its commands.
import { isPageKey, isWritten } from "../shared/page-key.js";
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
    return started;
  };
  /** Shows the commands. @param {Element | null} [from]  What had the focus before. */
  const open = (from) => start().then(() => globalThis.dtmmFind?.open(from));
  field.addEventListener("focus", start);
  field.addEventListener("click", () => open());
  if (document.activeElement === field || document.body.matches(".page-search")) start();
  document.addEventListener("keydown", (event) => {
    const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    if (!isPageKey(event, "/") && !(isChord && (event.target === field || !isWritten(event)))) return;
    event.preventDefault();
    // On a narrow screen it is in the menu.
    const menu = /** @type {HTMLInputElement | null} */ (document.querySelector("#menu"));
    if (menu && !field.offsetParent) menu.checked = true;
    const from = document.activeElement;
    field.focus({ preventScroll: true });
    field.select();
    open(from);
  });
}
