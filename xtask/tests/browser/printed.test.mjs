// On paper: the name a report is printed under, tables within their sheets, heads that stand with what they head.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HALF, keep, openBrowser, openPage, openSite } from './harness.mjs';

const site = await openSite('host root');
const browser = await openBrowser();

for (const lang of ['zh', 'en']) {
  test(`a report is printed under the name of the plant and the day, and no other page is (${lang})`, async () => {
    const { page, close, seen } = await openPage(browser);
    await page.goto(`${site.base}${lang}/index.html`);
    const kept = { ...HALF, title: '2026', organization: '甲厂/一部', date: '2026-10-01' };
    await keep(page, kept);
    await page.goto(`${site.base}${lang}/report.html`);
    await page.waitForSelector('main[data-printed]');
    const title = await page.title();
    const printed = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      const title = document.title;
      dispatchEvent(new Event('afterprint'));
      return title;
    });
    assert.equal(printed, '甲厂-一部-2026-2026-10-01');
    assert.equal(await page.title(), title);
    assert.deepEqual(seen.console, []);
    await close();
  });

  test(`printed, no cell of the gaps runs past its column (${lang})`, async () => {
    // As wide as the sheet without its margins.
    const { page, close } = await openPage(browser, { width: 688, height: 1000 });
    await page.goto(`${site.base}${lang}/index.html`);
    const answers = { 'KNW-101': { answer: 'N', owner: 'Engineering department', due: '2027-12-31' } };
    await keep(page, { answers, targets: { company: 3 } });
    await page.goto(`${site.base}${lang}/report.html`);
    await page.waitForSelector('html.answering .gaps tbody td');
    await page.emulateMediaType('print');
    const wide = await page.$$eval('.gaps :is(th, td)', (all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText));
    assert.deepEqual(wide, []);
    await close();
  });
}

test('printed, the head of a cell is one that stands again on the next sheet, and no head stands with one entry', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(`${site.base}zh/organization.html`);
  await page.emulateMediaType('print');
  const styles = await page.evaluate(() => {
    const of = (selector) => getComputedStyle(document.querySelector(selector));
    return [of('.levels td').display, of('.cell-head').display, of('.cell-head').breakInside, of('.entry:first-child').breakAfter, of('.levels .name').breakAfter];
  });
  assert.deepEqual(styles, ['table', 'table-header-group', 'avoid', 'avoid', 'avoid']);
  await close();
});

test('the row of levels in figure 1 is as wide as the rows below it', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(`${site.base}en/standard.html`);
  const ends = await page.evaluate(() => {
    const end = (selector) => Math.max(...[...document.querySelectorAll(`#figure-1 ${selector} rect`)].map((one) => one.x.baseVal.value + one.width.baseVal.value));
    return [end('[class^=l]'), end('.part')];
  });
  assert.equal(ends[0], ends[1]);
  await close();
});
