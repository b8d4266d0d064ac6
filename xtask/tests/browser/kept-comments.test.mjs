// Comments on the draft as they are kept in the browser: storages that fail, texts that are damaged, an engine that
// does not come or ends.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { THREE, begin, edition, field, keep, kept, keptFile, notice, openList, proposals, untilRows, upload, values, write } from './comments.mjs';
import { openBrowser, openPage, openSite, press, saved, until } from './harness.mjs';

const browser = await openBrowser();
const site = await openSite('sub-path');

/** Makes the storage of a page fail as `broken` does, from its beginning. */
const breakStorage = (page, broken) => page.evaluateOnNewDocument(broken);

/** What the button of the notice saves: the file of comments, which holds everything. */
async function savedAll(page, within = '') {
  const { name, bytes } = await saved(page, () => press(page, `${within} .slip-save`));
  assert.match(name, /^comments-.*\.json$/);
  const file = JSON.parse(bytes.toString('utf8'));
  assert.deepEqual([file.format, file.edition], ['dtmm-comments/1', edition]);
  return { bytes, file, proposals: file.comments.map(({ proposal }) => proposal).sort() };
}

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

describe('a storage that does not keep', () => {
  test('blocked: nothing on the page is lost, it is said, and all of it can be saved there and read again', async () => {
    const { page, close } = await openPage(browser);
    await breakStorage(page, () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } }));
    await page.goto(`${site.base}zh/production/quality-control.html`);
    await begin(page, 'QLT-302');
    await page.type(field('proposal'), '甲');
    assert.match(await notice(page), /没有保存意见.*保存为文件/s);
    await page.keyboard.press('Escape');
    await begin(page, 'QLT-301');
    await page.type(field('proposal'), '乙');
    await page.keyboard.press('Escape');
    await begin(page, 'QLT-302');
    assert.equal((await values(page, '.slip-panel')).proposal, '甲');
    const all = await savedAll(page, '.slip-panel');
    assert.deepEqual(all.proposals, ['乙', '甲']);
    assert.deepEqual(await leave(page), ['beforeunload']);
    await close();
    const { page: other, close: closeOther } = await openPage(browser);
    await openList(other, site.base);
    await upload(other, all.bytes, 'saved.json');
    await untilRows(other, 2);
    assert.deepEqual((await keptFile(other)), all.file, 'with their identifiers');
    await closeOther();
  });

  test('full: nothing is lost, and all is kept once there is room', async () => {
    const { page, tab, close } = await openPage(browser);
    await keep(page, site.base, [{ place: '全文', proposal: '甲' }]);
    await breakStorage(page, () => {
      const put = Storage.prototype.setItem;
      Storage.prototype.setItem = function (...values) {
        if (!window.hasRoom) throw new DOMException('full', 'QuotaExceededError');
        put.apply(this, values);
      };
    });
    await openList(page, site.base);
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
    await keep(other, site.base, [{ id: 'c0', place: '全文', proposal: '甲' }, { id: 'c1', place: 'QLT-302', proposal: '戊' }]);
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
    await keep(page, site.base, THREE);
    await breakStorage(page, () => {
      const get = Storage.prototype.getItem;
      Storage.prototype.getItem = function (...values) {
        if (!window.reads) throw new DOMException('broken', 'InvalidStateError');
        return get.apply(this, values);
      };
    });
    await openList(page, site.base);
    await write(page, '丁');
    assert.match(await notice(page), /暂时无法读取/);
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
    await keep(page, site.base, THREE);
    await openList(page, site.base);
    const other = await tab();
    await other.goto(`${site.base}zh/method.html`);
    await other.evaluate(() => localStorage.clear());
    assert.match(await notice(page), /被清空了/);
    await page.type('[data-slip] [name="proposal"]', '！');
    assert.deepEqual(await kept(page), [], 'nothing is written back unasked');
    assert.deepEqual((await savedAll(page)).proposals, ['丙', '乙', '甲！']);
    await press(page, '.slip-again');
    await until(page, 'the notice to go', () => !document.querySelector('.slip-notices > p'));
    assert.deepEqual((await kept(page)).map(({ proposal }) => proposal), ['甲！', '乙', '丙']);
    await close();
  });

  test('one that is emptied and begun anew in another tab is joined only when the reader says so', async () => {
    const { page, tab, close } = await openPage(browser);
    await keep(page, site.base, THREE);
    await openList(page, site.base);
    await page.type('[data-slip] [name="proposal"]', '！');
    await until(page, 'all tabs to have had the time to learn of it', () => !Object.keys(localStorage).some((key) => key.includes('-pending:')));
    const other = await tab();
    await other.goto(`${site.base}zh/method.html`);
    await other.evaluate(() => localStorage.clear());
    await openList(other, site.base);
    await write(other, '新');
    await untilRows(other, 1);
    assert.match(await notice(page), /被清空了/);
    await page.type('[data-slip] [name="proposal"]', '？');
    assert.deepEqual((await kept(other)).map(({ proposal }) => proposal), ['新'], 'what was begun anew stands alone');
    await press(page, '.slip-again');
    await until(page, 'the notice to go', () => !document.querySelector('.slip-notices > p'));
    assert.equal((await kept(page)).length, 4);
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith(`${dtmm.prefix}comments:`)).length), 1);
    await close();
  });
});

describe('a damaged text', () => {
  for (const damaged of ['{"format":"dtmm-comments/1","comm', '{"format":"dtmm-comments/1","comments":[{"proposal":7}]}', '{"format":"other","comments":[]}', 'null', '[]']) {
    test(`is put aside, and said to be: ${damaged}`, async () => {
      const { page, close } = await openPage(browser);
      await keep(page, site.base, undefined, damaged);
      await openList(page, site.base);
      assert.match(await notice(page), /无法读取.*另存/s);
      await write(page, '新');
      assert.deepEqual((await kept(page)).map(({ proposal }) => proposal), ['新']);
      assert.equal(await page.evaluate(() => localStorage.getItem(`${dtmm.prefix}comments-aside:1`)), damaged);
      await close();
    });
  }

  test('twice gives two numbered copies, each to be saved, and said until the reader knows', async () => {
    const { page, tab, close } = await openPage(browser);
    await keep(page, site.base, undefined, '{"one');
    await openList(page, site.base, 'en');
    await write(page, 'mine');
    await kept(page);
    const other = await tab();
    await keep(other, site.base, undefined, '{"two');
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
    await keep(page, site.base, undefined, '{"format":"dtmm-comments/2","comments":{}}');
    await openList(page, site.base);
    assert.match(await notice(page), /较新版本/);
    await close();
  });

  test('without identifiers and with unknown fields is none: it is read and kept whole, removed and back', async () => {
    const { page, close } = await openPage(browser);
    const text = { format: 'dtmm-comments/1', edition, organization: '某公司', later: 1, comments: [{ at: 'QLT-302', place: 'x', original: 'y', proposal: 'z', reason: '', organization: '某公司', extra: [1, '甲 乙'] }] };
    await keep(page, site.base, undefined, JSON.stringify(text));
    await openList(page, site.base);
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

describe('an engine', () => {
  test('that does not come: what is stored is shown and stays, what is written can be saved', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, site.base, THREE);
    const before = await page.evaluate(() => localStorage.getItem(`${dtmm.prefix}comments:1`));
    await page.setRequestInterception(true);
    page.on('request', (request) => (/\/commenter-/.test(request.url()) ? request.abort() : request.continue()));
    await openList(page, site.base);
    assert.match(await notice(page), /未能加载/);
    await untilRows(page, 3);
    await write(page, '丁');
    assert.deepEqual((await savedAll(page)).proposals, ['丁', '丙', '乙', '甲']);
    assert.deepEqual(await page.$$eval('[data-comments] input[type="file"], [data-comments] .slip-ways button:first-child', (all) => all.filter((one) => one.checkVisibility()).length), 1, 'tables are the matter of the engine');
    assert.equal(await page.evaluate(() => localStorage.getItem(`${dtmm.prefix}comments:1`)), before);
    assert.deepEqual(await leave(page), ['beforeunload']);
    await close();
  });

  test('that ends: it is said, and all that the page has can be saved', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, site.base, THREE);
    await openList(page, site.base);
    await page.evaluate(async () => {
      const engine = await dtmmCommenter();
      engine.change = () => { throw new WebAssembly.RuntimeError('unreachable'); };
    });
    await page.type('[data-slip] [name="proposal"]', '！！');
    assert.match(await notice(page), /出错，已停止工作/);
    assert.deepEqual((await savedAll(page)).proposals, ['丙', '乙', '甲！！']);
    assert.deepEqual((await kept(page)).map(({ proposal }) => proposal), ['甲', '乙', '丙']);
    assert.deepEqual(await leave(page), ['beforeunload']);
    await close();
  });
});
