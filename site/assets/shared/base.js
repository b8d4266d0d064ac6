// What several bundles share: the texts of the standard, the language of the page, printed places.
import { inSentence, printed } from "./anchors.js";
import { fill } from "./element.js";
import { readerLanguage } from "./language.js";

export const texts = globalThis.dtmmTexts;
const { pages, root: site } = document.documentElement.dataset;
/** The relative path from the page to the root of the pages: that of the site, or the folder of an earlier edition. */
export const root = pages ?? site ?? "";
export const lang = readerLanguage();
/** The other language of the standard, if it has two. */
export const other = texts.languages.find((one) => one !== lang);
/** The language whose text binds: comments are about that. */
export const binding = texts.languages[0];
/** The language tags of HTML. */
export const tags = { zh: "zh-CN", en: "en" };
/** The words of the site in the language of the page. */
export const words = texts.words[lang];

/**
 * An entry with the domain, subdomain and level (from 1 on) it belongs to.
 * @typedef {{ entry: EntryText, domain: DomainText, subdomain: SubdomainText, level: number }} PlacedEntry
 */

/** Every entry by its identifier. */
export const entries = new Map(/** @type {[string, PlacedEntry][]} */ ([]));
for (const domain of texts.domains)
  for (const subdomain of domain.subdomains)
    subdomain.cells.forEach((cell, index) => {
      for (const entry of cell.entries) entries.set(entry.id, { entry, domain, subdomain, level: index + 1 });
    });

/**
 * The printed place of an entry: `9.2 表 4 质量 三级 b)`.
 * @param {PlacedEntry} placed
 * @param {Lang} language
 */
export function place({ entry, domain, subdomain, level }, language = lang) {
  const label = inSentence(entry.letter, texts);
  const words = texts.words[language];
  return fill(label ? words.printed_place : words.printed_place_unlabelled, {
    clause: domain.clause,
    table: domain.table,
    subdomain: subdomain.name[language],
    level: texts.levels[level - 1].name[language],
    label,
  });
}

/** A text with the label that is printed before it. @param {string | null} label @param {string} text */
export const labelled = (label, text) => `${printed(label, texts)} ${text}`.trim();

/** Today in the reader's time zone, as `2026-11-22`. */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
