// The language of who reads.

/** That of the page. One in both languages speaks that of the page it was opened from, or of the browser. */
function readerLanguage() {
  if (document.querySelector("a.language")) return document.documentElement.lang.slice(0, 2);
  const [, from] = /^(zh|en)\//.exec(document.referrer.replace(dtmm.home, "")) ?? [];
  // The next page in both languages is opened from this one.
  if (from) remember("language", from, "sessionStorage");
  // Browsers name languages from the one read best to the one read least.
  const best = navigator.languages.find((one) => /^(zh|en)\b/i.test(one));
  return from ?? dtmm.remembered("language", "sessionStorage") ?? best?.slice(0, 2).toLowerCase() ?? "en";
}
