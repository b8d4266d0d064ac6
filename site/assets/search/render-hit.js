// Hits as elements of the page. Whatever a query contains is inserted as text, never as HTML.
import { inSentence } from "../shared/anchors.js";
import { el, fill } from "../shared/element.js";
import { readerLanguage } from "../shared/language.js";

/** @type {Record<string, string>} */
const KIND_WORDS = {
  domain: "find_kind_domain", subdomain: "find_kind_subdomain", cell: "find_kind_cell", level: "find_kind_level",
  table: "find_kind_table", figure: "find_kind_figure", clause: "find_kind_clause", term: "find_kind_term",
  abbreviation: "find_kind_abbreviation", method: "find_kind_method",
};
/** @type {Record<string, string>} */
export const GROUP_WORDS = {
  places: "find_group_places", entries: "find_group_entries", terms: "find_group_terms", text: "find_group_text", methods: "find_group_methods",
};
/** So many characters are shown before the first match in the list under the field. */
const BEFORE = { zh: 14, en: 36 };
export const TAGS = { zh: "zh-CN", en: "en" };

/** @type {Lang | undefined} */
let language;

/** The language of the page, or the reader's on a page in both. */
export const pageLang = () => (language ??= readerLanguage());

/**
 * A sentence of the site in the language of the page.
 * @param {string} key
 * @param {Record<string, string | number | undefined>} values
 */
export const say = (key, values = {}) => fill(dtmmTexts.words[pageLang()][key], values);

/** The relative address of a path. @param {string} path */
export const addressOf = (path) => (document.documentElement.dataset.pages ?? document.documentElement.dataset.root ?? "") + path;

/** The `lang` attribute of an element, if it is not that of the page. @param {Lang} lang */
const inLanguage = (lang) => (lang === pageLang() ? {} : { lang: TAGS[lang] });

/** A text with its matches marked. @param {string} text @param {[number, number][]} marks */
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

/** The part of a passage around its first match. @param {Passage} passage */
function around({ text, marks, lang }) {
  const from = Math.max(0, (marks[0]?.[0] ?? 0) - BEFORE[lang]);
  if (!from) return marked(text, marks);
  // Latin words stay whole.
  const start = lang === "en" ? text.indexOf(" ", from) + 1 : from;
  const pieces = marked(text.slice(start), marks.map(([one, two]) => [one - start, two - start]));
  pieces.prepend("…");
  return pieces;
}

/** The names of where an entry is: domain, subdomain, level with label. @param {Hit} hit */
function trailOf({ domain, subdomain, level, letter }) {
  const { domains, levels } = dtmmTexts;
  const holder = domains.find(({ slug }) => slug === domain);
  return {
    domain: holder?.name[pageLang()] ?? "",
    subdomain: holder?.subdomains.find(({ code }) => code === subdomain)?.name[pageLang()] ?? "",
    level: `${levels[(level ?? 1) - 1].name[pageLang()]} ${inSentence(letter, dtmmTexts)}`.trim(),
  };
}

/** @param {Hit} hit */
function badges({ modal, conditional }) {
  const badge = (/** @type {string} */ key) => el("span", { className: "badge" }, say(key));
  return [...(modal === "should" ? [badge("find_badge_should")] : []), ...(conditional ? [badge("find_badge_conditional")] : [])];
}

/** The heading of a hit in the results, with its link. @param {Hit} hit */
function heading(hit) {
  if (hit.kind === "entry") {
    const { domain, subdomain, level } = trailOf(hit);
    const link = el("a", { href: addressOf(hit.path), className: "find-place" }, `${domain} › ${subdomain} `, el("span", { className: `find-level l${hit.level}` }, level));
    const record = el("a", { href: addressOf(hit.record ?? ""), className: "code", title: say("find_permanent", { id: hit.id }) }, hit.id);
    return el("p", { className: "find-head" }, link, " ", record, ...badges(hit).flatMap((badge) => [" ", badge]));
  }
  const number = hit.place ? [el("span", { className: "number" }, hit.place, " ")] : [];
  const link = el("a", { href: addressOf(hit.path), className: "find-place" }, ...number, marked(hit.title, hit.titleMarks));
  return el("p", { className: "find-head" }, link, " ", el("span", { className: "find-kind" }, say(KIND_WORDS[hit.kind])));
}

/** A hit in the results. @param {Hit} hit */
export function result(hit) {
  const text = (/** @type {Passage} */ { lang, text, marks, cut }) => {
    const isOther = lang !== pageLang();
    return el("p", { ...inLanguage(lang), className: isOther ? "find-other" : "find-text" }, cut?.[0] ? "… " : "", marked(text, marks), cut?.[1] ? " …" : "");
  };
  return el("li", { className: hit.passages.length ? "find-hit" : "find-hit find-brief" }, heading(hit), ...hit.passages.map(text));
}

/**
 * A hit in the list under the field: a line with its place, then a line of its text, in the other
 * language if only that matches.
 * @param {Hit} hit
 */
export function option(hit) {
  const trail = hit.kind === "entry" ? trailOf(hit) : undefined;
  const name = trail ? `${trail.subdomain} ${trail.level}` : marked(hit.title, hit.titleMarks);
  const own = hit.passages.filter(({ lang }) => lang === pageLang());
  const text = own.find(({ marks }) => marks.length) ?? own[0];
  const other = text?.marks.length ? undefined : hit.passages.find(({ lang, marks }) => lang !== pageLang() && marks.length);
  const line = (/** @type {Passage} */ passage) =>
    el("span", { className: other ? "find-text find-line" : "find-text", ...inLanguage(passage.lang) }, around(passage));
  return [
    el("span", { className: "find-name" }, name),
    el("span", { className: "find-kind" }, trail ? hit.id : say(KIND_WORDS[hit.kind])),
    ...(text ? [line(text)] : []),
    ...(other ? [line(other)] : []),
  ];
}

/** The sentences about an answer to less than the whole query. @param {SearchAnswer} answer */
export function remarks({ corrected, partial, missing }) {
  if (missing) return [say("find_no_id", { id: missing })];
  return [...corrected.map((pair) => say("find_corrected", pair)), ...(partial ? [say("find_partial")] : [])];
}
