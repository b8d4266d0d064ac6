// Nothing that a reader looks at moves when scripts and the engine come, and what is out of sight is given the room
// that it will take: in both browsers, both languages, from the phone to the large screen.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS, drawn, HALF, keep, openBrowser, openPage, openSite, showAll, showEntry, switchOn, until } from './harness.mjs';
import { prove } from './proof.mjs';

const site = await openSite('host root');

const [NARROW, PHONE, DESK] = [[390, 844], [412, 823], [1366, 768]];
/** Firefox lays out as Chromium does: it is looked at in half the windows. */
const SIZES = { Chromium: { zh: [PHONE, DESK], en: [PHONE, DESK] }, Firefox: { zh: [DESK], en: [PHONE] } };

/** What is held back for a while, and on which page. */
const HELD = {
  'the script of the page': [/\/page-\w+\.js$/, ['index', 'production/quality-control', 'standard', 'score']],
  'the engine': [/\/(engine|reporter)-\w+\.js$/, ['score', 'report']],
};

/** Less than a third of a line is no move: buttons are a little higher than the words beside them. */
const STILL = 8;
/** The height of a line. Controls come in many steps, and each is rounded to a pixel. */
const LINE = 24;

/** In the page: where everything stands that begins in the window, in pixels from the top. */
function places() {
  globalThis.shown ??= [...document.querySelectorAll('header *, main :not(.map, .map *)')].filter((one) => {
    const { top, height } = one.getBoundingClientRect();
    return height > 0 && top < innerHeight && getComputedStyle(one).visibility === 'visible';
  });
  return shown.map((one) => [one.className || one.localName, Math.round(one.getBoundingClientRect().top)]);
}

/** Holds back what matches: `asked` once it was asked for, until `letGo`. */
async function hold(page, pattern) {
  const held = [];
  let asked;
  const once = new Promise((done) => { asked = done; });
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (!pattern.test(request.url())) return request.continue();
    held.push(request);
    return asked();
  });
  return { asked: once, letGo: () => Promise.all(held.map((request) => request.continue())) };
}

for (const name of BROWSERS) {
  describe(name, async () => {
    const browser = await openBrowser(name);

    for (const [what, [pattern, paths]] of Object.entries(HELD)) {
      for (const lang of ['zh', 'en']) {
        test(`nothing in sight moves when ${what} comes (${lang})`, async () => {
          for (const path of paths) {
            for (const [width, height] of SIZES[name][lang]) {
              const { page, close } = await openPage(browser, { width, height });
              await page.goto(`${site.base}${lang}/privacy.html`);
              await keep(page, HALF);
              const { asked, letGo } = await hold(page, pattern);
              const loaded = page.goto(`${site.base}${lang}/${path}.html`);
              await asked;
              await page.waitForSelector('.site-foot');
              await page.evaluate(drawn);
              const before = await page.evaluate(places);
              await letGo();
              await loaded;
              await page.waitForSelector('html.answering .scores, body:not(.scores) [data-action="answering"]:not([hidden]), html:not([data-engine])');
              const now = await page.evaluate(places);
              const moved = now.map(([one, top], at) => [one, before[at][1], top]).filter(([, was, top]) => Math.abs(was - top) > STILL);
              assert.deepEqual(moved, [], `${path} at ${width}: what moved, from where to where`);
              prove('steady', 1, 'pages that stand still while scripts and the engine come');
              await close();
            }
          }
        });
      }
    }
  });
}

/** Where subdomains out of sight are kept room, in which windows. */
const ROOMS = {
  score: ['[data-entries] .subject', [[390, 844], [768, 1024], [1366, 768], [1920, 1080]]],
  standard: ['.levels tbody', [[320, 568], [390, 844], [412, 823], [768, 1024], [1180, 820]]],
};

describe('the room that is kept for what is out of sight', async () => {
  const browser = await openBrowser();

  /** In the page: how much room each subdomain is kept, and how much it takes once it is laid out. */
  async function rooms(selector) {
    const skipped = [...document.querySelectorAll(selector)].filter((one) => getComputedStyle(one).contentVisibility === 'auto');
    const height = (one) => one.getBoundingClientRect().height;
    const kept = skipped.map(height);
    const whole = new CSSStyleSheet();
    whole.replaceSync(`${selector} { content-visibility: visible !important; }`);
    document.adoptedStyleSheets = [whole];
    return skipped.map((one, at) => [one.id, kept[at] / height(one)]);
  }

  for (const [path, [selector, sizes]] of Object.entries(ROOMS)) {
    for (const lang of ['zh', 'en']) {
      test(`is enough, so that nothing lies over something else, and not twice as much (${lang}/${path})`, async () => {
        for (const [width, height] of sizes) {
          const { page, close } = await openPage(browser, { width, height, touch: width < 1000 });
          await page.goto(`${site.base}${lang}/${path}.html`);
          await page.waitForSelector('html.answering .scores, body:not(.scores) .cite');
          if (path === 'score') await showAll(page);
          const found = await page.evaluate(rooms, selector);
          assert.equal(found.length, 26);
          // One that was in sight before it had its controls is remembered as it was.
          const wrong = found.filter(([, share]) => share < 0.99 || share > 2);
          assert.ok(wrong.length <= (path === 'score' ? 3 : 0), `at ${width}: the room of a subdomain, as a share of what it takes: ${JSON.stringify(wrong)}`);
          prove('steady', found.length, 'subdomains out of sight with the room they take');
          await close();
        }
      });
    }
  }
});

for (const name of BROWSERS) {
  describe(`${name}, what is scrolled to`, async () => {
    const browser = await openBrowser(name);

    /** In the page: goes to an entry far from all that was in sight, and says where it stands from then on. */
    async function goTo(id) {
      const entry = document.querySelector(`[data-requirement="${id}"]`);
      entry.scrollIntoView({ block: 'center', behavior: 'instant' });
      const tops = [];
      for (const end = performance.now() + 1000; performance.now() < end;) {
        await new Promise((done) => requestAnimationFrame(done));
        tops.push(Math.round(entry.getBoundingClientRect().top));
      }
      return tops;
    }

    for (const [path, width, height] of [['zh/score', 1366, 768], ['en/score', 390, 844], ['zh/standard', 390, 844]]) {
      test(`stays in sight while what is around it is laid out (${path}, ${width} px)`, async () => {
        const { page, close } = await openPage(browser, { width, height });
        for (const id of ['QLT-101', 'EQM-301']) {
          await page.goto(`${site.base}${path}.html`);
          await page.waitForSelector('html.answering .scores, body:not(.scores) .cite');
          if (path.includes('score')) await showAll(page);
          const tops = await page.evaluate(goTo, id);
          assert.ok(tops.every((top) => Math.abs(top - tops[0]) <= STILL), `${id} stood at ${JSON.stringify([...new Set(tops)])}`);
          prove('steady', 1, 'entries that stay where they are scrolled to');
        }
        await close();
      });
    }

    /** In the page: lets it come to rest, however long it takes: until many frames in turn found it as it was. */
    const goOn = async () => {
      let before;
      for (let still = 0; still < 20;) {
        await new Promise((done) => requestAnimationFrame(done));
        const now = `${scrollX} ${scrollY} ${document.documentElement.scrollHeight}`;
        still = now === before ? still + 1 : 0;
        before = now;
      }
    };

    /** Scrolls an entry to the top of the window, and waits until all has come to rest. */
    async function goToTop(page, id) {
      await showEntry(page, id);
      await page.$eval(`[data-requirement="${id}"]`, (one) => one.scrollIntoView({ block: 'start', behavior: 'instant' }));
      await page.evaluate(goOn);
    }

    /** In the page: the first entry in sight. */
    const first = () => [...document.querySelectorAll('.entry')].find((one) => one.getBoundingClientRect().bottom > 90).id;

    /** What says whether the first entry in sight is still where it is now. */
    async function standing(page, width) {
      const id = await page.evaluate(first);
      const place = () => page.$eval(`[id="${id}"]`, (one) => [one.getBoundingClientRect().left, one.getBoundingClientRect().top]);
      const was = await place();
      return async (when) => {
        const is = await place();
        // The columns of a wide page stand below one another while it is answered: there the line it is on counts.
        const counts = width < 1000 ? [0, 1] : [1];
        assert.ok(counts.every((at) => Math.abs(is[at] - was[at]) < LINE), `${id} ${when}, at ${width}: from ${was} to ${is}`);
      };
    }

    /** In the page: whether the place it is at is noted, and not one it only went through while it was laid out. */
    const isNoted = () => {
      const [id, top] = history.state?.place ?? [];
      const one = document.getElementById(id);
      return !!one && Math.abs(one.getBoundingClientRect().top - top) < 1;
    };

    for (const [path, id, inFirefox] of [['zh/standard', 'DMG-302', NARROW], ['en/standard', 'QLT-301', DESK], ['zh/production', 'QLT-501', DESK], ['en/level-3', 'DMG-301', NARROW]]) {
      test(`stays where it is when answering is switched on and off, and when the page is opened again (${path})`, async () => {
        for (const [width, height] of name === 'Firefox' ? [inFirefox] : [NARROW, DESK]) {
          // With a worker that keeps the site on one of the pages: what it does is the same on all, and takes long.
          const { page, close } = await openPage(browser, { width, height, keeps: path === 'zh/production' });
          await page.goto(`${site.base}${path}.html`);
          await goToTop(page, id);
          const stands = await standing(page, width);
          // Side by side, columns grow unevenly while the page opens: there only some of them can stay.
          if (width < 1000) {
            await page.reload();
            await page.evaluate(goOn);
            await stands('opened again');
          }
          await page.$eval('[data-action="answering"]', (button) => button.click());
          await page.waitForSelector('html.answering');
          await page.evaluate(drawn);
          await stands('on');
          await page.$eval('[data-action="answering"]', (button) => button.click());
          await page.waitForSelector('html:not(.answering)');
          await page.evaluate(drawn);
          await stands('off');
          prove('steady', 1, 'entries that stay where they are when answering is switched on and off');
          await close();
        }
      });
    }

    for (const [path, width, height] of [['zh/score', 1366, 768], ['en/score', 390, 844], ['zh/standard', 390, 844], ['en/level-2', 1366, 768]]) {
      test(`is where the page comes back to with answers on (${path}, ${width} px)`, async () => {
        const { page, close } = await openPage(browser, { width, height, keeps: path === 'zh/score' });
        await page.goto(`${site.base}${path}.html`);
        if (!path.includes('score')) await switchOn(page);
        await page.waitForSelector('html.answering');
        await goToTop(page, 'DMG-201');
        const stands = await standing(page, width);
        await until(page, 'the place to be noted', isNoted);
        await page.reload();
        await page.waitForSelector('html.answering');
        await page.evaluate(goOn);
        await stands('opened again');
        await until(page, 'the place to be noted again', isNoted);
        await page.goto(`${site.base}zh/method.html`);
        // Only once this call has ended: its answer would be lost with the page.
        await page.evaluate(() => { setTimeout(() => history.back()); });
        await page.waitForSelector('html.answering');
        await page.evaluate(goOn);
        await stands('gone back to');
        prove('steady', 2, 'ways back to where the reader was with answers on');
        await close();
      });
    }
  });
}
