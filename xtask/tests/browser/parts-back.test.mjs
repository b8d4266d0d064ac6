// Parts of an assessment go out to departments as files, are filled in and come back, two rounds: what only one side
// changed is taken, what both changed is asked, several files are merged in one press and taken back by one.
import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { HOSTS, choose, entries, keep, message, openPage, openWork, press, saved, start, stored, unfold, until, untilStored, upload, word } from './harness.mjs';

const DEPARTMENTS = { '质量部': 'QLT', '设备部': 'EQM', '安环部': 'SAF' };
const idsOf = (code) => entries(code).map((one) => one.id);
const [quality, equipment, safety] = Object.values(DEPARTMENTS).map(idsOf);
/** What the coordinator begins with. */
const WHOLE = {
  title: '甲厂 2026', date: '2026-11-20', targets: { company: 2 },
  answers: { [quality[0]]: 'P', [quality[1]]: { answer: 'P', note: '初稿' }, [equipment[0]]: 'N', 'STR-101': 'F' },
  owners: Object.entries(DEPARTMENTS).map(([name, code]) => ({ name, scope: [code] })),
};

/** Saves the part of a department, as a reader does. */
async function savePart(page, owner) {
  await unfold(page, '[data-action=save-part]');
  await page.select('[data-field=part-owner]', owner);
  const { name, bytes } = await saved(page, () => press(page, '[data-action=save-part]'));
  assert.match(name, new RegExp(`^${owner}-.*\\.json$`));
  return bytes.toString();
}

/** Opens several files at once. */
async function bring(page, files) {
  const folder = await mkdtemp(join(tmpdir(), 'parts-'));
  const paths = Object.keys(files).map((name) => join(folder, name));
  await Promise.all(paths.map((path, place) => writeFile(path, Object.values(files)[place])));
  const input = await page.$('input[type="file"][data-action="import"]');
  await input.uploadFile(...paths);
  await until(page, 'the preview', () => document.querySelector('[data-show=preview]').checkVisibility());
}

const previewed = (page) => page.$$eval('[data-list=preview] .files li', (all) => all.map((one) => one.innerText));
const asked = (page) => page.$$eval('[data-list=conflicts] input', (all) => [...new Set(all.map((one) => one.name.replace('conflict-', '')))]);
const shown = (page) => page.$$eval('[data-entries] [data-requirement]', (all) => all.filter((one) => !one.hidden).map((one) => one.dataset.requirement));
const answersOf = async (page) => (await stored(page)).answers;
const answerOf = (entry) => entry?.answer ?? entry;

/** Fills in a part in a browser of its own, and gives what is saved there. */
async function fill(browser, site, lang, part, answers) {
  const { page, close, seen } = await openPage(browser);
  await openWork(page, site.base, lang);
  await upload(page, '部分.json', part);
  await until(page, 'the part to be opened', () => !document.querySelector('[data-show=part]').hidden);
  for (const [id, answer] of Object.entries(answers)) {
    await choose(page, id, answer);
    await until(page, `${id} to be kept`, (id, answer) => {
      const kept = JSON.parse(keptFile() ?? '{}').answers?.[id];
      return (kept?.answer ?? kept) === answer;
    }, id, answer);
  }
  const { bytes } = await saved(page, () => press(page, '[data-action="export-json"]'));
  assert.deepEqual(seen.console, []);
  await close();
  return bytes.toString();
}

for (const [name, host, lang] of [['Chromium', 'host root', 'zh'], ['Firefox', 'folder', 'en']]) {
  describe(`${name}, ${host}, ${lang}`, () => {
    let browser;
    let site;
    let reader;
    let page;
    let parts;
    let merged;
    before(async () => {
      browser = await start(name, { whole: true });
      site = await HOSTS[host]();
      reader = await openPage(browser);
      page = reader.page;
      await page.goto(`${site.base}${lang}/index.html`);
      await keep(page, WHOLE);
      await openWork(page, site.base, lang);
    });
    after(async () => {
      await reader.close();
      await site.close();
      await browser.close();
    });

    test('the part of each department is saved with its entries alone and what was sent', async () => {
      parts = [];
      for (const [owner, code] of Object.entries(DEPARTMENTS)) {
        const text = await savePart(page, owner);
        const { title, targets, owners, answers, part } = JSON.parse(text);
        assert.deepEqual([title, targets, owners], [WHOLE.title, WHOLE.targets, WHOLE.owners.filter((one) => one.name === owner)]);
        assert.deepEqual([part.owner, part.entries], [owner, idsOf(code)]);
        assert.deepEqual(part.sent.answers, answers);
        for (const id of Object.keys(answers)) assert.ok(part.entries.includes(id), `${id} is in the part of ${owner}`);
        parts.push(text);
      }
    });

    test('where a part is opened, the page says so and shows its entries alone until that is lifted', async () => {
      const { page: other, close } = await openPage(browser);
      await openWork(other, site.base, lang);
      await upload(other, '部分.json', parts[0]);
      await until(other, 'the entries of the part', (count) => [...document.querySelectorAll('[data-entries] [data-requirement]')].filter((one) => !one.hidden).length === count, quality.length);
      assert.deepEqual(await shown(other), quality);
      await until(other, 'it to be said', () => document.querySelector('[data-list=part]').innerText);
      assert.equal(await other.$eval('[data-list=part]', (one) => one.innerText), await word(other, 'part_of', { owner: '质量部', count: quality.length }));
      await other.select('[data-filter=part]', '');
      await other.select('[data-field=subdomain]', '');
      await until(other, 'all entries', (count) => [...document.querySelectorAll('[data-entries] [data-requirement]')].filter((one) => !one.hidden).length === count, entries().length);
      await other.reload();
      await other.waitForSelector('html.answering');
      await until(other, 'the part again', (count) => [...document.querySelectorAll('[data-entries] [data-requirement]')].filter((one) => !one.hidden).length === count, quality.length);
      await close();
    });

    test('several come back at once: in three acts all is merged, only what both changed is asked, a refused file is named', async () => {
      const back = [
        await fill(browser, site, lang, parts[0], { [quality[0]]: 'F', [quality[1]]: 'L', [quality[2]]: 'F' }),
        await fill(browser, site, lang, parts[1], { [equipment[1]]: 'L' }),
        await fill(browser, site, lang, parts[2], { [safety[0]]: 'F' }),
      ];
      // Meanwhile the coordinator changes an entry that the department changes too, and one that it leaves alone.
      await choose(page, quality[1], 'N');
      await choose(page, equipment[0], 'P');
      await until(page, 'both to be kept', (id) => (JSON.parse(keptFile()).answers[id]?.answer ?? JSON.parse(keptFile()).answers[id]) === 'P', equipment[0]);
      const before = await page.evaluate(() => keptFile());

      await bring(page, { '1 质量部.json': back[0], '2 设备部.json': back[1], '3 安环部.json': back[2], '4 说明.pdf': '%PDF-1.7 none' });
      const lines = await previewed(page);
      assert.equal(lines.length, 3);
      const counts = [[2, 0, quality.length - 3, 1], [1, 1, equipment.length - 2, 0], [1, 0, safety.length - 1, 0]];
      for (const [place, [taken, stay, same, conflicts]] of counts.entries()) {
        const said = await word(page, 'in_returned', { taken, stay, same, conflicts });
        assert.ok(lines[place].includes(said), `${said} is not in ${lines[place]}`);
        assert.ok(lines[place].includes(Object.keys(DEPARTMENTS)[place]), lines[place]);
      }
      assert.match(await message(page, /说明\.pdf/), /说明\.pdf/);
      assert.deepEqual(await asked(page), [`answers.${quality[1]}.answer`]);
      assert.deepEqual(await page.$$eval('[data-show=one-file]', (all) => all.map((one) => one.checkVisibility())), [false, false]);
      await press(page, `label:has([name="conflict-answers.${quality[1]}.answer"][value="1"])`);
      await press(page, '[data-action="take-merge"]');
      merged = {
        ...Object.fromEntries(Object.entries(WHOLE.answers).map(([id, one]) => [id, answerOf(one)])),
        [quality[0]]: 'F', [quality[1]]: 'L', [quality[2]]: 'F', [equipment[0]]: 'P', [equipment[1]]: 'L', [safety[0]]: 'F',
      };
      await untilStored(page, merged);
      assert.equal((await answersOf(page))[quality[1]].note, '初稿', 'the note that nobody changed stays');
      const kept = await stored(page);
      assert.deepEqual([kept.part, kept.owners], [undefined, WHOLE.owners]);

      await press(page, '[data-message] [data-action=undo]');
      await until(page, 'all of it to be taken back', (before) => keptFile() === before, before);
      await press(page, '[data-message] [data-action=redo]');
      await untilStored(page, merged);
    });

    test('a second round goes by what is sent then, and a file of the first changes nothing any more', async () => {
      const second = await savePart(page, '质量部');
      const back = await fill(browser, site, lang, second, { [quality[0]]: 'L' });
      await choose(page, quality[2], 'P');
      await until(page, 'it to be kept', (id) => JSON.parse(keptFile()).answers[id] === 'P', quality[2]);
      await bring(page, { '第二轮.json': back });
      const said = await word(page, 'in_returned', { taken: 1, stay: 1, same: quality.length - 2, conflicts: 0 });
      assert.ok((await page.$eval('[data-list=preview]', (one) => one.innerText)).includes(said), said);
      assert.deepEqual(await asked(page), []);
      await press(page, '[data-action="take-merge"]');
      merged = { ...merged, [quality[0]]: 'L', [quality[2]]: 'P' };
      await untilStored(page, merged);
      await bring(page, { '原样.json': parts[1], '原样二.json': parts[2] });
      assert.deepEqual(await asked(page), []);
      await press(page, '[data-action="take-merge"]');
      await until(page, 'the preview to close', () => document.querySelector('[data-show=preview]').hidden);
      await untilStored(page, merged);
    });

    test('the console stayed empty', () => assert.deepEqual(reader.seen.console, []));
  });
}
