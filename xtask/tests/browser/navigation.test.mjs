// The ways around the site: the menus of the head, the sidebar, the bar at the foot of a phone, the contents of long
// pages, and what is in sight when the scorer opens.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HALF, keep, model, openBrowser, openPage, openSite, openWork, press, until, waitForLevel } from './harness.mjs';
import { prove } from './proof.mjs';

const PARTS = ['index', 'standard', 'score', 'report', 'compare', 'method', 'notes', 'glossary', 'comments', 'developers', 'privacy'];
const LONG = ['standard', 'method', 'notes', 'privacy', 'glossary', 'level-3'];
const site = await openSite('folder');

/** The end of the address of each link that a reader can see, without `.html`. */
const visibleLinks = (page, within) => page.$$eval(`${within} a`, (all) => all.filter((one) => one.checkVisibility()).map((one) => one.pathname.split('/').pop().replace('.html', '')));

/** The text of the row that is marked as the current one. */
const current = (page) => page.$eval('.sidebar [aria-current]', (row) => row.firstChild.textContent.trim());

for (const name of ['Chromium', 'Firefox']) {
  describe(name, async () => {
    const browser = await openBrowser(name);

    test('every part of the site is in the navigation, and menus close by themselves', async () => {
      const { page, seen, close } = await openPage(browser);
      await page.goto(`${site.base}zh/method.html`);
      await page.waitForSelector('[data-action=sidebar]:not([hidden])');
      for (const menu of await page.$$('.menu > summary')) {
        await menu.click();
        assert.equal((await page.$$('.menu[open]')).length, 1, 'one menu is open at a time');
      }
      await page.keyboard.press('Escape');
      assert.equal(await page.$('.menu[open]'), null);
      assert.ok(await page.evaluate(() => document.activeElement.matches('summary')), 'the keyboard stays at the menu');
      await page.keyboard.press('Enter');
      await page.click('h1');
      assert.equal(await page.$('.menu[open]'), null);
      await page.$$eval('.menu', (all) => all.forEach((one) => { one.open = true; }));
      const links = await visibleLinks(page, '.main-nav');
      assert.deepEqual(links.toSorted(), PARTS.toSorted());
      assert.equal(await page.$eval('.main-nav [aria-current=page]', (one) => one.pathname.endsWith('zh/method.html')), true);
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('the sidebar leads to every domain and subdomain, says where one is, and stays folded', async () => {
      const { page, seen, close } = await openPage(browser);
      await page.goto(`${site.base}en/production/quality-control.html`);
      const rows = model.domains.flatMap((domain) => [domain.slug, ...domain.subdomains.map(({ slug }) => slug)]);
      assert.deepEqual(await visibleLinks(page, '.sidebar'), rows);
      assert.equal(await current(page), 'Quality control');
      await until(page, 'the row to be in sight', () => {
        const [row, bar] = [document.querySelector('.sidebar [aria-current]').getBoundingClientRect(), document.querySelector('.sidebar').getBoundingClientRect()];
        return row.top >= bar.top && row.bottom <= bar.bottom;
      });
      await page.click('[data-action=sidebar]');
      await page.goto(`${site.base}en/method.html`);
      await page.waitForSelector('[data-action=sidebar][aria-expanded=false]');
      assert.equal(await page.$eval('.sidebar', (bar) => getComputedStyle(bar).visibility), 'hidden');
      await page.click('[data-action=sidebar]');
      await page.waitForSelector('[data-action=sidebar][aria-expanded=true]');
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('with answers on it says the level and how much is answered, and on the scorer it chooses what is shown', async () => {
      const { page, seen, close } = await openPage(browser);
      await page.goto(`${site.base}zh/method.html`);
      await keep(page, HALF);
      await openWork(page, site.base, 'zh');
      const row = (code) => page.$eval(`.sidebar [data-row=${code}]`, (one) => [one.querySelector('.count').textContent, one.querySelector('.level-bar').dataset.value]);
      const counts = await page.$$eval('.scopes [data-completeness]', (all) => Object.fromEntries(all.map((one) => [one.dataset.completeness, one.textContent])));
      for (const { code } of model.domains.flatMap(({ subdomains }) => subdomains)) assert.equal((await row(code))[0], counts[code], code);
      assert.equal(await current(page), model.domains[0].subdomains[0].name.zh);
      await press(page, '.sidebar [data-row=QLT]');
      await until(page, 'the subdomain to be shown', () => document.querySelector('#QLT:not([hidden])') && document.querySelector('[data-field=subdomain]').value === 'QLT');
      await until(page, 'its row to be marked', () => document.querySelector('.sidebar [aria-current]').dataset.row === 'QLT');
      const level1 = model.domains.flatMap(({ subdomains }) => subdomains).find(({ code }) => code === 'QLT').cells[0].entries;
      for (const { id } of level1) await press(page, `[data-requirement="${id}"] [value=F]`);
      await waitForLevel(page, 'QLT', 1);
      assert.equal((await row('QLT'))[1], '1');
      assert.deepEqual(seen.console, []);
      await close();
    });
  });
}

describe('what is in sight', async () => {
  const browser = await openBrowser();

  for (const [lang, width, height] of [['zh', 1366, 768], ['en', 1366, 768], ['zh', 1920, 1000], ['zh', 390, 844], ['en', 390, 844]]) {
    test(`the scorer opens with an entry and its answers on the first screen, and nothing moves (${lang}, ${width} px)`, async () => {
      const { page, close } = await openPage(browser, { width, height, touch: width < 500 });
      await page.goto(`${site.base}zh/method.html`);
      await keep(page, HALF);
      await page.evaluateOnNewDocument(() => {
        globalThis.moved = [];
        const told = ({ node, previousRect, currentRect }) => `${node?.nodeName} ${node?.className ?? ''} ${node?.id ?? ''}: ${previousRect.y} to ${currentRect.y}, ${previousRect.height} to ${currentRect.height} px`;
        new PerformanceObserver((list) => list.getEntries().forEach(({ sources }) => globalThis.moved.push(...sources.map(told)))).observe({ type: 'layout-shift', buffered: true });
      });
      await openWork(page, site.base, lang);
      const { foot, above } = await page.evaluate(() => ({
        foot: document.querySelector('[data-entries] .entry:not([hidden]) .choice').getBoundingClientRect().bottom,
        above: Math.min(document.querySelector('.result-bar').getBoundingClientRect().top, innerHeight),
      }));
      assert.ok(foot <= above, `the answers end at ${foot} px, the bar begins at ${above} px`);
      assert.deepEqual(await page.evaluate(() => globalThis.moved), []);
      await close();
    });
  }
});

describe('on a phone', async () => {
  const browser = await openBrowser();
  const phone = () => openPage(browser, { width: 390, height: 844, touch: true });

  test('five parts are at the foot, all in the menu, with the search field', async () => {
    const { page, close } = await phone();
    await page.goto(`${site.base}zh/index.html`);
    assert.deepEqual(await visibleLinks(page, '.tab-bar'), ['index', 'standard', 'score', 'report', 'search']);
    assert.equal((await visibleLinks(page, '.main-nav')).length, 0);
    await page.tap('label[for=menu]');
    await page.waitForSelector('.main-nav', { visible: true });
    await page.$$eval('.menu', (all) => all.forEach((one) => { one.open = true; }));
    assert.deepEqual((await visibleLinks(page, '.main-nav')).toSorted(), PARTS.toSorted());
    await page.waitForSelector('.find input', { visible: true });
    const height = await page.$eval('.bar', (bar) => bar.getBoundingClientRect().height);
    await page.tap('label[for=menu]');
    assert.ok(await page.$eval('.site-head', (head) => head.getBoundingClientRect().height) <= 53, `the head is one row, ${height} px with the menu`);
    await close();
  });

  for (const path of LONG) {
    test(`the contents of ${path} open as a sheet, lead to a section, and close`, async () => {
      const { page, close } = await phone();
      await page.goto(`${site.base}zh/${path}.html`);
      await until(page, 'what is loaded late', () => !!document.querySelector('.contents') && !!performance.getEntriesByType('resource').find(({ name }) => name.includes('post-load')) || location.protocol === 'file:');
      assert.equal(await page.$eval('.contents', (one) => one.checkVisibility()), false);
      await press(page, '.contents-switch');
      await page.waitForSelector('.contents', { visible: true });
      await page.click('.contents-switch');
      await page.waitForSelector('.contents', { hidden: true });
      await press(page, '.contents-switch');
      await page.waitForSelector('.contents', { visible: true });
      const last = await page.$$eval('.contents a', (all) => all.at(-1).hash);
      await page.evaluate(() => document.querySelectorAll('.contents a')[document.querySelectorAll('.contents a').length - 1].click());
      await page.waitForSelector('.contents', { hidden: true });
      await until(page, 'the section to be in sight', (hash) => {
        const { top } = document.getElementById(decodeURIComponent(hash.slice(1))).getBoundingClientRect();
        return top >= 90 && top < innerHeight;
      }, last);
      await close();
    });
  }
  prove('contents', LONG.length, 'long pages with contents that open as a sheet on a phone');
});
