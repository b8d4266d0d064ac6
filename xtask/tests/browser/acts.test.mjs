// Every act of a reader is a small change: undone alone, whatever else was done since, in whichever tab
// and in every state of the storage; and nothing that fails takes anything with it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS, choose, chooseAll, entries, message, notice, openPage, openSite, openWork, press, saved, showAll, start, stored, testOnce, unfold, until, untilInSight, untilStored, upload, waitForLevel, word } from './harness.mjs';
import { prove } from './proof.mjs';

const site = await openSite('host root');
const ids = entries().map((entry) => entry.id);
const cell = entries('QLT').filter((one) => one.id[4] === '1').map((one) => one.id);
const file = (answers, more = {}) => JSON.stringify({ format: 'dtmm-assessment/1', edition: '2024-draft', answers, ...more });
const details = (id) => `[data-requirement="${id}"] [data-action=details]`;
const control = (id, name) => `[data-requirement="${id}"] [data-remark=${name}]`;
const undo = (page) => press(page, '[data-message] [data-action=undo]');

for (const name of BROWSERS) {
  describe(`acts in ${name}`, async () => {
    const once = testOnce(name);
    const browser = await start(name);
    test.after(() => browser.close());
    const begin = async (lang = 'zh', prepare) => {
      const reader = await openPage(browser, {});
      reader.page.on('dialog', (dialog) => dialog.accept());
      if (prepare) await reader.page.evaluateOnNewDocument(prepare);
      await openWork(reader.page, site.base, lang);
      return reader;
    };

    test('undo in one tab takes back its own act and nothing of another tab', async () => {
      const reader = await begin();
      const one = reader.page;
      await chooseAll(one, 'QLT-1', 'F');
      await message(one, /QLT-1/);
      const two = await reader.tab();
      await openWork(two, site.base, 'en');
      const given = {};
      for (const [place, id] of ids.slice(0, 12).entries()) {
        given[id] = 'FLPN'[place % 4];
        await choose(two, id, given[id]);
      }
      await unfold(two, '[data-field=title]');
      await two.type('[data-field=title]', 'Plant 7');
      await until(two, 'the title to be kept', () => keptFile()?.includes('Plant 7'));
      await one.bringToFront();
      await undo(one);
      await untilStored(one, given);
      assert.equal((await stored(one)).title, 'Plant 7');
      await press(one, '[data-message] [data-action=redo]');
      await untilStored(one, { ...given, ...Object.fromEntries(cell.map((id) => [id, 'F'])) });
      await reader.close();
    });

    test('an event that the browser dispatches during another one is handled after it', async () => {
      const reader = await begin();
      const { page } = reader;
      await choose(page, ids[0], 'F');
      await untilStored(page, { [ids[0]]: 'F' });
      // Taking an answer back focuses the first choice, whose listener answers another entry before `focus` returns.
      await page.evaluate((one, two) => {
        const control = (id, selector) => document.querySelector(`[data-requirement="${id}"] ${selector}`);
        const answer = () => control(two, '[value=F]').click();
        control(one, '[type=radio][value=F]').addEventListener('focus', answer, { once: true });
      }, ids[0], ids[1]);
      await press(page, `[data-requirement="${ids[0]}"] [data-action=clear-answer]`);
      await untilStored(page, { [ids[1]]: 'F' });
      await reader.close();
    });

    test('undo and redo by keys and from the list, after a reload as well', async () => {
      const reader = await begin('en');
      const { page } = reader;
      await choose(page, ids[0], 'F');
      await choose(page, ids[1], 'L');
      await choose(page, ids[2], 'P');
      await page.keyboard.down('Control');
      await page.keyboard.press('z');
      await untilStored(page, { [ids[0]]: 'F', [ids[1]]: 'L' });
      await page.keyboard.press('z');
      await untilStored(page, { [ids[0]]: 'F' });
      await page.keyboard.press('y');
      await page.keyboard.up('Control');
      await untilStored(page, { [ids[0]]: 'F', [ids[1]]: 'L' });
      await page.reload();
      await page.waitForSelector('html.answering');
      await unfold(page, '[data-list=history]');
      await until(page, 'three acts', () => document.querySelectorAll('[data-list=history] li').length === 3);
      await press(page, '[data-list=history] li:last-child [data-action=undo]');
      await untilStored(page, { [ids[1]]: 'L' });
      await reader.close();
    });

    once('clearing, replacing, merging, answering a cell and deleting are undone where the storage is blocked, too', async () => {
      const blocked = () => {
        for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
      };
      const reader = await begin('zh', blocked);
      const { page } = reader;
      const shown = (n) => until(page, `${n} answers`, (n) => document.querySelectorAll('[data-requirement] [type=radio]:checked').length === n, n);
      await showAll(page);
      for (const id of ids.slice(0, 5)) await choose(page, id, 'F');
      await unfold(page, '[data-action=clear]');
      await press(page, '[data-action=clear]');
      await shown(0);
      await undo(page);
      await shown(5);
      await upload(page, 'other.json', file({ [ids[9]]: 'N' }));
      await page.waitForSelector('[data-action="take-replace"]', { visible: true });
      await press(page, '[data-action="take-replace"]');
      await shown(1);
      await undo(page);
      await shown(5);
      await upload(page, 'other.json', file({ [ids[9]]: 'N' }));
      await page.waitForSelector('[data-action="take-merge"]', { visible: true });
      await press(page, '[data-action="take-merge"]');
      await shown(6);
      await undo(page);
      await shown(5);
      await chooseAll(page, 'QLT-1', 'F');
      await shown(5 + cell.length);
      await undo(page);
      await shown(5);
      await press(page, '[data-action=delete]');
      await shown(0);
      await undo(page);
      await shown(5);
      assert.ok((await notice(page, /./)).startsWith(await word(page, 'not_kept')), 'that it is not kept is still said');
      await reader.close();
    });

    once('what two assessments have unkept is saved as one file, which opens as two', async () => {
      const refusing = () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; };
      const reader = await begin('en', refusing);
      await choose(reader.page, ids[0], 'F');
      await press(reader.page, '[data-action=new]');
      await choose(reader.page, ids[1], 'P');
      await notice(reader.page, /./);
      const { name: file, bytes } = await saved(reader.page, () => press(reader.page, '[data-action="save-unkept"]'));
      assert.match(file, /\.ndjson$/);
      const lines = bytes.toString().trim().split('\n').map((line) => JSON.parse(line).answers);
      assert.deepEqual(lines.toSorted((a) => (ids[0] in a ? -1 : 1)), [{ [ids[0]]: 'F' }, { [ids[1]]: 'P' }]);
      await reader.close();
      const other = await begin('en');
      await upload(other.page, file, bytes);
      assert.ok((await message(other.page, /./)).startsWith(await word(other.page, 'beside_each', { file, count: 2 })));
      await until(other.page, 'both to be listed', () => document.querySelectorAll('[data-field=shelf] option').length === 2);
      await other.close();
    });

    once('a deleted assessment comes back beside one that was begun meanwhile', async () => {
      const reader = await begin();
      const one = reader.page;
      await choose(one, ids[0], 'F');
      await untilStored(one, { [ids[0]]: 'F' });
      const two = await reader.tab();
      await openWork(two, site.base, 'zh');
      await press(one, '[data-action=delete]');
      await message(two, /./);
      await press(two, '[data-action=new]');
      await choose(two, ids[1], 'P');
      await until(two, 'it to be kept', (id) => Object.keys(localStorage).some((key) => key.includes('assessment:') && localStorage[key].includes(`"${id}"`)), ids[1]);
      await undo(one);
      await until(one, 'the first to be back', (id) => document.querySelector(`[name="${id}"][value=F]`).checked, ids[0]);
      await until(one, 'both to be listed', () => document.querySelectorAll('[data-field=shelf] option').length >= 2);
      await until(two, 'the second to stay', (id) => document.querySelector(`[name="${id}"][value=P]`).checked, ids[1]);
      await reader.close();
    });

    once('a date that is none stays to be mended, and its neighbours are kept', async () => {
      const reader = await begin('en');
      const { page } = reader;
      const id = ids[0];
      await press(page, details(id));
      await page.waitForSelector(control(id, 'due'));
      // A date of too many digits, as the control of a browser lets through.
      await page.$eval(control(id, 'due'), (one) => {
        one.type = 'text';
        one.value = '20270-03-01';
        one.dispatchEvent(new Event('input', { bubbles: true }));
        one.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await page.waitForSelector(`${control(id, 'due')}[aria-invalid=true]`);
      assert.ok((await page.$eval(`[data-requirement="${id}"] .wrong`, (one) => one.innerText)).length > 10);
      await page.type(control(id, 'note'), 'after it');
      await page.type(control(id, 'owner'), 'quality');
      await until(page, 'note and owner', (id) => {
        const one = JSON.parse(keptFile() ?? '{}').answers?.[id];
        return one?.note === 'after it' && one.owner === 'quality' && one.due === undefined;
      }, id);
      assert.equal(await page.$eval(control(id, 'due'), (one) => one.value), '20270-03-01');
      await page.$eval(control(id, 'due'), (one) => {
        one.value = '2027-03-01';
        one.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await until(page, 'the date', (id) => JSON.parse(keptFile()).answers[id].due === '2027-03-01', id);
      assert.equal(await page.$(`[data-requirement="${id}"] .wrong`), null);
      await reader.close();
    });

    test('a letter in one field rewrites no other, be it imported or set in another tab', async () => {
      const reader = await begin('zh');
      const one = reader.page;
      const id = ids[0];
      const evidence = ['图 | 柜 | 2026-01-02', '', 'two\nlines ', '  spaces  '];
      await upload(one, 'odd.json', file({ [id]: { answer: 'F', note: 'n', owner: ' 王\n工 ', evidence } }));
      await untilStored(one, { [id]: 'F' });
      await press(one, details(id));
      await one.waitForSelector(control(id, 'note'));
      await one.focus(control(id, 'note'));
      const two = await reader.tab();
      await openWork(two, site.base, 'en');
      await press(two, details(id));
      await two.waitForSelector(control(id, 'due'));
      await two.$eval(control(id, 'due'), (field) => {
        field.value = '2027-03-01';
        field.dispatchEvent(new Event('change', { bubbles: true }));
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await until(one, 'the date to be shown', (field) => document.querySelector(field).value === '2027-03-01', control(id, 'due'));
      await one.bringToFront();
      await one.type(control(id, 'note'), '!');
      await until(one, 'the letter', (id) => JSON.parse(keptFile()).answers[id].note.length === 2, id);
      const kept = (await stored(one)).answers[id];
      assert.deepEqual(kept.evidence, evidence);
      assert.equal(kept.owner, ' 王\n工 ');
      assert.equal(kept.due, '2027-03-01');
      await reader.close();
    });

    once('a preview is made anew where something was changed since, or another assessment is looked at', async () => {
      const reader = await begin('zh');
      const { page } = reader;
      await choose(page, ids[0], 'F');
      await upload(page, 'one.json', file({ [ids[5]]: 'N' }));
      await page.waitForSelector('[data-action="take-replace"]', { visible: true });
      await choose(page, ids[1], 'L');
      await choose(page, ids[2], 'P');
      await press(page, '[data-action="take-replace"]');
      assert.equal(await message(page, /./), await word(page, 'preview_changed'));
      await untilStored(page, { [ids[0]]: 'F', [ids[1]]: 'L', [ids[2]]: 'P' });
      await press(page, '[data-action=new]');
      await until(page, 'a preview for the new one', () => {
        const place = document.querySelector('[data-show=preview]');
        return place.checkVisibility() && !document.querySelector('[data-field=shelf]').value.startsWith('1');
      });
      await press(page, '[data-action="take-replace"]');
      await until(page, 'it to be taken', (id) => document.querySelector(`[name="${id}"][value=N]`).checked, ids[5]);
      await untilStored(page, { [ids[0]]: 'F', [ids[1]]: 'L', [ids[2]]: 'P' });
      await reader.close();
    });

    test('a read that fails writes nothing, and is told until it works again', async () => {
      const reader = await begin('en');
      const { page } = reader;
      for (const id of ids.slice(0, 4)) await choose(page, id, 'F');
      await untilStored(page, Object.fromEntries(ids.slice(0, 4).map((id) => [id, 'F'])));
      await page.evaluate(() => {
        globalThis.getItem = Storage.prototype.getItem;
        Storage.prototype.getItem = () => { throw new DOMException('broken', 'UnknownError'); };
      });
      await choose(page, ids[4], 'P');
      assert.ok((await notice(page, /./)).startsWith(await word(page, 'storage_unreadable')));
      await page.evaluate(() => { Storage.prototype.getItem = globalThis.getItem; });
      await press(page, '[data-action="try-again"]');
      await untilStored(page, { ...Object.fromEntries(ids.slice(0, 4).map((id) => [id, 'F'])), [ids[4]]: 'P' });
      await until(page, 'the notice to go', () => document.querySelector('[data-notices]').textContent === '');
      await reader.close();
    });

    once('what is emptied under the page stays on it and is offered', async () => {
      const reader = await begin('zh');
      const { page } = reader;
      for (const id of ids.slice(0, 4)) await choose(page, id, 'F');
      await untilStored(page, Object.fromEntries(ids.slice(0, 4).map((id) => [id, 'F'])));
      await page.evaluate(() => localStorage.clear());
      await choose(page, ids[4], 'P');
      assert.ok((await notice(page, /./)).startsWith(await word(page, 'emptied')));
      const { bytes } = await saved(page, () => press(page, '[data-action="save-unkept"]'));
      assert.equal(Object.keys(JSON.parse(bytes).answers).length, 5);
      assert.equal(await page.evaluate(() => keptFile()), undefined, 'nothing is stored again unasked');
      await press(page, '[data-action="keep-again"]');
      await untilStored(page, { ...Object.fromEntries(ids.slice(0, 4).map((id) => [id, 'F'])), [ids[4]]: 'P' });
      await reader.close();
    });

    test('what was deleted in another tab and begun anew there is joined with nothing, and kept beside it when the reader says so', async () => {
      const reader = await begin('en');
      const one = reader.page;
      for (const id of ids.slice(0, 4)) await choose(one, id, 'F');
      const pending = () => Object.keys(localStorage).some((key) => key.includes('-pending:'));
      await until(one, 'all tabs to have had the time to learn of it', `!(${pending})()`);
      const two = await reader.tab();
      await two.goto(`${site.base}en/privacy.html`);
      await two.waitForSelector('[data-delete]:not([hidden])');
      await press(two, '[data-delete]');
      await press(two, '[data-delete]');
      await two.waitForFunction(() => document.querySelector('[data-said]').textContent);
      await openWork(two, site.base, 'en');
      await choose(two, ids[0], 'N');
      const answers = (page) => page.evaluate(() => {
        const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${dtmm.prefix}assessment:`)).sort();
        return keys.map((key) => JSON.parse(localStorage.getItem(key)).answers);
      });
      await until(two, 'the new one to be stored', (id) => keptFile()?.includes(id), ids[0]);
      await one.bringToFront();
      await choose(one, ids[4], 'P');
      assert.ok((await notice(one, /./)).startsWith(await word(one, 'emptied')));
      assert.deepEqual(await answers(one), [{ [ids[0]]: 'N' }], 'what was begun anew stands alone');
      await press(one, '[data-action="keep-again"]');
      const old = { ...Object.fromEntries(ids.slice(0, 4).map((id) => [id, 'F'])), [ids[4]]: 'P' };
      await until(one, 'the notice to go', () => document.querySelector('[data-notices]').textContent === '');
      assert.deepEqual(await answers(one), [{ [ids[0]]: 'N' }, old]);
      await unfold(one, '[data-field=shelf]');
      await until(one, 'both to be listed', () => document.querySelectorAll('[data-field=shelf] option').length === 2);
      await reader.close();
    });

    test('an engine that ends is noticed at once, and what it had stored can be saved without it', async () => {
      const reader = await begin('zh');
      const { page } = reader;
      await choose(page, ids[0], 'F');
      await untilStored(page, { [ids[0]]: 'F' });
      await page.evaluate(() => {
        const put = Document.prototype.createTextNode;
        Document.prototype.createTextNode = () => { throw new Error('no memory'); };
        globalThis.mend = () => { Document.prototype.createTextNode = put; };
      });
      await press(page, details(ids[1]));
      await page.waitForSelector('.failed');
      await untilInSight(page, '.failed');
      await page.evaluate(() => globalThis.mend());
      const { bytes } = await saved(page, () => press(page, '.failed a'));
      assert.deepEqual(JSON.parse(bytes).answers, { [ids[0]]: 'F' });
      assert.ok(await page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))), 'leaving asks');
      await reader.close();
      prove('faults survived', 1, 'engines missing, cut off, damaged or forbidden');
    });

    once('what is said is in sight wherever the reader is, and in its room on the page while that is', async () => {
      const reader = await begin('zh');
      const { page } = reader;
      const room = () => page.$eval('[data-message]', (one) => !!one.closest('[data-said]'));
      await chooseAll(page, 'QLT-3', 'F');
      await message(page, /QLT-3/);
      await untilInSight(page, '[data-message]');
      assert.equal(await room(), false);
      await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
      await choose(page, cell[0], 'F');
      await notice(page, /./);
      await untilInSight(page, '[data-notices]');
      await page.evaluate(() => scrollTo(0, 0));
      await upload(page, 'none.json', '');
      await message(page, /none\.json/);
      await untilInSight(page, '[data-message]');
      assert.equal(await room(), true);
      await reader.close();
    });

    once('the chosen answer pressed again stays; clearing is a button of its own', async () => {
      const reader = await begin('en');
      const { page } = reader;
      for (const id of cell) await choose(page, id, 'F');
      await waitForLevel(page, 'QLT', 1);
      await choose(page, cell[0], 'F');
      await untilStored(page, Object.fromEntries(cell.map((id) => [id, 'F'])));
      await press(page, `[data-requirement="${cell[0]}"] [data-action=clear-answer]`);
      await untilStored(page, Object.fromEntries(cell.slice(1).map((id) => [id, 'F'])));
      await reader.close();
    });
  });
}
