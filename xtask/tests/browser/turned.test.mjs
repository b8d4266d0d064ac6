// What the reader was doing when the page turned to something else: another tab deletes the assessment under the
// cursor, answering is switched off, the storage has no locks, the names of before are taken over.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS, choose, entries, keep, message, model, notice, openPage, openSite, openWork, press, saved, start, stored, switchOn, testOnce, unfold, until, untilStored, word } from './harness.mjs';
import { prove } from './proof.mjs';

const site = await openSite('host root');
const ids = entries().map((entry) => entry.id);
const edition = model.standard.edition;
const requirement = entries().find((one) => one.kind === 'requirement' && !one.conditional).id;
const details = (id) => `[data-requirement="${id}"] [data-action=details]`;
const note = (id) => `[data-requirement="${id}"] [data-remark=note]`;
/** What a slot holds, in whichever format it was last written. */
const contents = async (page, slot) => {
  const { format, ...rest } = await stored(page, slot);
  assert.match(format, /^dtmm-assessment\//);
  delete rest.standard;
  return rest;
};
const undo = (page) => press(page, '[data-message] [data-action=undo]');

/** In the page, before its scripts: a browser that has no locks. */
const withoutLocks = () => { delete Navigator.prototype.locks; };
/** A tab that is slow to learn what others wrote: it is not told, nor has it looked by itself yet. */
const deaf = () => {
  addEventListener('storage', (event) => event.stopImmediatePropagation(), true);
  const wait = globalThis.setTimeout;
  globalThis.setTimeout = (call, time, ...values) => (time > 1000 ? 0 : wait(call, time, ...values));
};
/** A storage that takes nothing. */
const refusing = () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; };

/** In the page: fills the storage to the last letter. */
const fill = () => {
  for (let size = 1 << 20; size >= 1; size >>= 1) {
    try {
      for (let n = 0; ; n += 1) localStorage[`other${size}-${n}`] = 'x'.repeat(size);
    } catch {
      // Full: the next text is half as long.
    }
  }
};
const free = () => Object.keys(localStorage).filter((key) => key.startsWith('other')).forEach((key) => localStorage.removeItem(key));

for (const name of BROWSERS) {
  describe(`turned in ${name}`, async () => {
    const once = testOnce(name);
    const browser = await start(name);
    test.after(() => browser.close());

    const begin = async (lang, { prepare, assessments = [], path = 'score' } = {}) => {
      const reader = await openPage(browser);
      const { page } = reader;
      reader.dialogs = [];
      page.on('dialog', (dialog) => {
        reader.dialogs.push(dialog.type());
        dialog.accept();
      });
      await page.goto(`${site.base}${lang}/index.html`);
      for (const [index, assessment] of assessments.entries()) await keep(page, assessment, index + 1);
      if (prepare) await page.evaluateOnNewDocument(prepare);
      if (path === 'score') await openWork(page, site.base, lang);
      else await page.goto(`${site.base}${lang}/${path}.html`);
      return reader;
    };
    const leave = async (reader) => {
      reader.dialogs.length = 0;
      await reader.page.goto('about:blank');
      return reader.dialogs;
    };
    /** Another tab deletes the assessment in this slot. */
    const deleteElsewhere = async (reader, lang) => {
      const two = await reader.tab();
      two.on('dialog', (dialog) => dialog.accept());
      await openWork(two, site.base, lang);
      await two.select('[data-field=shelf]', '1');
      await unfold(two, '[data-action=delete]');
      await press(two, '[data-action=delete]');
      await message(two, /./);
      await until(two, 'the deletion to be stored', () => /"stored": "1 d\b/.test(localStorage[`${dtmm.prefix}assessment:1`]));
      await reader.page.bringToFront();
    };
    const pair = [{ title: '甲', answers: { [ids[0]]: 'F' } }, { title: '乙', answers: { [ids[9]]: 'P' } }];

    test('a deletion is undone where the browser has no locks', async () => {
      const reader = await begin('zh', { prepare: withoutLocks, assessments: pair });
      const { page } = reader;
      assert.equal(await page.evaluate(() => navigator.locks), undefined);
      await choose(page, ids[1], 'L');
      const all = { [ids[0]]: 'F', [ids[1]]: 'L' };
      await untilStored(page, all);
      await unfold(page, '[data-action=delete]');
      await press(page, '[data-action=delete]');
      await until(page, 'the other one', (id) => document.querySelector(`[name="${id}"][value=P]`).checked, ids[9]);
      await undo(page);
      await until(page, 'the first to be shown', (id) => document.querySelector(`[name="${id}"][value=L]`).checked, ids[1]);
      assert.equal(await page.$eval('[data-field=shelf] option:checked', (one) => one.textContent), '甲');
      await page.reload();
      await page.waitForSelector('html.answering');
      await untilStored(page, all);
      await untilStored(page, { [ids[9]]: 'P' }, 2);
      assert.equal(await page.$eval('[data-field=shelf] option:checked', (one) => one.textContent), '甲');
      assert.deepEqual(reader.seen.console, []);
      await reader.close();
    });

    for (const [kind, prepare] of [['is told of it', undefined], ['finds it with the next letter', deaf]]) {
      test(`the cursor stands in a note while another tab deletes the assessment, and this one ${kind}`, async () => {
        const reader = await begin('en', { prepare, assessments: pair });
        const { page } = reader;
        await press(page, details(ids[0]));
        await page.waitForSelector(note(ids[0]));
        await page.type(note(ids[0]), 'half a');
        await until(page, 'the note', () => keptFile()?.includes('half a'));
        await deleteElsewhere(reader, 'en');
        if (prepare) await page.keyboard.type('n');
        assert.ok((await message(page, /./)).startsWith(await word(page, 'deleted_elsewhere', { title: '甲' })));
        // What is typed on was meant for the note: neither the next assessment nor its answers take it.
        await page.keyboard.type(' 123fl');
        await page.keyboard.press('Backspace');
        await until(page, 'the other one', (id) => document.querySelector(`[name="${id}"][value=P]`).checked, ids[9]);
        assert.deepEqual(await contents(page, 2), { edition, ...pair[1] });
        assert.equal(await page.$('.remarks'), null);
        await undo(page);
        const written = prepare ? 'half an' : 'half a';
        await until(page, 'the first to be back', (id) => document.querySelector(`[name="${id}"][value=F]`).checked, ids[0]);
        await untilStored(page, { [ids[0]]: 'F' });
        assert.deepEqual((await stored(page)).answers, { [ids[0]]: { answer: 'F', note: written } });
        assert.deepEqual((await stored(page, 2)).answers, pair[1].answers);
        assert.deepEqual(reader.seen.console, []);
        await reader.close();
      });
    }

    for (const [kind, act, left] of [
      ['answered', (page) => choose(page, ids[3], 'N'), { [ids[0]]: 'F', [ids[3]]: 'N' }],
      ['cleared', async (page) => { await unfold(page, '[data-action=clear]'); await press(page, '[data-action=clear]'); }, undefined],
      ['deleted', async (page) => { await unfold(page, '[data-action=delete]'); await press(page, '[data-action=delete]'); }, { [ids[0]]: 'F' }],
    ]) {
      test(`what is ${kind} though another tab deleted it is not done to the next assessment`, async () => {
        const reader = await begin('zh', { prepare: deaf, assessments: pair });
        const { page } = reader;
        await deleteElsewhere(reader, 'zh');
        await act(page);
        await until(page, 'the other one', (id) => document.querySelector(`[name="${id}"][value=P]`).checked, ids[9]);
        assert.deepEqual(await contents(page, 2), { edition, ...pair[1] });
        assert.ok((await message(page, /./)).startsWith(await word(page, 'deleted_elsewhere', { title: kind === 'cleared' ? await word(page, 'untitled', { number: 1 }) : '甲' })));
        await undo(page);
        if (left) await untilStored(page, left);
        await reader.close();
      });
    }

    test('the cursor stands in the title while another tab deletes the assessment', async () => {
      const reader = await begin('zh', { assessments: pair });
      const { page } = reader;
      await unfold(page, '[data-field=title]');
      await page.focus('[data-field=title]');
      await page.keyboard.press('End');
      await page.keyboard.type('厂');
      await until(page, 'the title', () => keptFile()?.includes('甲厂'));
      await deleteElsewhere(reader, 'zh');
      await message(page, /./);
      // By keys: a text without any, as a driver inserts it, goes by where the caret last was.
      await page.keyboard.type('xy12fl');
      assert.ok(await page.$eval('[data-message]', (one) => one === document.activeElement), 'the keyboard is at what is said');
      assert.equal(await page.$eval('[data-field=title]', (one) => one.value), '乙');
      assert.deepEqual(await contents(page, 2), { edition, ...pair[1] });
      await undo(page);
      await until(page, 'the title to be back', () => document.querySelector('[data-field=title]').value === '甲厂');
      await reader.close();
    });

    once('the cursor stays in a note while another tab turns to another assessment', async () => {
      const reader = await begin('en', { assessments: pair });
      const { page } = reader;
      await press(page, details(ids[0]));
      await page.waitForSelector(note(ids[0]));
      await page.type(note(ids[0]), 'here');
      const two = await reader.tab();
      await openWork(two, site.base, 'en');
      await two.select('[data-field=shelf]', '2');
      await until(two, 'the second', (id) => document.querySelector(`[name="${id}"][value=P]`).checked, ids[9]);
      await choose(two, ids[8], 'L');
      await untilStored(two, { [ids[9]]: 'P', [ids[8]]: 'L' }, 2);
      await page.bringToFront();
      await page.keyboard.type(' and there');
      await until(page, 'the whole note', () => keptFile()?.includes('here and there'));
      assert.deepEqual((await stored(page)).answers, { [ids[0]]: { answer: 'F', note: 'here and there' } });
      assert.deepEqual((await stored(page, 2)).answers, { [ids[8]]: 'L', [ids[9]]: 'P' });
      await reader.close();
    });

    test('answering is switched off: what is not kept is still said and saved, and leaving asks', async () => {
      const reader = await begin('zh', { prepare: refusing, path: 'production/quality-control' });
      const { page } = reader;
      await switchOn(page);
      await choose(page, 'QLT-101', 'F');
      const said = await word(page, 'not_kept');
      assert.ok((await notice(page, /./)).startsWith(said));
      await press(page, '[data-action=answering]');
      await page.waitForSelector('html:not(.answering)');
      assert.ok((await notice(page, /./)).startsWith(said));
      const { bytes } = await saved(page, () => press(page, '[data-notices] [data-action="save-unkept"]'));
      assert.deepEqual(JSON.parse(bytes).answers, { 'QLT-101': 'F' });
      assert.deepEqual(await leave(reader), ['beforeunload']);
      assert.deepEqual(reader.seen.console, []);
      await reader.close();
      prove('faults survived', 1, 'storages blocked, refusing, full or damaged');
    });

    once('answering is switched off: where all is kept nothing is said and leaving asks nothing', async () => {
      const reader = await begin('en', { path: 'production/quality-control' });
      const { page } = reader;
      await switchOn(page);
      await choose(page, 'QLT-101', 'F');
      await untilStored(page, { 'QLT-101': 'F' });
      await press(page, '[data-action=answering]');
      await page.waitForSelector('html:not(.answering)');
      assert.equal(await page.$('[data-notices]'), null);
      assert.deepEqual(await leave(reader), []);
      await reader.close();
    });

    once('a reason that is typed is one act: undo takes all of it, and redo brings all of it', async () => {
      const reader = await begin('zh');
      const { page } = reader;
      await choose(page, ids[5], 'P');
      await choose(page, requirement, 'NA');
      const field = `[data-requirement="${requirement}"] .reason input`;
      await page.waitForSelector(field);
      await page.type(field, '外包给第三方');
      // Long after it was stored and confirmed, the next letters still go on with it.
      await until(page, 'the reason', () => keptFile()?.includes('外包给第三方'));
      await until(page, 'nothing to be pending', () => !Object.keys(localStorage).some((key) => key.includes('-pending:')));
      await page.type(field, '，合同见附件');
      const whole = { answer: 'NA', reason: '外包给第三方，合同见附件' };
      await until(page, 'all of the reason', (reason) => keptFile()?.includes(reason), whole.reason);
      await unfold(page, '[data-list=history]');
      await until(page, 'two acts', () => document.querySelectorAll('[data-list=history] li').length === 2);
      await page.evaluate(() => document.activeElement.blur());
      const pressUndo = async (key) => {
        await page.keyboard.down('Control');
        await page.keyboard.press(key);
        await page.keyboard.up('Control');
      };
      await pressUndo('z');
      await untilStored(page, { [ids[5]]: 'P' });
      assert.deepEqual((await stored(page)).answers, { [ids[5]]: 'P' }, 'no letter of it is left');
      await pressUndo('y');
      await untilStored(page, { [ids[5]]: 'P', [requirement]: 'NA' });
      assert.deepEqual((await stored(page)).answers[requirement], whole);
      await reader.close();
    });

    once('old names of mixed editions: ours are taken over, another edition stays, what cannot be read is put aside', async () => {
      const reader = await openPage(browser);
      const { page } = reader;
      await page.goto(`${site.base}en/index.html`);
      const file = (answers, edition, more = {}) => JSON.stringify({ format: 'dtmm-assessment/1', edition, answers, ...more }, null, 2);
      const old = {
        'dtmm:assessment': file({ [ids[0]]: 'F' }, edition, { title: '甲' }),
        'dtmm:assessment:2': file({ [ids[1]]: 'L' }, '2019-other'),
        'dtmm:assessment:3': '{"format": "dtmm-assess',
        'dtmm:assessment:4': file({ [ids[2]]: 'P' }, edition),
        'dtmm:current': '2',
        'dtmm:weights': 'domain',
      };
      await page.evaluate((old) => Object.assign(localStorage, old), old);
      await openWork(page, site.base, 'en');
      await untilStored(page, { [ids[0]]: 'F' });
      await untilStored(page, { [ids[2]]: 'P' }, 4);
      assert.equal((await stored(page, 4)).weights, 'domain');
      assert.equal(await page.$eval('[data-field=shelf]', (one) => one.value), '1', 'none of another edition is turned to');
      const left = await page.evaluate(() => Object.fromEntries(Object.entries(localStorage).filter(([key]) => /^dtmm:(assessment|current|weights)/.test(key))));
      assert.deepEqual(left, { 'dtmm:assessment:2': old['dtmm:assessment:2'], 'dtmm:current': '2', 'dtmm:weights': 'domain' }, 'they are of another site');
      assert.equal(await page.evaluate(() => localStorage[`${dtmm.prefix}assessment:3`]), old['dtmm:assessment:3']);
      await page.select('[data-field=shelf]', '4');
      await page.evaluate(() => { localStorage[`${dtmm.prefix}assessment-current`] = '3'; sessionStorage.clear(); });
      await page.reload();
      assert.ok((await notice(page, /./)).startsWith(await word(page, 'damaged')));
      const { bytes } = await saved(page, () => press(page, '[data-action=save-aside]'));
      assert.equal(bytes.toString(), old['dtmm:assessment:3']);
      await reader.close();
    });

    for (const [kind, indent] of [['with lines, which are made narrower', 2], ['without any, which stay where they are', 0]]) {
      once(`old names in a storage that is full: texts ${kind}`, async () => {
        const reader = await openPage(browser);
        const { page } = reader;
        await page.goto(`${site.base}zh/index.html`);
        const note = '现场查看 '.repeat(20);
        const answers = [{ [ids[0]]: 'F', [ids[1]]: { answer: 'P', note } }, Object.fromEntries(ids.slice(0, 60).map((id) => [id, 'L']))];
        const texts = answers.map((answers) => JSON.stringify({ format: 'dtmm-assessment/1', edition, answers }, null, indent));
        await page.evaluate((texts) => {
          [localStorage['dtmm:assessment'], localStorage['dtmm:assessment:2']] = texts;
          localStorage['dtmm:weights'] = '1,2,3,4,5,6,7';
        }, texts);
        await page.evaluate(fill);
        await openWork(page, site.base, 'zh');
        const found = () => page.evaluate(() => Object.entries(localStorage).filter(([key, text]) => key.includes('assessment') && text.startsWith('{')).map(([, text]) => JSON.parse(text).answers));
        const sorted = (all) => all.map((one) => JSON.stringify(one)).toSorted();
        assert.deepEqual(sorted(await found()), sorted(answers), 'one each, and whole');
        if (indent) {
          await until(page, 'both to be listed', () => document.querySelectorAll('[data-field=shelf] option').length === 2);
        } else {
          assert.ok((await notice(page, /./)).includes(await word(page, 'old_left', { count: 2 })));
          const { bytes } = await saved(page, () => press(page, '[data-action=save-old]'));
          assert.deepEqual(sorted(bytes.toString().trim().split('\n').map((line) => JSON.parse(line).answers)), sorted(answers));
        }
        await page.evaluate(free);
        await page.reload();
        await page.waitForSelector('html.answering');
        await untilStored(page, { [ids[0]]: 'F', [ids[1]]: 'P' });
        await untilStored(page, answers[1], 2);
        assert.equal((await stored(page)).answers[ids[1]].note, note);
        assert.equal(await page.$eval('[data-notices]', (one) => one.textContent), '');
        await reader.close();
        prove('faults survived', 1, 'storages blocked, refusing, full or damaged');
      });
    }

    once('with dozens of assessments, a letter that is typed reads none of the others', async () => {
      const many = Array.from({ length: 30 }, (_, index) => ({ title: `厂 ${index + 1}`, answers: Object.fromEntries(ids.slice(0, 50).map((id) => [id, 'F'])) }));
      const counting = () => {
        globalThis.reads = [];
        const get = Storage.prototype.getItem;
        Storage.prototype.getItem = function (key) {
          globalThis.reads.push(key);
          return get.call(this, key);
        };
      };
      const reader = await begin('zh', { prepare: counting, assessments: many });
      const { page } = reader;
      await unfold(page, '[data-field=title]');
      await until(page, 'all to be listed', () => document.querySelectorAll('[data-field=shelf] option').length === 30);
      const typed = async (act) => {
        await page.evaluate(() => { globalThis.reads.length = 0; });
        await act();
        return page.evaluate(() => globalThis.reads.filter((key) => /assessment:\d+/.test(key) && !key.endsWith('assessment:1')).length);
      };
      assert.equal(await typed(() => page.type('[data-field=title]', ' 二期工程')), 0);
      await until(page, 'the list to follow', () => document.querySelector('[data-field=shelf] option:checked').textContent === '厂 1 二期工程');
      await press(page, details(ids[0]));
      await page.waitForSelector(note(ids[0]));
      assert.equal(await typed(() => page.type(note(ids[0]), '现场查看')), 0);
      await until(page, 'the note', () => keptFile()?.includes('现场查看'));
      await reader.close();
    });
  });
}
