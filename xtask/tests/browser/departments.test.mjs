// A coordinator shares all entries out among eight departments, sees how far each is, and whose entries nobody has yet.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, HOSTS, chooseAll, entries, keep, message, model, openFilters, openPage, openWork, press, start, stored, unfold, until, word } from './harness.mjs';

/** More would be more than a coordinator puts up with. */
const MOST_ACTIONS = 20;
const codes = model.domains.map((domain) => domain.subdomains.map(({ code }) => code));
const ids = entries().map(({ id }) => id);
const lines = '[data-field=owners]';
const rows = '[data-list=owners] tbody tr';
const row = (name) => `[data-list=owners] [data-owner="${name}"]`;
const field = (name, of) => `${row(name)} [data-owner-field=${of}]`;

/** Waits until the page has kept those responsible as this function wants them, which runs in the page. */
const untilKept = (page, what, call, ...values) =>
  until(page, what, `((...values) => (${call})(JSON.parse(keptFile() ?? 'null')?.owners ?? [], ...values))(...${JSON.stringify(values)})`);
const owners = async (page) => (await stored(page))?.owners ?? [];
const previewed = (page, wanted) => until(page, `the preview to say ${wanted}`, (wanted) => document.querySelector('[data-list=owner-preview]').innerText.includes(wanted), wanted);
const said = (page, name) => page.$eval(row(name), (one) => one.innerText);
const untilShown = (page, wanted) => until(page, `${wanted.length} entries`, (wanted) =>
  [...document.querySelectorAll('[data-entries] [data-requirement]')].filter((one) => !one.closest('[hidden]')).map((one) => one.dataset.requirement).join() === wanted, wanted.join());

/** Writes into a field what it is to hold, and leaves it, as one action of the reader. */
async function write(page, selector, text, kinds = ['input', 'change']) {
  await page.$eval(selector, (one, text, kinds) => {
    one.focus();
    one.value = text;
    for (const kind of kinds) one.dispatchEvent(new Event(kind, { bubbles: true }));
  }, text, kinds);
}

/** What a reader makes of the lines that are offered: their own names, the last domain shared by two, a date each. */
function edited(offered) {
  const named = offered.trim().split('\n').map((line, index) => line.replace(/^.*?[:：]\s*/, `部门${index + 1}：`));
  const [last, ...rest] = codes.at(-1);
  named[named.length - 1] = `部门${named.length}：${rest.join('、') || `${last}-2~5`}`;
  return [...named, `部门${named.length + 1}: ${last}-1`].map((line) => `${line}  2099-02-01`);
}

for (const [name, host, lang, width, height] of [['Chromium', 'host root', 'zh', 1366, 768], ['Firefox', 'folder', 'en', 1366, 768], ['Chromium', 'folder', 'en', 390, 844]]) {
  describe(`the departments in ${name}, ${host}, ${lang}, ${width} px`, () => {
    let [browser, site, reader, page] = [];
    let shared;
    before(async () => {
      assert.ok(BROWSERS.includes(name));
      browser = await start(name);
      site = await HOSTS[host]();
      reader = await openPage(browser, { width, height });
      page = reader.page;
      await page.goto(`${site.base}${lang}/index.html`);
      await keep(page, { title: '甲厂 2026', answers: { [ids[0]]: { answer: 'P', owner: '王工' } } });
      await openWork(page, site.base, lang);
    });
    after(async () => {
      await reader.close();
      await site.close();
      await browser.close();
    });

    test('all entries are shared out among eight departments in few actions, and one takes it back', async () => {
      let actions = 0;
      const act = async (act) => {
        actions += 1;
        await act();
      };
      await act(() => unfold(page, lines));
      await act(() => press(page, '[data-action=owners-default]'));
      const offered = await page.$eval(lines, (one) => one.value);
      assert.equal(offered.trim().split('\n').length, codes.length, offered);
      for (const code of codes.flat()) assert.ok(offered.includes(code), code);
      // Each line is written by itself, as by a reader who goes through them.
      shared = edited(offered);
      for (const [index] of shared.entries()) {
        const now = [...shared.slice(0, index + 1), ...offered.trim().split('\n').slice(index + 1)];
        await act(() => write(page, lines, now.join('\n')));
      }
      assert.equal(shared.length, codes.length + 1);
      await previewed(page, String(shared.length));
      await act(() => press(page, '[data-action=owners-take]'));
      await message(page, new RegExp(String(shared.length)));
      await untilKept(page, 'all departments to be kept', (owners, count) => owners.length === count, shared.length);
      assert.ok(actions <= MOST_ACTIONS, `${actions} actions`);
      const kept = await owners(page);
      assert.deepEqual(kept.map(({ name }) => name), shared.map((_, index) => `部门${index + 1}`), 'in the order of the lines');
      assert.deepEqual(kept[0], { name: '部门1', scope: codes[0], due: '2099-02-01' });
      await press(page, '[data-message] [data-action=undo]');
      await untilKept(page, 'none to be kept', (owners) => owners.length === 0);
      await until(page, 'the lines to be gone', (selector) => document.querySelector(selector).value === '', lines);
      await press(page, '[data-message] [data-action=redo]');
      await untilKept(page, 'all to be back', (owners, count) => owners.length === count, shared.length);
    });

    test('each has a row with its progress, which follows the answers, and leads to its entries', async () => {
      await page.waitForSelector(row('部门2'));
      const own = entries(codes[1][0]);
      const all = codes[1].flatMap((code) => entries(code)).length;
      assert.ok((await said(page, '部门2')).includes(`0/${all}`), await said(page, '部门2'));
      const cell = `${codes[1][0]}-1`;
      const count = own.filter(({ id }) => id.startsWith(`${cell}`)).length;
      await chooseAll(page, cell, 'F');
      await until(page, 'the progress', (selector, wanted) => document.querySelector(selector).innerText.includes(wanted), row('部门2'), `${count}/${all}`);
      assert.equal(await page.$eval(`${row('部门2')} progress`, (one) => `${one.value}/${one.max}`), `${count}/${all}`);
      assert.equal(await page.$$eval(`${row('王工')} input`, (all) => all.length), 0, 'who is only named beside an entry has no fields');
      await press(page, `${row('部门2')} [data-action=owner-entries]`);
      await untilShown(page, codes[1].flatMap((code) => entries(code)).map(({ id }) => id));
      assert.ok(await page.$eval('.filters', (one) => !one.hidden), 'what is shown is told');
    });

    test('name, range and date are changed in place, one act each, and what is wrong stays beside its field', async () => {
      await write(page, field('部门1', 'due'), '2020-03-01');
      await untilKept(page, 'the date', ([own]) => own.due === '2020-03-01');
      await until(page, 'what is overdue to be said', (selector) => document.querySelector(selector).querySelector('strong'), row('部门1'));
      await write(page, field('部门1', 'name'), '部门2');
      await page.waitForSelector(`${field('部门1', 'name')}[aria-invalid=true]`);
      await write(page, field('部门1', 'name'), '战略部');
      await untilKept(page, 'the name', ([own]) => own.name === '战略部' && own.due === '2020-03-01');
      await page.waitForSelector(`${field('战略部', 'name')}:not([aria-invalid])`);
      await write(page, field('战略部', 'scope'), 'XYZ-1');
      await page.waitForSelector(`${field('战略部', 'scope')}[aria-invalid=true]`);
      await write(page, field('战略部', 'scope'), codes[0].slice(1).join(' ').toLowerCase());
      await untilKept(page, 'the range', ([own], wanted) => own.scope.join() === wanted, codes[0].slice(1).join());
      await press(page, `${row('战略部')} [data-action=owner-remove]`);
      await untilKept(page, 'it to be gone', ([own]) => own.name === '部门2');
      await until(page, 'its row to be gone', (selector) => !document.querySelector(selector), row('战略部'));
      await press(page, '[data-message] [data-action=undo]');
      await untilKept(page, 'it to be back', ([own]) => own.name === '战略部' && own.due === '2020-03-01');
      await page.waitForSelector(row('战略部'));
    });

    test('the filter lists the departments and shows the entries that nobody has', async () => {
      const nobody = entries(codes[0][0]).map(({ id }) => id).filter((id) => id !== ids[0]);
      await openFilters(page);
      const options = await page.$$eval('[data-filter=owner] option', (all) => all.map((one) => one.textContent));
      assert.deepEqual(options.slice(1), ['战略部', ...shared.slice(1).map((_, index) => `部门${index + 2}`), '王工', await word(page, 'owner_nobody')]);
      await page.select('[data-filter=owner]', ' ');
      await untilShown(page, nobody);
      await page.select('[data-filter=owner]', '王工');
      await untilShown(page, [ids[0]]);
      await press(page, '.filters [data-action=filter-clear]');
      // Beside an entry it stands, quietly, who is responsible by the list.
      const id = entries(codes[1][0])[0].id;
      await press(page, `[data-requirement="${id}"] [data-action=details]`);
      const owner = await page.$eval(`[data-requirement="${id}"] [data-remark=owner]`, (one) => [one.value, one.placeholder]);
      assert.deepEqual(owner, ['', await word(page, 'owner_assigned', { owner: '部门2' })]);
      await page.select('[data-field=layer]', 'owners');
      await until(page, 'the map to name it', (cell) => document.querySelector(`[data-cell="${cell}"]`).title.includes('部门2'), `${codes[1][0]}-3`);
    });

    test('lines that are not understood are named with their number, and nothing is taken', async () => {
      await write(page, lines, `生产部：XYZ-3、${codes[0][0]}\n\n质量部 ABC\n设备部：${codes[0][0]}`);
      for (const part of ['XYZ-3', '3', '质量部 ABC', '战略部']) await previewed(page, part);
      await previewed(page, await word(page, 'owner_shared', { scope: codes[0][0], owners: ['生产部', '设备部'].join(await word(page, 'comma')) }));
      const before = await owners(page);
      await press(page, '[data-action=owners-take]');
      await message(page, /2/);
      assert.deepEqual(await owners(page), before);
      await press(page, '[data-action=owners-current]');
      await until(page, 'the lines of what is assigned', (selector) => document.querySelector(selector).value.startsWith('战略部'), lines);
      await until(page, 'nothing to preview', () => document.querySelector('[data-list=owner-preview]').innerText === '');
    });

    test('it is there after a reload, and the report has it as a table', async () => {
      const before = await owners(page);
      await page.reload();
      await page.waitForSelector('html.answering');
      assert.deepEqual(await owners(page), before);
      await unfold(page, '[data-list=owners]');
      await page.waitForSelector(row('战略部'));
      assert.equal((await page.$$(rows)).length, before.length + 2, 'with one for who is named beside an entry and one for nobody');
      await page.goto(`${site.base}${lang}/report.html`);
      await page.waitForSelector('[data-list=report-owners] tbody tr');
      const said = await page.$$eval('[data-list=report-owners] tbody tr', (all) => all.map((one) => [...one.cells].map((cell) => cell.innerText)));
      assert.equal(said.length, before.length + 2);
      assert.deepEqual(said.map(([, , count]) => Number(count)).reduce((sum, count) => sum + count), ids.length, 'every entry is in one row');
      assert.ok(said[0][0] === '战略部' && said[0][4].includes('2020-03-01'), said[0].join());
      assert.deepEqual(reader.seen.console, []);
    });
  });
}
