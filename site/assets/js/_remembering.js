// What scripts remember in the browser: each under the prefix of this site and a name of its own.

/** By name what storage did not take, being full or blocked: it lasts as long as the page. */
const unstored = {};

/** What was remembered under a name, if anything. Names had no prefix once: what is under such a one is taken over,
 * unless there is something newer. */
function remembered(name, store = "localStorage") {
  try {
    const storage = globalThis[store];
    const old = storage.getItem(`dtmm:${name}`);
    if (old && !storage.getItem(prefix + name)) {
      storage.setItem(prefix + name, old);
      storage.removeItem(`dtmm:${name}`);
    }
    return unstored[name] ?? storage.getItem(prefix + name);
  } catch {
    return unstored[name];
  }
}

Object.assign(dtmm, { unstored, remembered });
