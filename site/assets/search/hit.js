// What is shown of a hit: its place, its words in the language of the page with the matches marked and,
// if only the other language matches, that sentence.
import { inSentence } from "../shared/anchors.js";
import { fill } from "../shared/element.js";

/** @typedef {import("./corpus.js").Corpus} Corpus */
/** The place of a word, with the word. @typedef {WordPlace & { word: string }} Occurrence */

/** Longer running text is cut to the sentences that match. */
const LONGEST_PASSAGE = 260;

/**
 * @param {{ document: SearchDocument, score: number }} ranked
 * @param {string} group
 * @param {Lang} lang
 * @param {string[]} words
 * @param {Corpus} corpus
 * @returns {Hit}
 */
export function hitOf({ document, score }, group, lang, words, corpus) {
  const { kind, id, record, domain, subdomain, level, letter, modal, conditional } = document;
  const places = words.flatMap((word) => corpus.find(word).get(document)?.places.map((place) => ({ ...place, word })) ?? []);
  const title = document.title ?? null;
  const passages = /** @type {Passage[]} */ ([]);
  if (title && missesInPage(places, "title", lang)) passages.push(passageOf(document, "title", 0, other(lang), places));
  for (const index of shownPassages(document, places, lang)) {
    passages.push(passageOf(document, "passage", index, lang, places));
    if (missesInPage(places, "passage", lang, index)) passages.push(passageOf(document, "passage", index, other(lang), places));
  }
  const own = passages.find((one) => one.lang === lang);
  return {
    kind, id, record, group, score, domain, subdomain, level, letter, modal, conditional,
    path: `${lang}/${document.page}`,
    title: title?.[lang] ?? "",
    titleMarks: title ? marksOf(places, "title", 0, lang) : [],
    place: placeOf(document, lang, corpus),
    text: own?.text ?? "",
    marks: own?.marks ?? [],
    passages,
  };
}

/** @param {Lang} lang @returns {Lang} */
const other = (lang) => (lang === "zh" ? "en" : "zh");

/**
 * Whether a word matches in the other language and not in that of the page.
 * @param {Occurrence[]} places
 * @param {string} part
 * @param {Lang} lang
 */
function missesInPage(places, part, lang, index = 0) {
  const here = places.filter((place) => place.part === part && place.index === index);
  const said = new Set(places.filter((place) => place.lang === lang).map(({ word }) => word));
  return here.some((place) => place.lang !== lang && !said.has(place.word));
}

/**
 * The indexes of the passages to show: of an entry its text and the examples that match; of anything else
 * the first passage that matches.
 * @param {SearchDocument} document
 * @param {Occurrence[]} places
 * @param {Lang} lang
 */
function shownPassages(document, places, lang) {
  const hit = [...new Set(places.filter(({ part }) => part === "passage").map(({ index }) => index))].sort((one, two) => one - two);
  if (document.kind === "entry") return [0, ...hit.filter((index) => index > 0)];
  const own = hit.find((index) => places.some((place) => place.part === "passage" && place.index === index && place.lang === lang));
  const first = own ?? hit[0] ?? (["term", "abbreviation", "level"].includes(document.kind) ? 0 : undefined);
  return first === undefined ? [] : [first];
}

/** @param {SearchDocument} document @param {string} part @param {number} index @param {Lang} lang @param {Occurrence[]} places */
function passageOf(document, part, index, lang, places) {
  const text = part === "title" ? document.title?.[lang] ?? "" : document.passages[index][lang];
  const passage = { lang, text, marks: marksOf(places, part, index, lang) };
  return document.kind === "entry" ? passage : sentence(passage);
}

/**
 * The matches in one text in order, those that touch merged.
 * @param {Occurrence[]} places
 * @param {string} part
 * @param {number} index
 * @param {Lang} lang
 */
function marksOf(places, part, index, lang) {
  const here = places.filter((place) => place.part === part && place.index === index && place.lang === lang);
  const marks = /** @type {[number, number][]} */ ([]);
  for (const { start, end } of here.sort((one, two) => one.start - two.start)) {
    const last = marks.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks;
}

/** Cuts a long passage to the sentences that match. @param {Passage} passage @returns {Passage} */
function sentence({ lang, text, marks }) {
  if (text.length <= LONGEST_PASSAGE || !marks.length) return { lang, text: shorten(text), marks };
  const ends = [...text.matchAll(/[。；！？]|[.;!?](?= )/g)].map((match) => match.index + 1);
  const start = ends.filter((end) => end <= marks[0][0]).at(-1) ?? 0;
  const end = ends.find((end) => end >= marks[0][1]) ?? text.length;
  const from = text.length - text.slice(start).trimStart().length;
  const inside = marks.filter((mark) => mark[0] >= from && mark[1] <= end);
  return { lang, text: text.slice(from, end), marks: inside.map(([one, two]) => [one - from, two - from]), cut: [from > 0, end < text.length] };
}

/** @param {string} text */
const shorten = (text) => (text.length > 2 * LONGEST_PASSAGE ? `${text.slice(0, 2 * LONGEST_PASSAGE)}…` : text);

/** The printed place of an entry, the clause of other documents, or nothing. @param {SearchDocument} document @param {Lang} lang @param {Corpus} corpus */
function placeOf(document, lang, { byId }) {
  if (document.kind !== "entry") return document.clause ?? "";
  const { words, levels } = dtmmTexts;
  const domain = byId.get(document.domain ?? "");
  const subdomain = byId.get(document.subdomain ?? "");
  const label = inSentence(document.letter, dtmmTexts);
  return fill(label ? words[lang].printed_place : words[lang].printed_place_unlabelled, {
    clause: domain?.clause,
    table: domain?.table,
    subdomain: subdomain?.title?.[lang],
    level: levels[(document.level ?? 1) - 1].name[lang],
    label,
  });
}
