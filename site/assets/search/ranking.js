// Scores documents against the readings of a query. No part of the page is touched here.
import { TEXT } from "./corpus.js";
import { fold } from "./text.js";

/** @typedef {import("./corpus.js").Corpus} Corpus */
/** @typedef {import("./query.js").Reading} Reading */

/** Scores of an exact place, a name, and what belongs to a place; words alone score less than any of these. */
const PLACE = 900;
const NAMED = 400;
export const BELONGS = 300;

/** The characters between the words of names. */
const MARKS = /[ /()—-]/g;

/**
 * The best score of each document over all readings.
 * @param {Corpus} corpus
 * @param {Reading[]} readings
 */
export function answerAll(corpus, readings) {
  const scored = new Map(/** @type {[SearchDocument, number][]} */ ([]));
  for (const reading of readings) {
    for (const [document, score] of answerOne(corpus, reading)) scored.set(document, Math.max(score, scored.get(document) ?? 0));
  }
  return scored;
}

/** @param {Corpus} corpus @param {Reading} reading */
function answerOne(corpus, { place, words }) {
  if (!words.length) return atPlace(corpus, place);
  const found = withAll(corpus, words);
  return isPlace(place) ? found.filter(([document]) => isAt(document, place)) : found;
}

/** Whether anything but a letter is named. @param {Place} place */
export const isPlace = (place) => Object.keys(place).some((key) => key !== "letter");

/** Whether a document is at a place or in it. @param {SearchDocument} document @param {Place} place */
function isAt(document, place) {
  return Object.entries(place).every(([key, value]) => {
    if (key === "clause") return document.clause === value || !!place.domain;
    if (key === "table") return document.table === value || !!place.domain;
    return document[/** @type {keyof Place} */ (key)] === value;
  });
}

/**
 * A named place gives its own document, then what belongs to it, in printed order.
 * @param {Corpus} corpus
 * @param {Place} place
 * @returns {[SearchDocument, number][]}
 */
export function atPlace(corpus, place) {
  if (!isPlace(place)) return [];
  const inPlace = corpus.documents.filter((document) => isAt(document, place));
  // A number that was never given leads to its cell.
  if (place.id && !inPlace.length) return atPlace(corpus, { subdomain: place.subdomain, level: place.level });
  const kinds = kindsOf(place);
  /** @type {[SearchDocument, number][]} */
  const scored = inPlace.flatMap((document) => {
    const rank = kinds.indexOf(document.kind);
    const score = (rank === 0 || document.kind !== "entry" ? PLACE : BELONGS) - rank - document.order / 1e4;
    return rank < 0 ? [] : [/** @type {[SearchDocument, number]} */ ([document, score])];
  });
  return scored.concat(partsOf(corpus, place));
}

/** The kinds of documents that a place is about, the most exact first. @param {Place} place */
function kindsOf({ id, letter, subdomain, level, figure, table, domain }) {
  if (id || letter) return ["entry"];
  if (level) return subdomain || domain ? ["cell", "entry"] : ["level", "entry"];
  if (subdomain) return ["subdomain", "entry"];
  if (table) return ["table", "domain", "subdomain"];
  if (domain) return ["domain", "table", "subdomain"];
  return figure ? ["figure"] : ["clause", "term"];
}

/** What a clause consists of. @param {Corpus} corpus @param {Place} place @returns {[SearchDocument, number][]} */
function partsOf(corpus, { clause, domain }) {
  if (!clause || domain) return [];
  const parts = corpus.documents.filter(({ holder }) => holder === clause);
  // A figure stands for a clause that consists of nothing else.
  const listed = parts.filter(({ kind }) => kind !== "figure");
  return (listed.length ? listed : parts).map((document) => [document, BELONGS - document.order / 1e4]);
}

/**
 * The documents that have all of the words, in one language or the other.
 * @param {Corpus} corpus
 * @param {string[]} words
 * @returns {[SearchDocument, number][]}
 */
function withAll(corpus, words) {
  const found = words.map((word) => corpus.find(word)).sort((one, other) => one.size - other.size);
  const candidates = [...found[0].keys()].filter((document) => found.every((each) => each.has(document)));
  const meant = candidates.filter((document) => found.some((each) => !each.get(document)?.context));
  return meant.map((document) => [document, score(corpus, document, words)]);
}

/** How well a document matches the words it has. @param {Corpus} corpus @param {SearchDocument} document @param {string[]} words */
export function score(corpus, document, words) {
  let sum = 0;
  let isTitled = false;
  for (const word of words) {
    const weight = corpus.find(word).get(document)?.weight ?? 0;
    isTitled ||= weight > TEXT;
    sum += weight * corpus.rarity(word);
  }
  const together = words.length > 1 && isPhrase(corpus, document, words) ? 1.6 : 1;
  const kind = document.kind === "clause" ? 0.8 : document.kind === "method" ? 0.6 : 1;
  return (sum * together * kind) / (1 + document.length / 400) + (isTitled && isNamed(document, words) ? NAMED : 0);
}

/** Whether the words follow one another. @param {Corpus} corpus @param {SearchDocument} document @param {string[]} words */
function isPhrase(corpus, document, words) {
  const places = words.map((word) => corpus.find(word).get(document)?.places ?? []);
  const follows = (/** @type {WordPlace} */ one, /** @type {WordPlace} */ next) => next.part === one.part && next.index === one.index
    && next.lang === one.lang && next.start >= one.end && next.start - one.end < 3;
  return places[0].some((first) => {
    /** @type {WordPlace | undefined} */
    let last = first;
    return places.slice(1).every((next) => (last = next.find((one) => last && follows(last, one))));
  });
}

/** Whether the words are a name of the document and nothing more. @param {SearchDocument} document @param {string[]} words */
function isNamed({ title, names }, words) {
  if (!title) return false;
  const said = words.join("");
  for (const name of [...Object.values(title), ...names]) {
    // Most names are ruled out by their first letter; the others are compared without spaces and marks.
    if (name[0].toLowerCase() === said[0] && name.length >= said.length && fold(name).replace(MARKS, "") === said) return true;
  }
  return false;
}
