// Writes to the browser's storage; `dtmm.remembered` reads it.

/**
 * Stores a text under a name, or removes it if the text is empty.
 * @param {string} name
 * @param {string} text
 * @param {"localStorage" | "sessionStorage"} store
 */
export function remember(name, text, store = "localStorage") {
  const key = dtmm.prefix + name;
  dtmm.unstored[key] = text;
  try {
    const storage = globalThis[store];
    if (text) storage.setItem(key, text);
    else storage.removeItem(key);
    delete dtmm.unstored[key];
  } catch {
    // Full or blocked: the value lasts as long as the page.
  }
}
