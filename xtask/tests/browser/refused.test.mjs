// A host that refuses: what is kept is shown, and what an error left in the browser's cache does not stay.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS, SITE, openBrowser, openPage, status, until } from './harness.mjs';
import { FOR_GOOD, host, listed, untilKept, version } from './hosting.mjs';
import { prove } from './proof.mjs';

const { files } = await listed(SITE);
const asset = (name) => Object.keys(files).find((path) => path.startsWith(`assets/${name}-`) && path.endsWith('.js'));

for (const name of BROWSERS) {
  describe(name, async () => {
    const browser = await openBrowser(name);

    test('a page that is kept is shown where the host refuses it', async () => {
      const site = await host();
      const { page, close } = await openPage(browser, { keeps: true });
      await page.goto(`${site.base}zh/index.html`);
      await until(page, 'the worker to begin', () => !!navigator.serviceWorker.controller);
      const refusals = [401, 403, 404, 410, 429, 500, 502, 503];
      for (const refusal of refusals) {
        site.refuse = (path) => /^\/zh\//.test(path) && refusal;
        await page.goto(`${site.base}zh/method.html`);
        assert.equal(await version(page), 'A', String(refusal));
        assert.equal(await status(page), 200, String(refusal));
        assert.equal(await page.$$eval('main h1', (all) => all.length), 1, String(refusal));
      }
      site.refuse = (path) => path.endsWith('gone.html') && 404;
      await page.goto(`${site.base}zh/gone.html`);
      assert.equal(await status(page), 404, 'what was never there is not');
      await close();
      await site.close();
      prove('faults survived', refusals.length, `answers of a host that refuses, in ${name}`);
    });

    test('a part that was refused, and is kept as refused for a year, comes when the host has it again', async () => {
      const site = await host();
      site.headers = FOR_GOOD;
      const { page, close } = await openPage(browser);
      site.refuse = (path) => path.includes('/search-') && 403;
      await page.goto(`${site.base}zh/index.html`);
      await page.focus('.find input');
      await page.waitForSelector('.gone', { visible: true });
      site.refuse = undefined;
      const asked = site.asked.length;
      await page.reload();
      await page.focus('.find input');
      await page.type('.find input', '质量');
      await page.waitForSelector('.find [role="option"]');
      assert.equal(await page.$('.gone'), null);
      assert.ok(site.asked.slice(asked).some((path) => path.includes('/search-')), 'it is asked for past what the browser keeps');
      await close();
      await site.close();
      prove('faults survived', 1, `parts kept as refused, in ${name}`);
    });

    test('what is kept as refused does not keep the site from being kept', async () => {
      const site = await host();
      site.headers = FOR_GOOD;
      const { page, close } = await openPage(browser, { keeps: true });
      site.refuse = (path) => path.startsWith('/assets/') && 500;
      await page.goto(`${site.base}404.html`);
      const wrong = ['page', 'bundles', 'texts'].map((one) => `/${asset(one)}`);
      assert.deepEqual(await page.evaluate((paths) => Promise.all(paths.map((path) => fetch(path).then((answer) => answer.status))), wrong), [500, 500, 500]);
      site.refuse = undefined;
      // The page's own script is loaded by its tag, past which only a worker can ask.
      const other = await page.evaluate((path) => fetch(path, { cache: 'reload' }).then((answer) => answer.status), wrong[0]);
      assert.equal(other, 200);
      await page.goto(`${site.base}zh/index.html`);
      await untilKept(page, site.base, { files });
      await close();
      await site.close();
      prove('faults survived', 2, `assets kept as refused before the site was kept, in ${name}`);
    });
  });
}
