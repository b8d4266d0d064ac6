// The action plan: what the computed plan asks for is taken over, changed in place, undone, kept, saved, opened
// elsewhere and printed in the report and the comparison.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, HOSTS, entries, keep, message, openPage, openWork, press, saved, start, stored, unfold, until, untilInSight, upload, word } from './harness.mjs';

const level1 = entries().filter((one) => one.id[4] === '1').map((one) => one.id);
const [low] = level1;
/** All of level 1 but one entry, which has an owner and is due. */
const KEPT = { title: '甲厂 2026', answers: { ...Object.fromEntries(level1.map((id) => [id, 'F'])), [low]: { answer: 'P', owner: '王工', due: '2027-06-30' } } };
const row = '[data-list=actions] [data-plan]';
const field = (name, at = row) => `${at} [data-plan-field=${name}]`;
const undo = (page) => press(page, '[data-message] [data-action=undo]');
const plan = async (page) => (await stored(page))?.plan ?? [];
/** Waits until the page has kept a plan of which this is true; the function runs in the page. */
const untilPlan = (page, what, call, ...values) =>
  until(page, what, `((...values) => (${call})(JSON.parse(keptFile() ?? 'null')?.plan ?? [], ...values))(...${JSON.stringify(values)})`);
const line = (page, part = 'step') => page.$eval(`${row} .${part}`, (one) => one.innerText);

/** Writes a date as a reader who fills in the field. */
async function date(page, selector, value) {
  await page.$eval(selector, (one, value) => {
    one.value = value;
    one.dispatchEvent(new Event('input', { bubbles: true }));
    one.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
}

for (const [name, host, lang, width, height] of [['Chromium', 'host root', 'zh', 1366, 768], ['Firefox', 'folder', 'en', 1366, 768], ['Chromium', 'folder', 'en', 390, 844]]) {
  describe(`the action plan in ${name}, ${host}, ${lang}, ${width} px`, () => {
    let browser;
    let site;
    let reader;
    let page;
    let file;
    before(async () => {
      assert.ok(BROWSERS.includes(name));
      browser = await start(name, { whole: true });
      site = await HOSTS[host]();
      reader = await openPage(browser, { width, height });
      page = reader.page;
      await page.goto(`${site.base}${lang}/index.html`);
      await keep(page, KEPT);
      await openWork(page, site.base, lang);
    });
    after(async () => {
      await reader.close();
      await site.close();
      await browser.close();
    });

    test('the computed plan is taken over in one act, each entry once, with its owner and date', async () => {
      await press(page, '[data-action=actions-take]');
      await message(page, /1/);
      await untilPlan(page, 'the action to be kept', (plan) => plan.length === 1);
      const [own] = await plan(page);
      assert.deepEqual([own.for, own.person, own.due, own.status], [[low], '王工', '2027-06-30', 'open']);
      await press(page, '[data-action=actions-take]');
      assert.equal(await message(page, /./), await word(page, 'actions_taken_none'));
      assert.equal((await plan(page)).length, 1);
    });

    test('its row is called by the entry, leads to it, and says by whom, until when and how far', async () => {
      await unfold(page, '[data-list=actions]');
      await page.waitForSelector(row);
      assert.equal(await line(page, 'what'), entries().find(({ id }) => id === low).text[lang]);
      const said = await line(page);
      for (const part of [low, await word(page, 'action_raise', { to: await word(page, 'largely') })]) assert.ok(said.includes(part), said);
      for (const [name, value] of [['person', '王工'], ['due', '2027-06-30']]) {
        assert.deepEqual(await page.$eval(field(name), (one) => [one.value, one.checkVisibility()]), [value, true]);
      }
      assert.equal(await page.$eval(field('status'), (one) => one.selectedOptions[0].textContent), await word(page, 'status_open'));
      assert.equal(await page.$eval(`${row} .step a`, (link) => link.getAttribute('href')), `#${low}`);
    });

    test('date, person and status are changed in place, and the row stays open and where it is', async () => {
      await press(page, `${row} summary`);
      await date(page, field('due'), '2020-03-01');
      await untilPlan(page, 'the date to be kept', ([own]) => own.due === '2020-03-01');
      await until(page, 'what is overdue to be said', (selector, said) => document.querySelector(selector).innerText.includes(said), `${row} .step`, await word(page, 'action_overdue'));
      await page.$eval(field('person'), (one) => one.select());
      await page.type(field('person'), 'Li 李工');
      await untilPlan(page, 'the person to be kept', ([own]) => own.person === 'Li 李工');
      assert.ok(await page.$eval(field('person'), (one) => one === document.activeElement && one.value === 'Li 李工'));
      await page.select(field('status'), 'doing');
      await untilPlan(page, 'the status to be kept', ([own]) => own.status === 'doing');
    });

    test('an act is undone alone, and what was done since stays', async () => {
      await press(page, `${row} [data-action=action-remove]`);
      await untilPlan(page, 'the action to be gone', (plan) => plan.length === 0);
      await until(page, 'the row to be gone', (selector) => !document.querySelector(selector), row);
      await undo(page);
      await untilPlan(page, 'the action to be back', ([own]) => own?.person === 'Li 李工' && own.due === '2020-03-01');
      await page.waitForSelector(row);
    });

    test('an action of the reader’s own is for what is named, and nothing is added for what the edition lacks', async () => {
      await page.type('[data-field=plan-new]', 'Train 培训');
      await page.type('[data-field=plan-new-for]', 'XYZ-101');
      await press(page, '[data-action=action-add]');
      await page.waitForSelector('[data-field=plan-new-for][aria-invalid=true]');
      assert.equal((await plan(page)).length, 1);
      await page.$eval('[data-field=plan-new-for]', (one) => one.select());
      await page.type('[data-field=plan-new-for]', 'qlt-3, company');
      await page.keyboard.press('Enter');
      await untilPlan(page, 'the second action', (plan) => plan.length === 2);
      const own = (await plan(page)).find((one) => one.action === 'Train 培训');
      assert.deepEqual(own.for, ['QLT-3', 'company']);
      assert.notEqual(own.id, (await plan(page))[0].id);
    });

    test('the plan is filtered by status and person, and sorted', async () => {
      const shown = () => page.$$eval(`${row} .what`, (all) => all.map((one) => one.innerText));
      const count = (number) => until(page, `${number} rows`, (selector, number) => document.querySelectorAll(selector).length === number, row, number);
      await count(2);
      assert.equal((await shown())[1], 'Train 培训', 'what is due comes first');
      await page.select('[data-field=plan-status]', 'open');
      await count(1);
      assert.deepEqual(await shown(), ['Train 培训']);
      await page.select('[data-field=plan-status]', '');
      await page.select('[data-field=plan-person]', 'Li 李工');
      await until(page, 'only hers', (selector) => {
        const all = [...document.querySelectorAll(selector)];
        return all.length === 1 && all[0].innerText !== 'Train 培训';
      }, `${row} .what`);
      await page.select('[data-field=plan-person]', '');
      await page.select('[data-field=plan-sort]', 'status');
      await until(page, 'the rows to be sorted', (selector) => document.querySelector(selector).innerText === 'Train 培训', `${row} .what`);
      await page.select('[data-field=plan-sort]', 'due');
    });

    test('the table of the plan is a file of its own', async () => {
      const { name: called, bytes } = await saved(page, () => press(page, '[data-action=export-plan]'));
      assert.match(called, /\.csv$/);
      const rows = bytes.toString().trim().split('\r\n');
      assert.equal(rows.length, 3);
      assert.ok(rows.some((one) => one.includes(low) && one.includes('Li 李工') && one.includes('2020-03-01')), rows.join('\n'));
    });

    test('it is there after a reload, in the saved file, and where that is opened', async () => {
      await page.reload();
      await page.waitForSelector('html.answering');
      assert.equal((await plan(page)).length, 2);
      ({ bytes: file } = await saved(page, () => press(page, '[data-action="export-json"]')));
      const other = await openPage(browser, { width, height });
      await openWork(other.page, site.base, lang);
      await upload(other.page, 'plan.json', file.toString());
      await untilPlan(other.page, 'the plan to be taken', (plan) => plan.length === 2);
      assert.deepEqual(await plan(other.page), JSON.parse(file).plan);
      await other.close();
    });

    test('the report lists it by due date, and says what is overdue', async () => {
      await page.goto(`${site.base}${lang}/report.html`);
      await untilInSight(page, 'h1');
      await page.waitForSelector('[data-list=report-plan] tbody tr');
      const rows = await page.$$eval('[data-list=report-plan] tbody tr', (all) => all.map((one) => one.innerText));
      assert.equal(rows.length, 2);
      assert.ok(rows[0].includes('2020-03-01') && rows[0].includes(await word(page, 'action_overdue')) && rows[0].includes(low), rows[0]);
      assert.ok(rows[1].includes('Train 培训'), rows[1]);
      // Only Chromium can be told to show a page as it is printed.
      if (name !== 'Chromium') return;
      await page.emulateMediaType('print');
      assert.ok(await page.$eval('[data-list=report-plan] table', (one) => one.checkVisibility()), 'it is printed');
      await page.emulateMediaType('screen');
    });

    test('the comparison sets what was planned against what came', async () => {
      const { plan: own, ...rest } = JSON.parse(file);
      const later = { ...rest, title: '甲厂 2027', date: '2027-11-20', answers: { ...rest.answers, [low]: 'F' }, plan: [{ ...own[0], status: 'done' }] };
      await page.evaluate((text) => localStorage.setItem(`${dtmm.prefix}assessment:2`, text), JSON.stringify(later));
      await page.goto(`${site.base}${lang}/compare.html`);
      await page.waitForSelector('[data-list=compare-planned] tbody');
      const before = await page.$eval('[data-field=compare-from]', (one) => one.selectedOptions[0].innerText);
      if (!before.includes('2026')) {
        const values = await page.$$eval('[data-field=compare-from] option', (all) => all.map((one) => one.value));
        await page.select('[data-field=compare-from]', values[values.length - 1]);
      }
      const wanted = [low, await word(page, 'partly'), await word(page, 'full'), await word(page, 'status_done')];
      await until(page, 'the answers then and now', (wanted) => {
        const rows = [...document.querySelectorAll('[data-list=compare-planned] tbody tr')];
        return rows.some((one) => wanted.every((part) => one.innerText.includes(part)));
      }, wanted);
      assert.deepEqual(reader.seen.console, []);
    });
  });
}
