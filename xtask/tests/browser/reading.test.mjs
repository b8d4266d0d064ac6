// The site as a reader without scripts has it, and at every width: all words there, nothing wider
// than the window.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HOSTS, entries, model, openBrowser, openPage, openSite } from './harness.mjs';

const PAGES = ['index', 'standard', 'production', 'production/quality-control', 'services/customer-service', 'level-3', 'score', 'report', 'compare', 'method', 'comments', 'glossary', 'search', 'developers', 'privacy'];
const squeeze = (text) => text.replace(/\s+/g, '');

const browser = await openBrowser();
const site = await openSite('folder');

describe('without scripts', () => {
  for (const lang of ['zh', 'en']) {
    test(`every subdomain page has every word (${lang})`, async () => {
      const { page, close } = await openPage(browser, { script: false });
      for (const domain of model.domains) {
        for (const subdomain of domain.subdomains) {
          await page.goto(`${site.base}${lang}/${domain.slug}/${subdomain.slug}.html`);
          const shown = squeeze(await page.$eval('main', (main) => main.innerText));
          for (const entry of entries(subdomain.code)) {
            for (const one of [entry, ...entry.examples]) {
              assert.ok(shown.includes(squeeze(one.text[lang])), `${entry.id}: ${one.text[lang]}`);
            }
          }
        }
      }
      await close();
    });

    test(`the full text has every entry (${lang})`, async () => {
      const { page, close } = await openPage(browser, { script: false });
      await page.goto(`${site.base}${lang}/standard.html`);
      const shown = squeeze(await page.$eval('main', (main) => main.innerText));
      for (const entry of entries()) assert.ok(shown.includes(squeeze(entry.text[lang])), entry.id);
      await close();
    });

    test(`no page shows a control that does nothing (${lang})`, async () => {
      const { page, close } = await openPage(browser, { script: false });
      for (const name of PAGES) {
        await page.goto(`${site.base}${lang}/${name}.html`);
        const dead = await page.$$eval('button, input', (all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML));
        assert.deepEqual(dead, [], name);
      }
      await close();
    });
  }
});

describe('at every width', () => {
  for (const width of [320, 390, 768, 1199, 1200, 1366, 1920, 2560]) {
    test(`nothing is wider than ${width} px`, async () => {
      const { page, close } = await openPage(browser, { width });
      for (const lang of ['zh', 'en']) {
        for (const name of [...PAGES.map((one) => `${lang}/${one}`), 'r/QLT-302', 'index', '404']) {
          await page.goto(`${site.base}${name}.html`);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(over <= 0, `${name}: ${over} px too wide`);
        }
      }
      await close();
    });
  }
});

test('every kind of page leaves the console empty and asks nothing of another origin', async () => {
  for (const [host, open] of Object.entries(HOSTS)) {
    const { base, close } = await open();
    // The reader's own profile: a private one does not even look at some links.
    const page = await browser.newPage();
    const said = [];
    page.on('console', (message) => said.push(`${host}: ${message.text()}`));
    page.on('pageerror', (error) => said.push(`${host}: ${error}`));
    page.on('request', (request) => request.url().startsWith(base) || said.push(`${host}: asks ${request.url()}`));
    // Shown at any depth, the page for missing addresses is told by --base-url where the site stands.
    const missing = host === 'host root' ? ['404'] : [];
    for (const name of [...PAGES.map((one) => `zh/${one}`), ...PAGES.map((one) => `en/${one}`), 'r/QLT-302', 'index', ...missing]) {
      await page.goto(`${base}${name}.html`, { waitUntil: 'networkidle0' });
    }
    assert.deepEqual(said.filter((one) => !one.includes('favicon.ico')), []);
    await page.close();
    await close();
  }
});

for (const lang of ['zh', 'en']) {
  test(`the full text is printed with all notes, each as the page of notes has it (${lang})`, async () => {
    const { page, close } = await openPage(browser);
    const note = (html) => html.replace(/<\/?a\b[^>]*>/g, '');
    const notes = (within) => page.$$eval(`${within} [data-note]`, (all) => all.map((one) => [one.dataset.note, one.querySelector('.remark-number').innerText, ...[...one.querySelectorAll('p:not(.remark-kind)')].map((words) => words.innerHTML)]));
    await page.goto(`${site.base}${lang}/notes.html`);
    const wanted = await notes('.remarks');
    await page.goto(`${site.base}${lang}/standard.html`);
    assert.deepEqual(await notes('article'), []);
    await page.keyboard.press('Control');
    await page.waitForSelector('article .remarks');
    const found = await notes('article');
    assert.equal(found.length, wanted.length);
    const plain = (all) => Object.fromEntries(all.map(([id, ...rest]) => [id, rest.map(note)]));
    assert.deepEqual(plain(found), plain(wanted));
    assert.ok(!(await page.$eval('.remarks', (one) => one.checkVisibility())));
    await page.emulateMediaType('print');
    assert.ok(await page.$eval('.remarks', (one) => one.checkVisibility()));
    await close();
  });
}

test('paper shows all five levels of a subdomain and none of the furniture', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(`${site.base}zh/production/quality-control.html`);
  await page.emulateMediaType('print');
  const shown = squeeze(await page.$eval('body', (body) => body.innerText));
  for (const entry of entries('QLT')) assert.ok(shown.includes(squeeze(entry.text.zh)), entry.id);
  assert.ok(!(await page.$eval('.site-head', (head) => head.checkVisibility())));
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-');
  await close();
});
