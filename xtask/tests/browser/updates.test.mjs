// The site changes under an open page, a part of it is gone, the engine is forbidden or cut off: the page says
// so where something fails, and no answer is lost.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { SITE, choose, entries, keep, openBrowser, openPage, openWork, press, showAll, stored, until, untilStored, waitForLevel } from './harness.mjs';
import { host, otherVersion, version } from './hosting.mjs';
import { prove } from './proof.mjs';

const LATER = /^assets\/(assessment-toggle|bundles|commenter|comments|engine|notes-\w+\.js|reading-tools|scorer|search|sharer|sharing|texts|workbook)/;
const lowest = entries('QLT').filter((one) => one.id[4] === '1').map((one) => one.id);
const MINE = { title: '甲厂', answers: { 'QLT-101': { answer: 'L', note: 'mine' }, 'STR-101': 'F' } };

const browser = await openBrowser('Chromium', { whole: true });
const b = await otherVersion();
after(() => b.remove());

/** A host of version A that can be brought to B or lose what pages load later; a reader without a service worker. */
async function begin() {
  const site = await host();
  const reader = await openPage(browser);
  const folder = (path) => join(site.isB ? b.folder : SITE, path);
  site.find = (path) => (site.isGone && LATER.test(path) ? join(b.folder, 'gone') : folder(path));
  await reader.page.goto(`${site.base}404.html`);
  await keep(reader.page, MINE);
  const kept = await stored(reader.page);
  return { ...reader, site, kept, end: () => Promise.all([reader.close(), site.close()]) };
}

describe('an update in mid-assessment', () => {
  test('the open page goes on answering and saving; after a reload the new one has every answer', async () => {
    const { page, site, end } = await begin();
    await openWork(page, site.base, 'zh');
    assert.equal(await version(page), 'A');
    site.isB = true;
    site.isGone = true;
    for (const id of lowest) await choose(page, id, 'F');
    await waitForLevel(page, 'QLT', 1);
    const answers = { 'STR-101': 'F', ...Object.fromEntries(lowest.map((id) => [id, 'F'])) };
    await untilStored(page, answers);
    site.isGone = false;
    await page.reload();
    await page.waitForSelector('html.answering');
    assert.equal(await version(page), 'B');
    await showAll(page);
    await until(page, 'all answers to be shown', (count) => document.querySelectorAll('[data-requirement] [type=radio]:checked').length === count, Object.keys(answers).length);
    await waitForLevel(page, 'QLT', 1);
    assert.equal((await stored(page)).answers['QLT-101'].note, 'mine');
    await choose(page, 'STR-102', 'P');
    await untilStored(page, { ...answers, 'STR-102': 'P' });
    await end();
  });

  test('two tabs, one of each version, keep the answers of both', async () => {
    const { page, site, tab, end } = await begin();
    await openWork(page, site.base, 'zh');
    site.isB = true;
    const other = await tab();
    await openWork(other, site.base, 'en');
    assert.deepEqual([await version(page), await version(other)], ['A', 'B']);
    await choose(page, 'STR-102', 'P');
    await choose(other, 'ORG-101', 'N');
    const answers = { 'STR-101': 'F', 'QLT-101': 'L', 'STR-102': 'P', 'ORG-101': 'N' };
    await untilStored(page, answers);
    await untilStored(other, answers);
    await end();
  });
});

describe('a part that is loaded later and is gone', () => {
  const WAYS = {
    'citing': ['zh/production/quality-control', (page) => press(page, '[data-requirement="QLT-302"] button.cite')],
    'answering': ['en/production/quality-control', (page) => press(page, '[data-action=answering]')],
    'searching': ['zh/production/quality-control', (page) => page.click('.find input')],
    'commenting': ['en/production/quality-control', (page) => press(page, '[data-requirement="QLT-302"] button.comment')],
  };
  for (const [what, [name, act]] of Object.entries(WAYS)) {
    test(`${what}: it is said, and is there again when it can be loaded`, async () => {
      const { page, site, kept, end } = await begin();
      site.isGone = true;
      await page.goto(`${site.base}${name}.html`);
      await act(page);
      await page.waitForSelector('.gone', { visible: true });
      assert.equal(await page.$eval('.gone', (one) => one.textContent), await page.$eval('#main', (one) => one.dataset.gone));
      assert.equal(await page.$$eval('.gone', (all) => all.length), 1);
      const isSeen = await page.$eval('.gone', (one) => {
        const { x, y, width, height } = one.getBoundingClientRect();
        return one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
      });
      assert.ok(isSeen, 'the message is out of sight');
      assert.ok(await page.$eval('[data-requirement="QLT-302"] [data-text]', (one) => one.checkVisibility()));
      assert.deepEqual(await stored(page), kept);
      Object.assign(site, { isGone: false, isB: true });
      await page.reload();
      await act(page);
      await until(page, 'the parts to be loaded', () => document.querySelectorAll('head script[src*="assets/"]').length > 2);
      assert.equal(await page.$('.gone'), null);
      assert.deepEqual(await stored(page), kept);
      await end();
      prove('faults survived', 1, 'parts gone after an update of the site');
    });

    test(`${what}: where the next try succeeds, it is no longer said`, async () => {
      const { page, site, end } = await begin();
      site.isGone = true;
      await page.goto(`${site.base}${name}.html`);
      await act(page);
      await page.waitForSelector('.gone', { visible: true });
      site.isGone = false;
      await page.evaluate(() => document.activeElement.blur());
      await act(page);
      await until(page, 'the message to go', () => !document.querySelector('.gone'));
      await end();
    });
  }
});

describe('an engine that may not run, or is not whole', () => {
  const POLICY = { 'content-security-policy': "script-src 'self'" };
  const half = async (request) => {
    const text = await (await fetch(request.url())).text();
    // The script is whole; of the WASM in it, a part is missing.
    return text.replace(/"[^"\n]{20000,}"/, (wasm) => `${wasm.slice(0, wasm.length >> 1)}"`);
  };
  for (const [way, name] of [['forbidden by the host', 'zh/score'], ['forbidden by the host', 'en/production/quality-control'], ['cut off within its WASM', 'en/score']]) {
    test(`${way}: ${name} stays readable and says so, and the answers stay`, async () => {
      const { page, site, kept, end } = await begin();
      await page.setRequestInterception(true);
      page.on('request', async (request) => {
        const isEngine = /assets\/engine-/.test(request.url());
        if (way.startsWith('cut') && isEngine) return request.respond({ contentType: 'text/javascript', body: await half(request) });
        if (way.startsWith('forbidden') && request.isNavigationRequest()) {
          const response = await fetch(request.url());
          return request.respond({ contentType: 'text/html; charset=utf-8', headers: POLICY, body: Buffer.from(await response.arrayBuffer()) });
        }
        return request.continue();
      });
      await page.goto(`${site.base}${name}.html`);
      if (!name.endsWith('score')) await press(page, '[data-action=answering]');
      await page.waitForSelector('.failed');
      assert.equal(await page.$eval('.failed p', (one) => one.textContent), await page.$eval('[data-action=answering]', (one) => one.dataset.failed));
      assert.ok(await page.$eval('[data-requirement="QLT-302"] [data-text]', (one) => one.checkVisibility()));
      assert.deepEqual(await stored(page), kept);
      await end();
      prove('faults survived', 1, 'engines missing, cut off, damaged or forbidden');
    });
  }
});
