// Hits as elements of the page. Whatever a query holds is set as text.

const KIND_WORDS = {
  domain: "find_kind_domain", subdomain: "find_kind_subdomain", cell: "find_kind_cell", level: "find_kind_level",
  table: "find_kind_table", figure: "find_kind_figure", clause: "find_kind_clause", term: "find_kind_term",
  abbreviation: "find_kind_abbreviation", method: "find_kind_method",
};
const GROUP_WORDS = {
  places: "find_group_places", entries: "find_group_entries", terms: "find_group_terms", text: "find_group_text", methods: "find_group_methods",
};
/** How much of a text is shown before the first hit in the list under the field, in Chinese and in Latin letters. */
const BEFORE = { zh: 14, en: 36 };
/** The language of who reads, once it is asked for. */
let reading;
const TAGS = { zh: "zh-CN", en: "en" };

const pageLang = () => (reading ??= readerLanguage());
const say = (key, values = {}) => fill(dtmmTexts.words[pageLang()][key], values);
const addressOf = (path) => document.documentElement.dataset.root + path;

/** The language of an element, where it is not that of the page. */
const inLanguage = (lang) => (lang === pageLang() ? {} : { lang: TAGS[lang] });

/** A text with its hits marked. */
function marked(text, marks) {
  const pieces = document.createDocumentFragment();
  let at = 0;
  for (const [start, end] of marks) {
    pieces.append(text.slice(at, start), el("mark", {}, text.slice(start, end)));
    at = end;
  }
  pieces.append(text.slice(at));
  return pieces;
}

/** The part of a passage around its first hit. */
function around({ text, marks, lang }) {
  const from = Math.max(0, (marks[0]?.[0] ?? 0) - BEFORE[lang]);
  if (!from) return marked(text, marks);
  // Latin words stay whole.
  const start = lang === "en" ? text.indexOf(" ", from) + 1 : from;
  const pieces = marked(text.slice(start), marks.map(([one, two]) => [one - start, two - start]));
  pieces.prepend("…");
  return pieces;
}

const nameOf = (list, of, value) => list.find((one) => one[of] === value)?.name[pageLang()] ?? "";

/** The names of where an entry stands: domain, subdomain, level with letter. */
function trailOf({ domain, subdomain, level, letter }) {
  const { domains, levels } = dtmmTexts;
  const holder = domains.find(({ slug }) => slug === domain);
  return {
    domain: holder.name[pageLang()],
    subdomain: nameOf(holder.subdomains, "code", subdomain),
    level: `${levels[level - 1].name[pageLang()]} ${letter})`,
  };
}

function badges({ modal, conditional }) {
  const badge = (key) => el("span", { className: "badge" }, say(key));
  return [modal === "should" && badge("find_badge_should"), conditional && badge("find_badge_conditional")].filter(Boolean);
}

/** The heading of a hit in the results: where it leads to. */
function heading(hit) {
  if (hit.kind === "entry") {
    const { domain, subdomain, level } = trailOf(hit);
    const link = el("a", { href: addressOf(hit.path), className: "find-place" }, `${domain} › ${subdomain} `, el("span", { className: `find-level l${hit.level}` }, level));
    const record = el("a", { href: addressOf(hit.record), className: "code", title: say("find_permanent", { id: hit.id }) }, hit.id);
    return el("p", { className: "find-head" }, link, " ", record, ...badges(hit).flatMap((badge) => [" ", badge]));
  }
  const number = hit.place ? [el("span", { className: "number" }, hit.place, " ")] : [];
  const link = el("a", { href: addressOf(hit.path), className: "find-place" }, ...number, marked(hit.title, hit.titleMarks));
  return el("p", { className: "find-head" }, link, " ", el("span", { className: "find-kind" }, say(KIND_WORDS[hit.kind])));
}

/** A hit in the results. */
function result(hit) {
  const text = ({ lang, text, marks, cut = [] }) => {
    const isOther = lang !== pageLang();
    return el("p", { ...inLanguage(lang), className: isOther ? "find-other" : "find-text" }, cut[0] ? "… " : "", marked(text, marks), cut[1] ? " …" : "");
  };
  return el("li", { className: hit.passages.length ? "find-hit" : "find-hit find-brief" }, heading(hit), ...hit.passages.map(text));
}

/** A hit in the list under the field: a line for where it stands, then what it says, in the language that has it as well. */
function option(hit) {
  const isEntry = hit.kind === "entry";
  const trail = isEntry && trailOf(hit);
  const name = isEntry ? `${trail.subdomain} ${trail.level}` : marked(hit.title, hit.titleMarks);
  const own = hit.passages.filter(({ lang }) => lang === pageLang());
  const text = own.find(({ marks }) => marks.length) ?? own[0];
  const other = text?.marks.length ? null : hit.passages.find(({ lang, marks }) => lang !== pageLang() && marks.length);
  const line = (passage) => el("span", { className: other ? "find-text find-line" : "find-text", ...inLanguage(passage.lang) }, around(passage));
  return [
    el("span", { className: "find-name" }, name),
    el("span", { className: "find-kind" }, isEntry ? hit.id : say(KIND_WORDS[hit.kind])),
    ...[text, other].filter(Boolean).map(line),
  ];
}
