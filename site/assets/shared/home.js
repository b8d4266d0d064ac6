// Where things stand.

/** The page and fragment where an identifier stands, or nothing. */
function home(id) {
  if (entries.has(id)) return `r/${id}.html`;
  const [, code] = /^([A-Z]{3})(-[1-5])?$/.exec(id) ?? [];
  for (const domain of texts.domains) {
    const subdomain = domain.subdomains.find((one) => one.code === code);
    if (subdomain) return `${lang}/${domain.slug}/${subdomain.slug}.html#${id}`;
  }
  const notes = ({ number, notes }) => notes.map((_, index) => `term-${number}-note-${index + 1}`);
  const known = ["table-1", "figure-1", "figure-2", ...texts.parts.map((part) => part.id),
    ...texts.terms.flatMap((term) => [`term-${term.number}`, ...notes(term)]),
    ...texts.abbreviations.map(({ short }) => `abbreviation-${short}`),
    ...texts.domains.flatMap(({ clause, table }) => [`clause-${clause}`, `table-${table}`]),
    ...texts.levels.map((_, index) => `level-${index + 1}`)];
  return known.includes(id) ? `${lang}/standard.html#${id}` : undefined;
}
