// If nothing matches all of a query: words are corrected by one letter, and documents with most of the
// words are found.
import { longestParts, normalize } from "./query.js";
import { answerAll, atPlace, isPlace, score } from "./ranking.js";
import { CHINESE } from "./text.js";

/** @typedef {import("./corpus.js").Corpus} Corpus */

/** How much of a query's weight a document must have, against the best. */
const MOST = 0.5;
const SHORTEST_TYPO = 5;
/** The weight of a named place beside words that are only partly there. */
const OF_PLACE = 0.012;
/** More parts of a query are not needed to know what it is about. */
const MOST_PARTS = 60;
/** A query with more words than these beside a place is not about the place. */
const FEW_WORDS = 3;
/** The part of a word that must be a prefix of another, for that to be suggested. */
const ALIKE = 0.6;
/** The letters that must be alike at least: fewer are a syllable of other words as well. */
const ALIKE_LETTERS = 4;
/** Longer runs of Chinese are not searched for a wrong character. */
const LONGEST_TYPO = 12;

/**
 * Answers a query that nothing answers as a whole.
 * @param {Corpus} corpus
 * @param {import("./query.js").Query} query
 * @returns {{ scored: Map<SearchDocument, number>, partial: boolean, corrected: { from: string, to: string }[], parts: string[] }}
 */
export function answerNearly(corpus, { readings, asWords }) {
  const corrected = new Map(/** @type {[string, string][]} */ ([]));
  const correct = (/** @type {string[]} */ words) => words.map((word) => {
    const near = corpus.find(word).size ? null : nearest(corpus, word);
    if (near) corrected.set(word, near);
    return near ?? word;
  });
  const better = readings.map(({ place, words }) => ({ place, words: correct(words) }));
  let scored = corrected.size ? answerAll(corpus, better) : new Map();
  const [{ place, words }] = better;
  const partial = !scored.size;
  let parts = /** @type {string[]} */ ([]);
  if (partial) {
    const isAboutPlace = isPlace(place) && words.length <= FEW_WORDS;
    ({ scored, parts } = withMost(corpus, isAboutPlace ? place : {}, isAboutPlace ? words : correct(asWords.words)));
  }
  return { scored, partial, corrected: [...corrected].map(([from, to]) => ({ from, to })), parts: [...parts, ...corrected.values()] };
}

/**
 * The documents with most of the words; Chinese that occurs nowhere is searched two characters at a time.
 * @param {Corpus} corpus
 * @param {Place} place
 * @param {string[]} words
 */
function withMost(corpus, place, words) {
  const runs = words.filter((word) => CHINESE.test(word) && !corpus.find(word).size);
  const pieces = new Set([...words, ...runs.flatMap((run) => piecesOf(corpus, run))]);
  const parts = [...pieces].filter((word) => corpus.find(word).size).slice(0, MOST_PARTS);
  const shares = new Map(/** @type {[SearchDocument, number][]} */ ([]));
  const add = (/** @type {SearchDocument} */ document, /** @type {number} */ share) => shares.set(document, (shares.get(document) ?? 0) + share);
  for (const part of parts) {
    for (const [document, { context }] of corpus.find(part)) if (!context) add(document, corpus.rarity(part));
  }
  const best = Math.max(...shares.values());
  const scored = new Map(/** @type {[SearchDocument, number][]} */ ([]));
  for (const [document, share] of shares) if (share >= best * MOST) scored.set(document, share + score(corpus, document, parts) / 10);
  // A named place counts even where none of the words occurs.
  for (const [document, atIt] of atPlace(corpus, place)) scored.set(document, (scored.get(document) ?? 0) + atIt * OF_PLACE);
  return { scored, parts };
}

/** The parts of a run that occur, and all its pairs of characters. @param {Corpus} corpus @param {string} run */
function piecesOf(corpus, run) {
  const pairs = Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => run.slice(at, at + 2));
  return [...longestParts(run, corpus).parts, ...pairs];
}

/** The most frequent word of the text at edit distance 1. @param {Corpus} corpus @param {string} word */
function nearest(corpus, word) {
  if (CHINESE.test(word)) return nearestRun(corpus, word);
  if (word.length < SHORTEST_TYPO || !/^[a-z]+$/.test(word)) return null;
  /** @type {[string, number] | null} */
  let best = null;
  for (const [other, times] of corpus.vocabulary) {
    if (isOneEdit(word, other) && !(best && best[1] >= times)) best = [other, times];
  }
  return best?.[0] ?? null;
}

/**
 * A run with one character replaced, which begins and ends at word boundaries. Browsers that do not
 * know the words of Chinese find none.
 * @param {Corpus} corpus
 * @param {string} run
 */
function nearestRun(corpus, run) {
  if (run.length < 4 || run.length > LONGEST_TYPO || !("Segmenter" in Intl)) return null;
  const pattern = Array.from(run, (_, at) => `${run.slice(0, at)}${CHINESE.source}${run.slice(at + 1)}`).join("|");
  const times = new Map(/** @type {[string, number][]} */ ([]));
  for (const { 0: found, index } of corpus.chinese.matchAll(new RegExp(pattern, "g"))) {
    if (isOfWords(corpus, index, index + run.length)) times.set(found, (times.get(found) ?? 0) + 1);
  }
  return [...times].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}

/** Whether a part of the Chinese text begins and ends at word boundaries. @param {Corpus} corpus @param {number} start @param {number} end */
function isOfWords(corpus, start, end) {
  const [first, last] = [corpus.chinese.lastIndexOf("\n", start) + 1, corpus.chinese.indexOf("\n", end)];
  const words = new Intl.Segmenter("zh", { granularity: "word" }).segment(corpus.chinese.slice(first, last));
  const begins = (/** @type {number} */ at) => at >= last || words.containing(at - first)?.index === at - first;
  return begins(start) && begins(end);
}

/**
 * Whether two words are at edit distance 1: one letter more, less, replaced, or swapped with its neighbour.
 * @param {string} one
 * @param {string} other
 */
export function isOneEdit(one, other) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  const isSwapped = short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
  return isSwapped || short.slice(at + 1) === long.slice(at + 1);
}

/**
 * Words of the text that begin like those of a query without hits.
 * @param {Corpus} corpus
 * @param {string} query
 * @param {number} limit
 */
export function suggestionsFor(corpus, query, limit) {
  const words = normalize(query, corpus).match(/[a-z]{3,}/g) ?? [];
  const found = /** @type {[string, number][]} */ ([]);
  for (const word of words) {
    for (const [other, times] of corpus.vocabulary) {
      let same = 0;
      while (same < word.length && word[same] === other[same]) same += 1;
      if (same >= Math.max(Math.min(ALIKE_LETTERS, word.length), word.length * ALIKE)) found.push([other, same * 100 + Math.min(times, 99)]);
    }
  }
  found.sort((one, other) => other[1] - one[1]);
  return [...new Set(found.map(([word]) => word))].slice(0, limit);
}
