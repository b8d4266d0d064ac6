// Files that are broken, foreign, huge or hostile: each is refused with a message that says what is
// wrong and where, changes nothing, and runs nothing. What only looks broken, as an answer in small letters or a text
// in another encoding, is taken for what it says.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HOSTS, entries, model, openPage, openWork, press, showAll, start, stored, until, upload, word } from './harness.mjs';
import { prove } from './proof.mjs';

const head = `{"format": "dtmm-assessment/1", "edition": "${model.standard.edition}"`;
const answers = (inner) => `${head},\n "answers": {${inner}}}`;
const deep = (open, close, times) => open.repeat(times) + close.repeat(times);
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const zip = Buffer.from('504b0304140000000000000021000000000000000000000000000500000061 2e747874'.replaceAll(' ', ''), 'hex');
const workbook = Buffer.concat([zip, Buffer.from('xl/workbook.xml')]);
const le = (text) => Buffer.from(`\ufeff${text}`, 'utf16le');
const be = (text) => le(text).swap16();
/** The title 甲厂 in GB 18030. */
const gb = Buffer.from([0xbc, 0xd7, 0xb3, 0xa7]);
const titled = (title, inner = '') => Buffer.concat([Buffer.from(`${head},\n "title": "`), title, Buffer.from(`",\n "answers": {${inner}}}`)]);

// name of the file, its content, the word that says what is wrong, and its line; 0 where it is about the file as a
// whole, of which no place is named
const BROKEN = {
  'an empty file': ['a.json', '', 'problem_empty', 0],
  'nothing but a mark of UTF-8': ['a.json', '\ufeff', 'problem_empty', 0],
  'nothing but white space': ['a.json', ' \n\n ', 'problem_empty', 0],
  'a file cut off within an entry': ['a.json', answers('"QLT-101": "F",\n "QLT-1').slice(0, -2), 'problem_unexpected_end', 3],
  'a file cut off between entries': ['a.json', answers('"QLT-101": "F",').slice(0, -2), 'problem_unexpected_end', 2],
  'text after the end': ['a.json', `${answers('')}\n]`, 'problem_syntax', 3],
  'two files in one': ['a.json', `${answers('')}\n${answers('')}`, 'problem_syntax', 3],
  'a comma too many': ['a.json', answers('"QLT-101": "F",'), 'problem_syntax', 2],
  'single quotes': ['a.json', answers("'QLT-101': 'F'"), 'problem_syntax', 2],
  'a comment': ['a.json', answers('// all\n"QLT-101": "F"'), 'problem_syntax', 2],
  'an answer that is none': ['a.json', answers('"QLT-101": "X"'), 'problem_wrong_answer', 2],
  'a number for an answer': ['a.json', answers('"QLT-101": 5'), 'problem_wrong_type', 2],
  'null for an answer': ['a.json', answers('"QLT-101": null'), 'problem_wrong_type', 2],
  'a list for an answer': ['a.json', answers('"QLT-101": ["F"]'), 'problem_wrong_type', 2],
  'an answer within an answer': ['a.json', answers('"QLT-101": {"answer": {"answer": "F"}}'), 'problem_wrong_type', 2],
  'true for a note': ['a.json', answers('"QLT-101": {"answer": "F",\n "note": true}'), 'problem_wrong_type', 3],
  'a text for evidence': ['a.json', answers('"QLT-101": {"answer": "F",\n "evidence": "x"}'), 'problem_wrong_type', 3],
  'a list for all answers': ['a.json', `${head},\n "answers": ["QLT-101", "F"]}`, 'problem_wrong_type', 2],
  'not applicable without its reason': ['a.json', answers('"QLT-101": "NA"'), 'problem_missing_reason', 2],
  'not applicable for a reason of white space': ['a.json', answers('"QLT-101": {"answer": "NA", "reason": " \\t"}'), 'problem_missing_reason', 2],
  'an entry given twice': ['a.json', answers('"QLT-101": "F",\n "QLT-101": "N"'), 'problem_duplicate_key', 3],
  'a date that no calendar has': ['a.json', answers('"QLT-101": {"answer": "F", "due": "2027-02-30"}'), 'problem_wrong_date', 2],
  'a level of nine': ['a.json', `${head},\n "targets": {"company": 9}, "answers": {}}`, 'problem_wrong_level', 2],
  'a method nobody knows': ['a.json', `${head},\n "profile": "best", "answers": {}}`, 'problem_wrong_profile', 2],
  'no format': ['a.json', '{"answers": {}}', 'problem_missing_field', 1],
  'a format that names its standard, without the standard': ['a.json', '{"format": "dtmm-assessment/2",\n "edition": "x", "answers": {}}', 'problem_missing_field', 1],
  'the format of a later time': ['a.json', '{"format": "dtmm-assessment/3",\n "edition": "x", "answers": {}}', 'problem_wrong_format', 1],
  'the file of another program': ['package.json', '{"name": "browser-tests", "private": true}', 'problem_missing_field', 1],
  'a list of numbers': ['a.json', '[1, 2, 3]', 'problem_wrong_format', 0],
  'a single number': ['a.json', '1e999', 'problem_unrecognized', 0],
  'a hundred thousand brackets': ['a.json', deep('[', ']', 100000), 'problem_unrecognized', 0],
  'a hundred thousand brackets in a field': ['a.json', `${head},\n "x": ${deep('[', ']', 100000)}, "answers": {}}`, 'problem_too_deep', 2],
  'a hundred thousand objects': ['a.json', `${deep('{"a":', '}', 100000)}`, 'problem_too_deep', 1],
  'a page of the web': ['a.json', '<!doctype html><script>alert(1)</script>', 'problem_web_page', 0],
  'an archive': ['a.json', zip, 'problem_archive', 0],
  'a picture': ['a.json', png, 'problem_unrecognized', 0],
  'UTF-16 that ends within a character': ['a.json', le(answers('"QLT-101": "F"')).subarray(0, -1), 'problem_not_utf8', 2],
  'UTF-8 with a byte at fault': ['a.json', titled(Buffer.concat([Buffer.from('甲厂'), Buffer.from([0xff])])), 'problem_not_utf8', 2],
  'GB 18030 that ends within a character': ['a.json', titled(gb.subarray(0, 3)), 'problem_not_utf8', 2],
  'a NUL between': ['a.json', answers('"QLT-101": \0"F"'), 'problem_syntax', 2],
  'a NUL in a text': ['a.json', answers('"QLT-101": {"answer": "F", "note": "a\0b"}'), 'problem_syntax', 2],
  'half a character': ['a.json', answers('"QLT-101": {"answer": "F", "note": "\\ud83d"}'), 'problem_syntax', 2],
  'an escape that is none': ['a.json', answers('"QLT-101": {"answer": "F", "note": "\\x41"}'), 'problem_syntax', 2],
  'an answer of a million letters': ['a.json', answers(`"QLT-101": "${'F'.repeat(1e6)}"`), 'problem_wrong_answer', 2],
  'a file of seventeen megabytes': ['a.json', Buffer.alloc(17e6, 0x20), 'problem_too_large', 0],
  'a table without identifiers': ['a.csv', 'entry,answer\r\nQLT-101,F\r\n', 'problem_unrecognized', 0],
  'a table of identifiers alone': ['a.csv', 'id,domain\r\nQLT-101,x\r\n', 'problem_missing_field', 1],
  'an empty table': ['a.csv', '', 'problem_empty', 0],
  'a table with an entry twice': ['a.csv', 'id,answer\r\nQLT-101,F\r\nQLT-102,F\r\nQLT-101,N\r\n', 'problem_duplicate_key', 4],
  'a table with an answer that is none': ['a.csv', 'id,answer\r\nQLT-101,F\r\nQLT-102,maybe\r\n', 'problem_wrong_answer', 3],
  'a table with a quote that stays open': ['a.csv', 'id,answer,note\r\nQLT-101,F,"x\r\nQLT-102,F,y\r\n', 'problem_unclosed_quote', 2],
  'a table with a reason missing': ['a.csv', 'id,answer,reason\r\nQLT-101,NA,\r\n', 'problem_missing_reason', 2],
  'a table with a date that is none': ['a.csv', 'id,answer,due\r\nQLT-101,F,soon\r\n', 'problem_wrong_date', 2],
  'a table of another edition alone': ['a.csv', 'id,answer\r\nZZZ-101,F\r\n', 'problem_no_row_matches', 0],
  'a table with a date that may be two': ['a.csv', 'id,answer,due\r\nQLT-101,F,1/2/2027\r\n', 'problem_ambiguous_date', 2],
  'an archive under the name of a table': ['a.csv', zip, 'problem_archive', 0],
  'half a workbook under the name of a table': ['a.csv', workbook, 'problem_damaged_workbook', 0],
  'a workbook of another kind': ['a.ods', Buffer.concat([zip, Buffer.from('application/vnd.oasis.opendocument.spreadsheet')]), 'problem_workbook', 0],
  'a workbook of the old kind': ['a.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'problem_old_workbook', 0],
  'a printed report': ['a.pdf', '%PDF-1.7\n', 'problem_pdf', 0],
};

/** What is taken, though it looks as if it were not: name of the file, its content, and what it says. */
const TAKEN = {
  'an answer in small letters': ['a.json', answers('"QLT-101": "f"'), { answers: { 'QLT-101': 'F' } }],
  'a table under the name of a file': ['a.json', 'id,answer\r\nQLT-101,F\r\n', { answers: { 'QLT-101': 'F' } }],
  'UTF-16': ['a.json', le(answers('"QLT-101": "F"')), { answers: { 'QLT-101': 'F' } }],
  'UTF-16, the other half first': ['a.json', be(answers('"QLT-101": "F"')), { answers: { 'QLT-101': 'F' } }],
  'GB 18030': ['a.json', titled(gb, '"QLT-101": "F"'), { title: '甲厂', answers: { 'QLT-101': 'F' } }],
  'a table in UTF-16': ['a.csv', le('id,answer\r\nQLT-101,F\r\n'), { answers: { 'QLT-101': 'F' } }],
};

const MINE = { format: 'dtmm-assessment/1', edition: model.standard.edition, title: '乙厂', answers: { 'QLT-101': { answer: 'L', note: 'mine' }, 'STR-101': 'F' } };

for (const [host, lang, width] of [['host root', 'zh', 1366], ['folder', 'en', 390]]) {
  describe(`${host}, ${lang}, ${width} px`, () => {
    let browser;
    let site;
    let reader;
    let page;
    let kept;
    before(async () => {
      browser = await start('Chromium');
      site = await HOSTS[host]();
      reader = await openPage(browser, { width });
      page = reader.page;
      page.on('dialog', (dialog) => {
        reader.seen.console.push(`dialog: ${dialog.message()}`);
        dialog.dismiss();
      });
      // Opened as a reader does: what the page itself keeps is compared to the letter.
      await openWork(page, site.base, lang);
      await upload(page, 'mine.json', JSON.stringify(MINE));
      await until(page, 'mine to be kept', () => keptFile() !== undefined);
      assert.deepEqual(await stored(page), { ...MINE, format: 'dtmm-assessment/2', standard: 'ccua-dtmm' });
      kept = await page.evaluate(() => keptFile());
      await showAll(page);
    });
    after(async () => {
      await browser.close();
      await site.close();
    });

    /** Opens a file and gives the message it brings. */
    const brings = async (name, content) => {
      await page.$eval('[data-message]', (place) => { place.textContent = ''; });
      await upload(page, name, content);
      await until(page, `a message on ${name}`, () => document.querySelector('[data-message]').textContent !== '' || !document.querySelector('[data-show=preview]').hidden);
      return page.$eval('[data-message]', (place) => place.innerText);
    };
    const unchanged = async () => {
      assert.equal(await page.evaluate(() => keptFile()), kept);
      assert.deepEqual(await page.$$eval('[data-requirement] [type=radio]:checked', (all) => all.map((one) => one.name + one.value)), ['STR-101F', 'QLT-101L']);
      assert.ok(await page.$eval('[data-show=preview]', (one) => one.hidden));
    };

    for (const [kind, [name, content, key, line]] of Object.entries(BROKEN)) {
      test(`${kind}: refused with its reason${line ? ' and place' : ''}, nothing changed`, async () => {
        const said = await brings(name, content);
        const refused = await word(page, 'refused', { file: name });
        const reason = await word(page, key);
        if (line) {
          assert.ok(said.startsWith(refused), said);
          const [place] = (await word(page, 'place', { line, column: '%', path: '%', problem: '%' })).split('%');
          const lines = said.split('\n').filter((one) => one.startsWith(place) && one.endsWith(reason));
          assert.ok(lines.length, `${said} should say ${place}… ${reason}`);
        } else {
          assert.equal(said, `${refused}\n${reason}`);
        }
        assert.ok(said.length < 1500, `${said.length} characters are more than anyone reads`);
        await unchanged();
        prove('faults survived', 1, 'broken or hostile files opened in the page');
      });
    }

    for (const [kind, [name, content, says]] of Object.entries(TAKEN)) {
      test(`${kind}: taken for what it says, and mine is had back`, async () => {
        await brings(name, content);
        assert.ok(!(await page.$eval('[data-show=preview]', (one) => one.hidden)), await page.$eval('[data-message]', (place) => place.innerText));
        assert.equal(await page.evaluate(() => keptFile()), kept, 'nothing is taken before it is agreed to');
        // Nothing in the bytes says that they are GB 18030: the reader is shown some words to judge by.
        const guessed = (await word(page, 'guessed', { sample: '%' })).split('%')[0];
        assert.equal((await page.$eval('[data-list=preview]', (one) => one.innerText)).includes(`${guessed}${says.title}`), kind === 'GB 18030');
        await press(page, '[data-action="take-replace"]');
        await until(page, 'it to be taken', (kept) => keptFile() !== kept, kept);
        assert.deepEqual(await stored(page), { format: 'dtmm-assessment/2', standard: 'ccua-dtmm', edition: MINE.edition, ...says });
        await press(page, '[data-message] [data-action=undo]');
        await until(page, 'mine', (kept) => keptFile() === kept, kept);
        await unchanged();
      });
    }

    test('many problems: the first are told, the rest is counted', async () => {
      const said = await brings('a.json', answers(entries('QLT').slice(0, 9).map((one) => `"${one.id}": "X"`).join(',\n')));
      assert.ok(said.includes(await word(page, 'more_problems', { more: 4 })), said);
      await unchanged();
    });

    test('words that look like a page or like a program are shown as they are and do nothing', async () => {
      const evil = '<img src=x onerror=alert(1)><script>alert(2)</script>{count}';
      const content = { format: 'dtmm-assessment/1', edition: model.standard.edition, title: evil, organization: evil, [evil]: evil, answers: { 'QLT-101': { answer: 'F', note: evil, owner: evil, evidence: [`${evil} | javascript:alert(3) | x`] }, 'STR-101': 'F', [evil]: 'F' } };
      await brings('<img src=x onerror=alert(4)>.json'.replace('/', ''), JSON.stringify(content));
      await until(page, 'the preview', () => !document.querySelector('[data-show=preview]').hidden);
      const shown = await page.$eval('[data-show=preview]', (one) => one.innerText);
      assert.ok(shown.includes('<img src=x onerror=alert(4)>.json') && shown.includes(evil), shown);
      await press(page, '[data-action="take-beside"]');
      await until(page, 'it to be taken', () => keptFile(2) !== undefined);
      await press(page, '[data-requirement="QLT-101"] [data-action=details]');
      assert.equal(await page.$eval('[data-requirement="QLT-101"] textarea', (one) => one.value), evil);
      await page.goto(`${site.base}${lang}/report.html`);
      await until(page, 'the report', (evil) => document.querySelector('[data-cell-remarks="QLT-101"]').innerText.includes(evil), evil);
      assert.equal(await page.$$eval('main img, main script, main a[href^="javascript:"]', (all) => all.length), 0);
      await openWork(page, site.base, lang);
      await showAll(page);
      await page.select('[data-field=shelf]', '1');
      await until(page, 'the first one', () => document.querySelector('[name="QLT-101"][value=L]').checked);
      await unchanged();
    });

    test('keys that mean something to programs are unknown here and harmless', async () => {
      await brings('a.json', answers('"__proto__": "F", "constructor": {"answer": "F"}, "toString": "N", "QLT-101": "F"'));
      await until(page, 'the preview', () => !document.querySelector('[data-show=preview]').hidden);
      assert.ok((await page.$eval('[data-list=preview]', (one) => one.innerText)).includes(await word(page, 'unknown', { count: 3 })));
      await press(page, '[data-action="take-cancel"]');
      assert.equal(await page.evaluate(() => ({}).answer ?? [].constructor.name), 'Array');
      await unchanged();
    });

    test('a file of another edition says so, and a very long note is taken', async () => {
      const note = '长'.repeat(200000);
      await brings('a.json', `{"format": "dtmm-assessment/1", "edition": "2031", "answers": {"QLT-101": {"answer": "L", "note": "${note}"}}}`);
      await until(page, 'the preview', () => !document.querySelector('[data-show=preview]').hidden);
      await press(page, '[data-action="take-replace"]');
      await until(page, 'it to be taken', () => JSON.parse(keptFile()).answers['QLT-101'].note.length === 200000);
      await press(page, '[data-message] [data-action=undo]');
      await until(page, 'mine', (kept) => keptFile() === kept, kept);
      await unchanged();
    });

    test('nothing ran, and the console stayed empty', () => assert.deepEqual(reader.seen.console, []));
  });
}
