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

/** Whether an entry is after another one in the page. @param {Element} one @param {Element | null} other */
const isAfter = (one, other) => !other || !!(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);

/** The first entry shown that has no answer. @param {Element | null} [from]  Only after this one. */
const firstOpen = (from = null) =>
  [...document.querySelectorAll("[data-entries] [data-requirement]")].find((one) => one.offsetParent && !one.dataset.answer && isAfter(one, from));

/** Takes the keyboard to the next entry without an answer, in the subdomain shown or one after it. */
export function nextUnanswered() {
  const alone = document.querySelector("[data-show=one]:not([hidden]) [data-action=next-open]");
  if (alone) {
    alone.click();
    return;
  }
  let open = firstOpen(document.activeElement?.closest("[data-requirement]"));
  const chooser = /** @type {HTMLSelectElement} */ (part("[data-field=subdomain]"));
  const codes = [...chooser.options].map(({ value }) => value).filter(Boolean);
  const at = codes.indexOf(chooser.value);
  // Round to the subdomain shown, whose first entries may be open; where all are shown, there is nowhere else.
  const others = chooser.value ? [...codes.slice(at + 1), ...codes.slice(0, at + 1)] : [];
  for (const code of others) {
    if (open) break;
    choose("[data-field=subdomain]", code);
    open = firstOpen();
  }
  open ??= firstOpen();
  open?.scrollIntoView({ block: "center" });
  /** @type {HTMLElement | null | undefined} */ (open?.querySelector(".choice input"))?.focus({ preventScroll: true });
}
