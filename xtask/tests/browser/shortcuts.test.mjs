// Keys of every page: C copies a citation of the entry that the reader is at, `?` lists the keys.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openBrowser, openPage, openSite, openWork, settle, switchOn, until } from './harness.mjs';

const site = await openSite('folder');

/** In the page, before its own scripts: what is copied. */
const noteCopies = () => {
  globalThis.copies = [];
  document.addEventListener('copy', ({ clipboardData }) => globalThis.copies.push(clipboardData.getData('text/plain')));
  // Of listeners, the last hears what those before have put there.
  const add = document.addEventListener.bind(document);
  document.addEventListener = (name, listener, ...rest) => {
    if (name !== 'copy') return add(name, listener, ...rest);
    return add(name, (event) => { listener(event); globalThis.copies.push(event.clipboardData.getData('text/plain')); }, ...rest);
  };
};

/** Waits until it is said that an entry was cited. */
const untilCited = (page, id) => until(page, `it to be said that ${id} is copied`, (id) => document.querySelector('.told [role=status]')?.textContent.includes(id), id);
const last = (page) => page.evaluate(() => globalThis.copies.at(-1));
const isReady = (page) => until(page, 'the page', () => document.querySelector('[data-action=sidebar]:not([hidden])') ?? (document.readyState === 'complete' && document.querySelector('.page-standard')));

for (const name of ['Chromium', 'Firefox']) {
  describe(name, async () => {
    const browser = await openBrowser(name);

    test('C copies a citation of the entry in view, under the pointer, or with the keyboard, and says so', async () => {
      const { page, seen, close } = await openPage(browser);
      await page.evaluateOnNewDocument(noteCopies);
      await page.goto(`${site.base}zh/production/quality-control.html#QLT-302`);
      await isReady(page);
      await page.keyboard.press('c');
      await untilCited(page, 'QLT-302');
      assert.match(await last(page), /\[S\/OL\].*\[QLT-302\]/s, 'GB/T 7714 in Chinese');
      assert.equal(await page.$eval('.told', (one) => one.lang), 'zh-CN');
      await page.hover('[data-requirement="QLT-303"] [data-text]');
      await page.keyboard.press('c');
      await untilCited(page, 'QLT-303');
      await page.focus('[data-requirement="QLT-202"] .marks a');
      await page.keyboard.press('c');
      await untilCited(page, 'QLT-202');
      assert.match(await last(page), /QLT-202/);
      await page.goto(`${site.base}en/level-3.html`);
      await isReady(page);
      await page.mouse.move(0, 0);
      await page.$eval('[data-requirement="ORG-302"]', (one) => one.scrollIntoView({ block: 'start' }));
      await page.keyboard.press('c');
      await until(page, 'it to be said', () => document.querySelector('.told [role=status]')?.textContent);
      assert.match(await last(page), /Available from: .*r\/(STR|ORG)-3\d\d\.html/, 'ISO 690 in English');
      await page.goto(`${site.base}r/QLT-302.html`);
      await isReady(page);
      await page.keyboard.press('c');
      await untilCited(page, 'QLT-302');
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('it is a letter where one writes, and nothing with other keys or without entries', async () => {
      const { page, seen, close } = await openPage(browser);
      await page.evaluateOnNewDocument(noteCopies);
      await page.goto(`${site.base}en/production/quality-control.html`);
      await isReady(page);
      await page.focus('.find input');
      await page.keyboard.type('c?');
      assert.equal(await page.$eval('.find input', (one) => one.value), 'c?');
      await page.$eval('.find input', (one) => one.blur());
      for (const held of ['Control', 'Alt', 'Shift']) {
        await page.keyboard.down(held);
        await page.keyboard.press(held === 'Shift' ? 'C' : 'c');
        await page.keyboard.up(held);
      }
      assert.equal(await page.$('.told'), null);
      assert.equal(await page.$('dialog'), null);
      await page.goto(`${site.base}en/method.html`);
      await isReady(page);
      await page.keyboard.press('c');
      await page.keyboard.press('?');
      await page.waitForSelector('dialog.shortcuts[open]');
      assert.equal(await page.$('.told'), null);
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('? opens the list over any page, nothing moves, no key reaches what is beneath', async () => {
      const { page, seen, close } = await openPage(browser);
      for (const [path, lang] of [['zh/index', 'zh-CN'], ['en/standard', 'en'], ['zh/production/quality-control', 'zh-CN'], ['en/method', 'en']]) {
        await settle(page, `${site.base}${path}.html`);
        await isReady(page);
        if (path.includes('quality')) await switchOn(page);
        const places = () => page.evaluate(() => [...document.querySelectorAll('main *')].slice(0, 200).map((one) => JSON.stringify(one.getBoundingClientRect())));
        await page.evaluate(() => document.activeElement.blur());
        const before = await places();
        await page.keyboard.press('?');
        await page.waitForSelector('dialog.shortcuts[open]');
        assert.deepEqual(await places(), before);
        assert.equal(await page.$eval('dialog', (one) => one.lang), lang);
        assert.ok((await page.$$eval('dialog kbd', (all) => all.map((one) => one.textContent))).includes('C'));
        await page.keyboard.press('1');
        await page.keyboard.press('/');
        assert.ok(await page.evaluate(() => document.querySelector('dialog').contains(document.activeElement)));
        assert.equal(await page.evaluate(() => keptFile()), undefined, 'nothing is answered');
        await page.keyboard.press(path.startsWith('zh') ? 'Escape' : '?');
        await page.waitForFunction(() => !document.querySelector('dialog.shortcuts'));
      }
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('the scorer has a button for the list, and the keyboard comes back to it', async () => {
      const { page, close } = await openPage(browser);
      await openWork(page, site.base, 'en');
      await page.$eval('[data-action=shortcuts]', (one) => { one.focus(); });
      await page.keyboard.press('Enter');
      await page.waitForSelector('dialog.shortcuts[open]');
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => !document.querySelector('dialog.shortcuts'));
      assert.equal(await page.evaluate(() => document.activeElement.dataset.action), 'shortcuts');
      await close();
    });
  });
}

test('where nothing may be copied, the citation is shown and selected', async () => {
  const browser = await openBrowser();
  const { page, close } = await openPage(browser);
  await page.evaluateOnNewDocument(() => { document.execCommand = () => false; });
  await page.goto(`${site.base}en/production/quality-control.html#QLT-302`);
  await isReady(page);
  await page.keyboard.press('c');
  await page.waitForSelector('.told pre');
  const [shown, selected] = await page.evaluate(() => [document.querySelector('.told pre').textContent, String(getSelection())]);
  assert.ok(shown.includes('QLT-302') && selected.includes('QLT-302'), selected);
  await page.click('.told button');
  assert.equal(await page.$('.told'), null);
  await close();
});
