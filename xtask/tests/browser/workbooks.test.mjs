// Workbooks in the page: saved, filled in elsewhere, opened again; and those that are no good.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openList, rows, untilRows, upload as uploadComments } from './comments.mjs';
import { HOSTS, drop, message, model, openPage, openWork, press, saved, settle, start, stored, unfold, until, untilStored, upload, word } from './harness.mjs';
import { unzipped, zipped } from './zip.mjs';

const mine = {
  format: 'dtmm-assessment/1', edition: model.standard.edition, title: 'Acme 2026', organization: 'ACME', date: '2026-11-20', targets: { company: 2 },
  answers: { 'QLT-101': { answer: 'F', note: '=1+1 已查', owner: 'Eve', due: '2027-03-01', evidence: ['acme.pdf', 'b.pdf'] }, 'QLT-302': { answer: 'NA', reason: 'acme has none' }, 'STR-101': 'L' },
};
const plain = { 'QLT-101': 'F', 'QLT-302': 'NA', 'STR-101': 'L' };

/** Of the page, only what workbooks need. */
const OF_WORKBOOKS = /\/assets\/workbook(s|-words)?-/;

/** The Python with openpyxl: that of the machine, or the one that the other tests of workbooks have made. */
const python = ['python3', join(dirname(process.env.XTASK), '../tmp/openpyxl/bin/python3')].find((one) => {
  try {
    execFileSync(one, ['-c', 'import openpyxl'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** What a colleague does with openpyxl: an answer is changed, a note written, a sheet and a row added. */
const EDIT = `
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet in book.worksheets[1:-1]:
    for row in sheet.iter_rows(min_row=2):
        if row[0].value == "STR-101":
            row[7].value = "N"
            row[9].value = "from openpyxl"
            sheet.cell(sheet.max_row + 1, 1).value = "STR-999"
book.create_sheet("chart data")
book.save(sys.argv[2])
`;

/** The name of the sheet with the row of an entry, the number of that row, and its part. */
function placeOf(parts, id) {
  const texts = parts['xl/sharedStrings.xml'].toString().split('<si>').slice(1).map((one) => /<t[^>]*>([^<]*)</.exec(one)[1]);
  const names = [...parts['xl/workbook.xml'].toString().matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name.replaceAll('&amp;', '&'));
  const number = texts.indexOf(id);
  for (const [place, sheet] of names.entries()) {
    const part = `xl/worksheets/sheet${place + 1}.xml`;
    const row = new RegExp(`<c r="A(\\d+)"[^>]*><v>${number}</v>`).exec(parts[part].toString())?.[1];
    if (row) return { sheet, row: Number(row), part };
  }
  throw new Error(`no row of ${id}`);
}

/** A workbook with the answers of some entries typed over. */
function typedOver(bytes, answers) {
  const parts = unzipped(bytes);
  for (const [id, answer] of Object.entries(answers)) {
    const { row, part } = placeOf(parts, id);
    const cell = new RegExp(`<c r="H${row}"[^>]*?(/>|>.*?</c>)`);
    const text = parts[part].toString();
    assert.match(text, cell);
    parts[part] = text.replace(cell, `<c r="H${row}" t="inlineStr"><is><t>${answer}</t></is></c>`);
  }
  return zipped(parts);
}

/** Workbooks that are no good, each with the word that says why. */
function broken(bytes) {
  const parts = unzipped(bytes);
  const { part } = placeOf(parts, 'QLT-101');
  const damaged = Buffer.from(bytes);
  damaged.fill(0xff, 4000, 4100);
  return {
    'one that was cut': [bytes.subarray(0, -1000), 'problem_damaged_workbook'],
    'one with bytes at fault': [damaged, 'problem_damaged_workbook'],
    'one that unpacks to more than it may': [zipped({ ...parts, [part]: Buffer.alloc(80 << 20, 0x20) }), 'problem_too_large'],
    'one without a table': [zipped({ ...parts, 'xl/sharedStrings.xml': '<sst/>' }), 'problem_no_answer_sheet'],
  };
}

const beginNew = async (page) => {
  await unfold(page, '[data-action=new]');
  await press(page, '[data-action=new]');
  await until(page, 'the page to be empty', () => document.querySelector('[data-field=title]').value === '');
};
const loaded = (page) => page.$$eval('script[src]', (all) => all.map((one) => one.src));
const previewed = (page) => page.waitForSelector('[data-show=preview]:not([hidden])').then((one) => one.evaluate((one) => one.innerText));

for (const [name, host, lang] of [['Chromium', 'host root', 'zh'], ['Chromium', 'folder', 'en'], ['Firefox', 'host root', 'en'], ['Firefox', 'folder', 'zh']]) {
  describe(`${name}, ${host}, ${lang}`, () => {
    let browser;
    let site;
    let reader;
    let page;
    let file;
    before(async () => {
      browser = await start(name, { whole: true });
      site = await HOSTS[host]();
      reader = await openPage(browser);
      page = reader.page;
      await openWork(page, site.base, lang);
      await upload(page, 'a.json', JSON.stringify(mine));
      await untilStored(page, plain);
    });
    after(async () => {
      assert.deepEqual(reader.seen.console, []);
      await reader.close();
      await site.close();
      await browser.close();
    });

    test('nothing of workbooks is loaded before one is saved, which holds everything', async () => {
      await unfold(page, '[data-share=workbook]');
      await press(page, '[data-share=workbook]');
      await page.waitForSelector('dialog[data-sharing=workbook][open]');
      const none = [...reader.seen.requests, ...await loaded(page)].filter((one) => OF_WORKBOOKS.test(one));
      assert.deepEqual(none, []);
      file = await saved(page, () => page.click('dialog[data-sharing=workbook] [type=submit]'));
      assert.equal((await loaded(page)).filter((one) => OF_WORKBOOKS.test(one)).length, 2);
      assert.match(file.name, /^Acme 2026-.*\.xlsx$/);
      await until(page, 'it to be said', () => document.querySelector('dialog[data-sharing=workbook] .said').textContent.includes('.xlsx'));
      await page.click('dialog[data-sharing=workbook] [data-close]');
      const parts = unzipped(file.bytes);
      const links = Object.entries(parts).filter(([name]) => /worksheets\/_rels/.test(name)).map(([, part]) => part.toString()).join('');
      const isKnown = host !== 'folder';
      assert.equal(links.includes(`"${site.base}r/QLT-101.html"`), isKnown);
      assert.equal(links.includes('file:'), false);
      // The guide, a sheet for each domain, the hidden one.
      assert.equal([...parts['xl/workbook.xml'].toString().matchAll(/<sheet /g)].length, model.domains.length + 2);
    });

    test('opened again it is the same assessment', async () => {
      const before = await stored(page);
      await beginNew(page);
      await upload(page, file.name, file.bytes);
      await message(page, /\.xlsx/);
      await untilStored(page, plain, 2);
      assert.deepEqual(await stored(page, 2), before);
    });

    test('what was changed in it is shown by sheet and row, and merged', async () => {
      const bytes = typedOver(file.bytes, { 'QLT-102': await word(page, 'partly'), 'STR-102': '也许' });
      await upload(page, 'filled.xlsx', bytes);
      const { sheet, row } = placeOf(unzipped(file.bytes), 'STR-102');
      const said = await previewed(page);
      const why = await word(page, 'problem_wrong_answer');
      const line = await word(page, 'left_out_in_sheet', { sheet, line: row, id: 'STR-102', reason: why });
      assert.ok(said.includes('filled.xlsx') && said.includes(line), `${line} is not in ${said}`);
      await press(page, '[data-action=take-merge]');
      await untilStored(page, { ...plain, 'QLT-102': 'P' }, 2);
      assert.equal((await stored(page, 2)).answers['QLT-101'].note, mine.answers['QLT-101'].note);
    });

    test('what openpyxl saved is read', { skip: python ? false : 'no Python with openpyxl' }, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
      const [from, to, script] = ['a.xlsx', 'b.xlsx', 'edit.py'].map((name) => join(folder, name));
      writeFileSync(from, file.bytes);
      writeFileSync(script, EDIT);
      execFileSync(python, [script, from, to], { stdio: 'inherit' });
      await upload(page, 'b.xlsx', readFileSync(to));
      const said = await previewed(page);
      assert.match(said, /STR-999/);
      await press(page, '[data-action=take-replace]');
      await untilStored(page, { ...plain, 'STR-101': 'N' }, 2);
      assert.equal((await stored(page, 2)).answers['STR-101'].note, 'from openpyxl');
    });

    test('what is no good is refused for what it is, and changes nothing', async () => {
      const before = await stored(page, 2);
      for (const [what, [bytes, key]] of Object.entries(broken(file.bytes))) {
        const name = `${key} ${bytes.length}.xlsx`;
        await upload(page, name, bytes);
        const said = await message(page, new RegExp(name.replaceAll('.', '\\.')));
        assert.ok(said.includes(await word(page, key)), `${what}: ${said}`);
        assert.deepEqual(await stored(page, 2), before, what);
      }
      assert.equal(await page.$eval('[data-show=preview]', (one) => one.hidden), true);
    });
  });
}

describe('a workbook', () => {
  let browser;
  let site;
  let bytes;
  let encrypted;
  before(async () => {
    browser = await start('Chromium', { whole: true });
    site = await HOSTS['host root']();
    const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
    const path = (name) => join(folder, name);
    writeFileSync(path('mine.json'), JSON.stringify(mine));
    writeFileSync(path('passphrase'), '正确 horse 2026\n');
    const convert = (...args) => execFileSync(process.env.XTASK, ['convert', path('mine.json'), ...args], { cwd: join(import.meta.dirname, '../../..'), stdio: 'pipe' });
    convert('-o', path('mine.xlsx'), '--lang', 'en', '--by', 'owner');
    convert('-o', path('mine.xlsx.age'), '--encrypt', '--passphrase-file', path('passphrase'));
    [bytes, encrypted] = ['mine.xlsx', 'mine.xlsx.age'].map((name) => readFileSync(path(name)));
  });
  after(async () => {
    await site.close();
    await browser.close();
  });

  test('of the command line in the other language is taken where it is dropped', async () => {
    const { page, close, seen } = await openPage(browser);
    await openWork(page, site.base, 'zh');
    // What is dropped is a text; an empty one stands for the bytes of the workbook.
    await page.evaluate((text) => {
      const content = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
      globalThis.File = class extends File {
        constructor(parts, name, options) {
          super(name === 'dropped.xlsx' && parts[0] === '' ? [content] : parts, name, options);
        }
      };
    }, bytes.toString('base64'));
    assert.equal((await drop(page, 'h1', 'dropped.xlsx', '', '')).leaves, false);
    await untilStored(page, plain);
    assert.deepEqual(seen.console, []);
    await close();
  });

  test('that is encrypted is opened with its passphrase', async () => {
    const { page, close, seen } = await openPage(browser);
    await openWork(page, site.base, 'en');
    await upload(page, 'mine.xlsx.age', encrypted);
    await page.waitForSelector('dialog[data-sharing=decrypt][open]');
    await page.type('dialog[data-sharing=decrypt] [name=passphrase]', '正确 horse 2026');
    await page.keyboard.press('Enter');
    await untilStored(page, plain);
    assert.deepEqual(seen.console, []);
    await close();
  });

  test('is compared with others, one of which is no good', async () => {
    const { page, close } = await openPage(browser);
    await openWork(page, site.base, 'zh', 'compare');
    const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
    const files = [['a.xlsx', bytes], ['b.xlsx', bytes.subarray(0, 9000)], ['c.json', JSON.stringify(mine)]].map(([name, content]) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    });
    const input = await page.$('[data-field=compare-files]');
    await input.uploadFile(...files);
    await until(page, 'two to be listed', () => document.querySelectorAll('.candidates [data-compare]').length >= 2);
    const said = await message(page, /b\.xlsx/);
    assert.ok(said.includes(await word(page, 'problem_damaged_workbook')), said);
    await close();
  });

  test('of comments is imported as the table it holds', async () => {
    const { page, close, seen } = await openPage(browser);
    await openList(page, site.base);
    const cell = (text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
    const parts = {
      'xl/workbook.xml': '<workbook><sheets><sheet name="意见" sheetId="1" r:id="a"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="a" Type="x/worksheet" Target="a.xml"/></Relationships>',
      'xl/a.xml': `<worksheet><sheetData><row r="1">${cell('章条编号')}${cell('修改意见')}</row><row r="3">${cell('8.6')}${cell('甲, &lt;b&gt;乙')}</row></sheetData></worksheet>`,
    };
    await uploadComments(page, zipped(parts), '意见.xlsx');
    await untilRows(page, 1);
    assert.equal((await rows(page))[0].proposal, '甲, <b>乙');
    await uploadComments(page, zipped(parts).subarray(0, -30), 'cut.xlsx');
    await until(page, 'the refusal', () => document.querySelector('.slip-said').innerText.includes('cut.xlsx'));
    await untilRows(page, 1);
    assert.deepEqual(seen.console, []);
    await close();
  });

  test('is not loaded for by pages nobody opens one on', async () => {
    const { page, close, seen } = await openPage(browser);
    await settle(page, `${site.base}zh/score.html`);
    await upload(page, 'a.json', JSON.stringify(mine));
    await untilStored(page, plain);
    assert.deepEqual(seen.requests.filter((one) => OF_WORKBOOKS.test(one) || /\/assets\/sharing-/.test(one)), []);
    await close();
  });
});
