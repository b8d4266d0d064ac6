// The commands of the search field: listed while nothing is typed, found by their names in both languages, carried out
// here or on the page for them, with keys alone.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { SITE, follow, keep, HALF, model, openBrowser, openPage, openSite, openWork, saved, stored, until } from './harness.mjs';
import { prove } from './proof.mjs';

const FIELD = '.find input';
const site = await openSite('folder');

/** The names of the options that are listed. */
const listed = (page) => page.$$eval('#find-list [role=option]', (all) => all.map((one) => one.textContent));
const untilOpen = (page) => until(page, 'the list', () => document.querySelector('.find-panel:not([hidden]) [role=option]'));
const isClosed = (page) => page.$eval('.find-panel', (panel) => panel.hidden);

/** Opens the list with a key and types into the field, until an option is the first. */
async function type(page, query, first) {
  await page.keyboard.press('/');
  await untilOpen(page);
  await page.keyboard.type(query);
  await until(page, `${first} to be the first option`, (first) => document.querySelector('#find-list [role=option]')?.textContent === first, first);
}

/** Types a query and carries out the command it finds first. */
async function command(page, query, first) {
  await type(page, query, first);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** In the page, before its own scripts: counts how often it is printed. */
const countPrints = () => {
  globalThis.prints = 0;
  globalThis.print = () => { globalThis.prints += 1; };
};

for (const name of ['Chromium', 'Firefox']) {
  describe(name, async () => {
    const browser = await openBrowser(name);

    test('a key lists all commands under headings, arrows choose, Escape closes and goes back', async () => {
      const { page, seen, close } = await openPage(browser);
      await page.goto(`${site.base}zh/production/quality-control.html`);
      await page.waitForSelector('[data-action=sidebar]:not([hidden])');
      await page.focus('.pager a');
      for (const keys of [['/'], ['Control', 'k']]) {
        if (keys.length > 1) await page.keyboard.down('Control');
        await page.keyboard.press(keys.at(-1));
        if (keys.length > 1) await page.keyboard.up('Control');
        await untilOpen(page);
        const groups = await page.$$eval('#find-list [role=group]', (all) => all.map((one) => document.getElementById(one.getAttribute('aria-labelledby')).textContent));
        assert.deepEqual(groups, ['页面', '命令', '章节与位置']);
        const names = await listed(page);
        assert.deepEqual(names.filter((one) => !one), []);
        const places = model.domains.flatMap((domain) => [domain.name.zh, ...domain.subdomains.map((one) => one.name.zh)]);
        assert.deepEqual(names.slice(-places.length - 5, -5), places);
        assert.equal(await page.$eval(FIELD, (field) => field.getAttribute('aria-expanded')), 'true');
        await page.keyboard.press('ArrowDown');
        const active = await page.$eval(FIELD, (field) => document.getElementById(field.getAttribute('aria-activedescendant')).textContent);
        assert.equal(active, names[0]);
        await page.keyboard.press('Escape');
        assert.ok(await isClosed(page));
        assert.ok(await page.$eval(FIELD, (field) => field === document.activeElement));
        await page.keyboard.press('Escape');
        assert.ok(await page.evaluate(() => document.activeElement.matches('.pager a')), 'the keyboard is back where it was');
      }
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('the page stays where it is while one types', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${site.base}en/production/quality-control.html`);
      await page.evaluate(() => scrollTo(0, 900));
      await type(page, 'target 3', 'Target: Level 3');
      assert.equal(await page.evaluate(() => scrollY), 900);
      await close();
    });

    test('it is in nobody’s way: nothing opens by itself, and keys of a text are letters', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${site.base}en/search.html`);
      await page.waitForSelector('[data-find]:not([hidden])');
      await page.focus('[data-find-form] input');
      await page.keyboard.type('and/or');
      assert.equal(await page.$eval('[data-find-form] input', (one) => one.value), 'and/or');
      await page.focus(FIELD);
      await until(page, 'the list to be there', () => document.querySelector('.find-panel'));
      assert.ok(await isClosed(page), 'the keyboard only passes by');
      await page.keyboard.press('ArrowUp');
      await untilOpen(page);
      await page.keyboard.press('Tab');
      assert.ok(await isClosed(page));
      await close();
    });

    test('a command is found in either language, leads to the page for it and is carried out there', async () => {
      const { page, seen, close } = await openPage(browser);
      await page.evaluateOnNewDocument(countPrints);
      await page.goto(`${site.base}zh/method.html`);
      await keep(page, HALF);
      for (const query of ['print', '打印']) {
        await page.goto(`${site.base}zh/method.html`);
        await type(page, query, '打印报告');
        await page.keyboard.press('ArrowDown');
        await follow(page, () => page.keyboard.press('Enter'));
        assert.ok(page.url().endsWith('zh/report.html'), page.url());
        await until(page, 'it to be printed', () => globalThis.prints === 1);
        assert.ok(await page.$('html.answering'), 'not before it is filled');
      }
      await page.reload();
      await page.waitForSelector('html.answering');
      assert.equal(await page.evaluate(() => globalThis.prints), 0, 'once');
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('a target is set from a page without answers, and that it is set is said', async () => {
      const { page, seen, close } = await openPage(browser);
      await page.goto(`${site.base}en/index.html`);
      await type(page, 'target 3', 'Target: Level 3');
      await page.keyboard.press('ArrowDown');
      await follow(page, () => page.keyboard.press('Enter'));
      await until(page, 'it to be said', () => document.querySelector('.told')?.textContent === 'Target: Level 3');
      await until(page, 'it to be kept', () => keptFile()?.includes('"company": 3'));
      await command(page, '目标等级', 'Target: Not set');
      await until(page, 'it to be taken back', () => !keptFile()?.includes('"company"'));
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('on the scorer: the next unanswered, only unanswered, all again, the file', async () => {
      const { page, seen, close } = await openPage(browser);
      await page.goto(`${site.base}zh/method.html`);
      const [first, second] = model.domains[0].subdomains;
      const isIn = (id) => until(page, `${id} to have the keyboard`, (id) => document.activeElement.closest('[data-requirement]')?.dataset.requirement === id, id);
      const ids = first.cells.flatMap(({ entries }) => entries.map(({ id }) => id));
      await keep(page, { answers: Object.fromEntries(ids.slice(0, -1).map((id) => [id, 'F'])) });
      await openWork(page, site.base, 'zh');
      await command(page, '下一条', '下一条未作答');
      await isIn(ids.at(-1));
      await page.keyboard.press('1');
      await command(page, 'next un', '下一条未作答');
      await isIn(second.cells[0].entries[0].id);
      await command(page, '只看', '只看未作答');
      await until(page, 'the rest alone', () => document.querySelector('[data-filter=state]').value === 'unanswered' && document.querySelector('#filters').checkVisibility());
      assert.equal(await page.$eval(`[data-entries] [data-requirement="${ids[0]}"]`, (one) => one.hidden), true);
      await command(page, '清除', '清除自评页的筛选');
      await until(page, 'all of them', () => document.querySelector('[data-filter=state]').value === '');
      const file = await saved(page, () => command(page, 'save', '保存自评为文件'));
      assert.equal(Object.keys((await stored(page)).answers).length, ids.length);
      assert.ok(file, 'a file is saved');
      await command(page, second.name.zh, second.name.zh);
      await until(page, 'the subdomain to be shown', (code) => document.querySelector('[data-field=subdomain]').value === code, second.code);
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('answer mode, notes and the language are switched where they are', async () => {
      const { page, seen, close } = await openPage(browser);
      await page.goto(`${site.base}en/production/quality-control.html`);
      await page.waitForSelector('[data-action=notes]:not([hidden])');
      await command(page, 'turn on', 'Turn on Answer mode');
      await page.waitForSelector('html.answering');
      await command(page, '关闭', 'Turn off Answer mode');
      await page.waitForSelector('html:not(.answering)');
      const [now, then] = await page.$eval('[data-action=notes]', (one) => one.getAttribute('aria-pressed') === 'true' ? ['Hide editor’s notes', 'Show editor’s notes'] : ['Show editor’s notes', 'Hide editor’s notes']);
      await command(page, now.slice(0, 8), now);
      await until(page, 'the notes to be switched', (then) => document.querySelector('[data-action=notes]').getAttribute('aria-pressed') === String(then.startsWith('Hide')), then);
      await type(page, '切换', 'Change language');
      await page.keyboard.press('ArrowDown');
      await follow(page, () => page.keyboard.press('Enter'));
      assert.ok(page.url().includes('/zh/production/quality-control.html'), page.url());
      assert.deepEqual(seen.console, []);
      await close();
    });
  });
}

test('every page and place leads to a file, from every kind of page', async () => {
  const files = new Set((await readdir(SITE, { recursive: true })).map((path) => path.replaceAll('\\', '/')));
  const browser = await openBrowser();
  const { page, close } = await openPage(browser);
  let count = 0;
  for (const path of ['zh/index', 'en/production/quality-control', 'zh/score', 'en/score', 'r/QLT-302']) {
    await page.goto(`${site.base}${path}.html`);
    await page.waitForFunction(() => document.readyState === 'complete');
    await page.keyboard.press('/');
    await untilOpen(page);
    const links = await page.$$eval('#find-list a', (all) => all.map((one) => one.href));
    for (const link of links) assert.ok(files.has(join(decodeURI(link.replace(site.base, '').split('#')[0]))), link);
    count += links.length;
  }
  assert.ok(count > 200);
  prove('commands', count, 'links of the commands lead to a file');
  await close();
});
