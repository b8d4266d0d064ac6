// A file dropped on a page that opens files is opened like one that was chosen, and leads nowhere else.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, HALF, drop, message, model, openPage, openSite, settle, start, until } from './harness.mjs';

const site = await openSite('host root');
const FILE = JSON.stringify({ format: 'dtmm-assessment/1', edition: model.standard.edition, title: 'dropped', ...HALF });

for (const name of BROWSERS) {
  describe(name, () => {
    let browser;
    before(async () => { browser = await start(name, { whole: true }); });
    after(() => browser.close());

    for (const lang of ['zh', 'en']) {
      test(`on the scorer, wherever it is dropped (${lang})`, async () => {
        const { page, close, seen } = await openPage(browser);
        await settle(page, `${site.base}${lang}/score.html`);
        await page.waitForSelector('html.answering');
        const { leaves, shown, after } = await drop(page, 'h1', 'dropped.json', FILE, 'application/json');
        assert.deepEqual([leaves, after], [false, null]);
        assert.equal(shown, await page.$eval('[data-drop]', (input) => input.dataset.drop));
        await message(page, /./);
        await until(page, 'it to be opened', () => /dropped/.test(document.querySelector('.shelf').innerText));
        assert.deepEqual(seen.console, []);
        await close();
      });
    }

    test('on the comparison', async () => {
      const { page, close } = await openPage(browser);
      await settle(page, `${site.base}zh/compare.html`);
      await page.waitForSelector('html.answering');
      assert.equal((await drop(page, 'footer', 'dropped.json', FILE, 'application/json')).leaves, false);
      await until(page, 'it to be listed', () => /dropped/.test(document.querySelector('.candidates').innerText));
      await close();
    });

    test('on the comments', async () => {
      const { page, close } = await openPage(browser);
      await settle(page, `${site.base}zh/comments.html`);
      await page.waitForSelector('[data-comments]:not([hidden])');
      assert.equal((await drop(page, 'main', 'dropped.csv', 'nothing of ours', 'text/csv')).leaves, false);
      await until(page, 'it to be read', () => document.querySelector('.slip-said').innerText.includes('dropped.csv'));
      await close();
    });

    test('what is no file is left to the browser', async () => {
      const { page, close } = await openPage(browser);
      await settle(page, `${site.base}en/score.html`);
      const isTaken = await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.setData('text/plain', 'words');
        return !document.querySelector('h1').dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
      });
      assert.equal(isTaken, false);
      await close();
    });
  });
}
