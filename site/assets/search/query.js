// What a query asks for: places and words.
import { CHINESE, cutTo, escapeRegex, fold } from "./text.js";

/** @typedef {import("./corpus.js").Corpus} Corpus */
/** @typedef {{ place: Place, words: string[] }} Reading */
/** A query: its possible readings, its normal form, and the same read as words only. @typedef {{ readings: Reading[], plain: string, asWords: Reading }} Query */

/** Longer queries are cut. */
export const LONGEST = 200;
/** The cost of leaving out one character, against 1 for each part; characters that only join words cost little. */
const LEFT_OUT = 3;
const JOINING = 0.5;
const JOINTS = /[的地得了和与及或并在为对应须要到从以把是否能会可有个]/;
/** Stop words: ignored if there are others. */
const EMPTY_WORDS = new Set("a an and are at by can do does for from how i in is it of on or our the to we what where which with about".split(" "));
const EMPTY_RUNS = /^(?:请问|关于|什么是|如何|怎么|怎样|哪些)|(?:是什么|有哪些|怎么做|如何做|的要求|吗|呢|的)$/g;

/**
 * The normal form of a query: half width, lower case, simplified, one kind of hyphen, space and bracket.
 * @param {string} query
 * @param {Pick<Corpus, "simplified">} corpus
 */
export function normalize(query, { simplified }) {
  const cut = cutTo(LONGEST, String(query));
  return (/[^ -~\u4e00-\u9fff]/.test(cut) ? cut.normalize("NFKC") : cut).toLowerCase()
    .replace(/[\u3400-\u9fff]/g, (one) => simplified.get(one) ?? one)
    .replace(/[‐-―−]/g, "-")
    .replace(/\bgb\s*\/?\s*t?\s*(?=\d)/g, "gb ")
    .replace(/[\s·•、，。；;,:|>›»/\\_]+/g, " ").trim();
}

/** A text without a match in it. @param {string} text @param {RegExpExecArray} match */
const without = (text, match) => `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;

/**
 * Reads a query in every way that makes sense: names may be places or words.
 * @param {string} query
 * @param {Corpus} corpus
 * @returns {Query}
 */
export function understand(query, corpus) {
  const plain = normalize(query, corpus);
  const { place, rest } = readPlaces(plain, corpus);
  // IT is an abbreviation, it is not.
  const capitals = new Set((String(query).match(/\b[A-Z]{2}\b/g) ?? []).map(fold));
  const wordsOf = (/** @type {string} */ text) => split(text, corpus, capitals);
  const { place: named, rest: unnamed } = readNames(rest, corpus);
  const readings = [{ place, words: wordsOf(rest) }];
  if (named) readings.unshift({ place: { ...named, ...place }, words: wordsOf(unnamed) });
  return { readings, plain, asWords: { place: {}, words: wordsOf(plain) } };
}

/** @param {string} plain @param {Corpus} corpus */
function readPlaces(plain, { places }) {
  let rest = plain;
  const place = /** @type {Place} */ ({});
  for (const [pattern, read] of places.patterns) {
    const match = pattern.exec(rest);
    const found = match && read(match.slice(1), places);
    if (!found) continue;
    Object.assign(place, { ...found, ...place });
    rest = without(rest, match);
  }
  rest = readLastLabel(rest, place, places);
  // A clause or table of a capability domain names the domain.
  const domain = (place.clause && places.clauses.get(place.clause)?.domain) ?? (place.table && places.tables.get(place.table));
  if (domain) place.domain = domain;
  return { place, rest };
}

/** A label alone means an entry if a level or cell was named before it. @param {string} rest @param {Place} place @param {Corpus["places"]} places */
function readLastLabel(rest, place, { labels, lastLabel }) {
  const match = place.level && !place.letter && lastLabel.exec(rest);
  if (!match) return rest;
  place.letter = labels.get(match[1]);
  return rest.slice(0, match.index);
}

/**
 * Takes names of domains and subdomains out of a query; short Chinese names only where they stand alone.
 * @param {string} text
 * @param {Corpus} corpus
 */
function readNames(text, { places }) {
  /** @type {Place | undefined} */
  let place;
  let rest = text.replace(/-/g, " ");
  for (const { name, place: named } of places.names) {
    const isElsewhere = place && (named.domain !== place.domain || (named.subdomain && place.subdomain));
    if (isElsewhere || !rest.includes(name)) continue;
    const isLongRun = name.length > 3 && CHINESE.test(name);
    const match = new RegExp(isLongRun ? name : `(?:^|\\s)${escapeRegex(name)}(?=\\s|$)`).exec(rest);
    if (!match) continue;
    place = { ...named, ...place };
    rest = without(rest, match);
  }
  return { place, rest };
}

/**
 * The words of a text: runs of Chinese, Latin words and numbers.
 * @param {string} text
 * @param {Corpus} corpus
 * @param {Set<string>} capitals  Stop words that are written as abbreviations.
 */
function split(text, corpus, capitals) {
  const all = text.match(/[\u3400-\u9fff\uf900-\ufaff]+|[a-z0-9]+(?:\.\d+)*/g) ?? [];
  const words = all.flatMap((word) => (CHINESE.test(word) ? splitRun(word, corpus) : [word]));
  const meaning = words.filter((word) => !EMPTY_WORDS.has(word) || capitals.has(word));
  return [...new Set(meaning.length ? meaning : words)];
}

/**
 * A run that does not occur as it is: without its stop words, or split into parts that occur.
 * @param {string} run
 * @param {Corpus} corpus
 * @returns {string[]}
 */
function splitRun(run, corpus) {
  if (corpus.find(run).size) return [run];
  const bare = run.replace(EMPTY_RUNS, "");
  if (bare && bare !== run) return splitRun(bare, corpus);
  const { cost, parts } = longestParts(run, corpus);
  const isWhole = parts.length && cost - parts.length < LEFT_OUT;
  return isWhole ? parts : [run];
}

/**
 * The cheapest split of a run: the fewest parts of two characters or more that occur, and the fewest
 * characters left out.
 * @param {string} run
 * @param {Pick<Corpus, "has">} corpus
 */
export function longestParts(run, corpus) {
  const best = [{ cost: 0, parts: /** @type {string[]} */ ([]) }];
  const offer = (/** @type {number} */ at, /** @type {number} */ cost, /** @type {string[]} */ parts) => {
    if (!(best[at]?.cost <= cost)) best[at] = { cost, parts };
  };
  for (let start = 0; start < run.length; start += 1) {
    const { cost, parts } = best[start];
    offer(start + 1, cost + (JOINTS.test(run[start]) ? JOINING : LEFT_OUT), parts);
    for (let end = start + 2; end <= run.length && corpus.has(run.slice(start, end)); end += 1) {
      offer(end, cost + 1, [...parts, run.slice(start, end)]);
    }
  }
  return best[run.length];
}
