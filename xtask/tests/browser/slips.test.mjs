// Comments on the draft saved as a table that spreadsheets open, and read from such a table again.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { HEADS, QLT302, begin, edition, exportButton, keep, kept, openList, readWithPython, rows, said, upload } from './comments.mjs';
import { openBrowser, openPage, openSite, press, saved, until } from './harness.mjs';

const browser = await openBrowser();
const sites = { http: await openSite('sub-path'), file: await openSite('folder') };

describe('the table as a file', () => {
  const awkward = [
    { at: 'QLT-302', place: QLT302.place, original: QLT302.original, proposal: '改为“宜”, 并写明"范围"', reason: '第一行\n第二行', organization: '某公司；二部' },
    { at: 'SVC-101', place: '8.7 表 8 客户服务 一级 a) SVC-101', original: '＝A1', proposal: '=HYPERLINK("http://x")', reason: '-1+1', organization: "'=已有撇号" },
    { place: '全文', original: '', proposal: '@cmd', reason: '\t缩进', organization: '+86' },
  ];
  const plain = ({ place, original, proposal, reason, organization }) => [place, original, proposal, reason, organization];

  for (const [host, lang] of [['http', 'zh'], ['file', 'en']]) {
    test(`opens with every word, and no cell is calculated: ${host}, ${lang}`, async () => {
      const { page, close } = await openPage(browser);
      await keep(page, sites[host].base, awkward);
      await openList(page, sites[host].base, lang);
      const { name, bytes } = await saved(page, () => press(page, exportButton));
      assert.match(name, new RegExp(`^comments-${edition}-\\d{4}-\\d\\d-\\d\\d\\.csv$`));
      assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const text = bytes.toString('utf8');
      assert.ok(text.endsWith('\r\n'));
      assert.equal(text.replace(/"[^"]*"/g, '').split('\r\n').length, 5, 'one line a row, ended by CR LF');
      const [head, ...found] = await readWithPython(bytes);
      assert.deepEqual(head, HEADS[lang]);
      assert.deepEqual(found.map(([n]) => n), ['1', '2', '3']);
      for (const cell of found.flat()) assert.doesNotMatch(cell, /^[=+\-@\t\r＝＋－＠]/);
      const unguarded = found.map((row) => row.slice(1).map((cell) => (/^'+[=+\-@\t＝＋－＠]/.test(cell) ? cell.slice(1) : cell)));
      assert.deepEqual(unguarded, [awkward[2], awkward[0], awkward[1]].map(plain));
      assert.ok((await said(page)).includes(name));
      await close();
    });
  }

  test('is read again as it was, and its comments are known when they come twice', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, sites.http.base, awkward);
    await openList(page, sites.http.base);
    const { bytes } = await saved(page, () => press(page, exportButton));
    await upload(page, bytes);
    await until(page, 'to be told that all are there', () => /导入 0 条.*另有 3 条/.test(document.querySelector('.slip-said').innerText));
    const { page: other, close: closeOther } = await openPage(browser);
    await openList(other, sites.http.base, 'en');
    await upload(other, bytes);
    await other.waitForSelector('[data-slip]:nth-child(3)');
    const order = [awkward[2], awkward[0], awkward[1]];
    assert.deepEqual((await rows(other)).map(plain), order.map(plain));
    assert.deepEqual((await kept(other)).map(({ at }) => at), order.map(({ at = '' }) => at));
    await press(other, '.slip-undo');
    assert.deepEqual(await kept(other), []);
    await closeOther();
    await close();
  });

  test('is read as other programs write it: GBK, semicolons, other columns, Mac line ends', async () => {
    const { page, close } = await openPage(browser);
    await openList(page, sites.http.base);
    // 序号,章条编号,原文,修改意见,理由,提出单位 / 1,3.4 ...,甲,乙,丙,丁 as a Chinese Windows writes it.
    const gbk = Buffer.from('d0f2bac52cd5c2ccf5b1e0bac52cd4adcec42cd0deb8c4d2e2bcfb2cc0edd3c92ccce1b3f6b5a5cebb0d0a312c332e342cbcd72cd2d22cb1fb2cb6a10d0a', 'hex');
    await upload(page, gbk);
    await page.waitForSelector('[data-slip]');
    assert.deepEqual((await rows(page)).map(plain), [['3.4', '甲', '乙', '丙', '丁']]);
    await upload(page, '修改意见;章条编号;备注\r"多行\r意见";8.6 表 7 质量管控 三级 b) QLT-302;x\r\r');
    await page.waitForSelector('[data-slip]:nth-child(2)');
    assert.deepEqual((await rows(page)).map(plain)[1], ['8.6 表 7 质量管控 三级 b) QLT-302', '', '多行\n意见', '', '']);
    assert.deepEqual((await kept(page)).map(({ at }) => at), ['term-3.4', 'QLT-302']);
    await close();
  });

  test('is refused where it is no such table, and nothing changes', async () => {
    const { page, close } = await openPage(browser);
    await keep(page, sites.http.base, [{ place: '全文', proposal: '甲' }]);
    await openList(page, sites.http.base);
    for (const [content, message] of [['PK\u0003\u0004 sheet', /bad\.csv.*没有“章条编号”/], ['', /bad\.csv.*没有“章条编号”/], ['章条编号,修改意见\r\n8.6,"没有结束\r\n', /bad\.csv.*第 2 行的引号/]]) {
      await upload(page, content, 'bad.csv');
      await until(page, String(message), (source) => new RegExp(source, 's').test(document.querySelector('.slip-said').innerText), message.source);
      assert.deepEqual((await kept(page)).map(({ proposal }) => proposal), ['甲']);
    }
    await close();
  });

  test('within WeChat, which saves no files, it is a text to copy', async () => {
    const agent = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50';
    const { page, close } = await openPage(browser, { agent, width: 390 });
    await keep(page, sites.http.base, awkward);
    await openList(page, sites.http.base);
    await press(page, exportButton);
    const text = await page.$eval('[data-comments] > textarea:not([hidden])', (one) => one.value);
    assert.ok(text.startsWith('序号,章条编号') && text.includes('第二行'));
    assert.match(await said(page), /不能保存文件/);
    await close();
  });
});

test('a slip and the page of all pass the checks of axe', async () => {
  const axe = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
  const check = async (page, at) => {
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
    assert.deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].target}`), [], at);
  };
  for (const [lang, width, scheme] of [['zh', 1366, 'light'], ['en', 390, 'light'], ['zh', 390, 'dark']]) {
    const { page, close } = await openPage(browser, { width });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await openList(page, sites.http.base, lang);
    await check(page, `${lang} ${width} ${scheme} empty`);
    await page.goto(`${sites.http.base}${lang}/production/quality-control.html`);
    await begin(page, 'QLT-302');
    await page.keyboard.type('甲');
    await check(page, `${lang} ${width} ${scheme} slip`);
    await openList(page, sites.http.base, lang);
    await check(page, `${lang} ${width} ${scheme} table`);
    await close();
  }
});
