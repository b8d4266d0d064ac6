// Comments on the draft saved as a table that spreadsheets open, and read from tables and files again.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { HEADS, QLT302, begin, edition, exportButton, keep, kept, keptFile, openList, readWithPython, rows, said, upload } from './comments.mjs';
import { drop, message, openBrowser, openPage, openSite, press, saved, settle, unpin, until } from './harness.mjs';

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

/** Waits for what is said to be this. */
const untilSaid = (page, pattern) =>
  until(page, String(pattern), (source) => new RegExp(source, 's').test(document.querySelector('.slip-said').innerText), pattern.source);

describe('a file', () => {
  const answers = { 'QLT-101': 'F' };
  const assessment = { format: 'dtmm-assessment/1', edition, answers };
  /** Bytes, what they are called in Chinese, and in English. */
  const refused = {
    'a workbook': [Buffer.from('PK\u0003\u0004....xl/workbook.xml'), /工作簿/, /workbook/],
    'an old workbook': [Buffer.from('d0cf11e0a1b11ae1', 'hex'), /旧格式的 Office/, /old Office file/],
    'an archive': [Buffer.from('PK\u0003\u0004 sheet'), /压缩包/, /archive/],
    'a saved page': ['<!doctype html><title>意见</title>', /网页/, /web page/],
    'a PDF document': ['%PDF-1.7', /PDF/, /PDF/],
    'nothing': ['', /空的/, /empty/],
    'an assessment': [JSON.stringify(assessment), /自评文件，不是意见/, /a self-assessment, not comments/],
    'a table of answers': ['编号,能力域,作答\r\nQLT-101,,F\r\n', /自评文件，不是意见/, /a self-assessment, not comments/],
    'something else': ['dear colleagues', /不是意见文件/, /not a file of comments/],
    'a table in Big5': [Buffer.from('a4a4a4e52ca440b9ee0ab8ea', 'hex'), /编码不是 UTF-8/, /encoding is not UTF-8/],
    'a table whose quote is open': ['章条编号,修改意见\r\n8.6,"没有结束\r\n', /第 2 行第 2 列.*引号/, /Line 2, column 2: .*quotation mark/],
    'a table without proposals': ['章条编号,理由\r\n8.6,x\r\n', /修改意见：缺少这个字段/, /Proposed change: this field is missing/],
    'a head alone': ['章条编号,修改意见\r\n', /表头下面没有意见/, /no comments below/],
    'comments of a later time': ['{"format":"dtmm-comments/2","comments":[]}', /较新版本/, /newer version/],
    'comments that are cut off': ['{"format":"dtmm-comments/1",\n"comments":[', /第 2 行第 13 列：文件不完整/, /Line 2, column 13: the file is incomplete/],
    'comments with a number for words': ['{"format":"dtmm-comments/1",\n"comments":[{"proposal":7}]}', /第 2 行第 25 列 修改意见：值的类型/, /column 25 Proposed change: the value/],
    'far too large a file': [Buffer.alloc(11e6, 0x20), /过大/, /too large/],
  };

  for (const [index, lang] of ['zh', 'en'].entries()) {
    test(`that holds no comments is called what it is, and changes nothing: ${lang}`, async () => {
      const { page, close } = await openPage(browser);
      await keep(page, sites.http.base, [{ place: '全文', proposal: '甲' }]);
      await openList(page, sites.http.base, lang);
      for (const [what, [content, ...called]] of Object.entries(refused)) {
        await upload(page, content, 'bad.csv');
        await untilSaid(page, called[index]);
        const text = await said(page);
        assert.match(text, lang === 'zh' ? /^bad\.csv 未能导入，原有意见未变。/ : /^bad\.csv was not imported\. Your comments are unchanged\./, what);
        assert.doesNotMatch(text, /undefined|[{}]/, what);
        assert.deepEqual((await kept(page)).map(({ proposal }) => proposal), ['甲'], what);
      }
      await close();
    });
  }

  test('in any encoding gives the same, and a guess is said', async () => {
    const text = '序号,章条编号,原文,修改意见,理由,提出单位\r\n1,8.6,,改为“宜”,,某公司\r\n';
    const le = (text) => Buffer.from(`\ufeff${text}`, 'utf16le');
    const gbk = Buffer.from('d0f2bac52cd5c2ccf5b1e0bac52cd4adcec42cd0deb8c4d2e2bcfb2cc0edd3c92ccce1b3f6b5a5cebb0d0a312c382e362c2cb8c4ceaaa1b0d2cba1b12c2cc4b3b9abcbbe0d0a', 'hex');
    for (const [bytes, isGuess] of [[Buffer.from(text)], [Buffer.from(`\ufeff${text}`)], [le(text.replaceAll(',', '\t'))], [le(text).swap16()], [gbk, true]]) {
      const { page, close } = await openPage(browser);
      await openList(page, sites.http.base);
      await upload(page, bytes, 'a.txt');
      await untilSaid(page, /导入 1 条/);
      assert.deepEqual((await kept(page)).map(({ at, proposal, organization }) => [at, proposal, organization]), [['clause-8.6', '改为“宜”', '某公司']]);
      assert.equal(/GB 18030.*改为“宜”/.test(await said(page)), Boolean(isGuess));
      await close();
    }
  });

  test('says what of it was left out, line by line, and what was kept', async () => {
    const { page, close } = await openPage(browser);
    await openList(page, sites.http.base);
    await upload(page, '意见汇总\r\n章条编号,修改意见,备注\r\n8.6,甲,x\r\n,,只有备注\r\n', 'a.csv');
    await untilSaid(page, /导入 1 条/);
    const text = await said(page);
    assert.match(text, /没有重复导入。有 3 处未能读取：第 1 行 意见汇总（表头上方的文字）；第 2 行 备注（无法识别的列）；第 4 行 只有备注（此行没有意见内容）。/);
    const file = { format: 'dtmm-comments/1', edition: '2023', later: { a: 1 }, comments: [{ id: 'k000009-1', place: '8.7', proposal: '乙', extra: [1] }] };
    await upload(page, JSON.stringify(file), 'b.json');
    await untilSaid(page, /b\.json 导入 1 条/);
    assert.match(await said(page), /无法识别的内容 2 处，原样保留。.*版本 2023/);
    const stored = await keptFile(page);
    assert.deepEqual(stored.later, { a: 1 });
    assert.deepEqual(stored.comments.find(({ id }) => id === 'k000009-1').extra, [1]);
    assert.equal(stored.edition, edition);
    await close();
  });

  test('dropped on the page is added as one that was chosen', async () => {
    const { page, close } = await openPage(browser);
    await openList(page, sites.http.base);
    await drop(page, 'h1', 'dropped.csv', 'Clause;Proposed change\n8.6;甲\n', 'text/csv');
    await untilSaid(page, /dropped\.csv 导入 1 条/);
    await close();
  });

  test('of comments opened on the scorer is called that', async () => {
    const { page, close } = await openPage(browser);
    await settle(page, `${sites.http.base}zh/score.html`);
    await page.waitForSelector('html.answering');
    const folder = await mkdtemp(join(tmpdir(), 'comments-'));
    await writeFile(join(folder, 'a.json'), '{"format":"dtmm-comments/1","comments":[]}');
    await (await page.$('[data-action="import"]')).uploadFile(join(folder, 'a.json'));
    await message(page, /这是意见文件，不是自评/);
    await close();
  });
});

test('a slip and the page of all pass the checks of axe', async () => {
  const axe = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
  const check = async (page, at) => {
    await page.evaluate(axe);
    await page.evaluate(unpin);
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
