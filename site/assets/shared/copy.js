import { el } from "./element.js";

/**
 * Copies text to the clipboard. Uses `execCommand` on purpose: the newer clipboard API is refused on
 * plain http, where plants have their sites.
 * @param {string} text
 * @param {string} [formatted]  HTML made by this site, for programs that accept it.
 * @returns {boolean}  Whether the browser copied it.
 */
export function copy(text, formatted) {
  const put = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    if (formatted) event.clipboardData?.setData("text/html", formatted);
    event.preventDefault();
  };
  // Some browsers copy only if there is a selection.
  const field = el("textarea", { value: text, className: "hide", readOnly: true });
  const focused = /** @type {HTMLElement | null} */ (document.activeElement);
  document.body.append(field);
  field.select();
  document.addEventListener("copy", put);
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch {
    // The browser refuses: the caller shows the text instead.
  }
  document.removeEventListener("copy", put);
  field.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}
