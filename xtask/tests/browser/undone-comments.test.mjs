// Comments on the draft in several tabs and sites, and acts that are undone alone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ALL, OLD, THREE, begin, edition, field, keep, kept, openList, pressControl, proposals, said, untilRows, values, write } from './comments.mjs';
import { BROWSERS, SITE, openBrowser, openPage, openSite, press, start, until } from './harness.mjs';
import { host } from './hosting.mjs';

const browser = await openBrowser();
const sites = { http: await openSite('sub-path'), file: await openSite('folder') };

/** Opens the list of recent changes. */
async function openRecent(page) {
  await press(page, '.tool > summary');
  await page.waitForSelector('.tool .list > *');
}

/** Presses keys while no text is written. */
async function pressKeys(page, key) {
  await page.evaluate(() => document.activeElement.blur());
  await pressControl(page, key);
}

describe('tabs', () => {
  test('follow each other, and neither writes over the other', async () => {
    const { page, tab, close } = await openPage(browser);
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    await begin(page, 'QLT-302');
    await page.type(field('proposal'), '甲');
    const other = await tab();
    await openList(other, sites.http.base);
    await other.type('[data-slip] [name="reason"]', '乙');
    await until(page, 'the reason of the other tab', () => document.querySelector('.slip-panel [name="reason"]').value === '乙');
    await page.type(field('proposal'), '！');
    await until(other, 'the proposal of the first tab', () => document.querySelector('[data-slip] [name="proposal"]').value === '甲！');
    await write(other, '总');
    await page.type(field('organization'), '某');
    const all = (await kept(page)).map(({ proposal, reason, organization }) => [proposal, reason, organization]);
    assert.deepEqual(all, [['甲！', '乙', '某'], ['总', '', '']]);
    // Removed in one, gone in the other.
    await press(other, '[data-slip]:nth-child(2) .slip-remove');
    await page.waitForSelector('.slip-panel .slip', { hidden: true });
    await close();
  });

  test('what one wrote over without knowing of it is done again', async () => {
    const { page, tab, close } = await openPage(browser);
    await keep(page, sites.http.base, [{ place: '全文', proposal: '甲' }]);
    await openList(page, sites.http.base);
    const other = await tab();
    await other.goto(`${sites.http.base}zh/method.html`);
    const before = await other.evaluate(() => localStorage.getItem(`${dtmm.prefix}comments:1`));
    await page.type('[data-slip] [name="proposal"]', '乙');
    await kept(page);
    // As a tab does that has not yet seen what this one wrote.
    await other.evaluate((text) => localStorage.setItem(`${dtmm.prefix}comments:1`, text), before.replace('"organization":"",', '"organization":"新",'));
    await until(page, 'what was typed to be kept again', () => ['甲乙', '新'].every((text) => localStorage.getItem(`${dtmm.prefix}comments:1`).includes(text)));
    await close();
  });

  test('what was changed since an act is left by its undoing, and said to be', async () => {
    const { page, tab, close } = await openPage(browser);
    await keep(page, sites.http.base, THREE);
    await openList(page, sites.http.base);
    await page.type('[data-slip] [name="reason"]', '因为');
    const other = await tab();
    await openList(other, sites.http.base);
    await other.type('[data-slip] [name="reason"]', '！');
    await until(page, 'it', () => document.querySelector('[data-slip] [name="reason"]').value === '因为！');
    await pressKeys(page, 'z');
    await until(page, 'it to be said', () => /1 处后来又有改动/.test(document.querySelector('.slip-said').innerText));
    assert.equal((await kept(page))[0].reason, '因为！');
    await close();
  });
});

for (const name of BROWSERS) {
  describe(`tabs and sites in ${name}`, () => {
    let own;
    before(async () => { own = await start(name); });
    after(() => own.close());

    test('two write to one field each at the same moment, and both stay', async () => {
      const { page, tab, close } = await openPage(own);
      await keep(page, sites.http.base, THREE);
      await openList(page, sites.http.base);
      const other = await tab();
      await openList(other, sites.http.base);
      const long = '同时'.repeat(20);
      await Promise.all([page.type('[data-slip] [name="proposal"]', long), other.type('[data-slip] [name="reason"]', long)]);
      await until(page, 'both', (long) => document.querySelector('[data-slip] [name="reason"]').value === long, long);
      const [first] = await kept(page);
      assert.deepEqual([first.proposal, first.reason], [`甲${long}`, long]);
      await close();
    });

    // Firefox takes every file for a site of its own.
    for (const where of name === 'Firefox' ? ['http'] : ['http', 'file']) {
      test(`undoing in one tab takes back nothing of the other: ${where}`, async () => {
        const { page, tab, close } = await openPage(own);
        await openList(page, sites[where].base);
        for (const { proposal } of THREE) await write(page, proposal);
        const other = await tab();
        await openList(other, sites[where].base);
        await untilRows(other, 3);
        await press(page, ALL);
        await untilRows(other, 0);
        for (const text of ['丁', '戊']) await write(other, text);
        await untilRows(page, 2);
        await press(page, '.slip-undo');
        await untilRows(other, 5);
        assert.deepEqual(await proposals(page), ['丁', '丙', '乙', '戊', '甲'].sort());
        assert.deepEqual(await proposals(other), await proposals(page));
        await page.reload();
        await untilRows(page, 5);
        await close();
      });
    }

    test('two sites of one host keep apart', async () => {
      const both = await host();
      after(() => both.close());
      both.find = (path) => join(SITE, path.replace(/^[ab]\//, ''));
      const { page, close } = await openPage(own);
      await openList(page, `${both.base}a/`);
      await write(page, '甲');
      await openList(page, `${both.base}b/`);
      assert.deepEqual(await proposals(page), []);
      await write(page, '乙');
      await press(page, ALL);
      await openList(page, `${both.base}a/`);
      await untilRows(page, 1);
      assert.deepEqual(await proposals(page), ['甲']);
      assert.equal(await page.$('.slip-undo'), null);
      await close();
    });
  });
}

describe('undoing', () => {
  test('is offered after a reload, takes back that act alone, and can be undone', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, sites.http.base, THREE);
    await openList(page, sites.http.base);
    await press(page, ALL);
    await page.reload();
    await page.waitForSelector('[data-comments]:not([hidden])');
    assert.match(await said(page), /已删除 3 条意见/);
    await press(page, '.slip-undo');
    await untilRows(page, 3);
    await press(page, '.slip-redo');
    await untilRows(page, 0);
    await press(page, '.slip-undo');
    assert.deepEqual(await proposals(page), ['丙', '乙', '甲']);
    await close();
  });

  test('by keys: act by act, a text as one, and again; where a text is written the keys undo letters', async () => {
    const { page, close } = await openPage(browser);
    await openList(page, sites.http.base);
    await write(page, '第一');
    await write(page, '第二');
    assert.deepEqual(await proposals(page), ['第一', '第二']);
    await pressKeys(page, 'z');
    assert.deepEqual(await proposals(page), ['', '第一']);
    await pressKeys(page, 'z');
    assert.deepEqual(await proposals(page), ['第一']);
    await pressKeys(page, 'y');
    await pressKeys(page, 'y');
    assert.deepEqual(await proposals(page), ['第一', '第二']);
    await page.reload();
    await untilRows(page, 2);
    for (const left of [['', '第一'], ['第一'], ['']]) {
      await pressKeys(page, 'z');
      assert.deepEqual(await proposals(page), left);
    }
    await pressKeys(page, 'z');
    await pressKeys(page, 'z');
    assert.match(await said(page), /没有可以撤销的改动/);
    await pressKeys(page, 'y');
    await page.focus('[data-slip] [name="proposal"]');
    await pressControl(page, 'z');
    await untilRows(page, 1);
    await close();
  });

  test('takes the writing of an organization as one act, and the next comment begins with it', async () => {
    const { page, close } = await openPage(browser);
    await openList(page, sites.http.base);
    await write(page, '甲');
    await page.type('[data-slip] [name="organization"]', '某公司');
    await write(page, '乙');
    const organizations = () => page.$$eval('[data-slip] [name="organization"]', (all) => all.map(({ value }) => value));
    assert.deepEqual(await organizations(), ['某公司', '某公司']);
    for (const left of [['某公司', '某公司'], ['某公司'], ['']]) {
      await pressKeys(page, 'z');
      assert.deepEqual(await organizations(), left);
    }
    await close();
  });

  for (const lang of ['zh', 'en']) {
    test(`of any of the last 50 acts alone, from the list of recent changes, and again: ${lang}`, async () => {
      const { page, close, seen } = await openPage(browser);
      await openList(page, sites.http.base, lang);
      await write(page, '第一');
      await write(page, '第二');
      await page.type('[data-slip]:nth-child(1) [name="reason"]', '因为');
      await press(page, '[data-slip]:nth-child(2) .slip-remove');
      await openRecent(page);
      const list = () => page.$$eval('.history li', (all) => all.map((row) => [row.innerText.replace(/\s+/g, ' ').trim(), row.className]));
      const acts = {
        zh: ['删除意见：全文', '全文 理由 因为', '全文 修改意见 第二', '提出意见：全文', '全文 修改意见 第一', '提出意见：全文'],
        en: ['Comment deleted: 全文', '全文 Reason 因为', '全文 Proposed change 第二', 'Comment added: 全文', '全文 Proposed change 第一', 'Comment added: 全文'],
      }[lang];
      const [undo, redo] = lang === 'zh' ? ['撤销', '重做'] : ['Undo', 'Redo'];
      assert.deepEqual(await list(), acts.map((act) => [`${act} ${undo}`, '']));
      const before = await proposals(page);
      // The writing of the reason, while what was done since stays.
      await press(page, '.history li:nth-child(2) button');
      await until(page, 'it to be undone', () => document.querySelectorAll('.history .undone').length === 1);
      assert.equal((await kept(page))[0].reason, '');
      assert.deepEqual(await proposals(page), before);
      assert.deepEqual((await list())[1], [`${acts[1]} ${redo}`, 'undone']);
      assert.equal(await page.evaluate(() => document.activeElement.closest('li') === document.querySelector('.history li:nth-child(2)')), true, 'the keyboard stays at the act');
      await press(page, '.history li:nth-child(1) button');
      await untilRows(page, 2);
      await page.reload();
      await untilRows(page, 2);
      await openRecent(page);
      await press(page, '.history li:nth-child(2) button');
      await until(page, 'it to be done again', () => document.querySelectorAll('.history .undone').length === 1);
      assert.ok((await kept(page)).some(({ reason }) => reason === '因为'));
      assert.deepEqual(seen.console, []);
      await close();
    });
  }

  test('the list keeps the last 50, and is not shown while nothing was changed', async () => {
    const { page, close } = await openPage(browser);
    await openList(page, sites.http.base);
    assert.equal(await page.$eval('.tool > summary', (one) => one.checkVisibility()), false);
    await keep(page, sites.http.base, Array.from({ length: 52 }, (_, index) => ({ place: `8.${index}`, proposal: '甲' })));
    await openList(page, sites.http.base);
    await page.evaluate(() => {
      for (let left = 52; left; left--) document.querySelector('.slip-remove').click();
    });
    await untilRows(page, 0);
    await openRecent(page);
    await until(page, 'the list', () => document.querySelectorAll('.history li').length === 50);
    await close();
  });

  test('in a panel the keys undo comments, not answers', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    await begin(page, 'QLT-302');
    await page.type(field('proposal'), '甲');
    await page.focus('.slip-panel .slip-remove');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.slip-panel .slip', { hidden: true });
    await pressControl(page, 'z');
    await page.waitForSelector('.slip-panel .slip');
    assert.equal((await values(page, '.slip-panel')).proposal, '甲');
    await close();
  });
});

describe('names of sites', () => {
  test('what was kept before they had one is taken over once, where it is on this edition', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, sites.http.base, THREE, undefined, OLD);
    await openList(page, sites.http.base);
    assert.deepEqual(await proposals(page), ['丙', '乙', '甲']);
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), OLD), null);
    await press(page, '[data-slip]:nth-child(1) .slip-remove');
    // An older version of the site, open in another tab, writes there again.
    await page.evaluate((key, text) => localStorage.setItem(key, text), OLD, JSON.stringify({ format: 'dtmm-comments/1', edition, organization: '', comments: [{ id: 'c1', place: '2', proposal: '乙' }, { id: 'c2', place: '3', proposal: '丙！' }, { id: 'z', place: '4', proposal: '丁' }] }));
    await kept(page);
    await page.reload();
    await untilRows(page, 4);
    assert.deepEqual(await proposals(page), ['丁', '丙', '丙！', '乙']);
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), OLD), null);
    const foreign = JSON.stringify({ format: 'dtmm-comments/1', edition: 'other', organization: '', comments: [{ proposal: '外' }] });
    await page.evaluate((key, text) => localStorage.setItem(key, text), OLD, foreign);
    await page.reload();
    await untilRows(page, 4);
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), OLD), foreign, 'it stays for the site it belongs to');
    await close();
  });
});
