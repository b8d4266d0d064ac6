// Nothing that a reader looks at moves when scripts and the engine come, and what is out of sight is given the room
// that it will take: in both browsers, both languages, from the phone to the large screen.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS, drawn, HALF, keep, openBrowser, openPage, openSite, openWork } from './harness.mjs';
import { prove } from './proof.mjs';

const site = await openSite('host root');

const [PHONE, DESK] = [[412, 823], [1366, 768]];
/** Firefox lays out as Chromium does: it is looked at in half the windows. */
const SIZES = { Chromium: { zh: [PHONE, DESK], en: [PHONE, DESK] }, Firefox: { zh: [DESK], en: [PHONE] } };

/** What is held back for a while, and on which page. */
const HELD = {
  'the script of the page': [/\/page-\w+\.js$/, ['index', 'production/quality-control', 'standard', 'score']],
  'the engine': [/\/(engine|reporter)-\w+\.js$/, ['score', 'report']],
};

/** Less than a third of a line is no move: buttons are a little higher than the words beside them. */
const STILL = 8;

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

describe('the room that is kept for what is out of sight', async () => {
  const browser = await openBrowser();

  /** In the page: how much room each subdomain is kept, and how much it takes once it is laid out. */
  async function rooms() {
    const cells = [...document.querySelectorAll('.subject')].filter((one) => getComputedStyle(one).contentVisibility === 'auto');
    const height = (cell) => cell.getBoundingClientRect().height;
    const kept = cells.map(height);
    const whole = new CSSStyleSheet();
    whole.replaceSync('.subject { content-visibility: visible; }');
    document.adoptedStyleSheets = [whole];
    return cells.map((cell, at) => [cell.id, kept[at] / height(cell)]);
  }

  for (const lang of ['zh', 'en']) {
    test(`is enough, so that nothing lies over something else, and not twice as much (${lang})`, async () => {
      for (const [width, height] of [[390, 844], [768, 1024], [1366, 768], [1920, 1080]]) {
        const { page, close } = await openPage(browser, { width, height, touch: width < 1000 });
        await page.goto(`${site.base}${lang}/score.html`);
        await page.waitForSelector('html.answering');
        const found = await page.evaluate(rooms);
        assert.equal(found.length, 26);
        // One that was in sight before it had its controls is remembered as it was.
        const wrong = found.filter(([, share]) => share < 0.99 || share > 2);
        assert.ok(wrong.length <= 3, `at ${width}: the room of a subdomain, as a share of what it takes: ${JSON.stringify(wrong)}`);
        prove('steady', found.length, 'subdomains out of sight with the room they take');
        await close();
      }
    });
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

    for (const [lang, width, height] of [['zh', 1366, 768], ['en', 390, 844]]) {
      test(`stays in sight while what is around it is laid out (${lang}, ${width} px)`, async () => {
        const { page, close } = await openPage(browser, { width, height });
        for (const id of ['QLT-101', 'EQM-301']) {
          await openWork(page, site.base, lang);
          const tops = await page.evaluate(goTo, id);
          assert.ok(tops.every((top) => Math.abs(top - tops[0]) <= STILL), `${id} stood at ${JSON.stringify([...new Set(tops)])}`);
          prove('steady', 1, 'entries that stay where they are scrolled to');
        }
        await close();
      });
    }
  });
}
