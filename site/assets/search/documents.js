// The documents that search looks through: everything of the standard with its names, its words in both
// languages and its address. A new kind of document is one more function in KINDS.
import { fill } from "../shared/element.js";

/** The kinds that have a group of their own in the results; others are places or running text. @type {Record<string, string>} */
export const GROUPS = { entry: "entries", term: "terms", abbreviation: "terms", method: "methods" };

/** @param {(lang: Lang) => string} make @returns {Both} */
const both = (make) => ({ zh: make("zh"), en: make("en") });

/** @param {SearchDocument} document */
export const isRecommendation = (document) => document.modal === "should";

/** What the functions of KINDS give of a document. @typedef {Partial<SearchDocument> & { id: string, page: string }} DocumentParts */

/** Each function gives the documents of one kind in printed order. @type {Record<string, (texts: Texts) => Iterable<DocumentParts>>} */
const KINDS = {
  * level({ levels }) {
    for (const [index, { name, text }] of levels.entries()) {
      const level = index + 1;
      yield { id: `level-${level}`, level, title: name, passages: [text], page: `level-${level}.html` };
    }
  },
  * domain({ domains }) {
    for (const { slug, clause, table, name, intro } of domains) {
      yield { id: slug, domain: slug, clause, table, title: name, names: [slug], passages: [intro], page: `${slug}.html` };
    }
  },
  * subdomain({ domains }) {
    for (const domain of domains) {
      for (const { code, slug, name } of domain.subdomains) {
        const names = [code, slug.replace(/-/g, " ")];
        yield { id: code, domain: domain.slug, subdomain: code, title: name, names, page: `${domain.slug}/${slug}.html` };
      }
    }
  },
  * cell(texts) {
    for (const { domain, subdomain, level, title } of cells(texts)) {
      const id = `${subdomain.code}-${level}`;
      const page = `${domain.slug}/${subdomain.slug}.html#${id}`;
      yield { id, domain: domain.slug, subdomain: subdomain.code, level, title, page, silent: true };
    }
  },
  * entry(texts) {
    for (const { domain, subdomain, level, entries } of cells(texts)) {
      for (const { id, letter, modal, conditional = false, zh, en, examples = [] } of entries) {
        const page = `${domain.slug}/${subdomain.slug}.html#${id}`;
        const passages = [{ zh, en }, ...examples];
        yield { id, domain: domain.slug, subdomain: subdomain.code, level, letter, modal, conditional, passages, page, record: `r/${id}.html` };
      }
    }
  },
  * table({ domains, parts, words }) {
    const table = (/** @type {number} */ number, /** @type {Both} */ title) => ({
      id: `table-${number}`, table: number, page: `standard.html#table-${number}`,
      title: both((lang) => fill(words[lang].table_caption, { table: number, caption: title[lang] })),
    });
    // The first table has the name of its clause.
    for (const { id, title } of parts) if (id === "clause-7") yield table(1, title);
    for (const { slug, table: number, caption } of domains) yield { ...table(number, caption), domain: slug };
  },
  * figure({ parts, words }) {
    for (const [number, clause] of /** @type {[number, string][]} */ ([[1, "clause-5"], [2, "clause-6"]])) {
      const part = parts.find(({ id }) => id === clause);
      if (!part) continue;
      const title = both((lang) => fill(words[lang].find_figure, { number, title: part.title[lang] }));
      yield { id: `figure-${number}`, figure: number, title, page: `standard.html#figure-${number}` };
    }
  },
  * clause({ parts }) {
    for (const { id, title, paragraphs } of parts) {
      yield { id, clause: /^clause-(.+)/.exec(id)?.[1], title, passages: paragraphs, page: `standard.html#${id}` };
    }
  },
  * term({ terms }) {
    for (const { number, name, definition, notes } of terms) {
      yield { id: `term-${number}`, clause: number, title: name, passages: [definition, ...notes], page: `standard.html#term-${number}` };
    }
  },
  * abbreviation({ abbreviations }) {
    for (const { short, name } of abbreviations) {
      yield { id: `abbreviation-${short}`, title: { zh: short, en: short }, names: [name.zh, name.en], passages: [name], page: `standard.html#abbreviation-${short}` };
    }
  },
  * method({ methods }) {
    for (const { id, title, paragraphs } of methods) yield { id, title, passages: paragraphs, page: `method.html#${id}` };
  },
};

/** @param {Texts} texts */
function* cells({ domains, levels }) {
  for (const domain of domains) {
    for (const subdomain of domain.subdomains) {
      for (const [index, entries] of subdomain.cells.entries()) {
        const title = both((lang) => `${subdomain.name[lang]} ${levels[index].name[lang]}`);
        yield { domain, subdomain, level: index + 1, title, entries };
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
  for (const [kind, each] of Object.entries(KINDS)) {
    for (const document of each(texts)) {
      const { names = [], passages = [] } = document;
      const length = passages.reduce((length, { zh }) => length + zh.length, 0);
      documents.push(Object.assign(document, { kind, names, passages, length, order: documents.length }));
    }
  }
  const byId = new Map(documents.map((document) => [document.id, document]));
  for (const document of documents) {
    // A query may name what a document is part of: “quality knowledge base” means an entry of quality control.
    if (document.kind === "subdomain") document.within = byId.get(document.domain ?? "");
    if (document.kind === "entry") document.within = byId.get(document.subdomain ?? "");
  }
  return { documents, byId };
}
