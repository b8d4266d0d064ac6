// The editor's notes: off until the reader asks for them, announced with their number, and shown at the words that they are about.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { BROWSERS, SITE, entries, openBrowser, openPage, openSite, press, testOnce, until, untilInSight } from './harness.mjs';
import { prove } from './proof.mjs';

const { notes } = JSON.parse(await readFile(join(SITE, 'data/notes.json'), 'utf8'));
/** A note with more places than this is listed with all, without marks. */
const MOST_MARKED = 6;
const marked = notes.filter(({ about }) => about.length <= MOST_MARKED);
const about = (matches) => marked.filter((note) => note.about.some(({ at }) => matches(at))).map(({ id }) => id);
const isEntry = new Set(entries().map(({ id }) => id));
const isOfLevel = (level) => (at) => new RegExp(`^[A-Z]+-${level}(\\d\\d)?$`).test(at);
/** Kinds of pages with the notes that each announces. */
const ANNOUNCED = {
  'zh/production/quality-control': about((at) => at.startsWith('QLT')),
  'en/resources/digitalized-equipment': about((at) => at.startsWith('DEQ')),
  'en/level-3': about(isOfLevel(3)),
  'zh/score': about((at) => isEntry.has(at) || /^[A-Z]+-\d$/.test(at)),
  'en/glossary': about((at) => /^(term|abbreviation)-/.test(at)),
  'zh/standard': notes.map(({ id }) => id),
  'r/QLT-302': about((at) => ['QLT-302', 'QLT-3'].includes(at)),
};
const SWITCH = '[data-action=notes]';
const folder = await openSite('folder');
const host = await openSite('sub-path');

/** In the page: how many marks and notes are seen. */
const seenNotes = (page) => page.evaluate(() => {
  const isSeen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length;
  return { marks: isSeen('main a.n'), listed: isSeen('main li[data-note]'), pressed: document.querySelector('[data-action=notes]')?.getAttribute('aria-pressed') };
});
const OFF = { marks: 0, listed: 0, pressed: 'false' };
const kept = (page) => page.evaluate(() => localStorage[`${dtmm.prefix}notes`]);
const isShown = (page) => page.waitForSelector('html.noted');
/** The notes whose marks are in the page. */
const markedIn = (page) => page.$$eval('main a.n', (all) => [...new Set(all.map((one) => one.hash.slice(1)))].sort());

for (const name of BROWSERS) {
  describe(name, () => {
    const once = testOnce(name);
    let browser;
    before(async () => { browser = await openBrowser(name); });

    for (const [path, ids] of Object.entries(ANNOUNCED)) {
      once(`${path} announces its notes, and shows them when it is told to`, async () => {
        const { page, seen, close } = await openPage(browser);
        await page.goto(`${folder.base}${path}.html`);
        await page.waitForSelector(`${SWITCH}:not([hidden])`);
        assert.deepEqual(await seenNotes(page), OFF);
        assert.match(await page.$eval('#notes-said', (one) => one.innerText), new RegExp(`\\b${ids.length}\\b`));
        assert.equal(await page.$('[data-note] .reading:not(.record *)'), null, 'what they say is not loaded yet');
        await press(page, SWITCH);
        await isShown(page);
        const shown = await seenNotes(page);
        assert.ok(shown.marks > 0 && shown.pressed === 'true', JSON.stringify(shown));
        // Those about the whole document have no marks.
        const withMarks = ids.filter((id) => marked.some((note) => note.id === id));
        assert.deepEqual(await markedIn(page), withMarks.toSorted());
        // The scorer has no list: each opens at its mark.
        assert.equal(shown.listed, path.endsWith('score') ? 0 : ids.length);
        await press(page, SWITCH);
        await page.waitForSelector('html:not(.noted)');
        assert.deepEqual(await seenNotes(page), OFF);
        assert.deepEqual(seen.console, []);
        await close();
      });
    }

    for (const [where, site] of Object.entries({ folder, host })) {
      test(`the choice holds for the site until it is taken back (${where})`, async () => {
        const { page, seen, close } = await openPage(browser);
        await page.goto(`${site.base}zh/production/quality-control.html`);
        await press(page, SWITCH);
        await isShown(page);
        assert.equal(await kept(page), 'on');
        await page.goto(`${site.base}en/data.html`);
        await isShown(page);
        await page.waitForSelector('.ed-notes');
        await press(page, SWITCH);
        await page.waitForSelector('html:not(.noted)');
        assert.equal(await kept(page), undefined);
        await page.reload();
        await page.waitForSelector(`${SWITCH}:not([hidden])`);
        assert.deepEqual(await seenNotes(page), OFF);
        assert.deepEqual(seen.console, []);
        await close();
      });
    }

    once('a reader who had switched them off before has them off', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${host.base}zh/production/quality-control.html`);
      await page.evaluate(() => { localStorage[`${dtmm.prefix}notes`] = 'off'; });
      await page.reload();
      await page.waitForSelector(`${SWITCH}:not([hidden])`);
      assert.deepEqual(await seenNotes(page), OFF);
      await press(page, SWITCH);
      await isShown(page);
      assert.equal(await kept(page), 'on');
      await close();
    });

    for (const path of ['zh/production/quality-control', 'en/standard', 'r/QLT-302']) {
      test(`a link to a note or to its mark shows both, this time (${path})`, async () => {
        for (const [hash, target] of [['note-237', 'li#note-237'], ['mark-237', 'a[name="mark-237"]']]) {
          const { page, seen, close } = await openPage(browser);
          await page.goto(`${folder.base}${path}.html#${hash}`);
          await isShown(page);
          await page.waitForSelector(`${target}:target`);
          await untilInSight(page, target);
          assert.equal(await kept(page), undefined);
          assert.equal(await page.$('.arrival'), null, 'nobody asks what the address means');
          assert.deepEqual(seen.console, []);
          await close();
        }
      });
    }

    once('a number in the list leads back to its mark', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${folder.base}zh/production/quality-control.html#note-237`);
      await isShown(page);
      await press(page, 'li#note-237 .remark-number');
      await page.waitForSelector('a[name="mark-237"]:target');
      await untilInSight(page, 'a[name="mark-237"]');
      await close();
    });

    test('what is read stays where it is when notes are shown and hidden', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${folder.base}zh/level-3.html#QLT-302`);
      await page.waitForSelector(`${SWITCH}:not([hidden])`);
      await untilInSight(page, '#QLT-302');
      const top = () => page.$eval('#QLT-302', (one) => Math.round(one.getBoundingClientRect().top));
      const before = await top();
      await page.$eval(SWITCH, (one) => one.click());
      await isShown(page);
      assert.ok(Math.abs(await top() - before) <= 1, `${before} px, then ${await top()} px`);
      await page.$eval(SWITCH, (one) => one.click());
      await page.waitForSelector('html:not(.noted)');
      assert.ok(Math.abs(await top() - before) <= 1, `${before} px, then ${await top()} px`);
      await close();
    });

    once('paper has what is shown', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${folder.base}zh/standard.html`);
      await page.waitForSelector(`${SWITCH}:not([hidden])`);
      await press(page, SWITCH);
      await isShown(page);
      await page.emulateMediaType('print');
      assert.equal((await seenNotes(page)).listed, notes.length);
      assert.ok(!(await page.$eval(SWITCH, (one) => one.checkVisibility())));
      await page.emulateMediaType('screen');
      await press(page, SWITCH);
      await page.waitForSelector('html:not(.noted)');
      await page.emulateMediaType('print');
      assert.deepEqual(await seenNotes(page), OFF);
      await close();
    });

    once('without scripts a page says how many it has, and leads to them', async () => {
      const silent = await openBrowser(name, { script: false });
      const { page, close } = await openPage(silent);
      for (const [path, ids] of Object.entries(ANNOUNCED)) {
        await page.goto(`${folder.base}${path}.html`);
        assert.deepEqual(await seenNotes(page), OFF);
        assert.ok(!(await page.$eval(SWITCH, (one) => one.checkVisibility())), path);
        const said = await page.$eval('#notes-said', (one) => ({ isSeen: one.checkVisibility(), words: one.innerText, href: one.href }));
        assert.ok(said.isSeen && said.words.includes(ids.length), path);
        await page.goto(said.href);
        const first = new URL(said.href).hash.slice(1);
        assert.equal(first, path.endsWith('standard') ? '' : ids[0], path);
        assert.ok(await page.$eval(`[id="${ids[0]}"]`, (one) => one.checkVisibility()), path);
      }
      await close();
    });
  });
}

test('the notes and the terms are sifted by words, say how many are left, and keep what is asked for in the address', async () => {
  const browser = await openBrowser();
  const { page, seen, close } = await openPage(browser);
  const shown = (items) => page.$$eval(items, (all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
  const count = () => page.$eval('.sift output', (one) => Number(/\d+/.exec(one.textContent)[0]));
  const ready = () => until(page, 'the count', () => /\d/.test(document.querySelector('.sift output').textContent));
  const TERMS = '.gloss-defined > div, .gloss tbody > tr';

  await page.goto(`${folder.base}zh/glossary.html`);
  await ready();
  const all = (await shown(TERMS)).length;
  assert.equal(await count(), all);
  await page.type('.sift input', 'Data 平台');
  await until(page, 'fewer terms', (all) => Number(/\d+/.exec(document.querySelector('.sift output').textContent)[0]) < all, all);
  const found = await shown(TERMS);
  assert.equal(await count(), found.length);
  assert.ok(found.length > 0 && found.every((text) => /data/i.test(text) && text.includes('平台')), found.join('\n'));
  assert.ok((await shown('main section')).every((text) => text.includes('平台')), 'no heading stands alone');
  await page.keyboard.press('Enter');
  await page.type('.sift input', ' 无此词');
  await page.waitForSelector('[data-none]:not([hidden])');

  await page.goto(`${host.base}en/notes.html?words=${encodeURIComponent('NET')}&kind=wording`);
  await ready();
  const wanted = notes.filter(({ kind }) => kind === 'wording').length;
  assert.ok((await count()) > 0 && (await count()) < wanted, 'both are asked for');
  assert.equal((await shown('li[data-note]')).length, await count());
  await page.$eval('.sift input', (field) => field.select());
  await page.keyboard.press('Backspace');
  await until(page, 'all of the kind', (wanted) => document.querySelector('.sift output').textContent.includes(wanted), String(wanted));
  await page.select('.sift [name=kind]', '');
  await until(page, 'the address to follow', () => !location.search);
  assert.equal(await count(), notes.length);
  assert.deepEqual(seen.console, []);
  await close();
});

describe('marks', async () => {
  const browser = await openBrowser();

  for (const lang of ['zh', 'en']) {
    test(`each stands behind the words that it is about, and leaves the text as it is (${lang})`, async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${folder.base}${lang}/standard.html`);
      const words = () => page.$eval('article', (article) => {
        const copy = article.cloneNode(true);
        copy.querySelectorAll('.ed-notes').forEach((one) => one.remove());
        return copy.textContent;
      });
      const before = await words();
      await press(page, SWITCH);
      await isShown(page);
      assert.equal(await words(), before);
      const behind = await page.$$eval('main a.n', (all) => all.map((mark) => {
        const range = document.createRange();
        range.setStart(mark.closest('li, p, cite, h1, h2, h3, caption, figcaption, dd, td, section'), 0);
        range.setEndBefore(mark);
        return [mark.hash.slice(1), range.toString()];
      }));
      let found = 0;
      for (const note of marked) {
        for (const place of note.about.filter((place) => place[lang])) {
          const ends = behind.some(([id, text]) => id === note.id && text.endsWith(place[lang]));
          assert.ok(ends, `${note.id} at ${place.at}: ${place[lang]}`);
          found += 1;
        }
      }
      assert.ok(found > 150, `only ${found} marks behind words`);
      prove('marks of notes', found, `behind the words that they are about (${lang})`);
      await close();
    });
  }

  test('none looks like a note of the standard: a tag with a border, in the line of the text', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${folder.base}zh/production/quality-control.html`);
    await press(page, SWITCH);
    await isShown(page);
    const mark = await page.$eval('main a.n', (one) => {
      const { borderTopWidth, borderTopStyle, verticalAlign } = getComputedStyle(one);
      return { name: one.getAttribute('aria-label'), borderTopWidth, borderTopStyle, verticalAlign };
    });
    assert.match(mark.name, /^编\d+$/);
    assert.equal(mark.borderTopStyle, 'solid');
    assert.notEqual(mark.verticalAlign, 'super');
    await close();
  });

  test('two languages side by side, and what a level adds, leave them in their places', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${folder.base}zh/production/quality-control.html?text=both&levels=adds-3`);
    await page.waitForSelector('main .beside');
    await press(page, SWITCH);
    await isShown(page);
    await until(page, 'the marks', () => document.querySelectorAll('#QLT-302 a.n').length === 2);
    assert.equal(await page.$('.beside a.n'), null);
    assert.deepEqual(await markedIn(page), ANNOUNCED['zh/production/quality-control'].toSorted());
    await close();
  });
});
