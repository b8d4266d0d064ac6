// Switch answering on, tick, see the level change, reload, still there: on every kind of host, in
// both languages, at phone and desktop width.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { HOSTS, entries, model, openBrowser, openPage, switchOn, tick, waitForLevel } from './harness.mjs';

const browser = await openBrowser();

/** The one finished file in a folder, once it is there. */
async function savedIn(folder) {
  for (let tries = 0; tries < 100; tries += 1) {
    const [name] = (await readdir(folder)).filter((one) => one.endsWith('.json'));
    if (name) return join(folder, name);
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`nothing was saved in ${folder}`);
}

const level1 = (code) => entries(code).filter((entry) => entry.id[4] === '1').map((entry) => entry.id);

for (const [host, open] of Object.entries(HOSTS)) {
  for (const [lang, width] of [['zh', 1366], ['en', 390]]) {
    describe(`${host}, ${lang}, ${width} px`, () => {
      let site;
      let reader;
      before(async () => {
        site = await open();
        reader = await openPage(browser, { width });
        await reader.page.goto(`${site.base}${lang}/production/quality-control.html`);
      });
      after(async () => {
        await reader.close();
        await site.close();
      });

      test('a reader who only reads loads no engine and sees no box', async () => {
        assert.equal(await reader.page.$$eval('[data-requirement] input', (all) => all.length), 0);
        assert.deepEqual(reader.seen.requests.filter((url) => /engine|scorer/.test(url)), []);
      });

      test('ticking a level moves the subdomain', async () => {
        await switchOn(reader.page);
        await waitForLevel(reader.page, 'QLT', 0);
        for (const id of level1('QLT')) await tick(reader.page, id);
        await waitForLevel(reader.page, 'QLT', 1);
      });

      test('answers and levels survive a reload', async () => {
        await reader.page.reload();
        await waitForLevel(reader.page, 'QLT', 1);
        for (const id of level1('QLT')) {
          assert.ok(await reader.page.$eval(`[data-requirement="${id}"] input[type="checkbox"]`, (box) => box.checked), id);
        }
      });

      test('another language keeps page, place and answers', async () => {
        await Promise.all([reader.page.waitForNavigation(), reader.page.click('a.language')]);
        assert.match(reader.page.url(), new RegExp(`/${lang === 'zh' ? 'en' : 'zh'}/production/quality-control.html`));
        await waitForLevel(reader.page, 'QLT', 1);
        await Promise.all([reader.page.waitForNavigation(), reader.page.click('a.language')]);
      });

      test('unticking takes the level back', async () => {
        await waitForLevel(reader.page, 'QLT', 1);
        await tick(reader.page, 'QLT-101');
        await waitForLevel(reader.page, 'QLT', 0);
      });

      test('the console stays empty and no other origin is asked', () => {
        assert.deepEqual(reader.seen.console, []);
        assert.deepEqual(reader.seen.requests.filter((url) => !url.startsWith(site.base) && !url.startsWith('data:')), []);
      });
    });
  }
}

describe('the company', () => {
  let site;
  let reader;
  before(async () => {
    site = await HOSTS['host root']();
    reader = await openPage(browser);
  });
  after(async () => {
    await reader.close();
    await site.close();
  });

  test('a saved assessment is opened, and one tick lifts the company', async () => {
    const answers = Object.fromEntries(entries().filter((entry) => entry.id[4] === '1' && entry.id !== 'QLT-102').map((entry) => [entry.id, 'F']));
    const file = join(await mkdtemp(join(tmpdir(), 'assessment-')), '工厂甲.json');
    await writeFile(file, JSON.stringify({ format: 'dtmm-assessment/1', edition: model.standard.edition, answers }));
    await reader.page.goto(`${site.base}zh/score.html`);
    await reader.page.waitForSelector('html.answering');
    await waitForLevel(reader.page, 'company', 0);
    const input = await reader.page.$('input[type="file"][data-action="import"]');
    await input.uploadFile(file);
    await waitForLevel(reader.page, 'production', 0);
    await waitForLevel(reader.page, 'organization', 1);
    await reader.page.goto(`${site.base}zh/production/quality-control.html`);
    await switchOn(reader.page);
    await tick(reader.page, 'QLT-102');
    await waitForLevel(reader.page, 'QLT', 1);
    await waitForLevel(reader.page, 'company', 1);
  });

  test('a saved file brings the answers to another browser', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'saved-'));
    const client = await reader.page.createCDPSession();
    await client.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, browserContextId: reader.page.browserContext().id });
    await reader.page.goto(`${site.base}zh/score.html`);
    await waitForLevel(reader.page, 'company', 1);
    await reader.page.click('[data-action="export-json"]');
    const saved = await savedIn(folder);
    const { format, answers } = JSON.parse(await readFile(saved, 'utf8'));
    assert.equal(format, 'dtmm-assessment/1');
    const ticked = entries().filter((entry) => entry.id[4] === '1').map((entry) => [entry.id, 'F']);
    assert.deepEqual(answers, Object.fromEntries(ticked));

    const other = await openPage(browser, { width: 390 });
    await other.page.goto(`${site.base}en/score.html`);
    await waitForLevel(other.page, 'company', 0);
    const input = await other.page.$('input[type="file"][data-action="import"]');
    await input.uploadFile(saved);
    await waitForLevel(other.page, 'company', 1);
    await other.close();
  });

  test('a broken file changes nothing and names the place', async () => {
    await reader.page.goto(`${site.base}en/score.html`);
    await waitForLevel(reader.page, 'company', 1);
    const file = join(await mkdtemp(join(tmpdir(), 'assessment-')), 'broken.json');
    await writeFile(file, '{"format": "dtmm-assessment/1", "edition": "2024-draft",\n "answers": {"QLT-101": "X"}}');
    const input = await reader.page.$('input[type="file"][data-action="import"]');
    await input.uploadFile(file);
    await reader.page.waitForFunction(() => /QLT-101/.test(document.querySelector('[data-message]').textContent));
    assert.match(await reader.page.$eval('[data-message]', (one) => one.textContent), /2/);
    await waitForLevel(reader.page, 'company', 1);
  });
});
