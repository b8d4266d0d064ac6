import { remember } from "./remember.js";

/**
 * The language in which the scripts speak: that of the page. A page in two languages uses that of the
 * page it was opened from, or else the one the browser prefers.
 * @returns {Lang}
 */
export function readerLanguage() {
  if (document.querySelector("a.language, html[data-monolingual]")) return /** @type {Lang} */ (document.documentElement.lang.slice(0, 2));
  const [, from] = /^(?:[^/]+\/)?(zh|en)\//.exec(document.referrer.replace(dtmm.home, "")) ?? [];
  // The next bilingual page will be opened from this one.
  if (from) remember("language", from, "sessionStorage");
  // Browsers list languages in the order of preference.
  const best = navigator.languages.find((one) => /^(zh|en)\b/i.test(one));
  return /** @type {Lang} */ (from ?? dtmm.remembered("language", "sessionStorage") ?? best?.slice(0, 2).toLowerCase() ?? "en");
}
