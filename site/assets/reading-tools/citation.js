// The text of citations. No part of the page is touched here.
import { fill } from "../shared/element.js";

/**
 * A form of citations: its name, its template, whether several are numbered, and whether they are
 * separated by empty lines.
 * @typedef {{ name: string, form: string, numbered?: boolean, apart?: boolean }} CitationForm
 */

/**
 * All forms in the order of the buttons.
 * @param {Record<string, string>} words
 * @returns {Record<string, CitationForm>}
 */
export const citationForms = (words) => ({
  link: { name: words.cite_link, form: words.cite_link_form },
  plain: { name: words.cite_plain, form: words.cite_plain_form },
  rich: { name: words.cite_rich, form: words.cite_rich_form },
  gbt7714: { name: words.cite_gbt7714, form: words.cite_gbt7714_form, numbered: true },
  iso690: { name: words.cite_iso690, form: words.cite_iso690_form, numbered: true },
  bibtex: { name: words.cite_bibtex, form: words.cite_bibtex_form, apart: true },
  markdown: { name: words.cite_markdown, form: words.cite_markdown_form, apart: true },
});

/**
 * One citation as text; the rich form has the address in full.
 * @param {CitationForm} form
 * @param {Record<string, string>} values  What the form's template asks for, `id` and `url` among it.
 */
export const citation = ({ form }, values) => fill(form, { ...values, link: `${values.id} ${values.url}` });

/**
 * Several citations as one text.
 * @param {CitationForm} form
 * @param {Record<string, string>[]} all
 */
export function citations(form, all) {
  const number = (/** @type {number} */ index) => (form.numbered && all.length > 1 ? `[${index + 1}] ` : "");
  return all.map((values, index) => number(index) + citation(form, values)).join(form.apart ? "\n\n" : "\n");
}
