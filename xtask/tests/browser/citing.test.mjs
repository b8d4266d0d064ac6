// Citations, read back from where they are pasted: by way, by language, by host, one and several.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, test } from 'node:test';
import { CLOCK, WAYS, assertCites, assertForm, paste } from './citations.mjs';
import { model, openBrowser, openPage, openSite, press, until } from './harness.mjs';

/** What citations give as the address of an entry: its permanent page, as it is in this edition. */
const cited = (base, id) => `${base}r/${id}.html#${model.standard.edition}`;

const browser = await openBrowser();
const sites = { http: await openSite('sub-path'), file: await openSite('folder') };

/** A reader at a fixed time, with a window to paste into. */
async function openReader({ languages, storage = true, ...options } = {}) {
  const reader = await openPage(browser, options);
  await reader.page.emulateTimezone('Asia/Shanghai');
  await reader.page.evaluateOnNewDocument((now, languages, storage) => {
    const Real = Date;
    globalThis.Date = class extends Real {
      constructor(...values) { super(...(values.length ? values : [now])); }
    };
    if (languages) {
      Object.defineProperty(navigator, 'languages', { get: () => languages });
      Object.defineProperty(navigator, 'language', { get: () => languages[0] });
    }
    if (!storage) {
      const blocked = { get: () => { throw new DOMException('blocked', 'SecurityError'); } };
      for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(globalThis, name, blocked);
    }
  }, CLOCK, languages, storage);
  const paper = await reader.tab();
  await paper.setContent('<textarea></textarea><div contenteditable></div>');
  return { ...reader, paper };
}

const ID = 'QLT-302';
const cite = (id) => `[data-requirement="${id}"] .cite`;
const openPanel = async (page, id) => {
  await press(page, cite(id));
  await page.waitForSelector('.cite-panel');
};
const pressWay = (page, way) => page.click(`.cite-panel .ways button:nth-child(${WAYS.indexOf(way) + 1})`);
const said = (page) => page.$eval('.cite-panel .said', (one) => one.textContent);
const untilListed = (page, ids) => until(page, `the list to be ${ids}`, (ids) => [...document.querySelectorAll('.cite-list li a')].map((one) => one.textContent).join() === ids, ids.join());

describe('one entry', () => {
  for (const host of ['http', 'file']) {
    for (const [lang, path] of [['zh', 'production/quality-control'], ['en', 'standard'], ['zh', 'level-3'], ['en', 'production']]) {
      test(`every way of copying arrives where it is pasted (${host}, ${lang}/${path})`, async () => {
        const { page, paper, seen, close } = await openReader();
        await page.goto(`${sites[host].base}${lang}/${path}.html`);
        await openPanel(page, ID);
        const address = cited(sites[host].base, ID);
        const names = await page.$$eval('.cite-panel .ways button', (all) => all.map((one) => one.textContent));
        for (const way of WAYS) {
          await page.bringToFront();
          await pressWay(page, way);
          assert.ok((await said(page)).includes(names[WAYS.indexOf(way)]));
          const pasted = await paste(paper);
          assertCites(pasted.text, ID, lang, address);
          assertForm(way, pasted, ID, lang, address);
          assert.equal(await page.$eval('.cite-panel pre', (one) => one.textContent), pasted.text);
        }
        // From a folder, the reader is told that the link is good here only.
        assert.equal((await said(page)).length > 25, host === 'file');
        assert.deepEqual(seen.console, []);
        await close();
      });
    }

    // The languages of a browser, from the one its reader reads best.
    for (const [languages, lang] of [[['zh-CN'], 'zh'], [['zh-TW', 'en'], 'zh'], [['en-GB', 'zh-CN'], 'en'], [['de', 'zh-CN', 'en'], 'zh'], [['de'], 'en']]) {
      test(`the page of an entry cites in the language of the browser (${host}, ${languages})`, async () => {
        const { page, paper, close } = await openReader({ languages });
        await page.goto(`${sites[host].base}r/${ID}.html`);
        await openPanel(page, ID);
        assert.equal(await page.$eval('.cite-panel', (one) => one.lang.slice(0, 2)), lang);
        for (const way of ['plain', 'bibtex']) {
          await page.bringToFront();
          await pressWay(page, way);
          const pasted = await paste(paper);
          assertCites(pasted.text, ID, lang, cited(sites[host].base, ID));
          assertForm(way, pasted, ID, lang, cited(sites[host].base, ID));
        }
        await close();
      });
    }
  }

  test('a published site is cited by its address', async () => {
    const base = 'https://standards.example.org/dtmm/';
    const out = await mkdtemp(join(tmpdir(), 'published-'));
    execFileSync(process.env.XTASK, ['build', '--base-url', base, '--out', out], { stdio: 'ignore' });
    const { page, paper, close } = await openReader();
    await page.goto(`${pathToFileURL(out).href}/zh/production/quality-control.html`);
    await openPanel(page, ID);
    for (const way of WAYS) {
      await page.bringToFront();
      await pressWay(page, way);
      const pasted = await paste(paper);
      assertCites(pasted.text, ID, 'zh', cited(base, ID));
      assertForm(way, pasted, ID, 'zh', cited(base, ID));
      assert.ok(!pasted.text.includes('file:'));
    }
    await close();
  });

  test('by keyboard alone: opened, copied, closed, and back where it began', async () => {
    const { page, paper, close } = await openReader();
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    await page.focus(`[data-requirement="${ID}"] .marks a`);
    await page.keyboard.press('Tab');
    assert.ok(await page.$eval(cite(ID), (button) => document.activeElement === button && button.getAttribute('aria-expanded') === 'false'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('.cite-panel');
    assert.equal(await page.$eval(cite(ID), (button) => button.getAttribute('aria-expanded')), 'true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    assertForm('plain', await paste(paper), ID, 'zh', cited(sites.http.base, ID));
    await page.bringToFront();
    assert.ok(await page.evaluate(() => document.activeElement.matches('.cite-panel .ways button:nth-child(2)')));
    await page.keyboard.press('Escape');
    assert.equal(await page.$('.cite-panel'), null);
    assert.ok(await page.$eval(cite(ID), (button) => document.activeElement === button && button.getAttribute('aria-expanded') === 'false'));
    // One panel at a time.
    await openPanel(page, ID);
    await openPanel(page, 'QLT-303');
    assert.deepEqual(await page.$$eval('.cite-panel', (all) => all.map((one) => one.parentElement.id)), ['QLT-303']);
    await close();
  });

  test('where copying is refused, the text is there and selected', async () => {
    const { page, close } = await openReader();
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    await page.evaluate(() => { document.execCommand = () => false; });
    await openPanel(page, ID);
    await pressWay(page, 'gbt7714');
    assertCites(await page.evaluate(() => getSelection().toString()), ID, 'zh', cited(sites.http.base, ID));
    assert.match(await said(page), /不允许/);
    await close();
  });
});

describe('the list', () => {
  const add = async (page, id) => {
    await openPanel(page, id);
    await press(page, '.cite-panel .pick');
    assert.equal(await page.$eval('.cite-panel .pick', (one) => one.getAttribute('aria-pressed')), 'true');
  };

  test('gathers entries of several pages in their order, and copies them in every form', async () => {
    const { page, paper, seen, close } = await openReader();
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    assert.equal(await page.$('.cite-list'), null);
    await add(page, ID);
    await page.goto(`${sites.http.base}zh/organization.html`);
    await untilListed(page, [ID]);
    await add(page, 'STR-101');
    await page.goto(`${sites.http.base}r/PLN-201.html`);
    await untilListed(page, [ID, 'STR-101']);
    await add(page, 'PLN-201');
    await page.goto(`${sites.http.base}en/standard.html`);
    const ids = [ID, 'STR-101', 'PLN-201'];
    await untilListed(page, ids);
    for (const way of WAYS) {
      await page.bringToFront();
      await page.select('.cite-list select', way);
      await page.click('.cite-list .ways button');
      const pasted = await paste(paper);
      const numbers = ids.map((_, index) => pasted.text.includes(`[${index + 1}] `));
      assert.ok(numbers.every((one) => one === ['gbt7714', 'iso690'].includes(way)), pasted.text);
      ids.forEach((id) => assertCites(pasted.text, id, 'en', cited(sites.http.base, id)));
      assert.deepEqual(pasted.links, way === 'rich' ? ids.map((id) => [id, cited(sites.http.base, id)]) : []);
      const places = ids.map((id) => pasted.text.indexOf(`r/${id}.html`));
      assert.deepEqual(places, [...places].sort((a, b) => a - b));
    }
    await page.bringToFront();
    await page.reload();
    await untilListed(page, ids);
    assert.equal(await page.$eval('.cite-list select', (one) => one.value), 'markdown');
    assert.deepEqual(seen.console, []);
    await close();
  });

  test('gives entries up one by one with the keyboard, and all at once', async () => {
    const { page, close } = await openReader();
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    for (const id of ['QLT-101', 'QLT-102', ID]) await add(page, id);
    await page.focus('.cite-list li:nth-child(2) button');
    await page.keyboard.press('Enter');
    await untilListed(page, ['QLT-101', ID]);
    assert.ok(await page.evaluate(() => !!document.activeElement.closest('.cite-list')), 'the focus stays in the list');
    // The open panel is that of the last one: it follows, and takes off as well.
    const isPicked = () => page.$eval('.cite-panel .pick', (one) => one.getAttribute('aria-pressed'));
    assert.equal(await isPicked(), 'true');
    await page.click('.cite-list li:nth-child(2) button');
    assert.equal(await isPicked(), 'false');
    await press(page, '.cite-panel .pick');
    await untilListed(page, ['QLT-101', ID]);
    await press(page, '.cite-panel .pick');
    await untilListed(page, ['QLT-101']);
    await page.click('.cite-list .ways button:last-of-type');
    assert.equal(await page.$('.cite-list'), null);
    await page.reload();
    await page.waitForSelector('.cite');
    assert.equal(await page.$('.cite-list'), null);
    assert.equal(await page.evaluate(() => localStorage.getItem(`${dtmm.prefix}picked`)), null);
    await close();
  });

  test('is the same in every window, and on the way back', async () => {
    const { page, paper: other, close } = await openReader();
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    await add(page, 'QLT-101');
    await other.goto(`${sites.http.base}en/production/quality-control.html`);
    await untilListed(other, ['QLT-101']);
    await add(other, 'QLT-102');
    await untilListed(page, ['QLT-101', 'QLT-102']);
    await page.goto(`${sites.http.base}zh/organization.html`);
    await add(page, 'STR-101');
    await page.goBack();
    await untilListed(page, ['QLT-101', 'QLT-102', 'STR-101']);
    await close();
  });

  test('where storage is blocked, lasts as long as the page', async () => {
    const { page, paper, seen, close } = await openReader({ storage: false });
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    await add(page, 'QLT-101');
    await add(page, ID);
    await untilListed(page, ['QLT-101', ID]);
    await page.click('.cite-list .ways button');
    const pasted = await paste(paper);
    for (const id of ['QLT-101', ID]) assertCites(pasted.text, id, 'zh', cited(sites.http.base, id));
    await page.bringToFront();
    await page.click('.cite-list .ways button:last-of-type');
    assert.equal(await page.$('.cite-list'), null);
    assert.deepEqual(seen.console, []);
    await close();
  });
});
