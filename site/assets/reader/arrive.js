// Helps a reader whose link leads nowhere: to where the thing is, or to what is most like it.

/** The page and fragment where an identifier stands, or nothing. */
function home(id) {
  if (entries.has(id)) return `r/${id}.html`;
  const [, code] = /^([A-Z]{3})(-[1-5])?$/.exec(id) ?? [];
  for (const domain of texts.domains) {
    const subdomain = domain.subdomains.find((one) => one.code === code);
    if (subdomain) return `${lang}/${domain.slug}/${subdomain.slug}.html#${id}`;
  }
  const known = [...texts.parts.map((part) => part.id), ...texts.terms.map((term) => `term-${term.number}`),
    ...texts.abbreviations.map(({ short }) => `abbreviation-${short}`),
    ...texts.domains.flatMap(({ clause, table }) => [`clause-${clause}`, `table-${table}`]),
    ...texts.levels.map((_, index) => `level-${index + 1}`)];
  return known.includes(id) ? `${lang}/standard.html#${id}` : undefined;
}

/** Shows what was meant by `asked`, a fragment or the path of a missing page. */
function arrive(asked) {
  const moved = texts.moved?.[asked];
  const path = home(moved ?? asked);
  if (moved && path) return location.replace(root + path);
  const query = asked.replace(/\.html$/, "").replace(/[/#_]+/g, " ").replace(/-(?![0-9])/g, " ").replace(/^(zh|en|r) /, "").trim();
  const hits = path ? [] : dtmmFind.search(query, { lang, limit: 5 });
  const links = path ? [el("a", { href: root + path }, asked)] : hits.map((hit) => el("a", { href: root + hit.path }, hit.title || `${hit.id} ${hit.place}`));
  const search = el("a", { href: `${root}${lang}/search.html?q=${encodeURIComponent(query)}` }, fill(words.place_search, { query }));
  const notice = el("div", { className: "notice arrival", role: "status", lang: tags[lang] },
    el("p", {}, fill(path ? words.place_elsewhere : words.place_unknown, { asked })),
    el("ul", {}, ...[...links, search].map((link) => el("li", {}, link))));
  document.querySelector(".arrival")?.remove();
  const slot = document.querySelector("[data-suggestions]");
  if (slot) {
    slot.hidden = false;
    slot.replaceChildren(notice);
  } else {
    document.getElementById("main").prepend(notice);
    notice.scrollIntoView({ block: "center" });
  }
}
