// What comments are about: identifiers in the order of the document, and those of a printed place.
import { entries, lang, place, root, tags, texts } from "../shared/base.js";
import { anchorUrl } from "../shared/anchor-url.js";
import { el } from "../shared/element.js";

/** The identifiers inside each clause, in order. @type {Record<string, string[]>} */
const INSIDE = {
  "clause-3": texts.terms.flatMap(({ number, notes }) => [`term-${number}`, ...notes.map((_, index) => `term-${number}-note-${index + 1}`)]),
  "clause-4": texts.abbreviations.map(({ short }) => `abbreviation-${short}`),
  "clause-5": ["figure-1"],
  "clause-6": ["figure-2", ...texts.levels.map((_, index) => `level-${index + 1}`)],
  "clause-7": ["table-1"],
  "clause-8": texts.domains.flatMap(({ clause, table, subdomains }) => [`clause-${clause}`, `table-${table}`, ...subdomains.flatMap(inSubdomain)]),
};

/** @param {SubdomainText} subdomain */
function inSubdomain({ code, cells }) {
  return [code, ...cells.flatMap((cell, index) => [`${code}-${index + 1}`, ...cell.map(({ id }) => id)])];
}

/** The rank of every identifier; "" is the whole document. */
const ORDER = new Map(/** @type {[string, number][]} */ ([]));
for (const id of ["", "cover", ...texts.parts.flatMap(({ id }) => [id, ...(INSIDE[id] ?? [])])]) ORDER.set(id, ORDER.size);

/** Comments in the order of the document. @param {ReviewComment[]} comments */
export function inOrder(comments) {
  const rank = (/** @type {ReviewComment} */ { at, place }) => ORDER.get(at || anchorOf(place)) ?? ORDER.size;
  const ranked = comments.map((one) => /** @type {const} */ ([rank(one), one]));
  return ranked.sort(([one], [two]) => one - two).map(([, one]) => one);
}

/** The identifier of a printed place; "" for the whole document and what is unknown. @param {string} place */
export function anchorOf(place) {
  const first = place.split("；")[0].trim();
  const codes = first.match(/[A-Z]{3}(-[1-5](\d\d)?)?/g) ?? [];
  const code = codes.find((one) => ORDER.has(one));
  if (code) return code;
  const [, drawn, n] = /^([表图])\s*(\d)/.exec(first) ?? [];
  if (drawn) return `${drawn === "表" ? "table" : "figure"}-${n}`;
  if (first === texts.words.zh.note_cover) return "cover";
  const part = texts.parts.find(({ title }) => title.zh === first);
  if (part) return part.id;
  const [, number = "", rest] = /^([\d.]+)?\s*(.*)$/.exec(first) ?? [];
  const level = texts.levels.findIndex(({ name }) => number === "6" && name.zh === rest) + 1;
  const meant = [`term-${number}`, number === "4" && `abbreviation-${rest}`, level && `level-${level}`, `clause-${number}`, `clause-${number.split(".").slice(0, 2).join(".")}`];
  return meant.find((one) => one && ORDER.has(one)) || "";
}

/** A link to what a comment is about, in the language of the page. @param {ReviewComment} comment */
export function linkTo({ at, place: words }) {
  const path = anchorUrl(at, texts, lang);
  if (!path) return undefined;
  const found = entries.get(at);
  const name = found ? `${at} ${place(found)}` : el("span", { lang: tags.zh }, words.split("；")[0]);
  return el("a", { href: root + path }, name);
}
