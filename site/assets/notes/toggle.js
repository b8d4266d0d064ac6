import { remember } from "../shared/remember.js";

/** Shows or hides the notes, and remembers the choice. @param {HTMLElement} button */
export function toggle(button) {
  const isOff = document.documentElement.classList.toggle("clean");
  button.setAttribute("aria-pressed", String(!isOff));
  remember("notes", isOff ? "off" : "");
}
