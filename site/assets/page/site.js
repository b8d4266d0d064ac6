// The address of the site, and what is derived from it.

/** The address of the site's root folder. */
export const home = new URL(document.documentElement.dataset.root || "./", document.baseURI).href;

/**
 * The prefix of every key that this site keeps in the browser. Another site of the same host, and
 * another standard, have prefixes of their own.
 */
export const prefix = `dtmm:${document.documentElement.dataset.standard}:${new URL(home).pathname}:`;

/** The Trusted Types policy: browsers that enforce them load no script whose address is not made here. */
const rules = { createScriptURL: (/** @type {string} */ path) => home + path };
export const site = globalThis.trustedTypes?.createPolicy("dtmm", rules) ?? rules;
