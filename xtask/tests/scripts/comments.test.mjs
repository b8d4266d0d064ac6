// What needs no browser of comments: what a printed place means, and the order of the document.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TEXTS } from './texts.mjs';

// What modules ask of the page when they are loaded.
globalThis.dtmmTexts = TEXTS;
globalThis.document = { documentElement: { dataset: {}, lang: 'zh-CN' }, querySelector: () => ({}) };
const { anchorOf, inOrder } = await import('../../../site/assets/comments/anchors.js');
const { cut, inGroups, joined } = await import('../../../site/assets/comments/controls.js');

test('a printed place means an identifier', () => {
  const places = {
    '8.1 表 2 灌溉管理 二级 b) WTR-202': 'WTR-202',
    'WTR-2': 'WTR-2',
    '表 2；表 1': 'table-2',
    '表1 能力域': 'table-1',
    '图2': 'figure-2',
    '表 12': '',
    '封面': 'cover',
    '8.1.7 园艺': 'clause-8.1',
    '3.1 土壤': 'term-3.1',
    '4 IT': 'abbreviation-IT',
    '6 二级': 'level-2',
    '等级': 'clause-6',
    '': '',
    'WTR-909': 'WTR',
    'WTR-209': 'WTR',
    '9.9': '',
  };
  for (const [place, id] of Object.entries(places)) assert.equal(anchorOf(place), id, place);
});

test('comments are in the order of the document, those on unknown places first, as on the whole', () => {
  const comments = ['elsewhere 77', 'WTR-201', '3.1', 'WTR-101', '8.1'].map((place) => ({ at: '', place }));
  assert.deepEqual(inOrder([...comments, { at: 'WTR-202', place: '3.1' }]).map(({ place }) => place), ['elsewhere 77', '3.1', '8.1', 'WTR-101', 'WTR-201', '3.1']);
});

test('texts are cut between characters, lists into lists, and Chinese sentences joined without spaces', () => {
  assert.equal(cut('𠀀𠀁𠀂', 2), '𠀀𠀁…');
  assert.equal(cut('ab', 2), 'ab');
  assert.deepEqual(inGroups([1, 2, 3, 4], 2), [[1, 2], [3, 4]]);
  assert.equal(joined('一。', undefined, '二。'), '一。二。');
});
