// All words of all things as one text that is read through for each query: at this size that takes
// less time than loading and unpacking an index would.

const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]/;
/** How much it counts where a word is found. */
const TITLE = 3;
const TEXT = 1;
const EXAMPLE = 0.7;
const CONTEXT = 0.3;
/** How much it counts how a word is found. */
const WHOLE = 1;
const SAME_STEM = 0.9;
const BEGINNING = 0.6;

/** Abbreviations that are everyday words when in small letters. */
const CAPITALS = new Set(["it"]);

/** Lower case and half width, character for character: places in the text stay what they are. */
function fold(text) {
  const half = text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
  const lower = half.toLowerCase();
  return lower.length === text.length ? lower : half;
}

const escapeRegex = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const rootOf = (stem) => (stem.length > 3 ? stem.replace(/[iey]$/, "") : stem);

/** Where a pattern matches, as far as the match is good for anything. */
function matches(pattern, text, quality = () => WHOLE) {
  const all = [];
  for (let match; (match = pattern.exec(text));) {
    const start = match.index;
    const good = quality(match[0], start);
    if (good) all.push({ start, end: start + match[0].length, quality: good });
  }
  return all;
}

class Corpus {
  constructor(texts) {
    Object.assign(this, collect(texts));
    this.fields = [];
    const pieces = [];
    let start = 0;
    const add = (thing, part, index, lang, text, weight) => {
      this.fields.push({ thing, part, index, lang, start, weight });
      pieces.push(text);
      start += text.length + 1;
    };
    for (const lang of ["zh", "en"]) {
      if (lang === "en") this.chineseEnd = start;
      for (const thing of this.things) {
        if (thing.title && !thing.silent) add(thing, "title", 0, lang, thing.title[lang], TITLE);
        thing.passages.forEach((passage, index) => {
          add(thing, "passage", index, lang, passage[lang], index > 0 && thing.kind === "entry" ? EXAMPLE : TEXT);
        });
      }
    }
    this.print = pieces.join("\n");
    this.text = fold(this.print);
    this.chinese = this.text.slice(0, this.chineseEnd);
    this.simplified = new Map((texts.traditional.match(/../gu) ?? []).map((pair) => [...pair]));
    this.searchable = this.things.filter((thing) => !thing.silent).length;
    this.stems = new Map();
    this.known = new Map();
  }

  stem(word) {
    if (!this.stems.has(word)) this.stems.set(word, rootOf(stemmer(word)));
    return this.stems.get(word);
  }

  /** Whether these Chinese characters stand anywhere. */
  has(characters) {
    return this.chinese.includes(characters);
  }

  /** Where a word stands: for each thing how well it fits, and the places. */
  find(word) {
    if (!this.known.has(word)) {
      // What was asked for lately; a reader who types on asks for most of it again.
      if (this.known.size > 200) this.known.clear();
      this.known.set(word, this.read(word));
    }
    return this.known.get(word);
  }

  read(word) {
    const found = new Map();
    let field = 0;
    for (const { start, end, quality } of CHINESE.test(word) ? this.runs(word) : this.latin(word)) {
      while (field + 1 < this.fields.length && this.fields[field + 1].start <= start) field += 1;
      const { thing, part, index, lang, weight, start: first } = this.fields[field];
      // One or two letters as the beginning of something say too little, except in a name.
      if (quality === BEGINNING && word.length < 3 && part !== "title") continue;
      if (!found.has(thing)) found.set(thing, { weight: 0, places: [] });
      const all = found.get(thing);
      all.weight = Math.max(all.weight, weight * quality);
      all.places.push({ part, index, lang, start: start - first, end: end - first });
    }
    this.addContext(found);
    return found;
  }

  /** What is part of a thing that is found by its name may be meant as well. */
  addContext(found) {
    for (const thing of this.things) {
      if (!thing.within || found.has(thing)) continue;
      const holder = [thing.within, thing.within.within].find((one) => found.get(one)?.weight >= TITLE * SAME_STEM);
      if (holder) found.set(thing, { weight: CONTEXT, places: [], context: true });
    }
  }

  runs(run) {
    // Print may set a space between any two characters.
    return matches(new RegExp([...run].join(" ?"), "g"), this.chinese);
  }

  latin(word) {
    const isNumber = /\d/.test(word);
    const stem = isNumber ? word : this.stem(word);
    const beginning = word.startsWith(stem) ? stem : word.slice(0, Math.max(3, stem.length - 2));
    // 7.1 is not the beginning of 7.12.
    const pattern = word.includes(".") ? `\\b${escapeRegex(word)}\\b` : `\\b${beginning}[a-z0-9]*`;
    return matches(new RegExp(pattern, "g"), this.text, (one, at) => {
      const isAbbreviation = !CAPITALS.has(word) || this.print.startsWith(one.toUpperCase(), at);
      return isAbbreviation ? this.quality(word, one, stem, isNumber) : 0;
    });
  }

  quality(word, one, stem, isNumber) {
    if (one === word) return WHOLE;
    if (!isNumber && word.length > 2 && this.stem(one) === stem) return SAME_STEM;
    return one.startsWith(word) ? BEGINNING : 0;
  }

  /** How much a word tells: rare words more. */
  telling(word) {
    const found = this.find(word);
    return (found.telling ??= Math.log(1 + this.searchable / (1 + found.size)));
  }

  /** The words of the English text with how often each stands there. */
  get vocabulary() {
    if (!this.words) {
      this.words = new Map();
      for (const [word] of this.text.matchAll(/\b[a-z]{4,}\b/g)) this.words.set(word, (this.words.get(word) ?? 0) + 1);
    }
    return this.words;
  }
}
