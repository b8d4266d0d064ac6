// Switch answering on, tick, see the level change, reload, still there: in both browsers, on every kind of host,
// in both languages, at phone and desktop width.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, HOSTS, entries, follow, model, openBrowser, openPage, press, saved, switchOn, tick, upload, waitForLevel } from './harness.mjs';
import { prove } from './proof.mjs';

const browsers = {};
for (const name of BROWSERS) browsers[name] = await openBrowser(name);

const level1 = (code) => entries(code).filter((entry) => entry.id[4] === '1').map((entry) => entry.id);

for (const [name, host] of BROWSERS.flatMap((name) => Object.keys(HOSTS).map((host) => [name, host]))) {
  for (const [lang, width] of [['zh', 1366], ['en', 390]]) {
    describe(`${name}, ${host}, ${lang}, ${width} px`, () => {
      let site;
      let reader;
      before(async () => {
        site = await HOSTS[host]();
        reader = await openPage(browsers[name], { width, keeps: true });
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
          assert.ok(await reader.page.$eval(`[data-requirement="${id}"] [value=F]`, (box) => box.checked), id);
        }
      });

      test('another language keeps page, place and answers', async () => {
        await follow(reader.page, () => press(reader.page, 'a.language'));
        assert.match(reader.page.url(), new RegExp(`/${lang === 'zh' ? 'en' : 'zh'}/production/quality-control.html`));
        await waitForLevel(reader.page, 'QLT', 1);
        await follow(reader.page, () => press(reader.page, 'a.language'));
      });

      test('unticking takes the level back', async () => {
        await waitForLevel(reader.page, 'QLT', 1);
        await tick(reader.page, 'QLT-101');
        await waitForLevel(reader.page, 'QLT', 0);
      });

      test('the console stays empty and no other origin is asked', () => {
        assert.deepEqual(reader.seen.console, []);
        assert.deepEqual(reader.seen.requests.filter((url) => !url.startsWith(site.base) && !url.startsWith('data:')), []);
        prove('anywhere', 1, `walks through answering in ${name}`);
      });
    });
  }
}

for (const name of BROWSERS) {
  describe(`the company, ${name}`, () => {
    let site;
    let reader;
    before(async () => {
      site = await HOSTS['host root']();
      reader = await openPage(browsers[name]);
    });
    after(async () => {
      await reader.close();
      await site.close();
    });

    test('a saved assessment is opened, and one tick lifts the company', async () => {
      const answers = Object.fromEntries(entries().filter((entry) => entry.id[4] === '1' && entry.id !== 'QLT-102').map((entry) => [entry.id, 'F']));
      await reader.page.goto(`${site.base}zh/score.html`);
      await reader.page.waitForSelector('html.answering');
      await waitForLevel(reader.page, 'company', 0);
      await upload(reader.page, '工厂甲.json', JSON.stringify({ format: 'dtmm-assessment/1', edition: model.standard.edition, answers }));
      await waitForLevel(reader.page, 'production', 0);
      await waitForLevel(reader.page, 'organization', 1);
      await reader.page.goto(`${site.base}zh/production/quality-control.html`);
      await switchOn(reader.page);
      await tick(reader.page, 'QLT-102');
      await waitForLevel(reader.page, 'QLT', 1);
      await waitForLevel(reader.page, 'company', 1);
    });

    test('a saved file brings the answers to another browser', async () => {
      await reader.page.goto(`${site.base}zh/score.html`);
      await waitForLevel(reader.page, 'company', 1);
      const file = await saved(reader.page, () => reader.page.click('[data-action="export-json"]'));
      const { format, standard, answers } = JSON.parse(file.bytes);
      assert.deepEqual([format, standard], ['dtmm-assessment/2', 'ccua-dtmm']);
      const ticked = entries().filter((entry) => entry.id[4] === '1').map((entry) => [entry.id, 'F']);
      assert.deepEqual(answers, Object.fromEntries(ticked));

      const other = await openPage(browsers[BROWSERS.find((one) => one !== name)], { width: 390 });
      await other.page.goto(`${site.base}en/score.html`);
      await waitForLevel(other.page, 'company', 0);
      await upload(other.page, file.name, file.bytes);
      await waitForLevel(other.page, 'company', 1);
      await other.close();
    });

    test('a broken file changes nothing and names the place', async () => {
      await reader.page.goto(`${site.base}en/score.html`);
      await waitForLevel(reader.page, 'company', 1);
      await upload(reader.page, 'broken.json', '{"format": "dtmm-assessment/1", "edition": "2024-draft",\n "answers": {"QLT-101": "X"}}');
      await reader.page.waitForFunction(() => /QLT-101/.test(document.querySelector('[data-message]').textContent));
      assert.match(await reader.page.$eval('[data-message]', (one) => one.textContent), /2/);
      await waitForLevel(reader.page, 'company', 1);
    });
  });
}
