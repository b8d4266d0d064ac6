// From a query to hits in order. No part of the page is touched here.

/** What an exact place or name is worth; words alone come to less than any of these. */
const PLACE = 900;
const NAMED = 400;
const BELONGS = 300;
/** The order of kinds that fit equally well, and of the groups. */
const KIND_ORDER = ["subdomain", "domain", "entry", "cell", "level", "table", "figure", "term", "abbreviation", "clause", "method"];
const GROUP_ORDER = ["places", "entries", "terms", "text", "methods"];
/** How much of what a query says a hit must have where nothing has all of it. */
const MOST = 0.5;

/** What stands between the words of names. */
const MARKS = /[ /()—-]/g;

let corpus;

/** Puts the texts together; costs a few milliseconds, once. */
function prepare() {
  if (corpus) return;
  corpus = new Corpus(dtmmTexts);
  corpus.places = gazetteer(corpus);
}

/**
 * Everything that answers a query: `hits` in the order of display, how many there are in all and in
 * each group, whether they have only part of the query, and words that were read as others. `limit`
 * is for all hits, `each` for those of a group.
 */
function find(query, { lang = "zh", filters = {}, limit = Infinity, each = Infinity } = {}) {
  prepare();
  const asked = understand(query, corpus);
  const answer = { partial: false, corrected: [] };
  const isEmpty = !asked.plain;
  let scored = isEmpty ? everyEntry(filters) : answerAll(asked.readings);
  if (!scored.size && !isEmpty) scored = answerAll([asked.asWords]);
  if (!scored.size && !isEmpty) scored = answerNearly(asked, answer);
  const words = wordsOf(asked, answer);
  const ranked = [...scored].filter(([thing]) => passes(thing, filters)).map(([thing, score]) => ({ thing, score })).sort(inOrder);
  const groups = byGroup(ranked.slice(0, limit), groupsFor(asked, words));
  const hits = groups.flatMap(([, all]) => all.slice(0, each).map((hit) => present(hit, lang, words, corpus)));
  const totals = new Map(groups.map(([name, all]) => [name, all.length]));
  return { ...answer, hits, totals, total: ranked.length, scored, ...exactOf(asked, hits) };
}

const search = (query, options) => find(query, options).hits;

/** Every word that may be marked. */
function wordsOf({ readings, asWords }, { parts = [] }) {
  return [...new Set([...readings, asWords].flatMap(({ words }) => words).concat(parts))];
}

/** Without a query the filters alone choose. */
function everyEntry(filters) {
  const isFiltered = Object.values(filters).some(Boolean);
  return new Map(isFiltered ? corpus.things.filter(({ kind }) => kind === "entry").map((thing) => [thing, BELONGS - thing.order / 1e4]) : []);
}

/** The best score of each thing over all readings. */
function answerAll(readings) {
  const scored = new Map();
  for (const reading of readings) {
    for (const [thing, score] of answerOne(reading)) scored.set(thing, Math.max(score, scored.get(thing) ?? 0));
  }
  return scored;
}

function answerOne({ place, words }) {
  if (!words.length) return atPlace(place);
  const found = withAll(words);
  return isPlace(place) ? found.filter(([thing]) => stands(thing, place)) : found;
}

const isPlace = ({ letter, ...place }) => Object.keys(place).length > 0;

/** Whether a thing stands at a place or in it. */
function stands(thing, place) {
  return Object.entries(place).every(([key, value]) => {
    if (key === "clause") return thing.clause === value || !!place.domain;
    if (key === "table") return thing.table === value || !!place.domain;
    return thing[key] === value;
  });
}

/** A place that is named gives itself, then what stands there, in printed order. */
function atPlace(place) {
  if (!isPlace(place)) return [];
  const inPlace = corpus.things.filter((thing) => stands(thing, place));
  // A number that was never given leads to its cell.
  if (place.id && !inPlace.length) return atPlace({ subdomain: place.subdomain, level: place.level });
  const kinds = kindsOf(place);
  const asNamed = (thing) => {
    const rank = kinds.indexOf(thing.kind);
    return rank < 0 ? null : [thing, (rank === 0 || thing.kind !== "entry" ? PLACE : BELONGS) - rank - thing.order / 1e4];
  };
  return inPlace.map(asNamed).filter(Boolean).concat(partsOf(place));
}

/** The kinds a place is about, the most exact first. */
function kindsOf({ id, letter, subdomain, level, figure, table, clause, domain }) {
  if (id || letter) return ["entry"];
  if (level) return subdomain || domain ? ["cell", "entry"] : ["level", "entry"];
  if (subdomain) return ["subdomain", "entry"];
  if (table) return ["table", "domain", "subdomain"];
  if (domain) return ["domain", "table", "subdomain"];
  return figure ? ["figure"] : ["clause", "term"];
}

/** What a clause of the text consists of. */
function partsOf({ clause }) {
  const kind = { 3: "term", 4: "abbreviation", 5: "figure", 6: "level", 7: "table", 8: "domain" }[clause];
  const parts = corpus.things.filter((thing) => thing.kind === kind && (clause !== "7" || thing.table === 1));
  return parts.map((thing) => [thing, BELONGS - thing.order / 1e4]);
}

/** Everything that has all of the words, in one language or the other. */
function withAll(words) {
  const found = words.map((word) => corpus.find(word)).sort((one, other) => one.size - other.size);
  const candidates = [...found[0].keys()].filter((thing) => found.every((each) => each.has(thing)));
  const meant = candidates.filter((thing) => found.some((each) => !each.get(thing).context));
  return meant.map((thing) => [thing, score(thing, words)]);
}

/** How well a thing fits the words it has. */
function score(thing, words) {
  let sum = 0;
  let isTitled = false;
  for (const word of words) {
    const weight = corpus.find(word).get(thing)?.weight ?? 0;
    isTitled ||= weight > TEXT;
    sum += weight * corpus.telling(word);
  }
  const together = words.length > 1 && isPhrase(thing, words) ? 1.6 : 1;
  const kind = { clause: 0.8, method: 0.6 }[thing.kind] ?? 1;
  return (sum * together * kind) / (1 + thing.length / 400) + (isTitled && isNamed(thing, words) ? NAMED : 0);
}

/** Whether the words stand one after the other. */
function isPhrase(thing, words) {
  const places = words.map((word) => corpus.find(word).get(thing)?.places ?? []);
  const follows = (one, next) => next.part === one.part && next.index === one.index && next.lang === one.lang
    && next.start >= one.end && next.start - one.end < 3;
  return places[0].some((first) => {
    let last = first;
    return places.slice(1).every((next) => (last = next.find((one) => follows(last, one))));
  });
}

/** Whether the words are a name of the thing and nothing more. */
function isNamed({ title, names }, words) {
  const said = words.join("");
  for (const name of [title.zh, title.en, ...names]) {
    // Most names are ruled out by how they begin; the others lose their spaces and marks.
    if (name[0].toLowerCase() === said[0] && name.length >= said.length && fold(name).replace(MARKS, "") === said) return true;
  }
  return false;
}

function passes(thing, { domain, level, kind, conditional }) {
  if (domain && thing.domain !== domain) return false;
  if (level && String(thing.level) !== String(level)) return false;
  if (kind && (!thing.modal || isRecommendation(thing) !== (kind === "recommendation"))) return false;
  return !conditional || !!thing.conditional;
}

/** For each filter how many it would let through, with the other filters as they are. */
function count(scored, filters) {
  const counts = { all: {}, domain: {}, level: {}, kind: {}, conditional: {} };
  for (const of of ["domain", "level", "kind", "conditional"]) {
    const others = { ...filters, [of]: undefined };
    for (const thing of scored.keys()) {
      if (!passes(thing, others)) continue;
      counts.all[of] = (counts.all[of] ?? 0) + 1;
      const value = of === "kind" ? thing.modal && (isRecommendation(thing) ? "recommendation" : "requirement") : thing[of];
      if (value) counts[of][value] = (counts[of][value] ?? 0) + 1;
    }
  }
  return counts;
}

function inOrder(one, other) {
  const scores = other.score - one.score;
  if (Math.abs(scores) > 1e-9) return scores;
  return KIND_ORDER.indexOf(one.thing.kind) - KIND_ORDER.indexOf(other.thing.kind) || one.thing.order - other.thing.order;
}

/** In which group a thing stands: one found by its name or place is a place; by what it says, running text. */
function groupsFor({ readings }, words) {
  const placed = new Set(readings.flatMap(({ place }) => atPlace(place).map(([thing]) => thing)));
  const isTitled = (thing) => words.some((word) => corpus.find(word).get(thing)?.places.some(({ part }) => part === "title"));
  return (thing) => GROUPS[thing.kind] ?? (placed.has(thing) || isTitled(thing) ? "places" : "text");
}

/** The hits group by group: what was named first, else in the usual order. */
function byGroup(ranked, groupOf) {
  const groups = new Map(GROUP_ORDER.map((name) => [name, []]));
  for (const { thing, score } of ranked) {
    const group = groupOf(thing);
    groups.get(group).push({ thing, score, group });
  }
  const rank = ([name, [best]]) => (best.score >= BELONGS - 1 ? best.score : -GROUP_ORDER.indexOf(name));
  return [...groups].filter(([, all]) => all.length).sort((one, other) => rank(other) - rank(one));
}

/** The hit a query names by an identifier, or the identifier, where nothing has it. */
function exactOf({ plain, readings: [{ place }] }, hits) {
  if (!place.subdomain || !/^[a-z]{3}[ -]*([1-5](\d\d)?)?$/.test(plain)) return {};
  const id = place.id ?? (place.level ? `${place.subdomain}-${place.level}` : place.subdomain);
  const exact = hits.find((hit) => hit.id === id);
  return exact || corpus.named.has(id) ? { exact } : { missing: id };
}
