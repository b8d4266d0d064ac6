// Accessibility as axe-core finds it of every state a reader can bring a page to: by all rules on a desk, on a phone by
// those about layout and colours, since the elements are the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundInLayoutAndColours, violations } from './axe.mjs';
import { openPage, openSite, press, settle, start, unfold } from './harness.mjs';
import { prove } from './proof.mjs';

const PAGE = 'zh/production/quality-control';

const site = await openSite('host root');

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
  'a cell of the map open': ['zh/score', '', async (page) => {
    await page.waitForSelector('html.answering');
    await press(page, '[data-cell="QLT-2"]');
    await page.waitForSelector('.cell-panel .choice');
  }],
  'an action open': ['zh/score', '', async (page) => {
    await page.waitForSelector('html.answering');
    await unfold(page, '[data-list=actions]');
    await page.type('[data-field=plan-new]', '培训');
    await press(page, '[data-action=action-add]');
    await press(page, '[data-plan] summary');
  }],
};

for (const [width, dark, look] of [[390, true, foundInLayoutAndColours], [1366, false, violations]]) {
  test(`every state at ${width} px, ${dark ? 'dark' : 'light'}`, async () => {
    const browser = await start('Chromium', { dark });
    const wrong = [];
    for (const [state, [path, rest, act]] of Object.entries(STATES)) {
      const { page, close } = await openPage(browser, { width });
      await settle(page, `${site.base}${path}.html${rest}`);
      await act(page);
      wrong.push(...(await look(page)).map((one) => `${state}: ${one}`));
      await close();
    }
    await browser.close();
    assert.deepEqual(wrong, []);
    prove('accessibility', Object.keys(STATES).length, `open panels and views, no violation: Chromium, ${dark ? 'dark' : 'light'}`);
  });
}
