// Accessibility as axe-core finds it: every kind of page by all rules in Chromium, by those about what is drawn in
// Firefox too, light and dark, with and without answers, and every state a reader can bring a page to.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { HALF, keep, openPage, openSite, press, settle, start, unfold, unpin, until } from './harness.mjs';
import { MISSING, PAGES } from './kinds.mjs';
import { prove } from './proof.mjs';

const AXE = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
/** Rules about colours; all others find the same however the colours are. They take most of the time. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
/** Rules about what a browser lays out; all others but those about colours go by the elements, which are the same in every browser. */
const OF_LAYOUT = ['target-size', 'scrollable-region-focusable'];
const PAGE = 'zh/production/quality-control';

const site = await openSite('host root');

/** All rules but those about colours; axe leaves one out unless it is told: targets are 24 px large, or stand apart. */
const BUT_COLOURS = { rules: { 'target-size': { enabled: true }, ...Object.fromEntries(OF_COLOURS.map((rule) => [rule, { enabled: false }])) } };

/** In the page: leaves of all that look alike, being of one kind within the same kinds, the first twelve. Its colours stay. */
function thin() {
  const counts = {};
  const unwanted = [];
  const looks = (one) => [one.localName, one.className.baseVal ?? one.className, one.getAttributeNames().join(), one.dataset.value, one.dataset.state, one.checked, one.checkVisibility()].join(' ');
  const isWanted = (one, within) => {
    const kind = `${within}\n${looks(one)}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
    const some = [...one.children].map((part) => isWanted(part, kind)).some((wanted) => wanted);
    const wanted = some || counts[kind] <= 12;
    if (!wanted) unwanted.push(one);
    return wanted;
  };
  isWanted(document.querySelector('main'), '');
  // All at once, since each would have the page laid out anew for the next.
  for (const one of unwanted) one.remove();
}

/** What is wrong by all rules: by those about colours in what is left of the page once it is thinned. */
const violations = async (page) => [...(await found(page, BUT_COLOURS)), ...(await foundInColours(page))];

/** What is wrong with the colours. */
async function foundInColours(page) {
  await untilLoaded(page);
  await page.evaluate(thin);
  return found(page, { runOnly: OF_COLOURS });
}

/** What is wrong with what a browser lays out and colours. */
const foundInLayoutAndColours = async (page) => [...(await found(page, { runOnly: OF_LAYOUT })), ...(await foundInColours(page))];

/** Waits until all of the page is there: Firefox may say that it went to one of which nothing is. */
const untilLoaded = (page) => until(page, 'the page to be loaded', () => document.readyState === 'complete' && !!document.querySelector('main'));

/** What axe finds wrong, a line each. */
async function found(page, options) {
  await untilLoaded(page);
  if (!(await page.evaluate(() => globalThis.axe?.version))) await page.evaluate(AXE);
  if (options.runOnly !== OF_COLOURS) await page.evaluate(unpin);
  // The full text takes longer than one call to the browser may.
  await page.evaluate((options) => {
    globalThis.found = undefined;
    void axe.run(document, { resultTypes: ['violations'], preload: false, ...options }).then((all) => { globalThis.found = all.violations; }, (error) => { globalThis.found = String(error); });
  }, options);
  await page.waitForFunction(() => globalThis.found, { timeout: 120000, polling: 100 });
  const wrong = await page.evaluate(() => globalThis.found);
  assert.ok(Array.isArray(wrong), String(wrong));
  return wrong.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length})\n  ${nodes[0].html.slice(0, 200)}\n  ${nodes[0].failureSummary.replace(/\s+/g, ' ').slice(0, 240)}`);
}

/** A reader who has answered half, and has answers on. */
async function answered(page) {
  await page.goto(`${site.base}zh/privacy.html`);
  await keep(page, HALF);
  await page.evaluate(() => localStorage.setItem(`${dtmm.prefix}answering`, 'on'));
}

/** Whether a page takes answers or shows their results; then it waits for them. */
async function showsAnswers(page) {
  const takes = !!(await page.$('html[data-engine] :is([data-requirement], [data-scope], [data-list])'));
  if (takes) await page.waitForSelector('html.answering');
  return takes;
}

/** The colours of each reader, and the language without and with answers. Chromium changes them while a page is open; what Firefox forces are those of the machine. */
const READERS = [
  { name: 'Chromium', set: {}, colours: ['light', 'dark', 'forced'], halves: { off: 'zh', on: 'en' } },
  { name: 'Firefox', set: {}, colours: ['light'], halves: { off: 'en', on: 'zh' } },
  { name: 'Firefox', set: { dark: true }, colours: ['dark'], halves: { off: 'en', on: 'zh' } },
];

/** Shows an open page in other colours. */
async function wear(client, colours) {
  const features = [{ name: 'prefers-color-scheme', value: colours === 'dark' ? 'dark' : 'light' }, { name: 'forced-colors', value: colours === 'forced' ? 'active' : 'none' }];
  await client.send('Emulation.setEmulatedMedia', { features });
}

for (const { name, set, colours, halves } of READERS) {
  describe(`${name}, ${colours.join(', ')}`, () => {
    let browser;
    before(async () => { browser = await start(name, set); });
    after(() => browser.close());

    for (const [answers, half] of Object.entries(halves)) {
      test(`answers ${answers}`, async () => {
        const pages = [...PAGES, MISSING].filter(({ lang }) => [half, 'both'].includes(lang));
        // Forced colours are looked at where there is most of them.
        const worn = colours.filter((one) => one !== 'forced' || answers === 'on');
        const { page, close } = await openPage(browser, { height: 900 });
        const client = name === 'Chromium' && await page.createCDPSession();
        const wrong = [];
        const counts = Object.fromEntries(worn.map((one) => [one, 0]));
        if (answers === 'on') await answered(page);
        for (const { path } of pages) {
          await page.goto(`${site.base}${path}.html`);
          if (answers === 'on' && !(await showsAnswers(page))) continue;
          for (const one of worn) {
            if (client) await wear(client, one);
            counts[one] += 1;
            const lines = await (one !== 'light' ? foundInColours(page) : client ? violations(page) : foundInLayoutAndColours(page));
            wrong.push(...lines.map((line) => `${path}, ${one}: ${line}`));
          }
        }
        assert.deepEqual(wrong, []);
        await close();
        for (const one of worn) prove('accessibility', counts[one], `pages, no violation: ${name}, ${one === 'forced' ? 'forced colours' : one}, answers ${answers}`);
      });
    }
  });
}

const openCitation = async (page) => {
  await press(page, '#QLT-302 .cite');
  await page.waitForSelector('.cite-panel');
  await page.click('.cite-panel .ways button');
};
const STATES = {
  'search with results': ['zh/search', '?q=质量', (page) => page.waitForSelector('[data-find-results] a')],
  'finding in the head': ['en/method', '', async (page) => {
    const menu = await page.$('label[for=menu]');
    if (await menu.isVisible()) await menu.click();
    await page.type('.find input', 'quality');
    await page.waitForSelector('.find [role="option"]');
  }],
  'commands listed': ['zh/score', '', async (page) => {
    await page.waitForSelector('html.answering');
    await page.keyboard.press('/');
    await page.waitForSelector('.find [role="option"]');
    await page.keyboard.press('ArrowDown');
  }],
  'keys listed, message shown': [PAGE, '#QLT-302', async (page) => {
    await page.waitForSelector('[data-action=notes]:not([hidden])');
    await page.keyboard.press('c');
    await page.waitForSelector('.told');
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
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
  'notes shown': ['r/QLT-302', '#note-237', (page) => page.waitForSelector('html.noted #note-237:target')],
  'notes shown below a table': ['en/production/quality-control', '#mark-237', (page) => page.waitForSelector('html.noted [name="mark-237"]:target')],
  'details of an entry open': ['en/score', '', async (page) => {
    await page.waitForSelector('html.answering');
    await page.$$eval('details', (all) => all.forEach((one) => { one.open = true; }));
  }],
  'an action open': ['zh/score', '', async (page) => {
    await page.waitForSelector('html.answering');
    await unfold(page, '[data-list=actions]');
    await page.type('[data-field=plan-new]', '培训');
    await press(page, '[data-action=action-add]');
    await press(page, '[data-plan] summary');
  }],
};

for (const [width, dark] of [[390, true], [1366, false]]) {
  test(`every state at ${width} px, ${dark ? 'dark' : 'light'}`, async () => {
    const browser = await start('Chromium', { dark });
    const wrong = [];
    for (const [state, [path, rest, act]] of Object.entries(STATES)) {
      const { page, close } = await openPage(browser, { width });
      await settle(page, `${site.base}${path}.html${rest}`);
      await act(page);
      wrong.push(...(await violations(page)).map((one) => `${state}: ${one}`));
      await close();
    }
    await browser.close();
    assert.deepEqual(wrong, []);
    prove('accessibility', Object.keys(STATES).length, `open panels and views, no violation: Chromium, ${dark ? 'dark' : 'light'}`);
  });
}
