// Copies a citation of the entry that the reader is at, in the form that is usual in the language of the page.
import { entries, lang, words } from "../shared/base.js";
import { fill } from "../shared/element.js";
import { entryInView } from "../shared/entry-in-view.js";
import { copyCitations, formName, onlyHere } from "./cite.js";
import { tell } from "./tell.js";

const USUAL = { zh: "gbt7714", en: "iso690" };

/** The entry around an element, where it is one of this edition. @param {Element | null | undefined} element */
function idOf(element) {
  const id = element?.closest("[data-requirement]")?.dataset.requirement ?? "";
  return entries.has(id) ? id : undefined;
}

/** The target of the address, if it is in view. */
function targetInView() {
  const target = document.querySelector(":target");
  const { top, bottom } = target?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
  return bottom > 90 && top < innerHeight ? target : undefined;
}

/** The entry with the keyboard, else under the pointer, else that a link led to, else the first in view, else the only one. */
function entryAtHand() {
  const all = [...document.querySelectorAll("main [data-requirement]")];
  const isOnly = new Set(all.map(idOf)).size === 1;
  const first = [document.activeElement, document.querySelector("main [data-requirement]:hover"), targetInView()].map(idOf).find(Boolean);
  return first ?? idOf(entryInView()) ?? (isOnly ? idOf(all[0]) : undefined);
}

export function citeEntry() {
  const id = entryAtHand();
  if (!id) {
    tell(words.cite_no_entry);
    return;
  }
  const { text, copied } = copyCitations(USUAL[lang], [id]);
  if (copied) tell([fill(words.cite_copied_entry, { id, form: formName(USUAL[lang]) }), ...onlyHere()].join(lang === "zh" ? "" : " "));
  else tell(words.cite_not_copied, text);
}
