// The site as a reader has it who brings nothing along: without scripts, at every width, on paper. All words are there, and nothing is wider than the window.
import assert from 'node:assert/strict';
import { inflateSync } from 'node:zlib';
import { before, describe, test } from 'node:test';
import { BROWSERS, entries, model, openBrowser, openPage, openSite, press, testOnce } from './harness.mjs';
import { MISSING, PAGES } from './kinds.mjs';
import { prove } from './proof.mjs';

const WIDTHS = { Chromium: [320, 390, 768, 960, 1024, 1152, 1199, 1200, 1366, 1920, 2560], Firefox: [320, 1199, 1920] };
/** The most pages of A4 a kind may take, in Chinese and in English. */
const LONGEST = {
  home: [3, 3], 'full text': [45, 60], domain: [18, 25], subdomain: [4, 5], level: [17, 22], score: [37, 50], report: [27, 52], compare: [2, 2],
  method: [6, 7], notes: [36, 48], comments: [1, 2], glossary: [30, 30], search: [2, 2], developers: [4, 4], privacy: [3, 3], requirement: [4, 4], languages: [1, 1],
};
const squeeze = (text) => text.replace(/\s+/g, '');

/** How many pages a PDF has; Firefox packs the objects that say so. */
function pagesOf(pdf) {
  const source = Buffer.from(pdf);
  const text = source.toString('latin1');
  const packed = [...text.matchAll(/\/Type\s*\/ObjStm\b.*?\bstream\r?\n/gs)].map((match) => inflateSync(source.subarray(match.index + match[0].length)).toString('latin1'));
  return [text, ...packed].join('\n').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

const browser = await openBrowser();
const site = await openSite('folder');

for (const name of BROWSERS) {
  describe(`${name} without scripts`, () => {
    let browser;
    before(async () => { browser = await openBrowser(name, { script: false }); });

    // Which words are in a page does not depend on the browser: Firefox is asked of the full text, which has them all.
    for (const lang of ['zh', 'en']) {
      if (name === 'Chromium') test(`every subdomain page has every word (${lang})`, async () => {
        const { page, close } = await openPage(browser);
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
        const { page, close } = await openPage(browser);
        await page.goto(`${site.base}${lang}/standard.html`);
        const shown = squeeze(await page.$eval('main', (main) => main.innerText));
        for (const entry of entries()) assert.ok(shown.includes(squeeze(entry.text[lang])), entry.id);
        await close();
        prove('without scripts', entries().length, `entries read whole in the full text${name === 'Chromium' ? ' and on their pages' : ''} in ${name} (${lang})`);
      });
    }

    // What hides a control is a stylesheet, which is the same in every browser.
    testOnce(name)('no page shows a control that does nothing', async () => {
      const { page, close } = await openPage(browser);
      for (const { path } of PAGES) {
        await page.goto(`${site.base}${path}.html`);
        const dead = await page.evaluate(() => [...document.querySelectorAll('button, input')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML));
        assert.deepEqual(dead, [], path);
      }
      await close();
    });
  });

  describe(`${name} at every width`, () => {
    let browser;
    before(async () => { browser = await openBrowser(name); });

    test('nothing is wider than the window', async () => {
      const { page, close } = await openPage(browser);
      for (const { path } of [...PAGES, MISSING]) {
        await page.goto(`${site.base}${path}.html`);
        for (const width of WIDTHS[name]) {
          await page.setViewport({ width, height: 768 });
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(over <= 0, `${path}: ${over} px wider than ${width} px`);
        }
      }
      await close();
      prove('widths', PAGES.length + 1, `pages without sideways scroll from ${WIDTHS[name][0]} to ${WIDTHS[name].at(-1)} px in ${name}`);
    });

    test('on paper every kind of page has its words, and no more pages than it needs', async () => {
      const { page, close } = await openPage(browser);
      // Firefox takes long for each: it prints every other kind, each in one of the languages.
      const printed = PAGES.filter(({ lang }, index) => name === 'Chromium' || (lang === 'zh' && index % 4 === 0) || (lang === 'en' && index % 4 === 1));
      for (const { kind, lang, path } of printed) {
        await page.goto(`${site.base}${path}.html`);
        const pages = pagesOf(await page.pdf({ format: 'A4' }));
        const most = LONGEST[kind][lang === 'en' ? 1 : 0];
        assert.ok(pages >= 1 && pages <= most, `${path}: ${pages} pages, at most ${most}`);
        prove('print', pages, `pages of A4 in ${name}`);
      }
      await close();
    });
  });
}

for (const lang of ['zh', 'en']) {
  test(`the full text is printed with all notes, each as the page of notes has it (${lang})`, async () => {
    const { page, close } = await openPage(browser);
    // Links, and where a line may not break, are for the screen.
    const note = (html) => html.replace(/<\/?a\b[^>]*>/g, '').replace(/<span class="unbroken">(.*?)<\/span>/g, '$1');
    const notes = (within) => page.$$eval(`${within} [data-note]`, (all) => all.map((one) => [one.dataset.note, one.querySelector('.remark-number').innerText, ...[...one.querySelectorAll('p:not(.remark-kind)')].map((words) => words.innerHTML)]));
    await page.goto(`${site.base}${lang}/notes.html`);
    const wanted = await notes('.ed-notes');
    await page.goto(`${site.base}${lang}/standard.html`);
    assert.deepEqual(await notes('article'), []);
    await press(page, '[data-action=notes]');
    await page.waitForSelector('html.noted article .ed-notes');
    const found = await notes('article');
    assert.equal(found.length, wanted.length);
    const plain = (all) => Object.fromEntries(all.map(([id, ...rest]) => [id, rest.map(note)]));
    assert.deepEqual(plain(found), plain(wanted));
    await page.emulateMediaType('print');
    assert.ok(await page.$eval('.ed-notes', (one) => one.checkVisibility()));
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
  await close();
});
