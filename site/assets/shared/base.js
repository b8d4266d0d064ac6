// What several bundles share: the texts of the standard, the language of the page, printed places.
import { fill } from "./element.js";
import { readerLanguage } from "./language.js";

export const texts = globalThis.dtmmTexts;
/** The relative path from the page to the root of the site. */
export const root = document.documentElement.dataset.root ?? "";
export const lang = readerLanguage();
export const other = lang === "zh" ? "en" : "zh";
/** The language tags of HTML. */
export const tags = { zh: "zh-CN", en: "en" };
/** The words of the site in the language of the page. */
export const words = texts.words[lang];

/**
 * An entry with the domain, subdomain and level (1 to 5) it belongs to.
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
  return fill(texts.words[language].printed_place, {
    clause: domain.clause,
    table: domain.table,
    subdomain: subdomain.name[language],
    level: texts.levels[level - 1].name[language],
    letter: entry.letter,
  });
}

/** Today in the reader's time zone, as `2026-11-22`. */
export function today() {
  const now = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
