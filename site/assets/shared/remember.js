// Remembering: `dtmm.remembered` gives what was remembered back.

/** Remembers a text under a name, or forgets what was there where the text is empty. */
function remember(name, text, store = "localStorage") {
  const key = dtmm.prefix + name;
  dtmm.unstored[key] = text;
  try {
    const storage = globalThis[store];
    text ? storage.setItem(key, text) : storage.removeItem(key);
    delete dtmm.unstored[key];
  } catch {}
}
