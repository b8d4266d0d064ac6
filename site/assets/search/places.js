// The places that a query may name: identifiers, clauses, tables, figures, levels, letters, names.
import { cellAt, holderOf } from "./documents.js";
import { fold } from "./text.js";

/** @type {Record<string, number>} */
const NUMERALS = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, one: 1, two: 2, three: 3, four: 4, five: 5 };

/** @param {string} text */
const numberOf = (text) => NUMERALS[text] ?? Number(text);

/** What was captured first. @param {string[]} captured */
const captured = (captured) => captured.find(Boolean) ?? "";

/** @typedef {ReturnType<typeof gazetteer>} Gazetteer */

/**
 * Each pattern with what its captures mean; nothing where there is no such place.
 * @type {[RegExp, (captures: string[], places: Gazetteer) => Place | null | false][]}
 */
export const PATTERNS = [
  // QLT-302, qlt302, QLT 3, QLT-3b
  [/(?:^|[^a-z])([a-z]{3})[ -]*([1-5])(\d\d)?(?: ?([a-k])\)?)?(?![a-z0-9]|\.\d)/, ([code, level, serial, letter], { subdomains, documents }) => {
    const place = { subdomain: subdomains.get(code), level: +level };
    const cell = cellAt(documents, place);
    if (!cell || (letter && !documents.some((one) => one.letter === letter && one.subdomain === place.subdomain && one.level === place.level))) return null;
    // An entry that does not exist can be named as well.
    return { ...place, ...(serial && { id: cell.id + serial }), ...(letter && { letter }) };
  }],
  [/(?:term|术语)[ -]?(3\.\d+)/, ([clause], { clauses }) => clauses.has(clause) && { clause }],
  [/\btable[ -]?([1-8])\b|表[ -]?([1-8一二三四五六七八])/, (all) => ({ table: numberOf(captured(all)) })],
  [/\bfig(?:ure|\.)?[ -]?([12])\b|图[ -]?([12一二])/, (all) => ({ figure: numberOf(captured(all)) })],
  [/\blevel[ -]?([1-5]|one|two|three|four|five)\b|\bl(?:v\.?)?[ -]?([1-5])\b|第? ?([1-5一二三四五]) ?级|等级 ?([1-5一二三四五])/,
    (all) => ({ level: numberOf(captured(all)) })],
  [/(?:\b(?:clause|cl\.?|section|sec\.?)|§)[ -]?(\d(?:\.\d+)*)|第? ?(\d(?:\.\d+)*|[一二三四五六七八]) ?[章条节]|(?:^|[^\d.a-z])(\d(?:\.\d+)+)(?![\d.]*[a-z\d])|^(\d)$/,
    (all, { clauses, occurs }) => {
      const number = String(NUMERALS[captured(all)] ?? captured(all));
      if (!clauses.has(number) && occurs(number)) return null;
      // If 8.6.5 does not exist, what is meant is in 8.6.
      for (let clause = number; clause; clause = holderOf(clause)) if (clauses.has(clause)) return { clause };
      return null;
    }],
  [/[(（]([a-k])[)）]|(?:^|[^a-z0-9])([a-k])\)|第 ?([a-k]) ?[项条]/, (all) => ({ letter: captured(all) })],
];

/**
 * The places of a corpus by what they are called.
 * @param {{ documents: SearchDocument[], find: (word: string) => Map<unknown, unknown> }} corpus
 */
export function gazetteer(corpus) {
  const { documents } = corpus;
  const subdomains = new Map(/** @type {[string, string][]} */ ([]));
  const clauses = new Map(/** @type {[string, SearchDocument][]} */ ([]));
  const tables = new Map(/** @type {[number, string][]} */ ([]));
  const names = /** @type {{ name: string, place: Place }[]} */ ([]);
  for (const document of documents) {
    if (document.kind === "subdomain") subdomains.set(document.id.toLowerCase(), document.id);
    if (document.clause) clauses.set(document.clause, document);
    if (document.table && document.domain) tables.set(document.table, document.domain);
    if (document.kind !== "subdomain" && document.kind !== "domain") continue;
    const place = { domain: document.domain, ...(document.subdomain && { subdomain: document.subdomain }) };
    const titles = Object.values(/** @type {Both} */ (document.title));
    for (const name of [...titles, ...document.names]) names.push({ name: fold(name), place });
  }
  names.sort((one, other) => other.name.length - one.name.length);
  const occurs = (/** @type {string} */ number) => corpus.find(number).size > 0;
  return { documents, subdomains, clauses, tables, names, occurs };
}
