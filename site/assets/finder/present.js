// What is shown of a hit: where it stands, its words in the language of the page with the hit marked
// and, where only the other language has it, the sentence there.

/** Longer running text is cut to the sentence of the hit. */
const LONGEST_PASSAGE = 260;

function present({ thing, score, group }, lang, words, corpus) {
  const { kind, id, record, domain, subdomain, level, letter, modal, conditional } = thing;
  const places = words.flatMap((word) => corpus.find(word).get(thing)?.places.map((place) => ({ ...place, word })) ?? []);
  const title = thing.title ?? null;
  const passages = [];
  if (title && missesInPage(places, "title", lang)) passages.push(passageOf(thing, "title", 0, other(lang), places));
  for (const index of shownPassages(thing, places, lang)) {
    passages.push(passageOf(thing, "passage", index, lang, places));
    if (missesInPage(places, "passage", lang, index)) passages.push(passageOf(thing, "passage", index, other(lang), places));
  }
  return {
    kind, id, record, group, score, domain, subdomain, level, letter, modal, conditional,
    path: `${lang}/${thing.page}`,
    title: title?.[lang] ?? "",
    titleMarks: title ? marksOf(places, "title", 0, lang) : [],
    place: placeOf(thing, lang, corpus),
    text: passages.find((one) => one.lang === lang)?.text ?? "",
    marks: passages.find((one) => one.lang === lang)?.marks ?? [],
    passages,
  };
}

const other = (lang) => (lang === "zh" ? "en" : "zh");

/** Whether a word stands in the other language and not in that of the page. */
function missesInPage(places, part, lang, index = 0) {
  const here = places.filter((place) => place.part === part && place.index === index);
  const said = new Set(places.filter((place) => place.lang === lang).map(({ word }) => word));
  return here.some((place) => place.lang !== lang && !said.has(place.word));
}

/** An entry shows its text and the examples that are hit; anything else its first passage that is hit. */
function shownPassages(thing, places, lang) {
  const hit = [...new Set(places.filter(({ part }) => part === "passage").map(({ index }) => index))].sort((one, two) => one - two);
  if (thing.kind === "entry") return [0, ...hit.filter((index) => index > 0)];
  const own = hit.find((index) => places.some((place) => place.part === "passage" && place.index === index && place.lang === lang));
  const first = own ?? hit[0] ?? (thing.kind === "term" || thing.kind === "abbreviation" || thing.kind === "level" ? 0 : undefined);
  return first === undefined ? [] : [first];
}

function passageOf(thing, part, index, lang, places) {
  const text = part === "title" ? thing.title[lang] : thing.passages[index][lang];
  const passage = { lang, text, marks: marksOf(places, part, index, lang) };
  return thing.kind === "entry" ? passage : sentence(passage);
}

/** The places in one text in order, those that touch made one. */
function marksOf(places, part, index, lang) {
  const here = places.filter((place) => place.part === part && place.index === index && place.lang === lang);
  const marks = [];
  for (const { start, end } of here.sort((one, two) => one.start - two.start)) {
    const last = marks.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks;
}

/** Cuts a long passage to the sentences that are hit. */
function sentence({ lang, text, marks }) {
  if (text.length <= LONGEST_PASSAGE || !marks.length) return { lang, text: shorten(text), marks };
  const ends = [...text.matchAll(/[。；！？]|[.;!?](?= )/g)].map((match) => match.index + 1);
  const start = ends.filter((end) => end <= marks[0][0]).at(-1) ?? 0;
  const end = ends.find((end) => end >= marks[0][1]) ?? text.length;
  const from = start + /^\s*/.exec(text.slice(start))[0].length;
  const inside = marks.filter((mark) => mark[0] >= from && mark[1] <= end);
  return { lang, text: text.slice(from, end), marks: inside.map(([one, two]) => [one - from, two - from]), cut: [from > 0, end < text.length] };
}

const shorten = (text) => (text.length > 2 * LONGEST_PASSAGE ? `${text.slice(0, 2 * LONGEST_PASSAGE)}…` : text);

/** Where a thing stands: its printed place, its clause, or nothing. */
function placeOf(thing, lang, { things }) {
  const { words, levels } = dtmmTexts;
  const domain = things.find(({ kind, domain }) => kind === "domain" && domain === thing.domain);
  const subdomain = things.find(({ kind, subdomain }) => kind === "subdomain" && subdomain === thing.subdomain);
  if (thing.kind === "entry") {
    const values = { clause: domain.clause, table: domain.table, subdomain: subdomain.title[lang], level: levels[thing.level - 1].name[lang], letter: thing.letter };
    return fill(words[lang].printed_place, values);
  }
  return thing.clause ?? "";
}
