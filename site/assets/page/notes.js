// The editor's notes: switched off for a clean reading, filtered on their own page.
import { gone, need } from "./loading.js";
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
}
