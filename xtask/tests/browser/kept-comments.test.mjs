// Comments on the draft as they are kept in the browser: storages that fail, tabs at once, acts that are undone
// alone, an engine that does not come or ends.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { OLD, QLT302, begin, edition, field, keep, kept, keptFile, notice, openList, readWithPython, rows, said, values } from './comments.mjs';
import { openBrowser, openPage, openSite, press, saved, until } from './harness.mjs';

const browser = await openBrowser();
const sites = { http: await openSite('sub-path'), file: await openSite('folder'), other: await openSite('host root') };
const THREE = ['甲', '乙', '丙'].map((proposal, index) => ({ place: `${index + 1}`, proposal }));
const GENERAL = '[data-comments] .slip-ways + .slip-ways button';
const ALL = '[data-comments] .slip-ways button:nth-child(3)';

/** Makes the storage of a page fail as `broken` does, from its beginning. */
const breakStorage = (page, broken) => page.evaluateOnNewDocument(broken);
const proposals = async (page) => (await rows(page)).map(({ proposal }) => proposal).sort();
const untilRows = (page, count) => until(page, `${count} comments to be shown`, (count) => document.querySelectorAll('[data-slip]').length === count, count);
/** What leaving the page makes the browser ask. */
async function leave(page) {
  const asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    dialog.accept();
  });
  await page.goto('about:blank');
  return asked;
}
/** Begins a comment on the whole document and writes in it. */
async function write(page, text) {
  await press(page, GENERAL);
  await page.keyboard.type(text);
}
/** Presses keys while no text is written. */
async function pressKeys(page, key) {
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}

describe('a storage that does not keep', () => {
  test('blocked: nothing on the page is lost, it is said, and the table can be saved there', async () => {
    const { page, close } = await openPage(browser);
    await breakStorage(page, () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } }));
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    await begin(page, 'QLT-302');
    await page.type(field('proposal'), '甲');
    assert.match(await notice(page), /没有保存意见.*导出/s);
    await page.keyboard.press('Escape');
    await begin(page, 'QLT-301');
    await page.type(field('proposal'), '乙');
    await page.keyboard.press('Escape');
    await begin(page, 'QLT-302');
    assert.equal((await values(page, '.slip-panel')).proposal, '甲');
    const { bytes } = await saved(page, () => press(page, '.slip-panel .slip-save'));
    assert.deepEqual((await readWithPython(bytes)).map((row) => row[3]), ['修改意见', '乙', '甲']);
    assert.deepEqual(await leave(page), ['beforeunload']);
    await close();
  });

  test('full: nothing is lost, and all is kept once there is room', async () => {
    const { page, tab, close } = await openPage(browser);
    await keep(page, sites.http.base, [{ place: '全文', proposal: '甲' }]);
    await breakStorage(page, () => {
      const put = Storage.prototype.setItem;
      Storage.prototype.setItem = function (...values) {
        if (!window.hasRoom) throw new DOMException('full', 'QuotaExceededError');
        put.apply(this, values);
      };
    });
    await openList(page, sites.http.base);
    await page.type('[data-slip] [name="proposal"]', '乙');
    await write(page, '丙');
    assert.match(await notice(page), /没有保存意见/);
    assert.deepEqual(await proposals(page), ['丙', '甲乙']);
    assert.deepEqual((await kept(page)).map(({ proposal }) => proposal), ['甲'], 'what was kept is as it was');
    // Whatever the clock says, what another tab stores now does not take it away.
    await page.evaluate(() => {
      const { now } = Date;
      Date.now = () => now() + 60_000;
    });
    const other = await tab();
    await keep(other, sites.http.base, [{ id: 'c0', place: '全文', proposal: '甲' }, { id: 'c1', place: 'QLT-302', proposal: '戊' }]);
    await page.waitForSelector('[data-slip="c1"]');
    assert.deepEqual(await proposals(page), ['丙', '戊', '甲乙']);
    await page.evaluate(() => {
      window.hasRoom = true;
      document.querySelector('.slip-again').click();
    });
    await until(page, 'the notice to go', () => !document.querySelector('.slip-notices > p'));
    await page.type('[data-slip]:not([data-slip^="c"]) [name="reason"]', '丁');
    assert.deepEqual((await kept(page)).map(({ proposal, reason }) => [proposal, reason]).sort(), [['丙', '丁'], ['戊', ''], ['甲乙', '']]);
    assert.deepEqual(await leave(page), []);
    await close();
  });

  test('one that cannot be read for a while is not written to', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, sites.http.base, THREE);
    await breakStorage(page, () => {
      const get = Storage.prototype.getItem;
      Storage.prototype.getItem = function (...values) {
        if (!window.reads) throw new DOMException('broken', 'InvalidStateError');
        return get.apply(this, values);
      };
    });
    await openList(page, sites.http.base);
    await write(page, '丁');
    assert.match(await notice(page), /暂时读不到/);
    await page.evaluate(() => {
      window.reads = true;
      document.querySelector('.slip-again').click();
    });
    await untilRows(page, 4);
    assert.deepEqual((await kept(page)).map(({ proposal }) => proposal).sort(), ['丁', '丙', '乙', '甲']);
    await close();
  });

  test('one that is emptied in another tab empties no page; all is stored again when the reader says so', async () => {
    const { page, tab, close } = await openPage(browser);
    await keep(page, sites.http.base, THREE);
    await openList(page, sites.http.base);
    const other = await tab();
    await other.goto(`${sites.http.base}zh/method.html`);
    await other.evaluate(() => localStorage.clear());
    assert.match(await notice(page), /被清空了/);
    await page.type('[data-slip] [name="proposal"]', '！');
    assert.deepEqual(await kept(page), [], 'nothing is written back unasked');
    const { bytes } = await saved(page, () => press(page, '.slip-save'));
    assert.deepEqual((await readWithPython(bytes)).map((row) => row[3]), ['修改意见', '甲！', '乙', '丙']);
    await press(page, '.slip-again');
    await until(page, 'the notice to go', () => !document.querySelector('.slip-notices > p'));
    assert.deepEqual((await kept(page)).map(({ proposal }) => proposal), ['甲！', '乙', '丙']);
    await close();
  });
});

describe('a damaged text', () => {
  for (const damaged of ['{"format":"dtmm-comments/1","comm', '{"format":"dtmm-comments/1","comments":[{"proposal":7}]}', '{"format":"other","comments":[]}', 'null', '[]']) {
    test(`is put aside, and said to be: ${damaged}`, async () => {
      const { page, close } = await openPage(browser);
      await keep(page, sites.http.base, undefined, damaged);
      await openList(page, sites.http.base);
      assert.match(await notice(page), /读不出来.*另存/s);
      await write(page, '新');
      assert.deepEqual((await kept(page)).map(({ proposal }) => proposal), ['新']);
      assert.equal(await page.evaluate(() => localStorage.getItem(`${dtmm.prefix}comments-aside:1`)), damaged);
      await close();
    });
  }

  test('twice gives two numbered copies, each to be saved, and said until the reader knows', async () => {
    const { page, tab, close } = await openPage(browser);
    await keep(page, sites.http.base, undefined, '{"one');
    await openList(page, sites.http.base, 'en');
    await write(page, 'mine');
    await kept(page);
    const other = await tab();
    await keep(other, sites.http.base, undefined, '{"two');
    await until(page, 'both to be offered', () => document.querySelectorAll('.slip-notices button').length === 3);
    const texts = await page.evaluate(() => [1, 2].map((n) => localStorage.getItem(`${dtmm.prefix}comments-aside:${n}`)));
    assert.deepEqual(texts, ['{"one', '{"two']);
    for (const n of [1, 2]) {
      const { bytes } = await saved(page, () => press(page, `.slip-notices button:nth-child(${n})`));
      assert.equal(bytes.toString(), texts[n - 1]);
    }
    assert.deepEqual((await kept(page)).map(({ proposal }) => proposal), ['mine'], 'what the page has takes its place');
    await page.reload();
    await press(page, '.slip-told');
    await page.reload();
    await untilRows(page, 1);
    assert.equal(await page.$('.slip-notices > p'), null);
    await close();
  });

  test('one of a newer program is called that', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, sites.http.base, undefined, '{"format":"dtmm-comments/2","comments":{}}');
    await openList(page, sites.http.base);
    assert.match(await notice(page), /更新的版本/);
    await close();
  });

  test('without identifiers and with unknown fields is none: it is read and kept whole, removed and back', async () => {
    const { page, close } = await openPage(browser);
    const text = { format: 'dtmm-comments/1', edition, organization: '某公司', later: 1, comments: [{ at: 'QLT-302', place: 'x', original: 'y', proposal: 'z', reason: '', organization: '某公司', extra: [1, '甲 乙'] }] };
    await keep(page, sites.http.base, undefined, JSON.stringify(text));
    await openList(page, sites.http.base);
    await page.type('[data-slip] [name="reason"]', '丁');
    const found = await keptFile(page);
    const { id } = found.comments[0];
    assert.ok(id);
    assert.deepEqual(found, { ...text, comments: [{ id, ...text.comments[0], reason: '丁' }] });
    await press(page, '.slip-remove');
    assert.deepEqual(await kept(page), []);
    await press(page, '.slip-undo');
    await untilRows(page, 1);
    assert.deepEqual(await keptFile(page), found);
    await close();
  });
});

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

  test('write to one field each at the same moment, and both stay', async () => {
    const { page, tab, close } = await openPage(browser);
    await keep(page, sites.http.base, THREE);
    await openList(page, sites.http.base);
    const other = await tab();
    await openList(other, sites.http.base);
    const long = '同时'.repeat(30);
    await Promise.all([page.type('[data-slip] [name="proposal"]', long), other.type('[data-slip] [name="reason"]', long)]);
    await until(page, 'both', (long) => document.querySelector('[data-slip] [name="reason"]').value === long, long);
    const [first] = await kept(page);
    assert.deepEqual([first.proposal, first.reason], [`甲${long}`, long]);
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
    // As a tab does that has not yet seen what this one wrote.
    await other.evaluate((text) => localStorage.setItem(`${dtmm.prefix}comments:1`, text), before.replace('"organization":"",', '"organization":"新",'));
    await until(page, 'what was typed to be kept again', () => ['甲乙', '新'].every((text) => localStorage.getItem(`${dtmm.prefix}comments:1`).includes(text)));
    await close();
  });

  for (const host of ['http', 'file']) {
    test(`undoing in one takes back nothing of the other: ${host}`, async () => {
      const { page, tab, close } = await openPage(browser);
      await openList(page, sites[host].base);
      for (const { proposal } of THREE) await write(page, proposal);
      const other = await tab();
      await openList(other, sites[host].base);
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
    await until(page, 'it to be said', () => /1 处之后又改过/.test(document.querySelector('.slip-said').innerText));
    assert.equal((await kept(page))[0].reason, '因为！');
    await close();
  });
});

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
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
    await untilRows(page, 1);
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
    await page.keyboard.down('Control');
    await page.keyboard.press('z');
    await page.keyboard.up('Control');
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

describe('an engine', () => {
  test('that does not come: what is stored is shown and stays, what is written can be saved', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, sites.http.base, THREE);
    const before = await page.evaluate(() => localStorage.getItem(`${dtmm.prefix}comments:1`));
    await page.setRequestInterception(true);
    page.on('request', (request) => (/\/commenter-/.test(request.url()) ? request.abort() : request.continue()));
    await openList(page, sites.http.base);
    assert.match(await notice(page), /没有装载/);
    await untilRows(page, 3);
    await write(page, '丁');
    const { bytes } = await saved(page, () => press(page, '.slip-save'));
    assert.deepEqual((await readWithPython(bytes)).map((row) => row[3]), ['修改意见', '丁', '甲', '乙', '丙']);
    assert.equal(await page.evaluate(() => localStorage.getItem(`${dtmm.prefix}comments:1`)), before);
    assert.deepEqual(await leave(page), ['beforeunload']);
    await close();
  });

  test('that ends: it is said, and all that the page has can be saved', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, sites.http.base, THREE);
    await openList(page, sites.http.base);
    await page.evaluate(async () => {
      const engine = await dtmmCommenter();
      engine.change = () => { throw new WebAssembly.RuntimeError('unreachable'); };
    });
    await page.type('[data-slip] [name="proposal"]', '！！');
    assert.match(await notice(page), /出错停止了/);
    const { bytes } = await saved(page, () => press(page, '.slip-save'));
    assert.deepEqual((await readWithPython(bytes)).map((row) => row[3]), ['修改意见', '甲！！', '乙', '丙']);
    assert.deepEqual((await kept(page)).map(({ proposal }) => proposal), ['甲', '乙', '丙']);
    assert.deepEqual(await leave(page), ['beforeunload']);
    await close();
  });
});
