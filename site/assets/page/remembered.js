// Reads what `shared/remember.js` has written to the browser's storage.
import { prefix } from "./site.js";

/** Values that the storage did not take, being full or blocked: they last as long as the page. */
export const unstored = /** @type {Record<string, string>} */ ({});

/**
 * The value stored under a name, if any. Keys had no site prefix in earlier versions: an old key is
 * migrated, unless there is a value under the new one.
 * @param {string} name
 * @param {"localStorage" | "sessionStorage"} store
 * @returns {string | undefined}
 */
export function remembered(name, store = "localStorage") {
  const key = prefix + name;
  try {
    const storage = globalThis[store];
    const old = `dtmm:${name}`;
    if (storage[old] && !storage[key]) {
      storage[key] = storage[old];
      delete storage[old];
    }
    return unstored[key] ?? storage[key];
  } catch {
    return unstored[key];
  }
}
