// What scripts remember in the browser: each under the prefix of this site and a name of its own.

/** What was remembered under a name, if anything; what storage did not take, being full or blocked, is in
 * `dtmm.unstored` and lasts as long as the page. Names had no prefix once: what is under such a one is taken over,
 * unless there is something newer. */
function remembered(name, store = "localStorage") {
  try {
    const storage = globalThis[store];
    const old = `dtmm:${name}`;
    name = prefix + name;
    if (storage[old] && !storage[name]) {
      storage[name] = storage[old];
      delete storage[old];
    }
    return dtmm.unstored[name] ?? storage[name];
  } catch {
    return dtmm.unstored[prefix + name];
  }
}
