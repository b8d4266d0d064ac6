// Where nothing has all that a query says: words read as others, one letter apart, and what has most
// of it.

const SHORTEST_TYPO = 5;
/** What a named place is worth beside words that are only partly there. */
const OF_PLACE = 0.012;
/** So many parts of a query tell what it is about. */
const MOST_PARTS = 60;
/** With more words than these beside a place, a query is not about the place. */
const FEW_WORDS = 3;
/** What part of a word must be the beginning of another for that to be worth offering. */
const ALIKE = 0.6;
/** So many letters at least must be alike: fewer are a syllable, and of other words as well. */
const ALIKE_LETTERS = 4;
/** Longer runs are not looked through for a wrong character. */
const LONGEST_TYPO = 12;

/** Answers a query that nothing answers whole, and notes in `answer` how. */
function answerNearly({ readings, asWords }, answer) {
  const corrected = new Map();
  const correct = (words) => words.map((word) => {
    const near = corpus.find(word).size ? null : nearest(word);
    if (near) corrected.set(word, near);
    return near ?? word;
  });
  const better = readings.map(({ place, words }) => ({ place, words: correct(words) }));
  const scored = corrected.size ? answerAll(better) : new Map();
  const [{ place, words }] = better;
  answer.partial = !scored.size;
  const isAboutPlace = isPlace(place) && words.length <= FEW_WORDS;
  const most = answer.partial ? withMost(isAboutPlace ? place : {}, isAboutPlace ? words : correct(asWords.words), answer) : scored;
  answer.corrected = [...corrected].map(([from, to]) => ({ from, to }));
  answer.parts = [...(answer.parts ?? []), ...corrected.values()];
  return most;
}

/** What has most of the words; Chinese that stands nowhere is looked for two characters at a time. */
function withMost(place, words, answer) {
  const known = (all) => all.filter((word) => corpus.find(word).size);
  const runs = words.filter((word) => CHINESE.test(word) && !corpus.find(word).size);
  answer.parts = known([...new Set([...words, ...runs.flatMap(pieces)])]).slice(0, MOST_PARTS);
  const shares = new Map();
  const add = (thing, share) => shares.set(thing, (shares.get(thing) ?? 0) + share);
  for (const part of answer.parts) {
    for (const [thing, { context }] of corpus.find(part)) if (!context) add(thing, corpus.telling(part));
  }
  const best = Math.max(...shares.values());
  const scored = new Map();
  for (const [thing, share] of shares) if (share >= best * MOST) scored.set(thing, share + score(thing, answer.parts) / 10);
  // A place that was named holds where none of the words does.
  for (const [thing, atIt] of atPlace(place)) scored.set(thing, (scored.get(thing) ?? 0) + atIt * OF_PLACE);
  return scored;
}

/** The parts of a run that stand somewhere, and all its pairs of characters. */
function pieces(run) {
  const pairs = Array.from({ length: Math.max(0, run.length - 1) }, (_, at) => run.slice(at, at + 2));
  return [...longestParts(run, corpus).parts, ...pairs];
}

/** What stands in the text and is one slip away, the most frequent of them. */
function nearest(word) {
  if (CHINESE.test(word)) return nearestRun(word);
  if (word.length < SHORTEST_TYPO || !/^[a-z]+$/.test(word)) return null;
  let best = null;
  for (const [other, times] of corpus.vocabulary) {
    if (isOneSlip(word, other) && !(best && corpus.vocabulary.get(best) >= times)) best = other;
  }
  return best;
}

/** A run with one other character, which begins and ends where a word does. Where the browser does not know the
 * words of Chinese, there is none. */
function nearestRun(run) {
  if (run.length < 4 || run.length > LONGEST_TYPO || !("Segmenter" in Intl)) return null;
  const pattern = Array.from(run, (_, at) => `${run.slice(0, at)}${CHINESE.source}${run.slice(at + 1)}`).join("|");
  const times = new Map();
  for (const { 0: found, index } of corpus.chinese.matchAll(new RegExp(pattern, "g"))) {
    if (isOfWords(index, index + run.length)) times.set(found, (times.get(found) ?? 0) + 1);
  }
  return [...times].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}

/** Whether a part of the Chinese text begins and ends where a word does. */
function isOfWords(start, end) {
  const [first, last] = [corpus.chinese.lastIndexOf("\n", start) + 1, corpus.chinese.indexOf("\n", end)];
  const words = new Intl.Segmenter("zh", { granularity: "word" }).segment(corpus.chinese.slice(first, last));
  const begins = (at) => at >= last || words.containing(at - first).index === at - first;
  return begins(start) && begins(end);
}

/** Whether two words differ by one letter more, less, other or swapped with its neighbour. */
function isOneSlip(one, other) {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  const isSwapped = short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
  return isSwapped || short.slice(at + 1) === long.slice(at + 1);
}

/** Words of the text near to one that leads nowhere: they begin alike. */
function suggestions(query, limit = 6) {
  const words = plain(query).match(/[a-z]{3,}/g) ?? [];
  const found = [];
  for (const word of words) {
    for (const [other, times] of corpus.vocabulary) {
      let same = 0;
      while (same < word.length && word[same] === other[same]) same += 1;
      if (same >= Math.max(Math.min(ALIKE_LETTERS, word.length), word.length * ALIKE)) found.push([other, same * 100 + Math.min(times, 99)]);
    }
  }
  found.sort((one, other) => other[1] - one[1]);
  return [...new Set(found.map(([word]) => word))].slice(0, limit);
}
