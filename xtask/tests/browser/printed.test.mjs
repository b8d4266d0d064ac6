// On paper: the name a report is printed under, tables within their sheets, heads that stand with what they head.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HALF, entries, keep, model, openBrowser, openPage, openSite, openWork, press, showAll, word } from './harness.mjs';
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

/** As long as a plant and a department may be called: sixty characters, each as wide as it is high. */
const LONG = '示例石油化工集团股份有限公司华东分公司第一联合生产运行中心及其所属各车间公用工程与仓储物流管理单位（含研发、质检两中心）';

for (const lang of ['zh', 'en']) {
  for (const [what, names] of [['', (name) => name], [' with long names', () => LONG]]) {
    test(`the manager's page is one sheet, and the signatures are on the next${what} (${lang})`, async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${site.base}${lang}/index.html`);
      const details = (id, answer) => [id, { answer, owner: names('王工'), due: '2027-12-31' }];
      const first = Object.fromEntries(entries().filter(({ id }) => id[4] === '1').map(({ id }) => details(id, 'F')));
      const kept = { title: names('2026'), organization: names('甲厂'), scope: names('一部'), date: '2026-10-01', targets: { company: 3 }, answers: { ...HALF.answers, ...first } };
      await keep(page, kept);
      await openWork(page, site.base, lang, 'report');
      const texts = await page.evaluate(() => Object.fromEntries(['[data-list=report-basis]', '.heat caption', '[data-list=report-why]', '[data-list=report-next] li:last-child .entries', '.second h2', '.signatures']
        .map((selector) => [selector, document.querySelector(selector).innerText])));
      const sheets = sheetsOf(await page.pdf({ format: 'A4' }));
      const has = (sheet, selector) => assert.ok(sheet.includes(squeezed(texts[selector])), `${selector} is not in ${sheet}`);
      for (const selector of ['[data-list=report-basis]', '.heat caption', '[data-list=report-why]', '[data-list=report-next] li:last-child .entries']) has(sheets[0], selector);
      for (const selector of ['.second h2', '.signatures']) has(sheets[1], selector);
      await close();
    });
  }

  test(`printed, the answers are left out until they are asked for, and none is blank (${lang})`, async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.base}${lang}/index.html`);
    await keep(page, { ...HALF, organization: '甲厂' });
    await openWork(page, site.base, lang, 'report');
    const heading = squeezed(await page.$eval('#report-entries', (one) => one.innerText));
    const open = squeezed(await word(page, 'cell_open'));
    const rows = await page.$$eval('[data-cell-answer]', (all) => all.map((one) => one.innerText.trim()));
    assert.ok(rows.every(Boolean), 'every entry says whether it has an answer');
    assert.equal(rows.filter((said) => said === open).length, rows.length - Object.keys(HALF.answers).length);
    const short = sheetsOf(await page.pdf({ format: 'A4' }));
    assert.ok(!short.some((sheet) => sheet.includes(heading)), 'without the answers');
    await press(page, '[data-field="report-answers"]');
    const whole = sheetsOf(await page.pdf({ format: 'A4' }));
    assert.ok(whole.some((sheet) => sheet.includes(heading)) && whole.length > short.length + 8, `${short.length} and ${whole.length} sheets`);
    // Every sheet says what it is part of, and which it is.
    for (const [at, sheet] of whole.entries()) assert.ok(sheet.includes(`${at + 1}/${whole.length}`) && sheet.includes('甲厂'), `sheet ${at + 1}: ${sheet.slice(-200)}`);
    await close();
  });

  test(`without an answer the report is printed as a form, with every entry to be answered by hand (${lang})`, async () => {
    const { page, close } = await openPage(browser);
    await openWork(page, site.base, lang, 'report');
    const printed = sheetsOf(await page.pdf({ format: 'A4' })).join('');
    for (const { id } of entries()) assert.ok(printed.includes(id), id);
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
    await press(page, '[data-field="report-answers"]');
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

for (const lang of ['zh', 'en']) {
  test(`a subdomain is printed with its answers, with what it is and which sheet (${lang})`, async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${site.base}${lang}/index.html`);
    await keep(page, { answers: { 'QLT-101': 'L' } });
    await page.goto(`${site.base}${lang}/production/quality-control.html`);
    const blank = sheetsOf(await page.pdf({ format: 'A4' }));
    await page.evaluate(() => localStorage.setItem(`${dtmm.prefix}answering`, 'on'));
    await page.reload();
    await page.waitForSelector('[data-requirement="QLT-101"] :checked');
    const largely = squeezed(await word(page, 'largely'));
    const privacy = squeezed(await page.$eval('.site-foot [data-unprinted]', (one) => one.textContent));
    const standing = squeezed(await page.$eval('[data-standing]', (one) => one.textContent));
    const heading = squeezed(await page.$eval('h1', (one) => one.firstChild.textContent));
    const answered = sheetsOf(await page.pdf({ format: 'A4' }));
    assert.ok(!blank.join('').includes(`QLT-101${largely}`) && answered.join('').includes(`QLT-101${largely}`), answered.join(''));
    for (const [at, sheet] of answered.entries()) {
      for (const said of [`${at + 1}/${answered.length}`, heading, standing]) assert.ok(sheet.includes(said), `${said} is not on ${sheet.slice(-300)}`);
      assert.ok(!sheet.includes(privacy), 'nothing of browsers on paper');
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
