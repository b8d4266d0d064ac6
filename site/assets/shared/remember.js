// Remembering: `dtmm.remembered` gives what was remembered back.

/** Remembers a text under a name, or forgets what was there where the text is empty. */
function remember(name, text, store = "localStorage") {
  dtmm.unstored[name] = text;
  try {
    const storage = globalThis[store];
    text ? storage.setItem(dtmm.prefix + name, text) : storage.removeItem(dtmm.prefix + name);
    delete dtmm.unstored[name];
  } catch {}
}
