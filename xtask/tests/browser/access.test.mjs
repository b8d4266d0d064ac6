// Accessibility as axe-core finds it: every kind of page in both browsers, light and dark, with and without
// answers, and every state a reader can bring a page to.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, HALF, keep, openPage, openSite, press, start, until } from './harness.mjs';
import { MISSING, PAGES } from './kinds.mjs';
import { prove } from './proof.mjs';

const AXE = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
/** Rules about colours; all others find the same however the colours are. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
const PAGE = 'zh/production/quality-control';

const site = await openSite('host root');

/** What axe finds wrong, a line each. */
async function violations(page, options = {}) {
  await until(page, 'the page to be loaded', () => document.readyState === 'complete');
  await page.evaluate(AXE);
  // What is out of sight is laid out as well: otherwise axe takes one thing to lie over another.
  await page.evaluate(() => {
    const whole = new CSSStyleSheet();
    whole.replaceSync('* { content-visibility: visible !important; }');
    document.adoptedStyleSheets = [whole];
  });
  // The full text takes longer than one call to the browser may.
  await page.evaluate((options) => {
    globalThis.found = undefined;
    void axe.run(document, { resultTypes: ['violations'], ...options }).then((all) => { globalThis.found = all.violations; }, (error) => { globalThis.found = String(error); });
  }, options);
  await page.waitForFunction(() => globalThis.found, { timeout: 120000, polling: 100 });
  const found = await page.evaluate(() => globalThis.found);
  assert.ok(Array.isArray(found), String(found));
  return found.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length})\n  ${nodes[0].html.slice(0, 200)}\n  ${nodes[0].failureSummary.replace(/\s+/g, ' ').slice(0, 240)}`);
}

/** A reader who has answered half, and has answers on. */
async function answered(page) {
  await page.goto(`${site.base}zh/privacy.html`);
  await keep(page, HALF);
  await page.evaluate(() => localStorage.setItem('dtmm:answering', 'on'));
}

/** Whether a page takes answers or shows their results; then it waits for them. */
async function showsAnswers(page) {
  const takes = !!(await page.$('html[data-engine] :is([data-requirement], [data-scope], [data-list])'));
  if (takes) await page.waitForSelector('html.answering');
  return takes;
}

/** How a reader may have set the colours; what Firefox forces are those of the machine. */
const COLOURS = {
  Chromium: { light: {}, dark: { dark: true }, 'forced colours': { forced: true } },
  Firefox: { light: {}, dark: { dark: true } },
};

for (const name of BROWSERS) {
  for (const [colours, set] of Object.entries(COLOURS[name])) {
    describe(`${name}, ${colours}`, () => {
      let browser;
      before(async () => { browser = await start(name, set); });
      after(() => browser.close());

      for (const answers of colours === 'forced colours' ? ['on'] : ['off', 'on']) {
        test(`answers ${answers}`, async () => {
          // Both languages where most is looked for; elsewhere one without answers, the other with them.
          const half = (answers === 'on') === (colours === 'light') ? 'en' : 'zh';
          const isWhole = name === 'Chromium' && colours === 'light' && answers === 'off';
          const pages = [...PAGES, MISSING].filter(({ lang }) => isWhole || [half, 'both'].includes(lang));
          const { page, close } = await openPage(browser, { height: 900 });
          const wrong = [];
          let count = 0;
          if (answers === 'on') await answered(page);
          for (const { path } of pages) {
            await page.goto(`${site.base}${path}.html`);
            if (answers === 'on' && !(await showsAnswers(page))) continue;
            count += 1;
            const found = await violations(page, colours === 'light' ? {} : { runOnly: OF_COLOURS });
            wrong.push(...found.map((one) => `${path}: ${one}`));
          }
          assert.deepEqual(wrong, []);
          await close();
          prove('accessibility', count, `pages, no violation: ${name}, ${colours}, answers ${answers}`);
        });
      }
    });
  }
}

const openCitation = async (page) => {
  await press(page, '#QLT-302 .cite');
  await page.waitForSelector('.cite-panel');
  await page.click('.cite-panel .ways button');
};
const STATES = {
  'search with results': ['zh/search', '?q=质量', (page) => page.waitForSelector('[data-find-results] a')],
  'finding in the head': ['en/method', '', async (page) => {
    await page.type('.find input', 'quality');
    await page.waitForSelector('.find [role="option"]');
  }],
  'missing fragment': [PAGE, '#QLT-999', (page) => page.waitForSelector('.arrival')],
  'citation open': [PAGE, '', openCitation],
  list: [PAGE, '', async (page) => {
    await openCitation(page);
    await press(page, '.cite-panel .pick');
    await page.waitForSelector('.cite-list');
  }],
  'comment open': ['en/production/quality-control', '', async (page) => {
    await press(page, '#QLT-302 .comment');
    await page.waitForSelector('.slip-panel textarea');
  }],
  'both languages': [PAGE, '?text=both', (page) => page.waitForSelector('.beside')],
  'level view, choice open': [PAGE, '?levels=adds-3', async (page) => {
    await page.waitForSelector('.view-notice');
    await press(page, '[data-action="view"]');
    await page.waitForSelector('.view-panel');
  }],
  'explanation open': ['zh/organization/transformation-strategy', '', async (page) => {
    await page.focus('td a.t');
    await page.waitForSelector('.explanation');
  }],
  'details of an entry open': ['en/score', '', async (page) => {
    await page.waitForSelector('html.answering');
    await page.$$eval('details', (all) => all.forEach((one) => { one.open = true; }));
  }],
};

for (const [width, dark] of [[390, true], [1366, false]]) {
  test(`every state at ${width} px, ${dark ? 'dark' : 'light'}`, async () => {
    const browser = await start('Chromium', { dark });
    const wrong = [];
    for (const [state, [path, rest, act]] of Object.entries(STATES)) {
      const { page, close } = await openPage(browser, { width });
      await page.goto(`${site.base}${path}.html${rest}`);
      await act(page);
      wrong.push(...(await violations(page)).map((one) => `${state}: ${one}`));
      await close();
    }
    await browser.close();
    assert.deepEqual(wrong, []);
    prove('accessibility', Object.keys(STATES).length, `open panels and views, no violation: Chromium, ${dark ? 'dark' : 'light'}`);
  });
}
