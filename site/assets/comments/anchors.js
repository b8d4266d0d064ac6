// What comments are about: identifiers in the order of the document, and those of a printed place.
import { anchorUrl, anchorsOf, isCode } from "../shared/anchors.js";
import { binding, entries, lang, place, root, tags, texts } from "../shared/base.js";
import { el } from "../shared/element.js";

const ANCHORS = [...anchorsOf(texts).values()];

/** The rank of every identifier; "" is the whole document. */
const ORDER = new Map(["", ...ANCHORS.map(({ id }) => id)].map((id, rank) => [id, rank]));

/** Any identifier that is printed beside what it names, the longest first. */
const CODE = new RegExp(`(${ANCHORS.filter(isCode).map(({ id }) => id).sort((one, other) => other.length - one.length).join("|")})(?!\\d)`);

/** @param {string} text */
const withoutSpaces = (text) => text.replace(/\s/g, "");

/** The places with a name of their own. */
const NAMED = ANCHORS.flatMap(({ id, kind, label }) => (label ? [{ id, kind, name: withoutSpaces(label) }] : []));

/** Terms and clauses by their numbers. */
const NUMBERED = new Map(ANCHORS.flatMap(({ id, kind, number }) => (number && ["clause", "term"].includes(kind) ? [[number, id]] : [])));

/** Comments in the order of the document. @param {ReviewComment[]} comments */
export function inOrder(comments) {
  const rank = (/** @type {ReviewComment} */ { at, place }) => ORDER.get(at || anchorOf(place)) ?? ORDER.size;
  const ranked = comments.map((one) => /** @type {const} */ ([rank(one), one]));
  return ranked.sort(([one], [two]) => one - two).map(([, one]) => one);
}

/** The identifier of a printed place; "" for the whole document and what is unknown. @param {string} place */
export function anchorOf(place) {
  const first = place.split("；")[0].trim();
  const code = CODE.exec(first)?.[1];
  if (code) return code;
  const said = withoutSpaces(first);
  // What follows the number of a table or figure is its title.
  const isTitled = (/** @type {{ kind: string, name: string }} */ { kind, name }) =>
    ["table", "figure"].includes(kind) && said.startsWith(name) && !/^\d/.test(said.slice(name.length));
  const named = NAMED.find((one) => one.name === said || isTitled(one)) ?? texts.parts.find(({ title }) => title[binding] === first);
  if (named) return named.id;
  const number = /^[\d.]+/.exec(first)?.[0] ?? "";
  // What has no identifier is in the clause of its first two numbers.
  return NUMBERED.get(number) ?? NUMBERED.get(number.split(".").slice(0, 2).join(".")) ?? "";
}

/** A link to what a comment is about, in the language of the page. @param {ReviewComment} comment */
export function linkTo({ at, place: words }) {
  const path = anchorUrl(at, texts, lang);
  if (!path) return undefined;
  const found = entries.get(at);
  const name = found ? `${at} ${place(found)}` : el("span", { lang: tags[binding] }, words.split("；")[0]);
  return el("a", { href: root + path }, name);
}
