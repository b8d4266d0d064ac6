/** Whether a key is pressed to write into a field. @param {KeyboardEvent} event */
export const isWritten = ({ target }) => !!(/** @type {Element} */ (target).closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]"));

/**
 * Whether a key was pressed by itself, and not to write into a field.
 * @param {KeyboardEvent} event
 * @param {string} key
 */
export function isPageKey(event, key) {
  const { ctrlKey, metaKey, altKey } = event;
  return event.key === key && !ctrlKey && !metaKey && !altKey && !isWritten(event);
}
