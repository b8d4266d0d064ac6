// From a query to hits in order. No part of the page is touched here.
import { Corpus } from "./corpus.js";
import { GROUPS, cellAt, isRecommendation } from "./documents.js";
import { answerNearly, suggestionsFor } from "./fuzzy.js";
import { hitOf } from "./hit.js";
import { understand } from "./query.js";
import { BELONGS, answerAll, atPlace } from "./ranking.js";

/** The order of kinds with equal scores, and of the groups. */
const KIND_ORDER = ["subdomain", "domain", "entry", "cell", "level", "table", "figure", "term", "abbreviation", "clause", "method"];
const GROUP_ORDER = ["places", "entries", "terms", "text", "methods"];

/** A document with its score. @typedef {{ document: SearchDocument, score: number }} Ranked */

/** @type {Corpus | undefined} */
let corpus;

/** The corpus, built at the first call: that costs a few milliseconds. */
export function prepare() {
  corpus ??= new Corpus(dtmmTexts);
  return corpus;
}

/**
 * Everything that answers a query.
 * @param {string} query
 * @param {SearchOptions} options
 * @returns {SearchAnswer}
 */
export function find(query, { lang = "zh", filters = {}, limit = Infinity, each = Infinity } = {}) {
  const corpus = prepare();
  const asked = understand(query, corpus);
  const answer = answerTo(corpus, asked, filters);
  const { scored } = answer;
  const words = markedWords(asked, answer);
  const ranked = [...scored].filter(([document]) => passes(document, filters)).map(([document, score]) => ({ document, score })).sort(inOrder);
  const groups = byGroup(ranked.slice(0, limit), groupsFor(corpus, asked, words));
  const hits = groups.flatMap(([group, all]) => all.slice(0, each).map((ranked) => hitOf(ranked, group, lang, words, corpus)));
  const totals = new Map(groups.map(([name, all]) => [name, all.length]));
  return { ...answer, hits, totals, total: ranked.length, ...exactOf(corpus, asked, hits) };
}

/** Only the hits. @param {string} query @param {SearchOptions} [options] */
export const search = (query, options) => find(query, options).hits;

/** Words to try instead of a query without hits. @param {string} query */
export const suggestions = (query, limit = 6) => suggestionsFor(prepare(), query, limit);

/**
 * Scored documents: those that answer the whole query, otherwise its words, otherwise most of it.
 * @param {Corpus} corpus
 * @param {import("./query.js").Query} asked
 * @param {SearchFilters} filters
 */
function answerTo(corpus, asked, filters) {
  const whole = { partial: false, corrected: [], parts: [] };
  if (!asked.plain) return { ...whole, scored: everyEntry(corpus, filters) };
  for (const readings of [asked.readings, [asked.asWords]]) {
    const scored = answerAll(corpus, readings);
    if (scored.size) return { ...whole, scored };
  }
  return answerNearly(corpus, asked);
}

/** Every word to mark in the hits. @param {import("./query.js").Query} query @param {{ parts: string[] }} answer */
function markedWords({ readings, asWords }, { parts }) {
  return [...new Set([...readings, asWords].flatMap(({ words }) => words).concat(parts))];
}

/** Without a query the filters alone select. @param {Corpus} corpus @param {SearchFilters} filters */
function everyEntry(corpus, filters) {
  const isFiltered = Object.values(filters).some(Boolean);
  const entries = isFiltered ? corpus.documents.filter(({ kind }) => kind === "entry") : [];
  return new Map(entries.map((document) => [document, BELONGS - document.order / 1e4]));
}

/** Whether the filters select a document. @param {SearchDocument} document @param {SearchFilters} filters */
function passes(document, { domain, level, kind, conditional }) {
  if (domain && document.domain !== domain) return false;
  if (level && String(document.level) !== String(level)) return false;
  if (kind && (!document.modal || isRecommendation(document) !== (kind === "recommendation"))) return false;
  return !conditional || !!document.conditional;
}

/**
 * For each value of each filter how many documents it would select, with the other filters as they are.
 * @param {Iterable<SearchDocument>} documents
 * @param {SearchFilters} filters
 */
export function count(documents, filters) {
  const counts = /** @type {Record<string, Record<string, number>>} */ ({ all: {}, domain: {}, level: {}, kind: {}, conditional: {} });
  const all = [...documents];
  for (const of of /** @type {const} */ (["domain", "level", "kind", "conditional"])) {
    const others = { ...filters, [of]: undefined };
    for (const document of all) {
      if (!passes(document, others)) continue;
      counts.all[of] = (counts.all[of] ?? 0) + 1;
      const value = of === "kind" ? document.modal && (isRecommendation(document) ? "recommendation" : "requirement") : document[of];
      if (value) counts[of][String(value)] = (counts[of][String(value)] ?? 0) + 1;
    }
  }
  return counts;
}

/** @param {Ranked} one @param {Ranked} other */
function inOrder(one, other) {
  const scores = other.score - one.score;
  if (Math.abs(scores) > 1e-9) return scores;
  return KIND_ORDER.indexOf(one.document.kind) - KIND_ORDER.indexOf(other.document.kind) || one.document.order - other.document.order;
}

/**
 * The group of a document: found by its name or place it is a place; by what it says, running text.
 * @param {Corpus} corpus
 * @param {import("./query.js").Query} query
 * @param {string[]} words
 * @returns {(document: SearchDocument) => string}
 */
function groupsFor(corpus, { readings }, words) {
  const placed = new Set(readings.flatMap(({ place }) => atPlace(corpus, place).map(([document]) => document)));
  const isTitled = (/** @type {SearchDocument} */ document) => words.some((word) => corpus.find(word).get(document)?.places.some(({ part }) => part === "title"));
  return (document) => GROUPS[document.kind] ?? (placed.has(document) || isTitled(document) ? "places" : "text");
}

/**
 * The hits by group: first what the query named, otherwise in the usual order.
 * @param {Ranked[]} ranked
 * @param {(document: SearchDocument) => string} groupOf
 */
function byGroup(ranked, groupOf) {
  const groups = new Map(GROUP_ORDER.map((name) => [name, /** @type {Ranked[]} */ ([])]));
  for (const one of ranked) groups.get(groupOf(one.document))?.push(one);
  const rank = (/** @type {[string, Ranked[]]} */ [name, [best]]) => (best.score >= BELONGS - 1 ? best.score : -GROUP_ORDER.indexOf(name));
  return [...groups].filter(([, all]) => all.length).sort((one, other) => rank(other) - rank(one));
}

/** An identifier however it is written. @param {string} id */
const bare = (id) => id.toLowerCase().replace(/[ -]/g, "");

/**
 * The hit that the query names by an identifier, or that identifier if nothing has it.
 * @param {Corpus} corpus
 * @param {import("./query.js").Query} query
 * @param {Hit[]} hits
 */
function exactOf(corpus, { plain, readings: [{ place }] }, hits) {
  const id = place.id ?? (place.level ? cellAt(corpus.documents, place)?.id : place.subdomain);
  if (!id || bare(plain) !== bare(id)) return {};
  const exact = hits.find((hit) => hit.id === id);
  return exact || corpus.byId.has(id) ? { exact } : { missing: id };
}
