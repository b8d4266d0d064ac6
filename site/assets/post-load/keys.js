// The keys of every page: one copies a citation of the entry that the reader is at, one lists the keys.
import { isPageKey } from "../shared/page-key.js";

const ACTS = {
  list: () => dtmm.read((reader) => reader.shortcuts()),
  cite: () => dtmm.read((reader) => reader.citeEntry()),
};

/** What a key does on this page. @param {KeyboardEvent} event */
function actOf(event) {
  if (isPageKey(event, "?")) return ACTS.list;
  // With Caps Lock on, it is a capital.
  const isC = isPageKey(event, "c") || (isPageKey(event, "C") && !event.shiftKey);
  return isC && document.querySelector("main [data-requirement]") ? ACTS.cite : undefined;
}

export function setUpKeys() {
  document.querySelector("[data-action=shortcuts]")?.addEventListener("click", ACTS.list);
  document.addEventListener("keydown", (event) => {
    const act = actOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
}
