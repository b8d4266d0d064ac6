// On paper: the name a report is printed under, tables within their sheets, heads that stand with what they head.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HALF, keep, model, openBrowser, openPage, openSite, openWork, showAll } from './harness.mjs';
import { sheetsOf, squeezed } from './paper.mjs';

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

const subdomains = model.domains.flatMap((domain) => domain.subdomains);
const IDS = /[A-Z]{3}-[1-5]\d\d/g;

/** Holds sheets to it: each has the head of the cell of every entry on it, none ends with a head. Gives the entries on them. */
function headed(sheets, heads) {
  const printed = new Set();
  for (const sheet of sheets) {
    const start = sheet.slice(0, 200);
    for (const [id] of sheet.matchAll(IDS)) {
      printed.add(id);
      assert.ok(sheet.includes(heads.get(id.slice(0, 5))), `${id} has no head on the sheet: ${start}`);
    }
    for (const head of heads.values()) assert.ok(!sheet.endsWith(head), `${head} stands at the foot of the sheet: ${start}`);
  }
  return printed;
}

/** The heads of the cells of a page, by cell. */
const headsOf = async (page, selector) => new Map(await page.$$eval(`${selector}[id]`, (all) => all.map((one) => [one.id, one.firstElementChild.textContent]))
  .then((all) => all.map(([id, head]) => [id, squeezed(head)])));

for (const lang of ['zh', 'en']) {
  test(`printed, every sheet of the answers names the subdomain of each entry on it, and its columns (${lang})`, async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.base}${lang}/index.html`);
    await keep(page, HALF);
    await openWork(page, site.base, lang, 'report');
    // Other tables name entries, too.
    await page.$$eval('main > section:not([aria-labelledby=report-entries])', (all) => all.forEach((one) => one.remove()));
    const columns = squeezed(await page.$eval('.answers thead tr:last-child', (one) => [...one.cells].map((cell) => (cell.querySelector('.hide') ? '' : cell.innerText)).join('')));
    const sheets = sheetsOf(await page.pdf({ format: 'A4' }));
    assert.ok(sheets.length > 10, `${sheets.length} sheets`);
    for (const sheet of sheets) {
      const start = sheet.slice(0, 200);
      const found = subdomains.filter(({ code }) => sheet.match(IDS)?.some((id) => id.startsWith(code)));
      for (const { code, name } of found) assert.ok(sheet.includes(squeezed(name[lang]) + code), `${code} has no head on: ${start}`);
      assert.equal(sheet.split(columns).length - 1, found.length, `heads of columns on: ${start}`);
    }
    await close();
  });

  test(`printed, every sheet of the scorer names the cell of each entry on it, with the answer (${lang})`, async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.base}${lang}/index.html`);
    await keep(page, HALF);
    await openWork(page, site.base, lang);
    await showAll(page);
    const marks = await page.$$eval('.entry', (all) => all.map((one) => [one.id, [...one.querySelectorAll('.marks > :is(a:first-child, .badge), .choice :checked + span')].map((part) => part.textContent).join('')]));
    const sheets = sheetsOf(await page.pdf({ format: 'A4' }));
    const printed = headed(sheets, await headsOf(page, '.subject .cell'));
    assert.deepEqual(marks.filter(([id]) => !printed.has(id)), []);
    for (const [, said] of marks) assert.ok(sheets.some((sheet) => sheet.includes(squeezed(said))), `${said} is not printed`);
    await close();
  });

  test(`printed, every sheet of a table of clauses names the cell of each entry on it (${lang})`, async () => {
    const { page, close } = await openPage(browser);
    for (const { slug, subdomains } of model.domains) {
      await page.goto(`${site.base}${lang}/${slug}.html`);
      // The notes below name entries, too.
      await page.$$eval('.ed-notes', (all) => all.forEach((one) => one.remove()));
      const printed = headed(sheetsOf(await page.pdf({ format: 'A4' })), await headsOf(page, '.levels td'));
      assert.equal(printed.size, subdomains.flatMap((one) => one.cells).flatMap((one) => one.entries).length, slug);
    }
    await close();
  });
}

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
