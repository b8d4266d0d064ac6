// WebKit, which Safari is built on: the site read, answered on, kept, saved, searched and commented there, on a host
// and from a folder.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { HEADS, begin, comment, exportButton, openList, pressControl, readWithPython, rows } from './comments.mjs';
import { HOSTS, choose, entries, keep, message, model, notice, openWork, press, switchOn, tick, unfold, until, untilStored, upload, waitForLevel, word } from './harness.mjs';
import { prove } from './proof.mjs';
import { both, chooseBoth, chooseLevels, chooseOne, visibleCells } from './views.mjs';
import { eventually, openReader, openWebKit, watchedSite } from './webkit.mjs';

const folder = await watchedSite();
const webkit = await openWebKit();

const QLT = 'production/quality-control';
const OTHER = { zh: 'en', en: 'zh' };
const FIELD = '.find input';
const squeeze = (text) => text.replace(/\s+/g, '');
const entry = (id) => `[data-requirement="${id}"]`;
const lowest = entries('QLT').filter(({ id }) => id[4] === '1').map(({ id }) => id);
const filled = (levels) => Object.fromEntries(entries().filter(({ id }) => levels.includes(id[4])).map(({ id }) => [id, 'F']));
const file = (assessment) => JSON.stringify({ format: 'dtmm-assessment/1', edition: model.standard.edition, ...assessment });
const list = (page, key) => page.$eval(`[data-list="${key}"]`, (one) => one.innerText);
/** The words on the page, without the spaces between them. */
const words = async (page, within = 'main') => squeeze(await page.$eval(within, (one) => one.innerText));
const untilResult = (page, first) => until(page, `${first} to be the first result`, (first) => document.querySelector('[data-find-results] a.code')?.textContent === first, first);
/** Waits until an entry shows an answer; a reader may come to the window to look. */
const untilShown = (page, id, answer, comes = false) => until(page, `${id} to show ${answer}`, (id, answer, comes) => {
  if (comes) dispatchEvent(new FocusEvent('focus'));
  return (document.querySelector(`[data-requirement="${id}"] [type=radio]:checked`)?.value ?? null) === answer;
}, id, answer, comes);

// MiniBrowser's window cannot be made narrower than 450 pixels.
for (const [host, lang, width] of [['host root', 'zh', 1366], ['folder', 'en', 450]]) {
  /** Tests in one browser, which begins with nothing in it; in the end it must have told of no error. */
  const inOneBrowser = (about, args, define) => describe(`WebKit, ${host}, ${lang}, ${about}`, () => {
    const at = {};
    before(async () => {
      at.site = await HOSTS[host](folder);
      at.base = at.site.base;
      at.reader = await openReader(webkit, { args, width });
      at.page = at.reader.page;
    });
    after(async () => {
      await at.reader?.close();
      await at.site.close();
    });
    define(at);
    test('no script failed, nothing was refused, the console stayed empty', async () => {
      assert.deepEqual(await at.reader.errors(), []);
      prove('anywhere', 1, 'walks through the site in WebKit');
    });
  });

  inOneBrowser('reading', [], (at) => {
    test('the full text, a subdomain and a permanent page have every word, in both languages', async () => {
      const { base, page } = at;
      for (const read of ['zh', 'en']) {
        for (const [path, code] of [['standard'], [QLT, 'QLT']]) {
          await page.goto(`${base}${read}/${path}.html`);
          const shown = await words(page);
          const missing = entries(code).flatMap((one) => [one, ...one.examples]).filter(({ text }) => !shown.includes(squeeze(text[read])));
          assert.deepEqual(missing, [], `${read}/${path}`);
        }
      }
      await page.goto(`${base}r/QLT-302.html`);
      const { text } = entries('QLT').find(({ id }) => id === 'QLT-302');
      const shown = await words(page);
      for (const one of Object.values(text)) assert.ok(shown.includes(squeeze(one)), one);
    });

    test('both languages stand side by side, and go again', async () => {
      const { base, page } = at;
      await page.goto(`${base}${lang}/${QLT}.html`);
      await chooseBoth(page);
      await page.waitForSelector('main .beside');
      const shown = await words(page);
      for (const { text } of entries('QLT')) assert.ok(shown.includes(squeeze(text[OTHER[lang]])), text[OTHER[lang]]);
      await chooseOne(page);
      assert.equal(await both(page), 0);
    });

    test('one level alone is shown, and all again', async () => {
      const { page } = at;
      await chooseLevels(page, 'only-3');
      await page.waitForSelector('.view-notice');
      assert.deepEqual(await visibleCells(page), ['QLT-3']);
      await chooseLevels(page, '');
      await page.waitForSelector('.view-notice', { hidden: true });
      assert.equal((await visibleCells(page)).length, 5);
    });

    test('notes are switched on, which lasts, and off again; one is explained at its mark', async () => {
      const { page } = at;
      const notes = () => page.$$eval('main a.n', (all) => all.filter((one) => one.checkVisibility()).length);
      assert.equal(await notes(), 0);
      await press(page, '[data-action="notes"]');
      await page.waitForSelector('html.noted');
      assert.ok(await notes() > 0);
      await page.reload();
      await page.waitForSelector('html.noted');
      await page.focus('main a.n');
      await until(page, 'the explanation', () => document.querySelector('.explanation')?.innerText.length > 10);
      // On a narrow screen the explanation may lie over the switch; it closes once the keyboard has gone on.
      await page.focus('[data-action="notes"]');
      await page.waitForSelector('.explanation', { hidden: true });
      await press(page, '[data-action="notes"]');
      await page.waitForSelector('html:not(.noted)');
      assert.equal(await notes(), 0);
    });

    for (const [read, query, first] of [['zh', '灾难恢复', 'SUP-102'], ['en', 'data lake', 'INT-402']]) {
      test(`what is typed is looked for, and found on the page of results (${read})`, async () => {
        const { base, page } = at;
        await page.goto(`${base}${read}/index.html`);
        if (width < 1152) await page.click('label[for=menu]');
        await page.focus(FIELD);
        await page.keyboard.type(query);
        assert.equal(await page.$eval(FIELD, (field) => field.value), query);
        await until(page, `${first} to be listed first`, (first) => document.querySelector('#find-list .find-kind')?.textContent === first, first);
        await page.follow(() => page.keyboard.press('Enter'));
        assert.ok((await page.url()).startsWith(`${base}${read}/search.html?q=`), await page.url());
        await untilResult(page, first);
        await page.follow(() => page.click('[data-find-results] a.code'));
        assert.equal(await page.url(), `${base}r/${first}.html`);
      });
    }
  });

  inOneBrowser('answering', [], (at) => {
    const answers = {};

    test('ticking a level lifts the subdomain, in the bar too', async () => {
      const { base, page } = at;
      await page.goto(`${base}${lang}/${QLT}.html`);
      await switchOn(page);
      await waitForLevel(page, 'QLT', 0);
      for (const id of lowest) await tick(page, id);
      for (const id of lowest) answers[id] = 'F';
      await waitForLevel(page, 'QLT', 1);
      const said = await word(page, 'level_1');
      await until(page, 'the bar to say the level', (said) => document.querySelector('[data-result-bar]').innerText.includes(said), said);
    });

    test('all five answers are given, and "not applicable" with its reason', async () => {
      const { page } = at;
      const [id, ...ids] = entries('QLT').filter((one) => !one.conditional && !lowest.includes(one.id)).map((one) => one.id);
      for (const [place, answer] of ['F', 'L', 'P', 'N'].entries()) {
        await choose(page, ids[place], answer);
        answers[ids[place]] = answer;
      }
      await choose(page, id, 'NA');
      const reason = `${entry(id)} .reason input`;
      await page.waitForSelector(reason);
      await untilStored(page, answers);
      await page.type(reason, '本厂无此业务 none');
      answers[id] = 'NA';
      await until(page, 'the whole reason', (id) => JSON.parse(keptFile() ?? '{}').answers?.[id]?.reason === '本厂无此业务 none', id);
      await untilStored(page, answers);
    });

    test('a reload keeps the answers, and the page shows them', async () => {
      const { page } = at;
      await page.reload();
      await waitForLevel(page, 'QLT', 2);
      for (const [id, answer] of Object.entries(answers)) await untilShown(page, id, answer);
      await untilStored(page, answers);
    });

    test('on the page of the scorer a tick is undone and done again', async () => {
      const { base, page } = at;
      await openWork(page, base, lang);
      await tick(page, 'STR-101');
      await untilStored(page, { ...answers, 'STR-101': 'F' });
      await pressControl(page, 'z');
      await untilStored(page, answers);
      await untilShown(page, 'STR-101', null);
      await press(page, '[data-message] [data-action=redo]');
      answers['STR-101'] = 'F';
      await untilStored(page, answers);
      await untilShown(page, 'STR-101', 'F');
    });

    test('a second window, in the other language, has the answers, and both follow each other', async () => {
      const { base, page, reader } = at;
      const two = await reader.tab();
      await openWork(two, base, OTHER[lang]);
      await untilShown(two, 'STR-101', 'F');
      // In a folder a page looks when the reader comes to its window (`site/assets/post-load/webkit-windows.js`); this display has
      // no window manager that would bring the keyboard there.
      const comes = host === 'folder';
      await choose(two, 'STR-102', 'L');
      await untilShown(page, 'STR-102', 'L', comes);
      await choose(page, 'STR-201', 'P');
      await untilShown(two, 'STR-201', 'P', comes);
      Object.assign(answers, { 'STR-102': 'L', 'STR-201': 'P' });
      await untilStored(two, answers);
      await two.close();
    });

    test('the page that says what is stored deletes it all', async () => {
      const { base, page } = at;
      await page.goto(`${base}${lang}/privacy.html`);
      const ours = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith(dtmm.prefix)));
      await page.waitForSelector('[data-delete]:not([hidden])');
      assert.ok((await ours()).length > 0);
      await press(page, '[data-delete]');
      await press(page, '[data-delete]');
      await until(page, 'to be told', () => document.querySelector('[data-said]').textContent === document.querySelector('[data-delete]').dataset.done);
      assert.deepEqual(await ours(), []);
      await openWork(page, base, lang);
      await waitForLevel(page, 'company', 0);
      assert.equal(await page.evaluate(() => keptFile()), undefined);
    });
  });

  inOneBrowser('files', [], (at) => {
    const mine = { title: '甲厂 2026', organization: '甲公司', date: '2026-11-20', targets: { company: 2 }, answers: { ...filled('1'), 'QLT-101': { answer: 'L', note: '现场 <b>查看</b> & "抽样"' } } };
    const plain = { ...mine.answers, 'QLT-101': 'L' };
    let bytes;

    test('a file is opened and taken', async () => {
      const { base, page } = at;
      await openWork(page, base, lang);
      await upload(page, '甲厂.json', file({ ...mine, answers: { ...mine.answers, 'QLT-101': { ...mine.answers['QLT-101'], answer: 'F' } } }));
      await message(page, /甲厂\.json/);
      await waitForLevel(page, 'company', 1);
    });

    test('another shows first what it would change, and replaces the first when it is taken', async () => {
      const { page } = at;
      await upload(page, '甲厂-2.json', file(mine));
      await page.waitForSelector('[data-show="preview"]', { visible: true });
      assert.ok((await list(page, 'preview')).includes(await word(page, 'in_different', { count: 1 })), await list(page, 'preview'));
      await press(page, '[data-action="take-replace"]');
      await untilStored(page, plain);
      await page.waitForSelector('[data-show="preview"]', { hidden: true });
    });

    test('the file that is saved holds all of it, and is opened again to the same', async () => {
      const { page } = at;
      let name;
      // MiniBrowser saves what a page gives to be saved, without asking where.
      ({ name, bytes } = await page.saved(() => press(page, '[data-action="export-json"]')));
      assert.match(name, /^甲厂[ -]2026-\d{4}-\d\d-\d\d\.json$/);
      const { title, organization, date, targets, answers } = JSON.parse(bytes);
      assert.deepEqual({ title, organization, date, targets, answers }, mine);
      assert.equal(String(bytes), await page.evaluate(() => keptFile()));
      await unfold(page, '[data-action=clear]');
      await press(page, '[data-action=clear]');
      await waitForLevel(page, 'company', 0);
      await upload(page, 'again.json', bytes);
      await untilStored(page, plain);
      assert.equal(await page.evaluate(() => keptFile()), String(bytes));
    });

    test('the table holds every entry with its answer', async () => {
      const { page } = at;
      await unfold(page, '[data-action="export-csv"]');
      const table = await page.saved(() => press(page, '[data-action="export-csv"]'));
      assert.match(table.name, /\.csv$/);
      const written = (await readWithPython(table.bytes)).map((row) => row.join('\t'));
      for (const { id } of entries()) assert.ok(written.some((row) => row.includes(id)), id);
    });

    test('the report has the level, the counts, the note and the hash of the file', async () => {
      const { base, page } = at;
      await page.goto(`${base}${lang}/report.html`);
      await page.waitForSelector('html.answering');
      const said = await word(page, 'level_1');
      await until(page, 'the level', (said) => document.querySelector('[data-list="report-level"]').innerText.includes(said), said);
      assert.ok((await list(page, 'report-about')).includes(mine.title));
      assert.ok((await list(page, 'report-completeness')).startsWith(`${Object.keys(plain).length}/`), await list(page, 'report-completeness'));
      assert.equal(await page.$eval('[data-cell-answer="QLT-101"]', (one) => one.innerText.trim()), await word(page, 'largely'));
      assert.ok((await page.$eval('[data-cell-remarks="QLT-101"]', (one) => one.innerText)).includes(mine.answers['QLT-101'].note));
      assert.ok(await page.$('[data-list="report-radar"] svg'));
      const hash = createHash('sha256').update(bytes).digest('hex');
      assert.equal((await list(page, 'report-hash')).replace(/\s/g, ''), hash);
    });

    test('two assessments stand side by side, with the difference', async () => {
      const { base, page } = at;
      await keep(page, { title: '2027 年自评', date: '2027-06-30', answers: filled('12') }, 2);
      await openWork(page, base, lang, 'compare');
      await until(page, 'the table', () => document.querySelector('[data-list=compare-table] table'));
      const { name } = model.domains.flatMap(({ subdomains }) => subdomains).find(({ code }) => code === 'EQM');
      const row = await page.$$eval('[data-list=compare-table] tr', (all, name) => {
        const found = all.find((one) => one.querySelector('th')?.innerText.trim() === name);
        return [...found.querySelectorAll('td')].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim());
      }, name[lang]);
      for (const side of [0, 1]) assert.ok(row[side].startsWith(await word(page, `level_${side + 1}`)), row[side]);
      assert.match(row[2], /\+1/);
    });
  });

  if (width >= 768) inOneBrowser('painting', [], (at) => {
    const bar = '[data-result-bar]';

    // WebKitGTK 2.50 is said to have gone on showing old words here (`site/assets/assessment-toggle/webkit-repaint.js`).
    test('the bar at the foot is seen with its words of now when answers change', async () => {
      const { base, page } = at;
      await page.goto(`${base}${lang}/${QLT}.html`);
      await switchOn(page);
      const said = () => page.$eval('.result-bar .short', (one) => one.innerText);
      for (const answer of ['N', 'F']) {
        const before = await page.seen(bar);
        const was = await said();
        await choose(page, lowest[0], answer);
        await until(page, 'the bar to say another number', (was) => document.querySelector('.result-bar .short').innerText !== was, was);
        // First only what is on the display: a picture that is asked for may have it painted.
        await eventually('the bar to be seen with another number', async () => !before.equals(await page.seen(bar)));
        await eventually('the bar to be seen as it is', async () => (await page.painted(bar)).equals(await page.seen(bar)));
      }
    });
  });

  inOneBrowser('comments', [], (at) => {
    const written = { proposal: '改“应”为“宜”', reason: '小企业难以做到', organization: '某公司 Firm' };

    test('one is written, and is there after a reload and in the list of all', async () => {
      const { base, page } = at;
      await page.goto(`${base}${lang}/${QLT}.html`);
      await comment(page, 'QLT-302', written);
      await page.reload();
      await begin(page, 'QLT-302');
      assert.equal(await page.$eval('.slip-panel [name="proposal"]', (one) => one.value), written.proposal);
      await openList(page, base, lang);
      await page.waitForSelector('[data-slip]');
      const [one, ...others] = await rows(page);
      assert.deepEqual([one.proposal, one.reason, one.organization, others], [written.proposal, written.reason, written.organization, []]);
    });

    test('the table that is saved is read by another program', async () => {
      const { page } = at;
      const { name, bytes } = await page.saved(() => press(page, exportButton));
      assert.match(name, /\.csv$/);
      const [head, row] = await readWithPython(bytes);
      assert.deepEqual(head, HEADS[lang]);
      assert.deepEqual(row.slice(3), [written.proposal, written.reason, written.organization]);
    });
  });

  inOneBrowser('storage switched off', ['--enable-html5-local-storage=false'], (at) => {
    test('all is read, answers count, and it is said that they are not kept; a file saves them', async () => {
      const { base, page } = at;
      await openWork(page, base, lang);
      assert.equal(await page.evaluate(() => globalThis.localStorage), undefined);
      for (const id of lowest) await choose(page, id, 'F');
      await waitForLevel(page, 'QLT', 1);
      assert.ok((await notice(page, /./)).startsWith(await word(page, 'not_kept')));
      const { bytes } = await page.saved(() => press(page, '[data-notices] [data-action="save-unkept"]'));
      assert.deepEqual(JSON.parse(bytes).answers, Object.fromEntries(lowest.map((id) => [id, 'F'])));
    });

    test('the page that says what is stored says that the browser refuses', async () => {
      const { base, page } = at;
      await page.goto(`${base}${lang}/privacy.html`);
      await until(page, 'to be told', () => document.querySelector('[data-said]').textContent === document.querySelector('[data-delete]').dataset.refused);
    });
  });
}
