// The editor's notes: switched off for a clean reading, filtered on their own page, printed under the full text.
import { gone, loadNotes, need } from "./loading.js";
import { remembered } from "./remembered.js";

export function setUpNotes() {
  const button = document.querySelector("[data-action=notes]");
  const isOff = remembered("notes") === "off";
  document.documentElement.classList.toggle("clean", isOff);
  if (button) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(!isOff));
    button.onclick = () => need("notes").then(() => dtmmNoting.toggle(button), gone);
  }
  if (document.querySelector("[data-sift]")) need("notes").catch(gone);
  // The full text gets its notes, where there are some, when the reader is likely to print.
  if (!button || !document.body.matches(".page-standard")) return;
  const prepare = () => loadNotes().then(() => dtmmNoting.footnotes(), console.error);
  addEventListener("keydown", ({ key }) => /Control|Meta/.test(key) && prepare());
  addEventListener("beforeprint", prepare);
  document.documentElement.addEventListener("pointerleave", prepare);
}
