// Comments on the draft: begun at an entry or a note, and collected on their page.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEADS, QLT302, begin, comment, field, keep, kept, openList, rows, said, values } from './comments.mjs';
import { model, openBrowser, openPage, openSite, press, pressComposing } from './harness.mjs';

const browser = await openBrowser();
const sites = { http: await openSite('sub-path'), file: await openSite('folder') };

describe('beginning', () => {
  for (const [host, lang, width] of [['http', 'zh', 1366], ['http', 'en', 390], ['file', 'zh', 390], ['file', 'en', 1366]]) {
    test(`an entry prefills place and wording, and what is written stays: ${host}, ${lang}, ${width} px`, async () => {
      const { page, seen, close } = await openPage(browser, { width });
      const at = `${sites[host].base}${lang}/production/quality-control.html`;
      await page.goto(at);
      await begin(page, 'QLT-302');
      assert.deepEqual(await values(page, '.slip-panel'), { ...QLT302, proposal: '', reason: '', organization: '' });
      assert.deepEqual(await kept(page), [], 'only looking keeps nothing');
      assert.ok(await page.$eval(field('proposal'), (one) => one.clientWidth) > 250, 'there is room to write');
      await page.type(field('proposal'), '改“应”为“宜”');
      await page.type(field('reason'), '小企业难以\n做到');
      await page.type(field('organization'), '某公司');
      const [one] = await kept(page);
      assert.deepEqual({ ...one, id: '' }, { id: '', at: 'QLT-302', ...QLT302, proposal: '改“应”为“宜”', reason: '小企业难以\n做到', organization: '某公司' });
      assert.match(await said(page), lang === 'zh' ? /已保存/ : /Stored in your browser/);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      await page.reload();
      await begin(page, 'QLT-302');
      assert.equal((await values(page, '.slip-panel')).reason, '小企业难以\n做到');
      // The next one begins with the organization of the last.
      await page.goto(`${sites[host].base}${lang}/level-2.html`);
      await begin(page, 'STR-201');
      assert.equal((await values(page, '.slip-panel')).organization, '某公司');
      assert.deepEqual(seen.console, []);
      await close();
    });
  }

  test('a note prefills what it quotes, suggests and says, in Chinese on both pages', async () => {
    for (const lang of ['zh', 'en']) {
      const { page, close } = await openPage(browser);
      await page.goto(`${sites.http.base}zh/notes.html#note-121`);
      const reading = await page.$eval('#note-121 .reading', (one) => one.textContent);
      const why = await page.$eval('#note-121 > p:nth-of-type(2)', (one) => one.textContent);
      await page.goto(`${sites.http.base}${lang}/notes.html`);
      await begin(page, 'note-121');
      const found = await values(page, '.slip-panel');
      assert.equal(found.place, '8.3 表 4 业务数据化 四级 c) BDF-403');
      assert.equal(found.original, '支持业务数据的融合、互通');
      assert.ok(reading.endsWith(found.proposal) && found.proposal.startsWith('应支持'), found.proposal);
      assert.ok(why.startsWith(found.reason) && found.reason.length > 10, found.reason);
      assert.deepEqual((await kept(page)).map(({ at, note }) => [at, note]), [['BDF-403', 'note-121']], 'it is kept as it is');
      // The same note does not begin a second one; its entry shows it as well.
      await pressComposing(page, '.slip-panel textarea', 'Escape');
      assert.ok(await page.$('.slip-panel'), 'the key that ends a word closes nothing');
      await page.keyboard.press('Escape');
      await begin(page, 'note-121');
      await page.goto(`${sites.http.base}r/BDF-403.html`);
      await begin(page, 'BDF-403');
      assert.equal((await values(page, '.slip-panel')).proposal, found.proposal);
      assert.equal((await kept(page)).length, 1);
      await close();
    }
  });

  test('notes below a page and on the page of an entry have the button as well', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${sites.file.base}zh/production.html`);
    await press(page, '[data-action=notes]');
    await page.waitForSelector('html.noted');
    for (const path of ['zh/production/quality-control', 'r/QLT-302', 'en/data']) {
      await page.goto(`${sites.file.base}${path}.html`);
      await page.waitForSelector('html.noted .ed-notes');
      const [notes, buttons] = await page.evaluate(() => [document.querySelectorAll('li[data-note]').length, document.querySelectorAll('li[data-note] .comment').length]);
      assert.ok(notes > 0 && notes === buttons, `${path}: ${notes} notes, ${buttons} buttons`);
    }
    await close();
  });

  test('every entry on every kind of page has one button to comment', async () => {
    const { page, close } = await openPage(browser);
    for (const path of ['zh/standard', 'en/production', 'zh/level-3', 'en/services/customer-service', 'r/QLT-302']) {
      await page.goto(`${sites.file.base}${path}.html`);
      const counts = await page.$$eval('[data-requirement]', (all) => all.map((one) => one.querySelectorAll(':scope > .marks > .comment').length));
      assert.ok(counts.length && counts.every((count) => count === 1), path);
    }
    await close();
  });

  test('one entry takes several comments', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    await begin(page, 'QLT-302');
    await page.type(field('proposal'), '一');
    await press(page, '.slip-panel .slip-ways button');
    await page.keyboard.type('二');
    assert.deepEqual((await kept(page)).map(({ at, proposal }) => [at, proposal]), [['QLT-302', '一'], ['QLT-302', '二']]);
    assert.match(await page.$eval('.slip-panel a', (one) => one.innerText), /2/);
    await page.click('.slip-panel a');
    await page.waitForSelector('[data-slip]');
    assert.equal((await rows(page)).length, 2);
    await close();
  });

  test('with keys only: begin, write, remove, undo, close', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${sites.http.base}zh/production/quality-control.html`);
    await page.focus('#QLT-302 .comment');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.slip-panel');
    await page.keyboard.type('甲');
    await page.keyboard.press('Tab');
    await page.keyboard.type('乙');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'quiet slip-remove');
    await page.keyboard.press('Enter');
    assert.deepEqual(await kept(page), []);
    assert.equal(await page.evaluate(() => document.activeElement.className), 'quiet slip-undo');
    await page.keyboard.press('Enter');
    assert.deepEqual((await kept(page)).map(({ proposal, reason }) => [proposal, reason]), [['甲', '乙']]);
    assert.equal(await page.evaluate(() => document.activeElement.name), 'proposal');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.closest('[id]').id + document.activeElement.className), 'QLT-302comment');
    await close();
  });
});

describe('the page of all', () => {
  test('holds them in the order of the document, and each leads to its entry', async () => {
    const { page, seen, close } = await openPage(browser);
    await page.goto(`${sites.http.base}zh/standard.html`);
    for (const id of ['SVC-101', 'QLT-302', 'STR-101']) await comment(page, id, { proposal: `对 ${id}` });
    await page.goto(`${sites.http.base}zh/notes.html`);
    await begin(page, 'note-017');
    await openList(page, sites.http.base, 'en');
    await press(page, '[data-comments] .slip-ways + .slip-ways button');
    await page.keyboard.type('总体意见');
    await page.reload();
    await page.waitForSelector('[data-slip]');
    assert.deepEqual((await rows(page)).map(({ n, place }) => [n, place.split(' ').at(-1)]), [['1', '全文'], ['2', '数据业务化'], ['3', 'STR-101'], ['4', 'QLT-302'], ['5', 'SVC-101']]);
    assert.match(await page.$eval('.slip-count', (one) => one.innerText), /5/);
    const links = await page.$$eval('.slip-link a', (all) => all.map((one) => [new URL(one.href).pathname.split('/').slice(3).join('/') + one.hash, one.innerText]));
    assert.deepEqual(links.map(([path]) => path), ['en/standard.html#term-3.6', 'r/STR-101.html', 'r/QLT-302.html', 'r/SVC-101.html']);
    assert.match(links[2][1], /^QLT-302 8\.6, Table 7, Quality control, Level 3, b\)$/);
    await page.click('.slip-link a[href$="QLT-302.html"]');
    await page.waitForSelector('#QLT-302');
    assert.deepEqual(seen.console, []);
    await close();
  });

  test('edits are kept as they are typed, under the hands of who types', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, sites.http.base, [{ at: 'QLT-302', place: QLT302.place, proposal: '甲' }, { place: '全文', proposal: '乙' }]);
    await openList(page, sites.http.base);
    await page.type('[data-slip]:nth-child(2) [name="reason"]', '因为\n如此');
    await page.type('[data-slip]:nth-child(1) [name="place"]', '和 8.6');
    assert.deepEqual((await kept(page)).map(({ proposal, reason }) => [proposal, reason]), [['甲', '因为\n如此'], ['乙', '']]);
    // Every field is as high as its text.
    const cut = await page.$$eval('[data-slip] textarea', (all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length);
    assert.equal(cut, 0);
    await close();
  });

  test('one is removed, all are removed, and both can be undone', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, sites.http.base, [{ place: '1', proposal: '甲' }, { place: '2', proposal: '乙' }, { place: '3', proposal: '丙' }]);
    await openList(page, sites.http.base);
    const before = await rows(page);
    assert.equal(before.length, 3);
    await press(page, '[data-slip]:nth-child(2) .slip-remove');
    assert.deepEqual((await rows(page)).map(({ n, proposal }) => [n, proposal]), [['1', '甲'], ['2', '丙']]);
    await press(page, '[data-comments] .slip-ways button:nth-child(3)');
    assert.deepEqual(await kept(page), []);
    assert.ok(!(await page.$eval('.slip-table', (one) => one.checkVisibility())));
    assert.ok(await page.$eval('.slip-none', (one) => one.checkVisibility()));
    assert.ok(await page.$eval('.slip-begin .primary', (one) => one.checkVisibility() && one.pathname.endsWith('transformation-strategy.html')));
    await press(page, '.slip-undo');
    assert.equal((await rows(page)).length, 2);
    await press(page, '.slip-undo');
    assert.deepEqual((await rows(page)).sort((one, two) => one.n - two.n), before);
    assert.equal((await kept(page)).length, 3);
    await close();
  });

  test('without scripts it explains itself and leads to all domains', async () => {
    for (const lang of ['zh', 'en']) {
      const { page, close } = await openPage(browser, { script: false });
      await page.goto(`${sites.file.base}${lang}/comments.html`);
      const shown = await page.$eval('main', (main) => main.innerText);
      assert.ok(shown.includes(lang === 'zh' ? '需要启用 JavaScript' : 'turn on JavaScript'));
      for (const domain of model.domains) assert.ok(shown.includes(domain.name[lang]));
      await close();
    }
  });

  test('paper has the table alone, on its side, with every word', async () => {
    const { page, close } = await openPage(browser);
    const long = '很长的意见。'.repeat(60);
    await keep(page, sites.http.base, [{ place: QLT302.place, original: QLT302.original, proposal: long, reason: '理由', organization: '某公司' }]);
    await openList(page, sites.http.base);
    await page.emulateMediaType('print');
    const shown = await page.$eval('body', (body) => body.innerText);
    for (const text of [...HEADS.zh, QLT302.place, QLT302.original, long, '某公司']) assert.ok(shown.includes(text), text);
    assert.equal(await page.$$eval('button, textarea, .notice, h1', (all) => all.filter((one) => one.checkVisibility()).length), 0);
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf);
    assert.ok(Number(width) > Number(height), `${width} × ${height}`);
    await close();
  });
});
