// Helpers that build elements and sentences.

/**
 * Makes an element with properties or attributes, and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} properties  What is no property of the element becomes an attribute.
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made) Object.assign(made, { [name]: value });
    else made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

/**
 * The element that matches a selector, where the page is known to have one.
 * @param {string} selector
 * @param {ParentNode} within
 */
export const part = (selector, within = document) => /** @type {HTMLElement} */ (within.querySelector(selector));

/**
 * Fills the `{placeholders}` of a text; those without a value stay.
 * @param {string} text
 * @param {Record<string, string | number | undefined>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
