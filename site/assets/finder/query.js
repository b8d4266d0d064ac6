// What a query asks for: places (identifier, clause, table, level, letter, a name) and words.

const LONGEST = 200;
const NUMERALS = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, one: 1, two: 2, three: 3, four: 4, five: 5 };
const numberOf = (text) => NUMERALS[text] ?? Number(text);
/** What leaving out one character costs, against one more part; those that only join words cost little. */
const LEFT_OUT = 3;
const JOINING = 0.5;
const JOINTS = /[的地得了和与及或并在为对应须要到从以把是否能会可有个]/;
/** What says nothing where other words stand beside it. */
const EMPTY_WORDS = new Set("a an and are at by can do does for from how i in is it of on or our the to we what where which with about".split(" "));
const EMPTY_RUNS = /^(?:请问|关于|什么是|如何|怎么|怎样|哪些)|(?:是什么|有哪些|怎么做|如何做|的要求|吗|呢|的)$/g;

/** The first characters of a text, none of them halved. */
const cutTo = (length, text) => (text.length > length ? [...text.slice(0, 2 * length)].slice(0, length).join("") : text);

/** The query in one form: half width, lower case, simplified, one kind of hyphen, space or bracket. */
function plain(query) {
  const cut = cutTo(LONGEST, String(query));
  return (/[^ -~\u4e00-\u9fff]/.test(cut) ? cut.normalize("NFKC") : cut).toLowerCase()
    .replace(/[\u3400-\u9fff]/g, (one) => corpus.simplified.get(one) ?? one)
    .replace(/[‐-―−]/g, "-")
    .replace(/\bgb\s*\/?\s*t?\s*(?=\d)/g, "gb ")
    .replace(/[\s·•、，。；;,:|>›»/\\_]+/g, " ").trim();
}

/** Places by what they are called: each takes its match out of the query, if there is such a place. */
const PLACES = [
  // QLT-302, qlt302, QLT 3, QLT-3b
  [/(?:^|[^a-z])([a-z]{3})[ -]*([1-5])(\d\d)?(?: ?([a-k])\)?)?(?![a-z0-9]|\.\d)/, ([, code, level, serial, letter], { subdomains, entries }) => {
    const subdomain = subdomains.get(code);
    if (!subdomain || (letter && !entries.some((one) => one.subdomain === subdomain && one.level === +level && one.letter === letter))) return null;
    return { subdomain, level: +level, ...(serial && { id: `${subdomain}-${level}${serial}` }), ...(letter && { letter }) };
  }],
  [/(?:term|术语)[ -]?(3\.\d+)/, ([, clause], { clauses }) => clauses.has(clause) && { clause }],
  [/\btable[ -]?([1-8])\b|表[ -]?([1-8一二三四五六七八])/, ([, latin, chinese]) => ({ table: numberOf(latin ?? chinese) })],
  [/\bfig(?:ure|\.)?[ -]?([12])\b|图[ -]?([12一二])/, ([, latin, chinese]) => ({ figure: numberOf(latin ?? chinese) })],
  [/\blevel[ -]?([1-5]|one|two|three|four|five)\b|\bl(?:v\.?)?[ -]?([1-5])\b|第? ?([1-5一二三四五]) ?级|等级 ?([1-5一二三四五])/,
    ([, ...found]) => ({ level: numberOf(found.find(Boolean)) })],
  [/(?:\b(?:clause|cl\.?|section|sec\.?)|§)[ -]?(\d(?:\.\d+)*)|第? ?(\d(?:\.\d+)*|[一二三四五六七八]) ?[章条节]|(?:^|[^\d.a-z])(\d(?:\.\d+)+)(?![\d.]*[a-z\d])|^(\d)$/,
    ([, ...found], { clauses, stands }) => {
      const number = String(numberOfClause(found.find(Boolean)));
      if (!clauses.has(number) && stands(number)) return null;
      // 8.6.5 does not exist; what is meant stands in 8.6.
      for (let clause = number; clause; clause = clause.replace(/\.?\d+$/, "")) if (clauses.has(clause)) return { clause };
      return null;
    }],
  [/[(（]([a-k])[)）]|(?:^|[^a-z0-9])([a-k])\)|第 ?([a-k]) ?[项条]/, ([, ...found]) => ({ letter: found.find(Boolean) })],
];
const numberOfClause = (text) => NUMERALS[text] ?? text;

/** What the corpus calls its places. */
function gazetteer(corpus) {
  const { things } = corpus;
  const subdomains = new Map();
  const clauses = new Map();
  const tables = new Map();
  const names = [];
  for (const thing of things) {
    if (thing.kind === "subdomain") subdomains.set(thing.id.toLowerCase(), thing.id);
    if (thing.clause) clauses.set(thing.clause, thing);
    if (thing.table && thing.domain) tables.set(thing.table, thing.domain);
    if (thing.kind !== "subdomain" && thing.kind !== "domain") continue;
    const place = { domain: thing.domain, ...(thing.subdomain && { subdomain: thing.subdomain }) };
    for (const name of [thing.title.zh, thing.title.en, ...thing.names]) names.push({ name: fold(name), place });
  }
  names.sort((one, other) => other.name.length - one.name.length);
  const stands = (number) => corpus.find(number).size > 0;
  return { subdomains, clauses, tables, names, stands, entries: things.filter(({ kind }) => kind === "entry") };
}

/** The readings of a query, each `{ place, words }`: names may be places or words. */
function understand(query, corpus) {
  const { places } = corpus;
  let rest = plain(query);
  const place = {};
  for (const [pattern, read] of PLACES) {
    const match = pattern.exec(rest);
    const found = match && read(match, places);
    if (!found) continue;
    for (const [key, value] of Object.entries(found)) place[key] ??= value;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  }
  rest = readLastLetter(rest, place);
  placeDomain(place, places);
  // IT is an abbreviation, it is not.
  const capitals = new Set((String(query).match(/\b[A-Z]{2}\b/g) ?? []).map(fold));
  const wordsOf = (text) => split(text, corpus, capitals);
  const { place: named, rest: unnamed } = readNames(rest, places);
  const readings = [{ place, words: wordsOf(rest) }];
  if (named) readings.unshift({ place: { ...named, ...place }, words: wordsOf(unnamed) });
  return { readings, plain: plain(query), asWords: { place: {}, words: wordsOf(plain(query)) } };
}

/** A letter alone means an entry where a level or a cell was named before it. */
function readLastLetter(rest, place) {
  const match = place.level && !place.letter && /(?:^|\s)([a-k]) ?项?\s*$/.exec(rest);
  if (!match) return rest;
  place.letter = match[1];
  return rest.slice(0, match.index);
}

/** A clause or table of a capability domain is a way to name the domain. */
function placeDomain(place, { clauses, tables }) {
  const domain = clauses.get(place.clause)?.domain ?? tables.get(place.table);
  if (domain) place.domain = domain;
}

/** Takes names of domains and subdomains out of a query; short Chinese names only where they stand alone. */
function readNames(text, { names }) {
  let place;
  let rest = text.replace(/-/g, " ");
  for (const { name, place: named } of names) {
    const elsewhere = place && (named.domain !== place.domain || (named.subdomain && place.subdomain));
    if (elsewhere || !rest.includes(name)) continue;
    const isLongRun = name.length > 3 && CHINESE.test(name);
    const match = new RegExp(isLongRun ? name : `(?:^|\\s)${escapeRegex(name)}(?=\\s|$)`).exec(rest);
    if (!match) continue;
    place = { ...named, ...place };
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  }
  return { place, rest };
}

/** The words of a text: runs of Chinese, words and numbers of Latin. */
function split(text, corpus, capitals) {
  const all = text.match(/[\u3400-\u9fff\uf900-\ufaff]+|[a-z0-9]+(?:\.\d+)*/g) ?? [];
  const words = all.flatMap((word) => (CHINESE.test(word) ? splitRun(word, corpus) : [word]));
  const telling = words.filter((word) => !EMPTY_WORDS.has(word) || capitals.has(word));
  return [...new Set(telling.length ? telling : words)];
}

/** A run that stands nowhere as it is: without what only asks, or cut where its parts stand somewhere. */
function splitRun(run, corpus) {
  if (corpus.find(run).size) return [run];
  const bare = run.replace(EMPTY_RUNS, "");
  if (bare && bare !== run) return splitRun(bare, corpus);
  const { cost, parts } = longestParts(run, corpus);
  const isWhole = parts.length && cost - parts.length < LEFT_OUT;
  return isWhole ? parts : [run];
}

/** The fewest parts of a run, of two characters at least, that stand somewhere and leave least of it out. */
function longestParts(run, corpus) {
  const best = [{ cost: 0, parts: [] }];
  const offer = (at, cost, parts) => { if (!(best[at]?.cost <= cost)) best[at] = { cost, parts }; };
  for (let start = 0; start < run.length; start += 1) {
    const { cost, parts } = best[start];
    offer(start + 1, cost + (JOINTS.test(run[start]) ? JOINING : LEFT_OUT), parts);
    for (let end = start + 2; end <= run.length && corpus.has(run.slice(start, end)); end += 1) {
      offer(end, cost + 1, [...parts, run.slice(start, end)]);
    }
  }
  return best[run.length];
}
