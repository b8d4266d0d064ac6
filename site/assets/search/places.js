// The places that a query may name: identifiers, clauses, tables, figures, levels, labels, names. What there is comes
// from the documents; only how people write it is known here.
import { cellAt, holderOf } from "./documents.js";
import { escapeRegex, fold } from "./text.js";

const CHINESE_NUMERALS = [..."一二三四五六七八九"];
const ENGLISH_NUMERALS = "one two three four five six seven eight nine".split(" ");

/** @param {string} text */
const numberOf = (text) => String(CHINESE_NUMERALS.indexOf(text) + 1 || ENGLISH_NUMERALS.indexOf(text) + 1 || text);

/** What was captured first. @param {string[]} captured */
const captured = (captured) => captured.find(Boolean) ?? "";

/** The source of a pattern for any of these texts, long ones first; of nothing where there are none. @param {Iterable<string>} texts */
const anyOf = (texts) => [...texts].map(escapeRegex).sort((one, other) => other.length - one.length).join("|") || "(?!)";

/** @typedef {ReturnType<typeof gazetteer>} Gazetteer */

/** Reads the number of a table or figure, which its identifier has. @param {"table" | "figure"} kind @returns {(captures: string[], places: Gazetteer) => Place | false} */
const numbered = (kind) => ([text], { byId }) => byId.has(`${kind}-${numberOf(text)}`) && { [kind]: numberOf(text) };

/** The number of a clause; that of a table or figure. */
const CLAUSE = "\\d+(?:\\.\\d+)*";
const NUMBER = `(\\d+|[${CHINESE_NUMERALS.join("")}])(?!\\d)`;

/**
 * Each pattern with what its captures mean; nothing where there is no such place.
 * @param {Iterable<string>} codes
 * @param {number} levels
 * @param {string} label  The source of a pattern for any label.
 * @returns {[RegExp, (captures: string[], places: Gazetteer) => Place | null | false][]}
 */
function patternsOf(codes, levels, label) {
  const level = `[1-${levels}]`;
  const either = `[1-${levels}${CHINESE_NUMERALS.slice(0, levels).join("")}]`;
  return [
    // ABC-302, abc302, ABC 3, ABC-3b
    [new RegExp(`(?:^|[^a-z])(${anyOf(codes)})[ -]*(${level})(\\d\\d)?(?: ?\\(?(${label})\\)?)?(?![a-z0-9]|\\.\\d)`), ([code, level, serial, typed], { subdomains, documents, labels }) => {
      const place = { subdomain: subdomains.get(code), level: +level };
      const letter = labels.get(typed);
      const cell = cellAt(documents, place);
      if (!cell || (letter && !documents.some((one) => one.letter === letter && one.subdomain === place.subdomain && one.level === place.level))) return null;
      // An entry that does not exist can be named as well.
      return { ...place, ...(serial && { id: cell.id + serial }), ...(letter && { letter }) };
    }],
    [new RegExp(`(?:term|术语)[ -]?(${CLAUSE})`), ([clause], { byId }) => byId.has(`term-${clause}`) && { clause }],
    [new RegExp(`(?:\\btable|表)[ -]?${NUMBER}`), numbered("table")],
    [new RegExp(`(?:\\bfig(?:ure|\\.)?|图)[ -]?${NUMBER}`), numbered("figure")],
    [new RegExp(`\\bl(?:evel|v\\.?)?[ -]?(${level}|${ENGLISH_NUMERALS.slice(0, levels).join("|")})\\b|第? ?(${either}) ?级|等级 ?(${either})`),
      (all) => ({ level: +numberOf(captured(all)) })],
    [new RegExp(`(?:\\b(?:clause|cl\\.?|section|sec\\.?)|§)[ -]?(${CLAUSE})|第? ?(${CLAUSE}|[${CHINESE_NUMERALS.join("")}]) ?[章条节]|(?:^|[^\\d.a-z])(\\d+(?:\\.\\d+)+)(?![\\d.]*[a-z\\d])|^(\\d\\d?)$`),
      (all, { clauses, occurs }) => {
        const number = numberOf(captured(all));
        if (!clauses.has(number) && occurs(number)) return null;
        // If 8.6.5 does not exist, what is meant is in 8.6.
        for (let clause = number; clause; clause = holderOf(clause)) if (clauses.has(clause)) return { clause };
        return null;
      }],
    [new RegExp(`[(（](${label})[)）]|(?:^|[^a-z0-9])(${label})\\)|第 ?(${label}) ?[项条]`), (all, { labels }) => ({ letter: labels.get(captured(all)) })],
  ];
}

/**
 * The places of a corpus by what they are called.
 * @param {{ documents: SearchDocument[], byId: Map<string, SearchDocument>, find: (word: string) => Map<unknown, unknown> }} corpus
 */
export function gazetteer(corpus) {
  const { documents, byId } = corpus;
  const subdomains = new Map(/** @type {[string, string][]} */ ([]));
  const clauses = new Map(/** @type {[string, SearchDocument][]} */ ([]));
  const tables = new Map(/** @type {[string, string][]} */ ([]));
  const labels = new Map(/** @type {[string, string][]} */ ([]));
  const names = /** @type {{ name: string, place: Place }[]} */ ([]);
  for (const document of documents) {
    if (document.kind === "subdomain") subdomains.set(document.id.toLowerCase(), document.id);
    if (document.clause) clauses.set(document.clause, document);
    if (document.table && document.domain) tables.set(document.table, document.domain);
    if (document.letter) labels.set(document.letter.toLowerCase(), document.letter);
    if (document.kind !== "subdomain" && document.kind !== "domain") continue;
    const place = { domain: document.domain, ...(document.subdomain && { subdomain: document.subdomain }) };
    const titles = Object.values(/** @type {Both} */ (document.title));
    for (const name of [...titles, ...document.names]) names.push({ name: fold(name), place });
  }
  names.sort((one, other) => other.name.length - one.name.length);
  const occurs = (/** @type {string} */ number) => corpus.find(number).size > 0;
  const label = anyOf(labels.keys());
  const patterns = patternsOf(subdomains.keys(), documents.filter(({ kind }) => kind === "level").length, label);
  // A label alone at the end of a query.
  const lastLabel = new RegExp(`(?:^|\\s)(${label}) ?项?\\s*$`);
  return { documents, byId, subdomains, clauses, tables, labels, names, occurs, patterns, lastLabel };
}
