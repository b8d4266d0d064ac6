// The documents that search looks through: everything of the standard with its names, its words in both
// languages and its address. A new kind of document is one more function in KINDS.
import { anchorsOf, pageUrl, recordUrl } from "../shared/anchors.js";
import { fill } from "../shared/element.js";

/** The kinds that have a group of their own in the results; others are places or running text. @type {Record<string, string>} */
export const GROUPS = { entry: "entries", term: "terms", abbreviation: "terms", method: "methods" };

/** A text in each language of the standard. @param {Texts} texts @param {(lang: Lang) => string} make */
const each = ({ languages }, make) => /** @type {Both} */ (Object.fromEntries(languages.map((lang) => [lang, make(lang)])));

/** @param {SearchDocument} document */
export const isRecommendation = (document) => document.modal === "should";

/** What the functions of KINDS give of a document. @typedef {Partial<SearchDocument> & { id: string, page: string }} DocumentParts */

/** Each function gives the documents of one kind in printed order. @type {Record<string, (texts: Texts) => Iterable<DocumentParts>>} */
const KINDS = {
  * level(texts) {
    for (const [index, { id, page, name, text }] of texts.levels.entries()) {
      yield { id, level: index + 1, title: name, passages: [text], page, holder: clauseOf(id, texts) };
    }
  },
  * domain({ domains }) {
    for (const { slug, page, clause, table, name, intro } of domains) {
      yield { id: slug, domain: slug, clause, table: String(table), title: name, names: [slug], passages: [intro], page, holder: holderOf(clause) };
    }
  },
  * subdomain(texts) {
    for (const domain of texts.domains) {
      for (const { code, slug, name } of domain.subdomains) {
        const names = [code, slug.replace(/-/g, " ")];
        yield { id: code, domain: domain.slug, subdomain: code, title: name, names, page: anchorsOf(texts).get(code)?.page ?? "" };
      }
    }
  },
  * cell(texts) {
    for (const { domain, subdomain, level, title, id } of cells(texts)) {
      yield { id, domain: domain.slug, subdomain: subdomain.code, level, title, page: pageUrl(id, texts), silent: true };
    }
  },
  * entry(texts) {
    for (const { domain, subdomain, level, entries } of cells(texts)) {
      for (const { id, letter, modal, conditional = false, zh, en, examples = [] } of entries) {
        const passages = [{ zh, en }, ...examples];
        yield { id, domain: domain.slug, subdomain: subdomain.code, level, letter, modal, conditional, passages, page: pageUrl(id, texts), record: recordUrl(id, texts) };
      }
    }
  },
  * table(texts) {
    for (const { id, number, clause } of ofKind("table", texts)) {
      const domain = texts.domains.find((one) => one.clause === clause);
      // A table outside the domains has the name of its clause.
      const caption = domain?.caption ?? titleOf(clause, texts);
      const title = each(texts, (lang) => fill(texts.words[lang].table_caption, { table: number, caption: caption?.[lang] }));
      yield { id, table: number, title, page: pageUrl(id, texts), holder: clause, ...(domain && { domain: domain.slug }) };
    }
  },
  * figure(texts) {
    for (const { id, number, clause } of ofKind("figure", texts)) {
      const title = each(texts, (lang) => fill(texts.words[lang].find_figure, { number, title: titleOf(clause, texts)?.[lang] }));
      yield { id, figure: number, title, page: pageUrl(id, texts), holder: clause };
    }
  },
  * clause({ parts }) {
    for (const { id, number, page, title, paragraphs } of parts) yield { id, clause: number, title, passages: paragraphs, page: `${page}#${id}` };
  },
  * term(texts) {
    for (const { id, number, name, definition, notes } of texts.terms) {
      const passages = [definition, ...notes.map(({ text }) => text)];
      yield { id, clause: number, title: name, passages, page: pageUrl(id, texts), holder: clauseOf(id, texts) };
    }
  },
  * abbreviation(texts) {
    for (const { id, short, name } of texts.abbreviations) {
      yield { id, title: each(texts, () => short), names: Object.values(name), passages: [name], page: pageUrl(id, texts), holder: clauseOf(id, texts) };
    }
  },
  * method({ methods }) {
    for (const { id, page, title, paragraphs } of methods) yield { id, title, passages: paragraphs, page: `${page}#${id}` };
  },
};

/** @param {string} kind @param {Texts} texts */
const ofKind = (kind, texts) => [...anchorsOf(texts).values()].filter((one) => one.kind === kind);

/** The title of a clause. @param {string} clause @param {Texts} texts */
const titleOf = (clause, { parts }) => parts.find(({ number, id }) => (number ?? id) === clause)?.title;

/** @param {string} id @param {Texts} texts */
const clauseOf = (id, texts) => anchorsOf(texts).get(id)?.clause;

/** The cell of a subdomain at a level. @param {SearchDocument[]} documents @param {Place} place */
export const cellAt = (documents, { subdomain, level }) =>
  documents.find((one) => one.kind === "cell" && one.subdomain === subdomain && one.level === level);

/** The clause of a subclause: `8` of `8.6`. @param {string} clause */
export const holderOf = (clause) => clause.replace(/(?:^|\.)[^.]*$/, "");

/** @param {Texts} texts */
function* cells(texts) {
  const { domains, levels } = texts;
  for (const domain of domains) {
    for (const subdomain of domain.subdomains) {
      for (const [index, { id, entries }] of subdomain.cells.entries()) {
        const title = each(texts, (lang) => `${subdomain.name[lang]} ${levels[index].name[lang]}`);
        yield { domain, subdomain, level: index + 1, title, id, entries };
      }
    }
  }
}

/**
 * All documents in order, and the same by identifier.
 * @param {Texts} texts
 */
export function collect(texts) {
  const documents = /** @type {SearchDocument[]} */ ([]);
  const [binding] = texts.languages;
  for (const [kind, each] of Object.entries(KINDS)) {
    for (const document of each(texts)) {
      const { names = [], passages = [] } = document;
      const length = passages.reduce((length, passage) => length + passage[binding].length, 0);
      documents.push(Object.assign(document, { kind, names, passages, length, order: documents.length }));
    }
  }
  const byId = new Map(documents.map((document) => [document.id, document]));
  for (const document of documents) {
    // A query may name what a document is part of: “quality knowledge base” means an entry of quality.
    if (document.kind === "subdomain") document.within = byId.get(document.domain ?? "");
    if (document.kind === "entry") document.within = byId.get(document.subdomain ?? "");
  }
  return { documents, byId };
}
