// Where the element with an identifier is.

/** The identifiers on the page of the full text. @param {Texts} texts */
function fullTextIds(texts) {
  /** @param {TermText} term */
  const notes = ({ number, notes }) => notes.map((_, index) => `term-${number}-note-${index + 1}`);
  return ["table-1", "figure-1", "figure-2", ...texts.parts.map((part) => part.id),
    ...texts.terms.flatMap((term) => [`term-${term.number}`, ...notes(term)]),
    ...texts.abbreviations.map(({ short }) => `abbreviation-${short}`),
    ...texts.domains.flatMap(({ clause, table }) => [`clause-${clause}`, `table-${table}`]),
    ...texts.levels.map((_, index) => `level-${index + 1}`)];
}

/**
 * The page and fragment of an identifier, relative to the root of the site.
 * @param {string} id
 * @param {Texts} texts
 * @param {Lang} lang  The language of the page that it leads to.
 * @returns {string | undefined}  Nothing for an unknown identifier.
 */
export function anchorUrl(id, texts, lang) {
  const [, code] = /^([A-Z]{3})(-[1-5])?$/.exec(id) ?? [];
  for (const domain of texts.domains) {
    for (const subdomain of domain.subdomains) {
      if (subdomain.code === code) return `${lang}/${domain.slug}/${subdomain.slug}.html#${id}`;
      if (subdomain.cells.some((cell) => cell.some((entry) => entry.id === id))) return `r/${id}.html`;
    }
  }
  return fullTextIds(texts).includes(id) ? `${lang}/standard.html#${id}` : undefined;
}
