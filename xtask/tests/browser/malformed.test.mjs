// A hundred files, each a sound one damaged by one of many mutations, opened one after the other in one page:
// each is refused with its place or shown for choice, and what was there before stays.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries, keep, model, openBrowser, openPage, openSite, openWork, press, showAll, stored, until, upload, word } from './harness.mjs';
import { prove } from './proof.mjs';

const COUNT = 100;
const MINE = { title: '甲厂', answers: { 'QLT-101': { answer: 'L', note: 'mine' }, 'STR-101': 'F' } };

/** Numbers below a limit, the same in every run. */
function chance(seed) {
  let state = seed * 2654435761 % 4294967296 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const all = entries().filter((one) => one.kind !== 'example');
const answers = all.map((one, at) => (at % 9 ? `"${one.id}": "${'FLPN'[at % 4]}"` : `"${one.id}": {"answer": "F", "note": "抽查 30 个批次"}`));
const SOUND = `{"format": "dtmm-assessment/1", "edition": "${model.standard.edition}", "title": "厂区一",\n "answers": {\n  ${answers.join(',\n  ')}\n }}\n`;
const TABLE = `id,answer,note\r\n${all.map((one, at) => `${one.id},${'FLPN'[at % 4]},"抽查, ""全部"""`).join('\r\n')}\r\n`;

const cut = (text, at) => Buffer.from(text).subarray(0, at(Buffer.byteLength(text)));
const insert = (text, at, more) => {
  const bytes = Buffer.from(text);
  const place = at(bytes.length);
  return Buffer.concat([bytes.subarray(0, place), Buffer.from(more), bytes.subarray(place)]);
};
const flip = (text, at, times) => {
  const bytes = Buffer.from(text);
  for (let time = 0; time < times; time += 1) bytes[at(bytes.length)] ^= 1 << at(8);
  return bytes;
};
const MUTATIONS = [
  cut,
  (text, at) => flip(text, at, 1),
  (text, at) => flip(text, at, 50),
  (text, at) => insert(text, at, [0xff]),
  (text, at) => insert(text, at, [0xe4, 0xb8]),
  (text, at) => insert(text, at, [0]),
  (text, at) => insert(text, at, '}'),
  (text, at) => insert(text, at, '"'),
  (text, at) => insert(text, at, '['.repeat(100000)),
  (text, at) => insert(text, at, '9'.repeat(100000)),
  (text, at) => insert(text, at, '<img src=x onerror=alert(1)>'),
  (text) => text.replace(/\bL\b/, 'X'),
  (text) => text.replace(/\bL\b/, 'NA'),
  (text) => text.replaceAll('STR-102', 'STR-101'),
  (text) => text + text,
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (_, at) => Buffer.from({ length: 4096 }, () => at(256)),
];

const browser = await openBrowser();
const site = await openSite('host root');

test('each of a hundred malformed files is refused with its place or shown for choice, and nothing is lost', async () => {
  const { page, seen, close } = await openPage(browser);
  page.on('dialog', (dialog) => { seen.console.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(`${site.base}en/score.html`);
  await keep(page, MINE);
  await openWork(page, site.base, 'en');
  await showAll(page);
  const kept = await stored(page);
  const place = new RegExp(await word(page, 'place', { line: '[1-9]\\d*', column: '[1-9]\\d*', path: '.*', problem: '.+' }));
  // What is wrong with a file as a whole has no place in it.
  const whole = await Promise.all(['unrecognized', 'empty', 'archive'].map((kind) => word(page, `problem_${kind}`)));
  let refused = 0;
  for (let number = 0; number < COUNT; number += 1) {
    const isTable = number % 3 === 2;
    const mutation = number % MUTATIONS.length;
    const name = `plant-${number}.${isTable ? 'csv' : 'json'}`;
    const what = `${name}, mutation ${mutation}`;
    await page.$eval('[data-message]', (one) => { one.textContent = ''; });
    await upload(page, name, MUTATIONS[mutation](isTable ? TABLE : SOUND, chance(number + 1)));
    await until(page, `a word on ${what}`, () => document.querySelector('[data-message]').textContent !== '' || !document.querySelector('[data-show=preview]').hidden);
    if (await page.$eval('[data-show=preview]', (one) => one.hidden)) {
      const said = await page.$eval('[data-message]', (one) => one.innerText);
      assert.ok(said.startsWith(await word(page, 'refused', { file: name })), `${what}: ${said.slice(0, 500)}`);
      assert.ok(place.test(said) || whole.some((one) => said.includes(one)), `${what}: ${said.slice(0, 500)}`);
      assert.ok(said.length < 3000, `${what}: ${said.length} characters are more than anyone reads`);
      refused += 1;
    } else {
      const shown = await page.$eval('[data-show=preview]', (one) => one.innerText.length);
      assert.ok(shown < 20000, `${what}: ${shown} characters are more than anyone reads`);
      await press(page, '[data-action="take-cancel"]');
    }
    assert.deepEqual(await stored(page), kept, what);
    const checked = await page.$$eval('[data-requirement] [type=radio]:checked', (all) => all.map((one) => one.name + one.value));
    assert.deepEqual(checked, ['STR-101F', 'QLT-101L'], what);
  }
  assert.ok(refused > COUNT / 2, `only ${refused} were refused: the mutations do too little`);
  assert.equal(await page.$$eval('[data-message] img, [data-show=preview] img', (all) => all.length), 0);
  assert.deepEqual(seen.console, []);
  await close();
  prove('faults survived', COUNT, 'malformed assessments opened in the page');
});
