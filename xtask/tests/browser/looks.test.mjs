// What a designer saw at fault and no picture holds: room around what is said, the place a link leads to in dark
// colours, the ring around an answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HALF, keep, openBrowser, openPage, openSite, openWork, press, upload } from './harness.mjs';
import { PAGES } from './kinds.mjs';

const site = await openSite('host root');
const browser = await openBrowser();

/** In the page: what is said that touches what is above or below it. */
const touching = () => {
  const said = [...document.querySelectorAll('.warning, .notices, .message, .aside')].filter((one) => one.textContent.trim() && one.checkVisibility());
  const blocks = [...document.querySelectorAll('main :is(p, ul, dl, h1, h2, details, section, .warning, .notices, .message, .aside):not(.hide)')].filter((one) => one.checkVisibility());
  const close = (one, other) => {
    if (one.contains(other) || other.contains(one)) return false;
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    const beside = a.right <= b.left || b.right <= a.left;
    return !beside && a.bottom > b.top - 6 && b.bottom > a.top - 6;
  };
  return said.flatMap((one) => blocks.filter((other) => close(one, other)).map((other) => `${one.className}: ${other.outerHTML.slice(0, 80)}`));
};

for (const [lang, width] of [['zh', 390], ['en', 1366]]) {
  test(`what is said keeps clear of what is around it (${lang}, ${width} px)`, async () => {
    const { page, close } = await openPage(browser, { width });
    await page.goto(`${site.base}${lang}/index.html`);
    await keep(page, { edition: '2023-old', answers: { 'QLT-101': 'F' } });
    await openWork(page, site.base, lang, 'report');
    await page.waitForSelector('[data-list=report-edition-notice]:not(:empty)');
    assert.deepEqual(await page.evaluate(touching), []);
    await page.evaluate(() => {
      localStorage.setItem(`${dtmm.prefix}assessment-unsaved:1`, '31');
      localStorage.setItem(`${dtmm.prefix}assessment:2`, '{');
    });
    await openWork(page, site.base, lang);
    await page.select('[data-field=shelf]', '2').catch(() => {});
    await upload(page, 'none.json', '');
    await page.waitForSelector('[data-message]:not(:empty)');
    await page.waitForSelector('[data-list=edition]:not(:empty)');
    assert.deepEqual(await page.evaluate(touching), []);
    await close();
  });
}

test('in dark colours the place that a link leads to is no yellow band', async () => {
  const { page, close } = await openPage(browser);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  for (const [path, id] of [['zh/production', 'QLT-302'], ['en/standard', 'term-3.1'], ['zh/level-3', 'QLT-302']]) {
    await page.goto(`${site.base}${path}.html#${id}`);
    const marked = await page.$eval(`[id="${id}"]`, (one) => getComputedStyle(one).backgroundColor);
    const [red, , blue, alpha = 1] = marked.match(/[\d.]+/g).map(Number);
    assert.ok(alpha === 0 || blue >= red, `${path}#${id}: ${marked}`);
  }
  await close();
});

test('the ring around an answer lies over its neighbours and takes nothing of its word', async () => {
  const { page, close } = await openPage(browser);
  await openWork(page, site.base, 'zh');
  await press(page, '[data-requirement="QLT-101"] .choice label:nth-of-type(2)');
  await page.keyboard.press('ArrowLeft');
  const ring = await page.evaluate(() => {
    const { outlineStyle, outlineOffset, zIndex, position } = getComputedStyle(document.activeElement.nextElementSibling);
    return [outlineStyle, parseFloat(outlineOffset) >= 0, zIndex, position];
  });
  assert.deepEqual(ring, ['solid', true, '1', 'relative']);
  await close();
});

/** In the page: short words of tables, buttons and labels that a line ends within. */
const brokenWords = () => {
  const found = [];
  const range = document.createRange();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.parentElement.closest('th, td, caption, button, label, summary, dt, nav') || text.parentElement.closest('code, pre')) continue;
    for (const { 0: word, index } of text.data.matchAll(/[A-Za-z]{3,10}/g)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const tops = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top));
      if (new Set(tops).size > 1) found.push(`${word} in ${text.data.trim().slice(0, 40)}`);
    }
  }
  return found;
};

test('no short word of a table, button or label is broken on a phone', async () => {
  const { page, close } = await openPage(browser, { width: 390, height: 844, touch: true });
  await page.goto(`${site.base}en/privacy.html`);
  await keep(page, HALF);
  const broken = [];
  for (const { path } of PAGES.filter(({ lang }) => ['en', 'both'].includes(lang))) {
    await page.goto(`${site.base}${path}.html`);
    if (await page.$('body.scores')) await page.waitForSelector('html.answering');
    broken.push(...(await page.evaluate(brokenWords)).map((one) => `${path}: ${one}`));
  }
  assert.deepEqual(broken, []);
  await close();
});
