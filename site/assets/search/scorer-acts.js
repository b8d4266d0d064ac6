// What commands do on the scorer, by its own controls.
import { part } from "../shared/element.js";

/** Chooses a value in a control, as a reader would. @param {string} selector @param {string} value */
function choose(selector, value) {
  const control = /** @type {HTMLSelectElement | null} */ (document.querySelector(selector));
  if (!control) return;
  control.value = value;
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Sets the target level of the whole that is assessed; 0 is none. @param {number} level */
export const setTarget = (level) => choose("[data-target=company]", level ? String(level) : "");

/** Shows only the entries in a state, and the filters that say so. @param {string} state */
export function setFilter(state) {
  const button = document.querySelector("[data-action=filters][aria-expanded=false]");
  button?.click();
  choose("[data-filter=state]", state);
}

/** Takes the keyboard to the next entry that is still worth answering. */
export const nextUnanswered = () => part(".results [data-action=next-open]").click();
