// The key `?` shows the list of keyboard shortcuts of the scorer, and leads back to where one was.
import { isPageKey } from "../shared/page-key.js";

export function setUpShortcutList() {
  const list = /** @type {HTMLDetailsElement | null} */ (document.querySelector("details.keys"));
  if (!list) return;
  let left = 0;
  document.addEventListener("keydown", (event) => {
    if (!isPageKey(event, "?")) return;
    event.preventDefault();
    list.open = !list.open;
    if (list.open) {
      left = scrollY;
      list.scrollIntoView({ block: "center" });
    } else {
      scrollTo(0, left);
    }
  });
}
