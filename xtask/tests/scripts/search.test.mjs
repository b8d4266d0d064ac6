// What needs no browser of search: reading a query, correcting it, ranking, addresses.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Corpus } from '../../../site/assets/search/corpus.js';
import { isOneEdit } from '../../../site/assets/search/fuzzy.js';
import { longestParts, normalize, understand } from '../../../site/assets/search/query.js';
import { answerAll } from '../../../site/assets/search/ranking.js';
import { count, find } from '../../../site/assets/search/search.js';
import { readAddress } from '../../../site/assets/search/search-address.js';
import { cutTo, fold } from '../../../site/assets/search/text.js';
import { OTHER_TEXTS, TEXTS } from './texts.mjs';

globalThis.dtmmTexts = TEXTS;
const corpus = new Corpus(TEXTS);
const places = (query) => understand(query, corpus).readings.map(({ place }) => place);

describe('a query', () => {
  test('has one form, however it is typed', () => {
    for (const query of ['ＷＴＲ　１０１', 'wtr 101', '  WTR\t101 ']) assert.equal(normalize(query, corpus), 'wtr 101');
    assert.equal(normalize('記錄', corpus), '記录');
    assert.equal(normalize('GB/T 1', corpus), 'gb 1');
  });

  test('is cut without halving a character', () => {
    assert.equal(cutTo(2, '𠀀𠀁𠀂'), '𠀀𠀁');
    assert.equal(fold('ＡＢc'), 'abc');
  });

  test('names places: identifiers, tables, levels, clauses, letters', () => {
    const asked = { subdomain: 'WTR', level: 2, id: 'WTR-201' };
    for (const query of ['WTR-201', 'wtr201', 'wtr 201']) assert.deepEqual(places(query)[0], asked, query);
    assert.deepEqual(places('WTR-2b')[0], { subdomain: 'WTR', level: 2, letter: 'b' });
    assert.deepEqual(places('表2')[0], { table: '2', domain: 'garden' });
    assert.deepEqual(places('第二级')[0], { level: 2 });
    assert.deepEqual(places('level two a')[0], { level: 2, letter: 'a' });
    // What does not exist leads to what holds it.
    assert.deepEqual(places('8.1.5')[0], { clause: '8.1', domain: 'garden' });
    assert.deepEqual(places('ABC-101')[0], {});
  });

  test('may name a subdomain, or mean its words', () => {
    const { readings } = understand('灌溉管理 水量', corpus);
    assert.deepEqual(readings.map(({ place, words }) => [place, words]), [
      [{ domain: 'garden', subdomain: 'WTR' }, ['水量']],
      [{}, ['灌溉管理', '水量']],
    ]);
  });

  test('loses stop words, unless there is nothing else', () => {
    assert.deepEqual(understand('what is the soil', corpus).asWords.words, ['soil']);
    assert.deepEqual(understand('what is', corpus).asWords.words, ['what', 'is']);
    assert.deepEqual(understand('什么是土壤', corpus).asWords.words, ['土壤']);
    assert.deepEqual(longestParts('灌溉的水量', corpus).parts, ['灌溉', '水量']);
  });
});

describe('a query to another standard', () => {
  const other = new Corpus(OTHER_TEXTS);
  const first = (query) => understand(query, other).readings.at(-1).place;

  test('names codes of any length, as many levels as there are, and labels that are numbers', () => {
    for (const query of ['AI-301', 'ai301', 'ai 301']) assert.deepEqual(first(query), { subdomain: 'AI', level: 3, id: 'AI-301' }, query);
    assert.deepEqual(first('tools-102'), { subdomain: 'TOOLS', level: 1, id: 'TOOLS-102' });
    assert.deepEqual(first('TOOLS-1 (2)'), { subdomain: 'TOOLS', level: 1, letter: '2' });
    assert.deepEqual(first('TOOLS-4'), {});
    assert.deepEqual(first('level three'), { level: 3 });
    assert.deepEqual(first('第三级'), { level: 3 });
    for (const query of ['level four', 'level 4', '第4级']) assert.deepEqual(first(query), {}, query);
    assert.deepEqual(first('level 1 2'), { level: 1, letter: '2' });
  });

  test('names the clauses, tables and figures that there are', () => {
    assert.deepEqual(first('table 12'), { table: '12', domain: 'work' });
    assert.deepEqual(first('表12'), { table: '12', domain: 'work' });
    assert.deepEqual(first('table 2'), {});
    assert.deepEqual(first('figure 1'), {});
    assert.deepEqual(first('clause 10.2'), { clause: '10.2', domain: 'work' });
    assert.deepEqual(first('10.2.7'), { clause: '10.2', domain: 'work' });
    assert.deepEqual(first('clause 8'), {});
  });
});

test('words at edit distance 1', () => {
  for (const other of ['wate', 'waters', 'wader', 'watre']) assert.ok(isOneEdit('water', other), other);
  for (const other of ['wat', 'wadre', 'retaw']) assert.ok(!isOneEdit('water', other), other);
});

describe('answers', () => {
  const ids = (query, options) => find(query, { lang: 'en', ...options }).hits.map(({ id }) => id);

  test('an identifier gives its entry; one that was never given, nothing but that', () => {
    assert.equal(find('WTR-202').exact.id, 'WTR-202');
    assert.equal(find('WTR-203').missing, 'WTR-203');
  });

  test('a subdomain gives itself, then its entries in printed order', () => {
    assert.deepEqual(ids('watering').slice(0, 4), ['WTR', 'WTR-101', 'WTR-201', 'WTR-202']);
  });

  test('the whole query before a part of it, and a typing mistake corrected', () => {
    assert.equal(ids('predict demand')[0], 'WTR-202');
    const { corrected, partial } = find('predikt demand');
    assert.deepEqual({ corrected, partial }, { corrected: [{ from: 'predikt', to: 'predict' }], partial: false });
    assert.ok(find('predict elephants').partial);
  });

  test('a clause gives itself, then what it consists of; a figure only where that is all', () => {
    const inClause = { 3: 'term-3.1', 4: 'abbreviation-IT', 5: 'figure-1', 6: 'level-1 level-2', 7: 'table-1', 8: 'garden' };
    for (const [clause, parts] of Object.entries(inClause)) assert.deepEqual(ids(`clause ${clause}`), [`clause-${clause}`, ...parts.split(' ')]);
  });

  test('a hit leads to where it is', () => {
    const addresses = {
      'WTR-201': 'en/garden/watering.html#WTR-201', 'WTR': 'en/garden/watering.html', 'level 2': 'en/level-2.html', 'table 1': 'en/standard.html#table-1',
      'figure 2': 'en/standard.html#figure-2', 'soil': 'en/standard.html#term-3.1', 'garden': 'en/garden.html',
    };
    for (const [query, path] of Object.entries(addresses)) assert.equal(find(query, { lang: 'en' }).hits[0].path, path, query);
    assert.equal(find('WTR-201').exact.record, 'r/WTR-201.html');
  });

  test('filters select, and are counted each with the others as they are', () => {
    assert.deepEqual(ids('water', { filters: { kind: 'recommendation' } }), ['WTR-202']);
    const scored = answerAll(corpus, understand('water', corpus).readings);
    const counts = count([...scored.keys()].filter(({ kind }) => kind === 'entry'), { kind: 'requirement' });
    assert.deepEqual(counts.all, { domain: 2, level: 2, kind: 3, conditional: 2 });
    assert.deepEqual(counts.level, { 1: 1, 2: 1 });
    assert.deepEqual(counts.kind, { requirement: 2, recommendation: 1 });
  });
});

test('a standard without numbers, terms and tables is searched by names', () => {
  const [domain] = TEXTS.domains;
  const page = 'standard.html';
  const words = { printed_place: '{subdomain} {level} {letter})', table_caption: '{caption}', find_figure: '{title}' };
  const texts = {
    ...TEXTS,
    number: undefined,
    anchors: [
      { id: 'model', kind: 'part', clause: 'model', page },
      { id: 'figure-1', kind: 'figure', clause: 'model', page, number: '1', label: '图' },
      { id: 'domain-garden', kind: 'domain', clause: 'domain-garden', page },
      { id: 'WTR', kind: 'subdomain', clause: 'domain-garden', page: 'garden/watering.html' },
      { id: 'level-1', kind: 'level', clause: 'level-1', page: 'level-1.html' },
      { id: 'level-2', kind: 'level', clause: 'level-2', page: 'level-2.html' },
    ],
    levels: TEXTS.levels.map((level) => ({ ...level, text: { zh: '', en: '' } })),
    domains: [{ ...domain, id: 'domain-garden', clause: '', table: undefined, caption: domain.name, intro: { zh: '', en: '' } }],
    parts: [{ id: 'model', page, title: { zh: '模型', en: 'Model' }, paragraphs: [] }],
    terms: [],
    abbreviations: [],
    words: { zh: words, en: words },
  };
  globalThis.dtmmTexts = texts;
  try {
    const { documents } = new Corpus(texts);
    assert.ok(!JSON.stringify(documents.map(({ title, page }) => ({ title, page }))).includes('undefined'));
    assert.deepEqual(documents.find(({ id }) => id === 'figure-1').title, { zh: '模型', en: 'Model' });
    assert.equal(documents.filter(({ kind }) => ['table', 'term', 'abbreviation'].includes(kind)).length, 0);
    assert.equal(documents.find(({ kind }) => kind === 'domain').page, 'garden.html');
  } finally {
    globalThis.dtmmTexts = TEXTS;
  }
});

test('the address of the search page: its query, or its end from a folder; nothing that is not ours', () => {
  const read = (search, hash = '') => String(readAddress({ search, hash }));
  assert.equal(read('?q=a&level=2&x=1&q=b&kind='), 'q=a&level=2');
  assert.equal(read('?q=a', '#q=b&domain=garden'), 'q=b&domain=garden');
  assert.equal(read('?q=a', '#main'), 'q=a');
});

describe('a standard in one language', () => {
  /** The made-up standard without the texts of the other language. */
  const only = (lang) => {
    const drop = lang === 'zh' ? 'en' : 'zh';
    const without = (value) => {
      if (Array.isArray(value)) return value.map(without);
      if (!value || typeof value !== 'object') return value;
      return Object.fromEntries(Object.entries(value).filter(([key]) => key !== drop).map(([key, one]) => [key, without(one)]));
    };
    return { ...without(TEXTS), languages: [lang], words: TEXTS.words };
  };
  const ids = (lang, query) => {
    const corpus = new Corpus(only(lang));
    return [...answerAll(corpus, understand(query, corpus).readings).keys()].map(({ id }) => id);
  };

  test('is searched in that one', () => {
    assert.ok(ids('en', 'demand').includes('WTR-202'));
    assert.ok(ids('zh', '用水').includes('WTR-202'));
    assert.deepEqual(ids('en', '灌溉'), []);
    assert.deepEqual(ids('zh', 'automatically'), []);
    assert.equal(new Corpus(only('zh')).chineseEnd > 0, true);
    assert.equal(new Corpus(only('en')).chinese, '');
  });
});
