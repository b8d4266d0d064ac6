// What a level adds: the words of its entries that the level below does not have. No part of the page
// is touched here.

/** A part of a text, from one index to before another. @typedef {[from: number, to: number]} Span */

/** The words of a text with their indexes: runs of Chinese characters, and Latin words. @param {string} text */
const wordsOf = (text) => [...text.matchAll(/\p{Script=Han}+|[A-Za-z0-9][A-Za-z0-9-]*/gu)].map((match) => ({ text: match[0], at: match.index }));

/**
 * The parts of `text` that `below`, the text of the level below, does not contain.
 * @param {string} text
 * @param {string} below
 * @returns {Span[]}
 */
export function addedSpans(text, below) {
  const lower = below.toLowerCase();
  const wordsBelow = new Set(wordsOf(lower).map((word) => word.text));
  const spans = /** @type {Span[]} */ ([]);
  for (const word of wordsOf(text)) {
    if (/[A-Za-z0-9]/.test(word.text)) {
      if (!wordsBelow.has(word.text.toLowerCase())) spans.push([word.at, word.at + word.text.length]);
    } else {
      addRun(spans, word, lower);
    }
  }
  return merged(spans, text).map((span) => trimmed(span, text)).filter(([from, to]) => to - from > 1);
}

/**
 * Adds the spans of a run of Chinese: what is found below in pieces of two characters or more is not new.
 * @param {Span[]} spans
 * @param {{ text: string, at: number }} run
 * @param {string} below
 */
function addRun(spans, { text, at }, below) {
  for (let from = 0; from < text.length; ) {
    let to = from + 2;
    while (to <= text.length && below.includes(text.slice(from, to))) to++;
    if (to - 1 >= from + 2) {
      from = to - 1;
      continue;
    }
    const last = spans.at(-1);
    if (last && last[1] === at + from) last[1]++;
    else spans.push([at + from, at + from + 1]);
    from++;
  }
}

/**
 * A span without the characters at its ends that only join words.
 * @param {Span} span
 * @param {string} text
 * @returns {Span}
 */
function trimmed([from, to], text) {
  const joins = /[应宜的和与及或并将对在以为等从至由]/;
  while (from < to && joins.test(text[from])) from++;
  while (from < to && joins.test(text[to - 1])) to--;
  return [from, to];
}

/**
 * Merges spans that have only spaces between them.
 * @param {Span[]} spans
 * @param {string} text
 */
function merged(spans, text) {
  const out = /** @type {Span[]} */ ([]);
  for (const span of spans) {
    const last = out.at(-1);
    if (last && !text.slice(last[1], span[0]).trim()) last[1] = span[1];
    else out.push([...span]);
  }
  return out;
}
