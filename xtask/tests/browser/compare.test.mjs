// Assessments side by side: those kept in the browser and files opened beside them.
import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { HOSTS, entries, keep, model, openBrowser, openPage, openWork, until, word } from './harness.mjs';

const browser = await openBrowser();

/** What is remarked on one entry, of several lines. */
const NOTE = `${'很长的备注，'.repeat(40)}\n第二行`;
const fill = (levels) => Object.fromEntries(entries().filter((entry) => levels.includes(entry.id[4])).map((entry) => [entry.id, 'F']));
const earlier = { title: '2025 年自评', organization: '甲厂', date: '2025-06-30', answers: fill('1') };
const later = { title: '2026 年自评', organization: '甲厂', date: '2026-06-30', answers: { ...fill('12'), 'STR-101': { answer: 'P', note: NOTE } } };


/** The cells of the row of a scope: its levels, and the difference. */
const row = (page, name) =>
  page.$$eval('[data-list=compare-table] tr', (rows, name) => {
    const found = rows.find((one) => one.querySelector('th')?.innerText.trim() === name);
    return [...(found?.querySelectorAll('td') ?? [])].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim());
  }, name);

for (const [host, lang, width] of [['host root', 'zh', 1366], ['folder', 'en', 390]]) {
  describe(`${host}, ${lang}, ${width} px`, () => {
    let site;
    let reader;
    const subdomain = (code) => model.domains.flatMap((domain) => domain.subdomains).find((one) => one.code === code).name[lang];
    before(async () => {
      site = await HOSTS[host]();
      reader = await openPage(browser, { width });
      await reader.page.goto(`${site.base}${lang}/compare.html`);
    });
    after(async () => {
      await reader.close();
      await site.close();
    });

    test('with a single assessment the page says how to get a second', async () => {
      await keep(reader.page, earlier);
      await openWork(reader.page, site.base, lang, 'compare');
      await reader.page.waitForSelector('[data-show="compare-single"]', { visible: true });
      assert.equal(await reader.page.$$eval('[data-list=compare-choose] li', (all) => all.length), 1);
    });

    test('two of them stand side by side in the order of their dates', async () => {
      await keep(reader.page, later, 2);
      await openWork(reader.page, site.base, lang, 'compare');
      await until(reader.page, 'the table', () => document.querySelector('[data-list=compare-table] table'));
      const heads = await reader.page.$$eval('[data-list=compare-table] thead th', (all) => all.map((one) => one.innerText));
      assert.ok(heads[1].includes(earlier.title) && heads[2].includes(later.title), JSON.stringify(heads));
      const levels = await row(reader.page, subdomain('QLT'));
      for (const side of [0, 1]) assert.ok(levels[side].startsWith(await word(reader.page, `level_${side + 1}`)), levels[side]);
      assert.match(levels[2], /\+1/);
      const fallen = await row(reader.page, subdomain('STR'));
      assert.match(fallen[2], /1/);
      assert.ok(!fallen[2].includes('+'), fallen[2]);
    });

    test('the radars lie over one another, each line of its own colour and dashes, and named', async () => {
      const lines = await reader.page.$$eval('[data-list=compare-picture] .radar path:is(.s1, .s2)', (all) => all.map((one) => [one.classList[0], getComputedStyle(one).stroke, getComputedStyle(one).strokeDasharray]));
      assert.deepEqual(lines.map(([line]) => line), ['s1', 's2']);
      for (const part of [1, 2]) assert.notEqual(lines[0][part], lines[1][part]);
      const key = await reader.page.$$eval('[data-list=compare-picture] .key li', (all) => all.map((one) => one.innerText));
      assert.ok(key[0].includes(earlier.title) && key[1].includes(later.title), `${key}`);
    });

    test('what changed is drawn with its difference beside the name, the rest is folded', async () => {
      const rows = (within) => reader.page.$$eval(`[data-list=compare-dumbbells] ${within} tbody tr`, (all) => all.map((one) => [...one.cells].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim())));
      const shown = await rows('> table');
      assert.deepEqual(shown.map(([name]) => name), model.domains.flatMap((domain) => domain.subdomains).map((one) => one.name[lang]));
      const [one, two] = [await word(reader.page, 'level_1'), await word(reader.page, 'level_2')];
      const quality = shown.find(([name]) => name === subdomain('QLT'));
      assert.deepEqual(quality.slice(1), ['↑ +1', `${one} → ${two}`]);
      assert.equal((await rows('details')).length, 0, 'nothing is as it was');
    });

    test('the entries that differ are listed, and can be narrowed to those that fell', async () => {
      const listed = () => reader.page.$$eval('[data-list=compare-changes] tbody a', (all) => all.map((one) => one.innerText.trim()));
      const all = await listed();
      const expected = Object.keys(later.answers).filter((id) => earlier.answers[id] !== later.answers[id]).sort();
      assert.deepEqual([...all].sort(), expected);
      await reader.page.select('[data-field="compare-only"]', 'lowered');
      await until(reader.page, 'one entry', () => document.querySelectorAll('[data-list=compare-changes] tbody a').length === 1);
      assert.deepEqual(await listed(), ['STR-101']);
      const note = await reader.page.$eval('[data-list=compare-changes] .differs', (one) => one.innerText);
      assert.ok(note.includes(NOTE), `a note is shown in full, not ${note}`);
      await reader.page.select('[data-field="compare-only"]', '');
    });

    test('a file joins the comparison without being kept, and a broken one is named', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'compare-'));
      const [good, bad] = ['乙厂.json', 'broken.json'].map((name) => join(folder, name));
      await writeFile(good, JSON.stringify({ format: 'dtmm-assessment/1', edition: model.standard.edition, title: '乙厂', date: '2026-08-01', answers: fill('123') }));
      await writeFile(bad, '{"format": "dtmm-assessment/1",\n "edition": 1}');
      const kept = await reader.page.evaluate(() => JSON.stringify(localStorage));
      const input = await reader.page.$('[data-field="compare-files"]');
      await input.uploadFile(good, bad);
      await until(reader.page, 'a third column', () => /乙厂/.test(document.querySelector('[data-list=compare-table] thead')?.innerText));
      await until(reader.page, 'the problem', () => /broken\.json/.test(document.querySelector('[data-message]').innerText));
      assert.equal(await reader.page.evaluate(() => JSON.stringify(localStorage)), kept);
    });

    test('an assessment of another edition says so in its column, above the numbers and in the foot', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'compare-'));
      const old = join(folder, 'old.json');
      await writeFile(old, JSON.stringify({ format: 'dtmm-assessment/1', edition: '2023-old', title: '旧版', answers: { 'STR-101': 'F', 'XYZ-101': 'F' }, futureField: { a: [1] } }));
      const input = await reader.page.$('[data-field="compare-files"]');
      await input.uploadFile(old);
      await until(reader.page, 'its column', () => /旧版/.test(document.querySelector('[data-list=compare-table] thead')?.innerText));
      const said = (key) => reader.page.$eval(`[data-list=${key}]`, (one) => one.innerText);
      const heads = await reader.page.$$eval('[data-list=compare-table] thead th', (all) => all.map((one) => one.innerText));
      assert.deepEqual(heads.filter((head) => head.includes('2023-old')).map((head) => head.includes('旧版')), [true], JSON.stringify(heads));
      assert.match(await said('compare-notes'), /2023-old/);
      for (const edition of ['2023-old', model.standard.edition]) assert.ok((await said('compare-editions')).includes(edition));
    });

    test('nothing is wider than the window, the console is empty, nobody else is asked', async () => {
      assert.ok((await reader.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
      assert.deepEqual(reader.seen.console, []);
      assert.deepEqual(reader.seen.requests.filter((url) => !url.startsWith(site.base) && !/^(data|blob):/.test(url)), []);
    });
  });
}
