// The keyboard alone, in both browsers: every stop of every kind of page can be reached, seen and left, and the
// ways a reader goes most can be walked.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, drawn, entries, follow, openPage, openSite, start, stored, until, untilStored, waitForLevel } from './harness.mjs';
import { MISSING, PAGES } from './kinds.mjs';
import { prove } from './proof.mjs';

/** How many stops are walked at the beginning and at the end of longer pages. */
const WALKED = { Chromium: 20, Firefox: 12 };
/** The window and the language that are walked in each browser; links in captions come after the table in Firefox. */
const WALKS = { Chromium: ['en', 390, 844], Firefox: ['zh', 1366, 768] };
const STOPS = { Chromium: 'a[href], button, input, select, textarea, summary, [tabindex]', Firefox: ':is(a[href], button, input, select, textarea, summary, [tabindex]):not(caption *)' };

const site = await openSite('host root');

/** In the page: numbers what Tab should stop at, in order, and gives how many there are. */
function number(stops) {
  const groups = new Map();
  const isStop = (one) => {
    if (one.disabled || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true }) || one.closest('[inert]')) return false;
    return !one.closest('details:not([open])') || one.matches('details > summary:first-of-type');
  };
  let count = 0;
  for (const one of [...document.querySelectorAll(stops)].filter(isStop)) {
    // A group of radio buttons is one stop.
    const stop = one.type === 'radio' && groups.has(one.name) ? groups.get(one.name) : count++;
    if (one.type === 'radio') groups.set(one.name, stop);
    one.dataset.stop = stop;
  }
  return count;
}

/** In the page, once it is drawn: which stop has the focus, and what is wrong with it. */
async function look() {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return { stop: null };
  const box = one.getClientRects()[0] ?? one.getBoundingClientRect();
  // Of what is larger than the window, the part that can be in it.
  const [x, y] = [Math.max(0, box.x), Math.max(0, box.y)];
  const [width, height] = [Math.min(innerWidth, box.right) - x, Math.min(innerHeight, box.bottom) - y];
  const style = getComputedStyle(one);
  const isMarked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    || [one.closest('label, li, td, th, form'), one.nextElementSibling].some((near) => near && getComputedStyle(near).outlineStyle !== 'none');
  const corners = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.8]].map(([right, down]) => document.elementFromPoint(x + width * right, y + height * down));
  const isSeen = corners.some((seen) => seen && (one.contains(seen) || seen.contains(one)));
  const named = [one.getAttribute('aria-label'), one.innerText, one.title, one.labels?.[0]?.innerText, one.placeholder, one.querySelector?.('svg title')?.textContent,
    ...(one.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.innerText)].some((name) => name?.trim());
  const wrong = [isMarked || 'is not marked', isSeen || 'is out of sight or covered', named || 'has no name'].filter((said) => said !== true);
  return { stop: one.dataset.stop ?? one.outerHTML.slice(0, 120), isInCaption: !one.dataset.stop && !!one.closest('caption'), wrong, html: one.outerHTML.slice(0, 120) };
}

/** Presses Tab from stop to stop, and says what is wrong on the way. */
async function walk(page, keys, expected) {
  const wrong = [];
  for (const stop of expected) {
    let found;
    do {
      await keys();
      // The window may still be on its way there.
      for (let tries = 0; tries === 0 || (found.wrong?.length && tries < 10); tries += 1) {
        found = await page.evaluate(look);
      }
    } while (found.isInCaption);
    if (found.stop !== String(stop)) return [...wrong, `at ${found.html ?? 'the page itself'}, not at stop ${stop}: ${await page.$eval(`[data-stop="${stop}"]`, (one) => one.outerHTML.slice(0, 120))}`];
    wrong.push(...found.wrong.map((one) => `${found.html} ${one}`));
  }
  return wrong;
}

async function backwards(page) {
  await page.keyboard.down('Shift');
  await page.keyboard.press('Tab');
  await page.keyboard.up('Shift');
}

/** Presses keys until a selector has the focus. */
async function reach(page, selector, keys = () => page.keyboard.press('Tab')) {
  for (let presses = 0; presses < 400; presses += 1) {
    await keys();
    if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
  }
  throw new Error(`${selector} is not reached`);
}

/** Waits until a page is loaded and its controls are shown. */
async function isWhole(page) {
  await until(page, 'the page to be loaded, with its controls', () => document.readyState === 'complete' && !document.querySelector('[data-delete][hidden], [data-action=sidebar][hidden], html:not(.answering) .scores') && !document.querySelector('.scores .cell:has([data-requirement]:not([hidden]))')?.querySelector('h5 + .entries'));
}

for (const name of BROWSERS) {
  describe(name, () => {
    let browser;
    before(async () => { browser = await start(name); });
    after(() => browser.close());

    const [walked, width, height] = WALKS[name];
    test(`every stop of every kind of page is reached, marked, in sight, named and left, at ${width} px`, async () => {
      const { page, close } = await openPage(browser, { width, height });
      const wrong = [];
      let count = 0;
      for (const { path } of [...PAGES, MISSING].filter(({ lang }) => [walked, 'both'].includes(lang))) {
        await page.goto(`${site.base}${path}.html`);
        await isWhole(page);
        const stops = async () => [...Array(await page.evaluate(number, STOPS[name])).keys()];
        const first = (await stops()).slice(0, WALKED[name]);
        wrong.push(...(await walk(page, () => page.keyboard.press('Tab'), first)).map((one) => `${path}: ${one}`));
        for (let times = 0; times < 3; times += 1) {
          await page.evaluate(() => { scrollTo(0, document.documentElement.scrollHeight); });
          await page.evaluate(drawn);
        }
        // What comes only near the end is there now.
        const last = (await stops()).slice(-WALKED[name]).reverse();
        await page.$eval(`[data-stop="${last[0]}"]`, (one) => one.focus());
        wrong.push(...(await walk(page, () => backwards(page), last.slice(1))).map((one) => `${path}, backwards: ${one}`));
        count += first.length + last.length - 1;
      }
      assert.deepEqual(wrong, []);
      await close();
      prove('keyboard', count, `stops walked in ${name} at ${width} px`);
    });

    for (const lang of name === 'Chromium' ? ['zh', 'en'] : ['en']) {
      test(`from the map to a cell, to answering it, to another language, with keys alone (${lang})`, async () => {
        const { page, close } = await openPage(browser);
        await page.goto(`${site.base}${lang}/index.html`);
        await reach(page, 'main a[href*="quality-control.html#QLT-1"]');
        await follow(page, () => page.keyboard.press('Enter'));
        await reach(page, '[data-action="answering"]', () => backwards(page));
        await page.keyboard.press(' ');
        await page.waitForSelector('html.answering');
        const first = entries('QLT').filter(({ id }) => /-1\d\d$/.test(id));
        for (const { id } of first) {
          await reach(page, `[data-requirement="${id}"] [value=F]`);
          await page.keyboard.press(' ');
        }
        await waitForLevel(page, 'QLT', '1');
        await untilStored(page, Object.fromEntries(first.map(({ id }) => [id, 'F'])));
        await page.keyboard.press('Home');
        await page.$eval('a.language', (one) => one.focus());
        await follow(page, () => page.keyboard.press('Enter'));
        await waitForLevel(page, 'QLT', '1');
        assert.equal(Object.keys((await stored(page)).answers).length, first.length);
        await close();
      });
    }

    test('the first stop leads past the head', async () => {
      const { page, close } = await openPage(browser);
      for (const { path } of PAGES.filter(({ lang }) => lang !== walked)) {
        await page.goto(`${site.base}${path}.html`);
        await isWhole(page);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        const inside = await page.evaluate(() => !!document.activeElement.closest('main') || document.activeElement.getAttribute('href') === '#main');
        assert.ok(inside, path);
      }
      await close();
    });
  });
}
