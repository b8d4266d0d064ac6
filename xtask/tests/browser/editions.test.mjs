// Two editions of the second standard, made as an editor makes them: addresses, banners, changes, and answers of the
// earlier edition carried over in the page, kept and reported.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'editions-'));
after(() => rm(folder, { recursive: true }));
const [CONTENT, OUT] = ['content', 'site'].map((name) => join(folder, name));
const run = (...args) => execFileSync(process.env.XTASK, args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });

/** The lines of an entry in the file of its subdomain. */
const linesOf = (text, id) => new RegExp(`    - id: ${id}\\n(?:      .*\\n)+`).exec(text)[0];

async function edit(name, change) {
  const path = join(CONTENT, 'editions/2030', name);
  const text = await readFile(path, 'utf8');
  const changed = change(text);
  assert.notEqual(changed, text, name);
  await writeFile(path, changed);
}

await cp(join(ROOT, 'examples/laboratory'), CONTENT, { recursive: true });
run('edition', '2030', '--content', CONTENT);
await rm(join(CONTENT, 'editions/2030/sample.yaml'));
await edit('clauses/measurements/calibration.yaml', (text) => text.replace(/(id: CAL-101\n +en: )(.*)/, '$1$2 So is the next one.'));
await edit('clauses/measurements/samples.yaml', (text) => {
  const lines = linesOf(text, 'SAMPLES-101');
  const second = lines.replace('SAMPLES-101', 'SAMPLES-105').replace(/en: .*/, 'en: The number of a sample is never given again.').replace(/zh: .*/, 'zh: 编号不再给别的样品。');
  return text.replace(lines, lines.replace('SAMPLES-101', 'SAMPLES-104') + second);
});
await edit('clauses/people/records.yaml', (text) => text.replace(linesOf(text, 'REC-104'), ''));
await edit('clauses/measurements/quality-checks.yaml', (text) => {
  const moved = linesOf(text, 'QC-201');
  const first = linesOf(text, 'QC-101');
  return text.replace(moved, '').replace(first, first + moved.replace('QC-201', 'QC-102'));
});
await edit('changes.yaml', (text) => `${text}
- {from: [CAL-101], to: [CAL-101], kind: substantive}
- {from: [SAMPLES-101], to: [SAMPLES-104, SAMPLES-105], kind: split}
- {from: [REC-104], to: [], kind: withdrawn}
- {from: [QC-201], to: [QC-102], kind: moved}
`);
run('build', '--content', CONTENT, '--out', OUT);

// The helpers read the site when they are loaded.
process.env.SITE = OUT;
const { BROWSERS, HOSTS, message, openBrowser, openPage, openWork, press, until, untilStored, upload } = await import('./harness.mjs');

/** Of the edition 2026: what holds, what waits, what is gone. */
const OLD = { format: 'dtmm-assessment/1', edition: '2026', title: 'Lab A', answers: { 'CAL-101': { answer: 'L', note: 'by Ann' }, 'CAL-102': 'F', 'SAMPLES-101': 'F', 'REC-104': 'P', 'QC-201': 'L' } };
const HELD = { 'CAL-102': 'F', 'QC-102': 'L' };
/** The answers that are kept, without those that wait. */
const isWaiting = (page, ids) => until(page, `${ids} to wait`, (wanted) => {
  const answers = JSON.parse(keptFile() ?? '{}').answers ?? {};
  return JSON.stringify(Object.keys(answers).filter((id) => answers[id].review).sort()) === wanted;
}, JSON.stringify(ids));

for (const [index, name] of BROWSERS.entries()) {
  const lang = ['en', 'zh'][index];
  describe(`${name}, ${lang}`, () => {
    const at = {};
    before(async () => {
      const site = await HOSTS[['host root', 'folder'][index]](OUT);
      const { page, seen, close } = await openPage(await openBrowser(name), {});
      Object.assign(at, { base: site.base, page, seen, close: async () => { await close(); await site.close(); } });
    });
    after(() => at.close());

    test('a page of the earlier edition says so, and leads to the same place in the newest', async () => {
      const { base, page } = at;
      await page.goto(`${base}2026/${lang}/measurements/calibration.html`);
      assert.ok(!(await page.$eval('main', (one) => one.innerText)).includes('So is the next one.'));
      await page.click('.earlier-edition a');
      await until(page, 'the newest edition', (end) => location.pathname.endsWith(end), `/${lang}/measurements/calibration.html`);
      assert.ok(!page.url().includes('2026'));
    });

    test('search finds in each edition what it says', async () => {
      const { base, page } = at;
      for (const [root, first] of [['', 'SAMPLES-105'], ['2026/', 'SAMPLES-101']]) {
        await page.goto(`${base}${root}${lang}/search.html?q=${first}`);
        await until(page, `${first} to be found`, (first) => document.querySelector('[data-find-results] a.code')?.textContent === first, first);
      }
    });

    test('the words that are searched for are taken to another edition, where they are typed and where nothing is found', async () => {
      const { base, page } = at;
      const links = (within) => page.$$eval(`${within} a[href*="search.html"]`, (all) => all.map((one) => one.href));
      await page.goto(`${base}${lang}/search.html`);
      await page.waitForSelector('[data-find-editions] a', { visible: true });
      assert.deepEqual(await links('[data-find-editions]'), [`${base}2026/${lang}/search.html`], 'nothing is searched for yet');
      await page.type('[data-find-form] input', 'SAMPLES-101');
      await until(page, 'the words in the link', () => document.querySelector('[data-find-editions] a').search === '?q=SAMPLES-101');
      await press(page, '[data-find-editions] a');
      await until(page, 'the same words there', () => document.querySelector('[data-find-results] a.code')?.textContent === 'SAMPLES-101');
      assert.ok(page.url().includes(`/2026/${lang}/search.html`), page.url());
      await page.goto(`${base}2026/${lang}/search.html?q=zzqx`);
      await until(page, 'the way on', () => document.querySelector('[data-find-results] a[href*="search.html?q=zzqx"]'));
      const [way] = await links('[data-find-results]');
      assert.ok(way.endsWith(`${lang}/search.html?q=zzqx`) && !way.includes('2026'), way);
    });

    test('the page of an entry shows it through both editions, each at its own address; one that is gone says what follows', async () => {
      const { base, page } = at;
      await page.goto(`${base}r/CAL-101.html#2026`);
      assert.deepEqual(await page.$$eval('[id="2030"], [id="2026"]', (all) => all.map((one) => one.id)), ['2030', '2026']);
      await page.goto(`${base}r/SAMPLES-101.html#2026`);
      assert.deepEqual(await page.$$eval('main a[href^="SAMPLES-"]', (all) => all.map((one) => one.textContent)), ['SAMPLES-104', 'SAMPLES-105']);
    });

    test('the page of changes lists each once', async () => {
      const { base, page } = at;
      await page.goto(`${base}${lang}/changes.html`);
      assert.equal(await page.$$eval('.changes:not([aria-labelledby="others"]) .change', (all) => all.length), 4);
      assert.ok(await page.$('ins'));
      // With an entry come, gone or moved, those after it have other labels.
      const labels = await page.$$eval('[aria-labelledby="others"] .short', (all) => all.map((one) => one.innerText.replace(/\s+/g, ' ').trim()));
      assert.equal(new Set(labels).size, 3, labels.join());
      for (const label of labels) assert.match(label, /[A-Z]+-\d{3}.* \d\. → \d\.$/);
    });

    test('a file of the earlier edition is carried over: what holds counts, what changed waits, what is gone is kept', async () => {
      const { base, page } = at;
      await openWork(page, base, lang);
      await upload(page, 'lab-a.json', JSON.stringify(OLD));
      await message(page, /2026.*2030/);
      await isWaiting(page, ['CAL-101', 'SAMPLES-104', 'SAMPLES-105']);
      const file = JSON.parse(await page.evaluate(() => keptFile()));
      assert.deepEqual([file.edition, file.derived_from.edition, file.withdrawn], ['2030', '2026', { 'REC-104': 'P' }]);
      await until(page, 'it to be listed', () => document.querySelector('[data-list=review]').innerText.includes('CAL-101'));
    });

    test('one is confirmed, the others of a kind together; the acts are undone', async () => {
      const { page } = at;
      await press(page, '[data-action=confirm][data-entry="CAL-101"]');
      await isWaiting(page, ['SAMPLES-104', 'SAMPLES-105']);
      await press(page, '[data-action=confirm-kind][data-kind=split]');
      await untilStored(page, { ...HELD, 'CAL-101': 'L', 'SAMPLES-104': 'F', 'SAMPLES-105': 'F' });
      await page.waitForSelector('[data-show=review]', { hidden: true });
      await press(page, '[data-message] [data-action=undo]');
      await isWaiting(page, ['SAMPLES-104', 'SAMPLES-105']);
    });

    test('the comparison counts what was carried over, and names the edition of each', async () => {
      const { base, page } = at;
      await openWork(page, base, lang, 'compare');
      const input = await page.$('[data-field="compare-files"]');
      const file = join(folder, `${name}.json`);
      await writeFile(file, JSON.stringify({ ...OLD, title: 'Lab B' }));
      await input.uploadFile(file);
      const said = { en: 'Answers that still hold: 2; to be reviewed: 3; kept apart because their entries were withdrawn: 1', zh: '2 条作答仍然有效，3 条待复核，1 条对应的条款已删除' }[lang];
      await message(page, new RegExp(said));
      await until(page, 'both columns', () => document.querySelectorAll('[data-list=compare-table] thead th').length === 4);
      const column = await page.$$eval('[data-list=compare-table] thead th', (all) => all.map((one) => one.innerText).find((one) => one.includes('Lab B')));
      assert.ok(column.includes({ en: 'for edition 2026', zh: '针对版本 2026' }[lang]), column);
      assert.ok((await page.$eval('[data-list=compare-notes]', (one) => one.innerText)).includes(said));
      assert.ok(!(await page.evaluate(() => keptFile(2))), 'it is not kept');
    });

    test('the report names both editions and what waits', async () => {
      const { base, page } = at;
      await openWork(page, base, lang, 'report');
      await until(page, 'both editions', () => ['2026', '2030'].every((edition) => document.querySelector('main').innerText.includes(edition)));
      const label = { en: 'Answers to be reviewed: 2', zh: '待复核的作答：2 条' }[lang];
      assert.ok((await page.$eval('main', (one) => one.innerText)).includes(label));
    });

    test('an assessment that is kept in the browser is offered to be carried over, and stays as it is', async () => {
      const { base, page } = at;
      await page.evaluate((text) => {
        localStorage.clear();
        localStorage.setItem(`${dtmm.prefix}assessment:1`, text);
      }, JSON.stringify(OLD));
      await openWork(page, base, lang);
      await page.waitForSelector('[data-list=edition] [data-action=carry]', { visible: true });
      const before = await page.evaluate(() => JSON.stringify(JSON.parse(keptFile(1)).answers));
      await press(page, '[data-list=edition] [data-action=carry]');
      await message(page, /2026.*2030/);
      assert.equal(await page.evaluate(() => JSON.stringify(JSON.parse(keptFile(1)).answers)), before);
      await until(page, 'the copy', () => JSON.parse(keptFile(2) ?? '{}').derived_from?.edition === '2026');
    });

    // What a page has without scripts does not depend on the browser.
    if (name === 'Chromium') test('without scripts the search page leads to those of other editions', async () => {
      const { page, close } = await openPage(await openBrowser(name), { script: false });
      await page.goto(`${at.base}2026/${lang}/search.html`);
      await page.click('noscript a');
      assert.ok(page.url().endsWith(`/${lang}/search.html`) && !page.url().includes('2026'), page.url());
      await close();
    });

    test('the console stayed empty', () => assert.deepEqual(at.seen.console, []));
  });
}
