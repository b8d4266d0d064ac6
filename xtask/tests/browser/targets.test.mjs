// What one presses is 32 px high, 44 under a finger, on one page of every kind; and the ways past the head.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openBrowser, openPage, openSite, openWork, press, switchOn, unfold, until } from './harness.mjs';
import { MISSING, PAGES } from './kinds.mjs';
import { prove } from './proof.mjs';

/** Links that stay as high as their line, with the reason. */
const EXCEPT = {
  'a.t': 'a term in a sentence',
  'a.n, .remark-number': 'a tag, which is pressed beyond its edges',
  '.why a': 'entries named in a sentence about the result',
  '.remark-places a': 'the places of a note follow one another in a line of text',
  '.message a, .notices a, .list a': 'entries named in sentences of the engine',
};

const site = await openSite('folder');

/** In the page: what is lower than it should be, a line each with its number. A link in a sentence has letters beside it. */
function low(least, except) {
  const kinds = {};
  const isInSentence = (one) => one.matches('a:not([class])') && one.closest('p, li, dd, td, figcaption') === one.parentElement
    && [...one.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /\p{L}/u.test(node.textContent));
  // A box is pressed by its label, which it lies over or stands in.
  const isLabelled = (one) => one.matches('[type=radio], [type=checkbox], [type=file]') && one.labels.length > 0;
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary, label:has(> :is([type=radio], [type=checkbox])), label.fold, .file span')) {
    if (!one.checkVisibility({ checkVisibilityCSS: true }) || one.matches(except) || isLabelled(one) || isInSentence(one)) continue;
    const { width, height } = one.getBoundingClientRect();
    // What is only there for screen readers.
    if (width <= 1 || height >= least - 0.1) continue;
    const kind = `${one.parentElement.localName}.${one.parentElement.className} > ${one.localName}.${one.className}`;
    kinds[kind] = [(kinds[kind]?.[0] ?? 0) + 1, height, one.textContent.trim().slice(0, 20)];
  }
  return Object.entries(kinds).map(([kind, [count, height, text]]) => `${count} × ${kind}, ${height} px: ${text}`);
}

/** The states of a page beyond the one it opens in. */
const STATES = [
  ['zh/production/quality-control', switchOn],
  ['zh/production/quality-control', async (page) => {
    await page.click('[data-requirement="QLT-101"] .cite');
    await page.waitForSelector('.cite-panel');
    await page.click('[data-action=view]');
    await page.waitForSelector('.view-panel');
  }],
  ['zh/score', async (page) => {
    await page.waitForSelector('html.answering');
    await unfold(page, '[data-list=actions]');
    await page.type('[data-field=plan-new]', '培训');
    await press(page, '[data-action=action-add]');
    await press(page, '[data-cell="QLT-2"]');
    await page.waitForSelector('.cell-panel .choice');
  }],
];

for (const [name, set] of [['a mouse, 1366 px', { width: 1366, least: 32 }], ['a finger, 390 px', { width: 390, touch: true, least: 44 }], ['a finger, 1366 px', { width: 1366, touch: true, least: 44 }]]) {
  test(`every target is high enough for ${name}`, async () => {
    const browser = await openBrowser();
    const { page, close } = await openPage(browser, set);
    const client = await page.createCDPSession();
    // Only a phone has a coarse pointer of itself.
    if (set.touch) await client.send('Emulation.setEmulatedMedia', { features: [{ name: 'pointer', value: 'coarse' }] });
    await client.send('Emulation.setTouchEmulationEnabled', { enabled: !!set.touch });
    const wrong = [];
    const look = async (path) => wrong.push(...(await page.evaluate(low, set.least, Object.keys(EXCEPT).join())).map((line) => `${path}: ${line}`));
    const pages = [...PAGES, MISSING].filter(({ path }) => path !== '404');
    for (const { path } of pages) {
      await page.goto(`${site.base}${path}.html`);
      await page.waitForFunction(() => document.readyState === 'complete' && !document.querySelector('[data-action=sidebar][hidden], html:not(.answering) .scores'));
      assert.equal(await page.evaluate(() => matchMedia('(pointer: coarse)').matches), !!set.touch, 'the pointer is as it should be');
      await look(path);
    }
    for (const [path, act] of STATES) {
      await page.goto(`${site.base}${path}.html`);
      await act(page);
      await look(path);
    }
    assert.deepEqual(wrong, []);
    await close();
    prove('targets', pages.length + STATES.length, `pages whose targets are ${set.least} px high: ${name}`);
  });
}

describe('the ways past the head', () => {
  for (const name of ['Chromium', 'Firefox']) {
    test(`from the first stops to the text, the entries, the overview, the list of domains (${name})`, async () => {
      const browser = await openBrowser(name);
      const { page, close } = await openPage(browser);
      const ways = async () => page.$$eval('.skip', (all) => all.filter((one) => one.checkVisibility()).map((one) => one.hash));
      await page.goto(`${site.base}zh/method.html`);
      assert.deepEqual(await ways(), ['#main', '#sidebar']);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => document.activeElement.matches('.skip[href="#sidebar"]') && document.activeElement.getBoundingClientRect().top >= 0));
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => document.activeElement.matches('.sidebar a')), 'the next stop is in the list');
      await openWork(page, site.base, 'zh');
      assert.deepEqual(await ways(), ['#main', '#entries', '#overview', '#sidebar']);
      for (const [hash, within] of [['#entries', '.work'], ['#overview', '#overview']]) {
        await page.$eval(`.skip[href="${hash}"]`, (one) => one.focus());
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        await until(page, `the next stop to be in ${within}`, (within) => document.activeElement.closest(within), within);
      }
      await page.setViewport({ width: 390, height: 844 });
      assert.deepEqual(await ways(), ['#main', '#entries', '#overview'], 'no list is there');
      await close();
    });
  }
});
