// Two sites on one host, as project pages are: what a reader leaves in one is not found in the other.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, SITE, choose, closeServer, model, openPage, openWork, press, showAll, start, stored, switchOn, until, untilStored } from './harness.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

/** The built site at `/a/` and again at `/b/`. */
const server = createServer(async (request, response) => {
  try {
    const [, path] = /^\/[ab]\/(.*)$/.exec(decodeURIComponent(new URL(request.url, 'http://x').pathname));
    const bytes = await readFile(join(SITE, normalize(path)));
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
after(() => closeServer(server));
const origin = `http://127.0.0.1:${server.address().port}`;
const PAGE = 'en/production/quality-control.html';

/** In the page: everything kept on this host. */
const everything = () => ['localStorage', 'sessionStorage'].flatMap((store) => Object.entries(globalThis[store])).sort();
const prefix = (page) => page.evaluate(() => dtmm.prefix);
const isWhole = (page) => until(page, 'the page to be loaded', () => document.readyState === 'complete');

/** Leaves something of every kind that a page of reading keeps. */
async function leave(page) {
  await switchOn(page);
  await press(page, '[data-action=notes]');
  await page.waitForSelector('html.noted');
  await press(page, '[data-requirement="QLT-101"] button.cite');
  await press(page, '.cite-panel .pick');
  await page.waitForSelector('.cite-list select');
  await page.select('.cite-list select', 'bibtex');
  await press(page, '[data-action=view]');
  await page.waitForSelector('.view-panel select');
  await page.select('.view-panel select', 'to-3');
  await press(page, '.view-panel .segments button:last-of-type');
  await until(page, 'the levels to be kept', () => Object.keys(sessionStorage).some((key) => key.endsWith('levels')));
}
const LEFT = ['answering', 'cite-form', 'levels', 'notes', 'picked', 'text'];

for (const name of BROWSERS) {
  describe(name, () => {
    let browser;
    before(async () => { browser = await start(name, { whole: true }); });
    after(() => browser.close());

    test('what is left in one is not found in the other, and each deletes its own', async () => {
      const { page, close, seen } = await openPage(browser);
      await page.goto(`${origin}/a/${PAGE}`);
      await leave(page);
      const own = await prefix(page);
      assert.match(own, /^dtmm:[a-z-]+:\/a\/:$/);
      const ofFirst = await page.evaluate(everything);
      assert.deepEqual(ofFirst.map(([key]) => key).sort(), LEFT.map((key) => own + key));

      await page.goto(`${origin}/b/${PAGE}`);
      await isWhole(page);
      const shown = await page.evaluate(() => [document.documentElement.className, !!document.querySelector('.cite-list, .view-notice')]);
      assert.deepEqual(shown, ['', false], 'the other site shows what was left in the first');
      assert.deepEqual(await page.evaluate(everything), ofFirst);
      await leave(page);
      const other = await prefix(page);
      const isOf = (prefix) => ([key]) => key.startsWith(prefix);
      assert.equal((await page.evaluate(everything)).length, 2 * LEFT.length);

      await page.goto(`${origin}/b/en/privacy.html`);
      await page.waitForSelector('[data-delete]:not([hidden])');
      assert.equal(await page.$eval('[data-prefix]', (one) => one.textContent), other);
      await press(page, '[data-delete]');
      await press(page, '[data-delete]');
      await until(page, 'it to be said', () => document.querySelector('[data-said]').textContent !== '');
      const left = await page.evaluate(everything);
      assert.deepEqual([left.filter(isOf(own)), left.filter(isOf(other))], [ofFirst, []]);

      await page.goto(`${origin}/a/${PAGE}`);
      await page.waitForSelector('html.answering.noted.both .cite-list');
      assert.equal(await page.$eval('.cite-list select', (one) => one.value), 'bibtex');
      assert.ok(await page.$('.view-notice'));
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('answers of one site are neither shown, nor changed, nor deleted by the other', async () => {
      const { page, close, tab } = await openPage(browser);
      await openWork(page, `${origin}/a/`, 'en');
      for (const [id, answer] of [['QLT-101', 'F'], ['QLT-102', 'L']]) await choose(page, id, answer);
      await untilStored(page, { 'QLT-101': 'F', 'QLT-102': 'L' });
      const other = await tab();
      await openWork(other, `${origin}/b/`, 'zh');
      for (const one of [page, other]) await showAll(one);
      assert.equal(await other.$$eval('[data-requirement] [type=radio]:checked', (all) => all.length), 0);
      await choose(other, 'STR-101', 'P');
      await untilStored(other, { 'STR-101': 'P' });
      await untilStored(page, { 'QLT-101': 'F', 'QLT-102': 'L' });
      assert.equal(await page.$$eval('[data-requirement] [type=radio]:checked', (all) => all.length), 2);
      await other.goto(`${origin}/b/en/privacy.html`);
      await other.waitForSelector('[data-delete]:not([hidden])');
      await press(other, '[data-delete]');
      await press(other, '[data-delete]');
      await until(other, 'it to be said', () => document.querySelector('[data-said]').textContent !== '');
      assert.equal(await other.evaluate(() => keptFile()), undefined);
      await untilStored(page, { 'QLT-101': 'F', 'QLT-102': 'L' });
      assert.equal(await page.$eval('[data-notices]', (one) => one.textContent), '');
      await close();
    });

    test('answers and weights that had no prefix are taken over once, by the site of their edition', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${origin}/a/en/method.html`);
      await page.evaluate((edition) => {
        const file = (answers, edition) => JSON.stringify({ format: 'dtmm-assessment/1', edition, answers });
        localStorage['dtmm:assessment'] = file({ 'QLT-101': 'F' }, edition);
        localStorage['dtmm:assessment:2'] = file({ 'QLT-102': 'P' }, edition);
        localStorage['dtmm:current'] = '2';
        localStorage['dtmm:weights'] = 'domain';
      }, model.standard.edition);
      await openWork(page, `${origin}/a/`, 'en');
      await untilStored(page, { 'QLT-102': 'P' }, 2);
      await untilStored(page, { 'QLT-101': 'F' });
      assert.equal((await stored(page)).weights, 'domain');
      assert.equal(await page.$eval('[data-field=shelf]', (one) => one.value), '2');
      assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => /^dtmm:(assessment|weights|current)/.test(key))), []);
      await openWork(page, `${origin}/b/`, 'en');
      assert.equal(await page.evaluate(() => keptFile()), undefined, 'the other site has none of it');
      await close();
    });

    test('what had no prefix is taken over once, by the site that is opened first', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${origin}/a/${PAGE}`);
      await page.evaluate(() => {
        for (const [key, value] of [['notes', 'on'], ['picked', 'QLT-101'], ['text', 'both']]) localStorage[`dtmm:${key}`] = value;
        sessionStorage['dtmm:levels'] = 'to-3';
      });
      await page.reload();
      await page.waitForSelector('html.noted.both .cite-list');
      await page.waitForSelector('.view-notice');
      const own = await prefix(page);
      assert.deepEqual(await page.evaluate(everything), [['levels', 'to-3'], ['notes', 'on'], ['picked', 'QLT-101'], ['text', 'both']].map(([key, value]) => [own + key, value]));

      await page.evaluate(() => { localStorage['dtmm:picked'] = 'QLT-102'; });
      await page.reload();
      await page.waitForSelector('.cite-list');
      assert.equal(await page.evaluate(() => localStorage['dtmm:picked']), 'QLT-102', 'what is newer stays, and so does what was not taken');
      assert.equal(await page.$eval('.cite-list ul', (one) => one.innerText.includes('QLT-101')), true);

      await page.goto(`${origin}/b/en/privacy.html`);
      await page.waitForSelector('[data-delete]:not([hidden])');
      assert.match(await page.$eval('[data-keys*=picked]', (row) => row.lastElementChild.textContent), /1/);
      await close();
    });

    test('deleting takes what had no prefix along, by whatever name it begins', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${origin}/a/en/privacy.html`);
      await page.waitForSelector('[data-delete]:not([hidden])');
      await page.evaluate(() => {
        for (const key of ['dtmm:assessment', 'dtmm:assessment:2', 'dtmm:assessment-damaged:2', 'dtmm:comments', 'dtmm:unsaved']) localStorage[key] = 'x';
        localStorage[`${dtmm.prefix}assessment.journal`] = 'x';
        localStorage[`${dtmm.prefix.replace('/a/', '/b/')}assessment`] = 'x';
        localStorage.somebody = 'x';
      });
      await page.reload();
      await page.waitForSelector('[data-delete]:not([hidden])');
      assert.match(await page.$eval('[data-keys*=assessment]', (row) => row.lastElementChild.textContent), /\b5\b/);
      await press(page, '[data-delete]');
      await press(page, '[data-delete]');
      await until(page, 'it to be said', () => document.querySelector('[data-said]').textContent !== '');
      const left = (await page.evaluate(everything)).map(([key]) => key);
      assert.deepEqual(left, [(await prefix(page)).replace('/a/', '/b/') + 'assessment', 'somebody']);
      await close();
    });
  });
}
