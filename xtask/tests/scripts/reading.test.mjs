// What needs no browser of reading: addresses, citations, what a level adds.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { citation, citationForms, citations } from '../../../site/assets/reading-tools/citation.js';
import { addedSpans } from '../../../site/assets/reading-tools/level-diff.js';
import { anchorUrl } from '../../../site/assets/shared/anchors.js';
import { fill } from '../../../site/assets/shared/element.js';
import { TEXTS } from './texts.mjs';

test('placeholders without a value stay', () => {
  assert.equal(fill('{a} and {b} and {a}', { a: 1 }), '1 and {b} and 1');
});

test('every identifier has its address', () => {
  const addresses = {
    'WTR-101': 'r/WTR-101.html',
    'WTR-2': 'en/garden/watering.html#WTR-2',
    'WTR': 'en/garden/watering.html#WTR',
    'clause-8.1': 'en/standard.html#clause-8.1',
    'clause-8': 'en/standard.html#clause-8',
    'table-2': 'en/standard.html#table-2',
    'level-2': 'en/standard.html#level-2',
    'term-3.1': 'en/standard.html#term-3.1',
    'term-3.1-note-1': 'en/standard.html#term-3.1-note-1',
    'abbreviation-IT': 'en/standard.html#abbreviation-IT',
  };
  for (const [id, address] of Object.entries(addresses)) assert.equal(anchorUrl(id, TEXTS, 'en'), address);
  for (const id of ['', 'cover', 'WTR-103', 'ABC', 'level-3', 'term-3.2', 'table-9']) assert.equal(anchorUrl(id, TEXTS, 'en'), undefined, id);
});

describe('what a level adds', () => {
  const added = (text, below) => addedSpans(text, below).map(([from, to]) => text.slice(from, to));

  test('Chinese: what is not found below in pieces of two characters or more', () => {
    assert.deepEqual(added('应自动记录每日灌溉水量', '应记录每日灌溉水量'), ['自动']);
    assert.deepEqual(added('应记录每日灌溉水量', '应记录每日灌溉水量'), []);
    // Characters that only join words are no addition.
    assert.deepEqual(added('记录和分析', '记录'), ['分析']);
  });

  test('Latin: whole words, whatever their case; neighbours are one', () => {
    assert.deepEqual(added('shall Automatically and quickly record', 'shall record and automatically'), ['quickly']);
    assert.deepEqual(added('shall record every single drop', 'Shall record'), ['every single drop']);
  });
});

describe('citations', () => {
  const forms = citationForms({
    cite_plain_form: '{text} ({place})', cite_rich_form: '{text} {link}', cite_gbt7714_form: '{title}[S]', cite_bibtex_form: '@x{{key}}',
  });
  const one = { id: 'A-1', key: 'a-1', text: 'words', place: 'here', title: 'T', url: 'https://a/r' };

  test('the rich form has identifier and address in full as text', () => {
    assert.equal(citation(forms.rich, one), 'words A-1 https://a/r');
  });

  test('several are numbered, or apart, as their form asks', () => {
    assert.equal(citations(forms.plain, [one, one]), 'words (here)\nwords (here)');
    assert.equal(citations(forms.gbt7714, [one, one]), '[1] T[S]\n[2] T[S]');
    assert.equal(citations(forms.gbt7714, [one]), 'T[S]');
    assert.equal(citations(forms.bibtex, [one, one]), '@x{a-1}\n\n@x{a-1}');
  });
});
