// All words of all documents as one text that is scanned for each query: at this size that takes less
// time than loading and unpacking an index would.
import { stemmer } from "../vendor/stemmer/index.js";
import { collect } from "./documents.js";
import { gazetteer } from "./places.js";
import { CHINESE, escapeRegex, fold } from "./text.js";

/** Weights of where a word is found. */
const TITLE = 3;
export const TEXT = 1;
const EXAMPLE = 0.7;
const CONTEXT = 0.3;
/** Weights of how a word is found. */
const WHOLE = 1;
const SAME_STEM = 0.9;
const PREFIX = 0.6;

/** So many results of words are cached: a reader who types on asks for most words again. */
const CACHED = 200;

/** Abbreviations that are everyday words in lower case. */
const CAPITALS = new Set(["it"]);

/** @param {string} stem */
const rootOf = (stem) => (stem.length > 3 ? stem.replace(/[iey]$/, "") : stem);

/** A match in the text: from one index to before another. @typedef {{ start: number, end: number, quality: number }} Match */

/**
 * All matches of a pattern, except those of quality 0.
 * @param {RegExp} pattern
 * @param {string} text
 * @param {(match: string, at: number) => number} quality
 */
function matches(pattern, text, quality = () => WHOLE) {
  const all = /** @type {Match[]} */ ([]);
  for (let match; (match = pattern.exec(text));) {
    const start = match.index;
    const good = quality(match[0], start);
    if (good) all.push({ start, end: start + match[0].length, quality: good });
  }
  return all;
}

/** A title or passage in the text. @typedef {{ document: SearchDocument, part: string, index: number, lang: Lang, start: number, weight: number }} Field */

/**
 * Where a document has a word; `context` if only what it is part of has it.
 * @typedef {{ weight: number, places: WordPlace[], context?: boolean }} Finding
 */

/** The findings of a word by document. @typedef {Map<SearchDocument, Finding>} Findings */

export class Corpus {
  /** @param {Texts} texts */
  constructor(texts) {
    const { documents, byId } = collect(texts);
    this.documents = documents;
    this.byId = byId;
    this.fields = /** @type {Field[]} */ ([]);
    this.chineseEnd = 0;
    this.print = this.addFields(texts).join("\n");
    this.text = fold(this.print);
    this.chinese = this.text.slice(0, this.chineseEnd);
    this.simplified = new Map((texts.traditional.match(/../gu) ?? []).map((pair) => /** @type {[string, string]} */ ([...pair])));
    this.searchable = this.documents.filter((document) => !document.silent).length;
    this.stems = new Map(/** @type {[string, string][]} */ ([]));
    this.known = new Map(/** @type {[string, Findings][]} */ ([]));
    this.rarities = /** @type {WeakMap<Findings, number>} */ (new WeakMap());
    this.words = /** @type {Map<string, number> | undefined} */ (undefined);
    this.places = gazetteer(this);
  }

  /** The texts of all fields, Chinese first. @param {Texts} texts */
  addFields({ languages }) {
    const pieces = /** @type {string[]} */ ([]);
    let start = 0;
    /** @type {(document: SearchDocument, part: string, index: number, lang: Lang, text: string, weight: number) => void} */
    const add = (document, part, index, lang, text, weight) => {
      this.fields.push({ document, part, index, lang, start, weight });
      pieces.push(text);
      start += text.length + 1;
    };
    for (const lang of /** @type {Lang[]} */ (["zh", "en"])) {
      if (!languages.includes(lang)) continue;
      for (const document of this.documents) {
        if (document.title && !document.silent) add(document, "title", 0, lang, document.title[lang], TITLE);
        document.passages.forEach((passage, index) => {
          add(document, "passage", index, lang, passage[lang], index > 0 && document.kind === "entry" ? EXAMPLE : TEXT);
        });
      }
      if (lang === "zh") this.chineseEnd = start;
    }
    return pieces;
  }

  /** @param {string} word */
  stem(word) {
    const known = this.stems.get(word);
    if (known !== undefined) return known;
    const stem = rootOf(stemmer(word));
    this.stems.set(word, stem);
    return stem;
  }

  /** Whether these Chinese characters occur anywhere. @param {string} characters */
  has(characters) {
    return this.chinese.includes(characters);
  }

  /** The documents with a word. @param {string} word @returns {Findings} */
  find(word) {
    let found = this.known.get(word);
    if (!found) {
      if (this.known.size > CACHED) this.known.clear();
      found = this.findAll(word);
      this.known.set(word, found);
    }
    return found;
  }

  /** @param {string} word */
  findAll(word) {
    const found = /** @type {Findings} */ (new Map());
    let field = 0;
    for (const { start, end, quality } of CHINESE.test(word) ? this.chineseMatches(word) : this.latinMatches(word)) {
      while (field + 1 < this.fields.length && this.fields[field + 1].start <= start) field += 1;
      const { document, part, index, lang, weight, start: first } = this.fields[field];
      // A prefix of one or two letters says too little, except in a name.
      if (quality === PREFIX && word.length < 3 && part !== "title") continue;
      const all = found.get(document) ?? { weight: 0, places: [] };
      found.set(document, all);
      all.weight = Math.max(all.weight, weight * quality);
      all.places.push({ part, index, lang, start: start - first, end: end - first });
    }
    this.addContext(found);
    return found;
  }

  /** Adds the documents that are part of one found by its name. @param {Findings} found */
  addContext(found) {
    for (const document of this.documents) {
      if (!document.within || found.has(document)) continue;
      const isNamed = [document.within, document.within.within].some((one) => one && (found.get(one)?.weight ?? 0) >= TITLE * SAME_STEM);
      if (isNamed) found.set(document, { weight: CONTEXT, places: [], context: true });
    }
  }

  /** @param {string} run */
  chineseMatches(run) {
    // Print may set a space between any two characters.
    return matches(new RegExp([...run].join(" ?"), "g"), this.chinese);
  }

  /** @param {string} word */
  latinMatches(word) {
    const isNumber = /\d/.test(word);
    const stem = isNumber ? word : this.stem(word);
    const prefix = word.startsWith(stem) ? stem : word.slice(0, Math.max(3, stem.length - 2));
    // 7.1 is no prefix of 7.12.
    const pattern = word.includes(".") ? `\\b${escapeRegex(word)}\\b` : `\\b${prefix}[a-z0-9]*`;
    return matches(new RegExp(pattern, "g"), this.text, (one, at) => {
      const isAbbreviation = !CAPITALS.has(word) || this.print.startsWith(one.toUpperCase(), at);
      return isAbbreviation ? this.quality(word, one, stem, isNumber) : 0;
    });
  }

  /** @param {string} word @param {string} one @param {string} stem @param {boolean} isNumber */
  quality(word, one, stem, isNumber) {
    if (one === word) return WHOLE;
    if (!isNumber && word.length > 2 && this.stem(one) === stem) return SAME_STEM;
    return one.startsWith(word) ? PREFIX : 0;
  }

  /** The weight of a word by its rarity (inverse document frequency). @param {string} word */
  rarity(word) {
    const found = this.find(word);
    const rarity = this.rarities.get(found) ?? Math.log(1 + this.searchable / (1 + found.size));
    this.rarities.set(found, rarity);
    return rarity;
  }

  /** The words of the English text with how often each occurs. */
  get vocabulary() {
    if (!this.words) {
      this.words = new Map(/** @type {[string, number][]} */ ([]));
      for (const [word] of this.text.matchAll(/\b[a-z]{4,}\b/g)) this.words.set(word, (this.words.get(word) ?? 0) + 1);
    }
    return this.words;
  }
}
