// Keys where no entry has the keyboard: they go to the entry the reader is at. And filters that let nothing through.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries, keep, openBrowser, openFilters, openPage, openSite, openWork, press, until, untilStored } from './harness.mjs';

const site = await openSite('host root');
const browser = await openBrowser();

const begin = async ({ lang = 'zh', width = 1366, kept } = {}) => {
  const reader = await openPage(browser, { width });
  if (kept) {
    await reader.page.goto(`${site.base}${lang}/index.html`);
    await keep(reader.page, kept);
  }
  await openWork(reader.page, site.base, lang);
  await until(reader.page, 'the filters', () => document.querySelector('[data-list=found]').textContent !== '');
  return reader;
};
const focused = (page) => page.evaluate(() => document.activeElement.closest('[data-requirement]')?.dataset.requirement);
const isFocused = (page, id) => until(page, `${id} to have the keyboard`, (id) => document.activeElement.closest('[data-requirement]')?.dataset.requirement === id, id);

test('on a page just opened J goes to the first entry in sight, then on from it', async () => {
  const { page, close, seen } = await begin();
  await page.keyboard.press('1');
  await page.keyboard.press('j');
  await isFocused(page, 'STR-101');
  await page.keyboard.press('j');
  await isFocused(page, 'STR-102');
  await page.keyboard.press('1');
  await untilStored(page, { 'STR-102': 'F' });
  assert.deepEqual(seen.console, []);
  await close();
});

test('one by one: J goes on from the switch itself, M opens the details', async () => {
  const { page, close } = await begin({ lang: 'en' });
  await press(page, '.view label:has([value=one])');
  await until(page, 'one entry alone', () => document.querySelectorAll('[data-entries] [data-requirement]:not([hidden])').length === 1);
  await page.keyboard.press('j');
  await isFocused(page, 'STR-102');
  await press(page, '.view label:has([value=one])');
  await page.keyboard.press('m');
  await page.waitForSelector('[data-requirement="STR-102"] textarea');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'TEXTAREA');
  await close();
});

test('after a link to what is still to do, an answer goes there', async () => {
  const { page, close } = await begin({ kept: { answers: { 'STR-101': 'F' } } });
  await page.waitForSelector('.results .why a', { visible: true });
  const id = await page.$eval('.results .why a', (link) => link.textContent);
  await page.click('.results .why a');
  await until(page, 'the place', (id) => document.querySelector(':target')?.id === id, id);
  await page.keyboard.press('1');
  await untilStored(page, { 'STR-101': 'F', [id]: 'F' });
  assert.notEqual(await focused(page), id, 'it goes on to the next entry');
  await close();
});

test('what is written and chosen elsewhere stays there', async () => {
  const { page, close } = await begin();
  await openFilters(page);
  await page.focus('[data-filter=text]');
  await page.keyboard.type('j1m');
  assert.equal(await page.$eval('[data-filter=text]', (one) => one.value), 'j1m');
  await page.focus('[data-filter=level]');
  await page.keyboard.press('j');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.filter), 'level');
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await close();
});

for (const [lang, width] of [['zh', 390], ['en', 1366]]) {
  test(`filters that let nothing through say so, and are cleared there (${lang}, ${width} px)`, async () => {
    const { page, close } = await begin({ lang, width });
    const none = () => page.$eval('.none-found', (one) => one.checkVisibility());
    assert.equal(await none(), false);
    await openFilters(page);
    await page.type('[data-filter=text]', 'nowhere');
    await until(page, 'it to be said', () => document.querySelector('.none-found').checkVisibility());
    assert.equal(await page.$eval('.none-found', (one) => one.innerText.trim().length > 5), true);
    await press(page, '.none-found [data-action=filter-clear]');
    await until(page, 'the subdomain to be shown', (count) => document.querySelectorAll('[data-entries] [data-requirement]:not([hidden])').length === count, entries('STR').length);
    assert.equal(await none(), false);
    await close();
  });
}
