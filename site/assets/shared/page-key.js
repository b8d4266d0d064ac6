/**
 * Whether a key was pressed by itself, and not to write into a field.
 * @param {KeyboardEvent} event
 * @param {string} key
 */
export function isPageKey({ key: pressed, ctrlKey, metaKey, altKey, target }, key) {
  const isWritten = /** @type {Element} */ (target).closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
  return pressed === key && !ctrlKey && !metaKey && !altKey && !isWritten;
}
