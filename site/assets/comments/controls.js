// Small helpers for the texts and buttons of comments.
import { lang } from "../shared/base.js";
import { el } from "../shared/element.js";

/** The first characters of a text, with an ellipsis if it is cut. @param {string} text @param {number} most */
export const cut = (text, most) => ([...text].length > most ? `${[...text].slice(0, most).join("")}…` : text);

/** Sentences as one text: no space between Chinese ones. @param {...(string | false | undefined)} sentences */
export const joined = (...sentences) => sentences.filter(Boolean).join(lang === "zh" ? "" : " ");

/** What may be told: texts and elements; what is empty is left out. @typedef {Node | string | false | undefined} Said */

/** Says something, unless it is there already: a live region would read it out again. @param {HTMLElement} element @param {...Said} what */
export function say(element, ...what) {
  const said = what.filter(/** @returns {one is Node | string} */ (one) => !!one);
  const next = el("p", {}, ...said.flatMap((one, index) => (index ? [" ", one] : [one])));
  if (next.textContent !== element.textContent) element.replaceChildren(...next.childNodes);
}

/** A plain button. @param {string} name @param {() => void} onclick */
export const quiet = (name, onclick, className = "") => el("button", { type: "button", className: `quiet ${className}`, onclick }, name);

/** A list cut into lists of `size`. @template T @param {T[]} list @param {number} size @returns {T[][]} */
export const inGroups = (list, size) => Array.from({ length: list.length / size }, (_, index) => list.slice(index * size, index * size + size));
