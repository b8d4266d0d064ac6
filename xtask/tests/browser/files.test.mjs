// An assessment goes out as a file, a table, a text or a link and comes back the same; one that
// arrives beside another shows what it would change before it changes anything.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HOSTS, entries, keep, message, model, openBrowser, openPage, openWork, press, saved, stored, unfold, until, untilStored, upload, waitForLevel, word } from './harness.mjs';

const browser = await openBrowser('Chromium', { whole: true });

const level1 = Object.fromEntries(entries().filter((one) => one.id[4] === '1').map((one) => [one.id, 'F']));
const mine = {
  format: 'dtmm-assessment/1', edition: model.standard.edition, title: '甲厂 2026', date: '2026-11-20', targets: { company: 2 },
  answers: { ...level1, 'QLT-101': { answer: 'F', note: 'as seen, "quoted"\nsecond line' }, 'QLT-302': { answer: 'NA', reason: '=外包(1)' }, 'NET-301': { answer: 'P', evidence: ['图 | 柜 | 2026-01-02', 'b'], owner: '王工', due: '2027-03-01' } },
};
const plain = Object.fromEntries(Object.entries(mine.answers).map(([id, one]) => [id, one.answer ?? one]));
const theirs = {
  format: 'dtmm-assessment/1', edition: model.standard.edition, title: '乙部 <i>2026</i>', extra: 1,
  answers: { 'QLT-101': 'N', 'QLT-102': 'L', 'STR-101': 'F', 'NET-301': { answer: 'P', note: 'other note' }, 'NET-302': 'F', 'NET-303': 'P', 'ZZZ-101': 'F' },
};
const shows = (page, pattern) => until(page, `the preview to say ${pattern}`, (source) => {
  const place = document.querySelector('[data-show=preview]');
  return place.checkVisibility() && new RegExp(source, 's').test(place.innerText);
}, pattern.source);
/** The conflicts that are shown, by their path: which sides can be chosen, and which is. */
const offered = (page) => page.$$eval('[data-list=conflicts] input', (inputs) => {
  const rows = {};
  for (const { name, value, type, checked } of inputs) {
    const row = (rows[name.replace('conflict-', '')] ??= { type, sides: [], chosen: [] });
    row.sides.push(value);
    if (checked) row.chosen.push(value);
  }
  return rows;
});
const outcome = (page) => page.$eval('[data-field=output]', (one) => one.value);

/** Two rounds of one department, and a page where the second is opened beside the first. */
const round1 = {
  title: '第一轮', organization: '甲公司', date: '2026-03-31',
  answers: { 'QLT-101': { answer: 'F', note: '现场抽查两份', owner: '王工' }, 'QLT-102': { answer: 'P', note: '初稿' }, 'STR-101': 'F' },
};
const round2 = {
  format: 'dtmm-assessment/1', edition: model.standard.edition, title: '第二轮', organization: '甲公司', date: '2026-10-15',
  answers: { 'QLT-101': { answer: 'L', note: '二车间未覆盖', due: '2027-03-01' }, 'QLT-102': { answer: 'P', note: '试行稿' }, 'STR-101': { note: '战略会在十一月' }, 'NET-302': 'F' },
};
async function second(base, lang, size) {
  const other = await openPage(browser, size);
  await other.page.goto(`${base}${lang}/index.html`);
  await keep(other.page, round1);
  await openWork(other.page, base, lang);
  await upload(other.page, '第二轮.json', JSON.stringify(round2));
  await shows(other.page, /第二轮\.json/);
  return other;
}

for (const [host, lang, width, height] of [['host root', 'zh', 1366, 768], ['folder', 'en', 390, 844]]) {
  describe(`${host}, ${lang}, ${width} px`, () => {
    let site;
    let reader;
    let page;
    let file;
    before(async () => {
      site = await HOSTS[host]();
      reader = await openPage(browser, { width, height });
      page = reader.page;
      await openWork(page, site.base, lang);
    });
    after(async () => {
      await reader.close();
      await site.close();
    });

    test('a file opened into nothing is taken at once', async () => {
      await upload(page, '甲厂.json', JSON.stringify(mine));
      await untilStored(page, plain);
      assert.equal(await message(page, /甲厂\.json/), await page.$eval('[data-message]', (one) => one.innerText));
      await waitForLevel(page, 'company', 1);
    });

    test('the saved file holds everything, is named after the assessment, and is what is kept', async () => {
      const { name, bytes } = await saved(page, () => press(page, '[data-action="export-json"]'));
      file = bytes.toString();
      assert.match(name, /^甲厂 2026-\d{4}-\d\d-\d\d\.json$/);
      const { format, edition, title, date, targets, answers } = JSON.parse(file);
      assert.deepEqual({ format, edition, title, date, targets, answers }, { ...mine, format: 'dtmm-assessment/2' });
      assert.equal(file, await page.evaluate(() => keptFile()));
    });

    test('cleared, had back with undo, cleared and loaded again: the same to the letter', async () => {
      await unfold(page, '[data-action=clear]');
      await press(page, '[data-action=clear]');
      await waitForLevel(page, 'company', 0);
      await press(page, '[data-message] [data-action=undo]');
      await untilStored(page, plain);
      await press(page, '[data-action=clear]');
      await until(page, 'nothing to be kept', () => keptFile() === undefined);
      await upload(page, 'again.json', file);
      await untilStored(page, plain);
      assert.equal(await page.evaluate(() => keptFile()), file);
    });

    test('a second file shows its counts first, and cancelling changes nothing', async () => {
      await upload(page, 'theirs.json', JSON.stringify(theirs));
      await shows(page, /theirs\.json/);
      assert.ok(await page.$eval('[data-show=preview]', (one) => one === document.activeElement), 'the keyboard is there');
      const said = await page.$eval('[data-list=preview]', (one) => one.innerText);
      const lost = Object.keys(plain).length - 4;
      const lines = [['in_new', 2], ['in_different', 2], ['in_same', 2], ['in_gone', lost], ['unknown', 2]];
      for (const [key, count] of lines) {
        const line = await word(page, key, { count });
        assert.ok(said.includes(line), `${line} is not in ${said}`);
      }
      assert.ok(said.includes('<i>2026</i>'), 'names are shown as text');
      await press(page, '[data-action="take-cancel"]');
      await until(page, 'the preview to close', () => document.querySelector('[data-show=preview]').hidden);
      assert.equal(await page.evaluate(() => keptFile()), file);
    });

    test('replacing takes theirs alone, and undo gives back mine to the letter', async () => {
      await upload(page, 'theirs.json', JSON.stringify(theirs));
      await shows(page, /theirs\.json/);
      await press(page, '[data-action="take-replace"]');
      await until(page, 'theirs', () => keptFile()?.includes('乙部'));
      const kept = await stored(page);
      assert.deepEqual(kept.answers, theirs.answers, 'what is unknown here is kept as it is');
      await press(page, '[data-message] [data-action=undo]');
      await untilStored(page, plain);
      assert.equal(await page.evaluate(() => keptFile()), file);
    });

    test('merging keeps both, and in a conflict what was chosen', async () => {
      await upload(page, 'theirs.json', JSON.stringify(theirs));
      await shows(page, /theirs\.json/);
      assert.deepEqual(Object.keys(await offered(page)).toSorted(), ['answers.QLT-101.answer', 'answers.QLT-101.note', 'answers.QLT-102.answer', 'title']);
      for (const path of ['title', 'answers.QLT-102.answer']) {
        await press(page, `label:has([name="conflict-${path}"][value="1"])`);
      }
      await press(page, '[data-action="take-merge"]');
      const both = { ...plain, 'QLT-102': 'L', 'NET-302': 'F', 'NET-303': 'P' };
      await untilStored(page, { ...both, 'ZZZ-101': 'F' });
      const { title, answers } = await stored(page);
      assert.equal(title, theirs.title);
      assert.deepEqual(answers['QLT-101'], mine.answers['QLT-101']);
      assert.deepEqual(answers['NET-301'], { ...mine.answers['NET-301'], note: 'other note' });
      await press(page, '[data-message] [data-action=undo]');
      await untilStored(page, plain);
    });

    test('a second round of the same department: the later is selected, both remarks and the words of the clause stand beside it', async () => {
      const other = await second(site.base, lang, { width, height });
      const rows = await offered(other.page);
      assert.deepEqual(rows['answers.QLT-101.answer'], { type: 'radio', sides: ['0', '1'], chosen: ['1'] });
      assert.deepEqual(rows['answers.QLT-101.owner'], { type: 'checkbox', sides: ['0'], chosen: [] });
      assert.deepEqual(rows['answers.QLT-102.note'].chosen, ['1']);
      assert.equal(await other.page.$eval('[data-list=conflicts-note]', (one) => one.innerText), await word(other.page, 'later_theirs', { theirs: round2.date, mine: round1.date }));
      const table = await other.page.$eval('table.conflicts', (one) => one.innerText);
      for (const said of ['二车间未覆盖', '现场抽查两份', '初稿', '试行稿', '王工']) assert.ok(table.includes(said), `${said} is not in ${table}`);
      const words = entries().find((one) => one.id === 'QLT-101').text[lang];
      assert.ok(table.includes(words), `${words} is not in ${table}`);
      const said = await other.page.$eval('[data-list=preview]', (one) => one.innerText);
      for (const lost of [round1.title, round1.date]) assert.ok(said.includes(`“${lost}”`), `${lost} is not in ${said}`);
      assert.ok(said.includes(await word(other.page, 'in_stays', { items: await word(other.page, 'field_organization') })), said);
      await press(other.page, '[data-action="take-merge"]');
      await until(other.page, 'the second round', () => keptFile()?.includes('二车间未覆盖'));
      const { title, answers } = await stored(other.page);
      assert.equal(title, round2.title);
      assert.deepEqual(answers['QLT-101'], round2.answers['QLT-101'], 'no remark of mine joins their answer');
      assert.deepEqual(answers['QLT-102'], round2.answers['QLT-102']);
      assert.deepEqual(answers['STR-101'], 'F', 'what was remarked without an answer joins none');
      await other.close();
    });

    for (const [action, side, own] of [['conflicts-theirs', '1', 'round2'], ['conflicts-mine', '0', 'round1']]) {
      test(`all conflicts are decided with one button: ${action}`, async () => {
        const other = await second(site.base, lang, { width, height });
        await press(other.page, `[data-action="${action}"]`);
        for (const [path, { sides, chosen }] of Object.entries(await offered(other.page))) {
          assert.deepEqual(chosen, sides.filter((one) => one === side), path);
        }
        await press(other.page, '[data-action="take-merge"]');
        const chosen = { round1, round2 }[own];
        await until(other.page, 'all of one side', (title) => JSON.parse(keptFile() ?? '{}').title === title && document.querySelector('[data-show=preview]').hidden, chosen.title);
        const { answers } = await stored(other.page);
        for (const id of ['QLT-101', 'QLT-102']) assert.deepEqual(answers[id], chosen.answers[id]);
        assert.deepEqual(answers['NET-302'], 'F', 'what only one has is taken');
        await other.close();
      });
    }

    test('one row may be decided otherwise, and what only the other side has be kept', async () => {
      const other = await second(site.base, lang, { width, height });
      await press(other.page, 'label:has([name="conflict-answers.QLT-101.answer"][value="0"])');
      await press(other.page, 'label:has([name="conflict-answers.QLT-101.due"][value="1"])');
      await press(other.page, 'label:has([name="conflict-answers.STR-101.note"][value="1"])');
      await press(other.page, '[data-action="take-merge"]');
      await until(other.page, 'the merged', (title) => JSON.parse(keptFile() ?? '{}').title === title, round2.title);
      const { answers } = await stored(other.page);
      assert.deepEqual(answers['QLT-101'], { ...round1.answers['QLT-101'], due: '2027-03-01' });
      assert.deepEqual(answers['STR-101'], { answer: 'F', note: '战略会在十一月' });
      await other.close();
    });

    test('of fields of megabytes a part is shown, and 377 conflicts are', async () => {
      const large = '长'.repeat(1_500_000);
      const all = (answer, note) => Object.fromEntries(entries().map(({ id }) => [id, { answer, note: `${note} ${id}` }]));
      const other = await openPage(browser, { width, height });
      await other.page.goto(`${site.base}${lang}/index.html`);
      await keep(other.page, { title: 'a', answers: all('F', 'mine') });
      await openWork(other.page, site.base, lang);
      const note = { answer: 'P', note: large, evidence: [large] };
      await upload(other.page, 'large.json', JSON.stringify({ ...theirs, title: 'b', answers: { ...all('P', 'theirs'), 'QLT-101': note } }));
      await shows(other.page, /large\.json/);
      assert.equal(Object.keys(await offered(other.page)).filter((path) => path.endsWith('.answer')).length, entries().length);
      const said = await other.page.$eval('[data-show=preview]', (one) => one.textContent);
      assert.ok(said.includes('1500000') && said.length < 1_000_000, `${said.length} characters`);
      await press(other.page, '[data-action="conflicts-theirs"]');
      await press(other.page, '[data-action="take-merge"]');
      await until(other.page, 'the note, whole', (length) => JSON.parse(keptFile() ?? '{}').answers?.['QLT-101'].note?.length === length, large.length);
      await other.close();
    });

    test('a file of another edition says so in the preview and on the page that takes it', async () => {
      const other = await openPage(browser, { width, height });
      await openWork(other.page, site.base, lang);
      assert.equal(await other.page.$eval('[data-list=edition]', (one) => one.innerText), '');
      await keep(other.page, { answers: { 'QLT-101': 'F' } });
      await openWork(other.page, site.base, lang);
      await upload(other.page, 'old.json', JSON.stringify({ ...theirs, edition: '2023-old' }));
      await shows(other.page, /2023-old/);
      await press(other.page, '[data-action="take-replace"]');
      await until(other.page, 'the notice', () => /2023-old/.test(document.querySelector('[data-list=edition]').innerText));
      await other.close();
    });

    test('a conflict may be about a field of any name', async () => {
      const odd = 'odd"] [x=\'y';
      const other = await openPage(browser, { width, height });
      await other.page.goto(`${site.base}${lang}/index.html`);
      await keep(other.page, { answers: { 'NET-302': 'F' }, [odd]: 1 });
      await openWork(other.page, site.base, lang);
      await upload(other.page, 'odd.json', JSON.stringify({ ...theirs, answers: { 'NET-302': 'F' }, title: undefined, extra: undefined, [odd]: 2 }));
      await shows(other.page, /odd\.json/);
      await press(other.page, '[data-list=conflicts] tr:last-child label:has([value="1"])');
      await press(other.page, '[data-action="take-merge"]');
      await until(other.page, 'theirs', (odd) => JSON.parse(keptFile() ?? '{}')[odd] === 2, odd);
      await other.close();
    });

    test('a file without conflicts shows no table of them', async () => {
      await upload(page, 'few.json', JSON.stringify({ ...theirs, title: undefined, extra: undefined, answers: { 'NET-302': 'F' } }));
      await shows(page, /few\.json/);
      assert.ok(!(await page.$eval('table.conflicts', (one) => one.checkVisibility())));
      await press(page, '[data-action="take-cancel"]');
    });

    test('beside, it becomes another assessment', async () => {
      await upload(page, 'theirs.json', JSON.stringify(theirs));
      await shows(page, /theirs\.json/);
      await press(page, '[data-action="take-beside"]');
      await until(page, 'a second assessment', () => keptFile(2) !== undefined);
      assert.equal((await stored(page, 2)).title, theirs.title);
      assert.equal(await page.$eval('[data-field=shelf] option:checked', (one) => one.textContent), theirs.title);
      assert.equal(await page.evaluate(() => keptFile()), file);
      await page.select('[data-field=shelf]', '1');
      await waitForLevel(page, 'company', 1);
    });

    test('the table goes to a spreadsheet and comes back with what was changed there', async () => {
      await unfold(page, '[data-action="export-csv"]');
      const { name, bytes } = await saved(page, () => press(page, '[data-action="export-csv"]'));
      assert.match(name, /^甲厂 2026-.*\.csv$/);
      assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
      const whole = bytes.toString().slice(1);
      const above = whole.slice(0, whole.indexOf('id 编号') < 0 ? whole.indexOf('id identifier') : whole.indexOf('id 编号'));
      assert.deepEqual(above.trimEnd().split('\r\n'), [
        '# standard: ccua-dtmm', `# edition: ${model.standard.edition}`, '# title: 甲厂 2026', '# date: 2026-11-20', '# targets: company=2',
      ]);
      const table = whole.slice(above.length);
      const head = table.slice(0, table.indexOf('\r\n')).split(',').map((cell) => cell.replace(/^"/, '').split(' ')[0]);
      assert.deepEqual(head, ['id', 'domain', 'subdomain', 'level', 'letter', 'text', 'kind', 'answer', 'reason', 'note', 'evidence', 'owner', 'due']);
      assert.ok(!table.replaceAll('\r\n', '').includes('\r') && table.endsWith('\r\n'));
      assert.equal(table.match(/^[A-Z]{3}-\d{3},/gm).length, entries().length);
      assert.ok(table.includes("'=外包(1)"), 'a cell that a spreadsheet would compute is written as text');
      assert.ok(table.includes('"as seen, ""quoted""\nsecond line"'));
      await upload(page, 'same.csv', bytes);
      const same = await word(page, 'in_same', { count: Object.keys(plain).length });
      await until(page, 'all to be the same', (same) => document.querySelector('[data-list=preview]').innerText.includes(same), same);
      await press(page, '[data-action="take-replace"]');
      assert.equal(await page.evaluate(() => keptFile()), file);

      const row = table.split('\r\n').find((line) => line.startsWith('SVC-201,')).replace(/,,,,,,$/, ',p,,checked,,,2027/4/1');
      await upload(page, 'Edited.CSV', `\ufeff${table.slice(0, table.indexOf('\r\n'))}\r\n${row}\r\n`);
      await shows(page, /Edited\.CSV/);
      await press(page, '[data-action="take-merge"]');
      await untilStored(page, { ...plain, 'SVC-201': 'P' });
      assert.equal((await stored(page)).title, mine.title, 'a table without a title takes none away');
      assert.deepEqual((await stored(page)).answers['SVC-201'], { answer: 'P', note: 'checked', due: '2027-04-01' });
      await press(page, '[data-message] [data-action=undo]');
      await untilStored(page, plain);
    });

    test('a table from a Chinese Windows is read too', async () => {
      // id,answer,note / SVC-201,N,现场查看 in GB18030.
      const note = Buffer.from([0xcf, 0xd6, 0xb3, 0xa1, 0xb2, 0xe9, 0xbf, 0xb4]);
      await upload(page, 'gb.csv', Buffer.concat([Buffer.from('id;answer;note\r\nSVC-201;N;'), note, Buffer.from('\r\n')]));
      await shows(page, /gb\.csv/);
      assert.ok((await page.$eval('[data-list=preview]', (one) => one.innerText)).includes(await word(page, 'guessed', { sample: '现场查看' })));
      await press(page, '[data-action="take-replace"]');
      await untilStored(page, { 'SVC-201': 'N' });
      assert.equal((await stored(page)).title, undefined, 'nothing of what was open is in it');
      assert.equal((await stored(page)).answers['SVC-201'].note, '现场查看');
      await press(page, '[data-message] [data-action=undo]');
      await untilStored(page, plain);
    });

    test('what a file is, its bytes say, and what is left out is named with its line', async () => {
      const files = { 'table.json': 'id，answer\nstr–101，Ｌ\nXYZ-101，F\n', 'json.csv': JSON.stringify({ ...mine, answers: { 'STR 101': 'ｌ' } }) };
      for (const [name, content] of Object.entries(files)) {
        await upload(page, name, content);
        await shows(page, new RegExp(name.replace('.', '\\.')));
        const said = await page.$eval('[data-list=preview]', (one) => one.innerText);
        assert.equal(said.includes('XYZ-101'), name === 'table.json', said);
        await press(page, '[data-action="take-replace"]');
        await untilStored(page, { 'STR-101': 'L' });
        await press(page, '[data-message] [data-action=undo]');
        await untilStored(page, plain);
      }
      for (const [content, problem] of [['PK\u0003\u0004 xl/workbook.xml', 'damaged_workbook'], ['<html></html>', 'web_page'], ['', 'empty'], ['id,answer\nXYZ-1,F\n', 'no_row_matches'], ['id,due\nSTR-101,1/2/2027\n', 'ambiguous_date']]) {
        await upload(page, 'other.csv', content);
        const said = await word(page, `problem_${problem}`);
        await until(page, `${problem} to be said`, (said) => document.querySelector('[data-message]').innerText.includes(said), said);
        await untilStored(page, plain);
      }
    });

    test('as text, the file is shown and copied whole', async () => {
      await unfold(page, '.inside [data-action="copy-text"]');
      await press(page, '.inside [data-action="copy-text"]');
      await page.waitForSelector('[data-field=output]', { visible: true });
      assert.equal(await outcome(page), file);
      assert.ok(await page.$eval('[data-field=output]', (one) => one.selectionEnd - one.selectionStart === one.value.length));
      await message(page, /./);
      const place = await page.$('[data-show=output] button');
      await place.evaluate((one) => one.scrollIntoView({ block: 'center' }));
      const copies = page.evaluate(() => new Promise((done) => document.addEventListener('copy', () => done(String(getSelection()) || document.activeElement.value), { once: true })));
      await place.click();
      assert.equal(await Promise.race([copies, until(page, 'a copy to be made', () => false).catch(() => 'nothing was copied')]), file);
    });

    for (const [whole, limit] of [[false, 2000], [true, 20000]]) {
      test(`a link ${whole ? 'with all remarks' : 'of answers alone'} opens in another browser with a preview`, async () => {
        await unfold(page, '[data-action=link]');
        if (whole) await press(page, 'label:has([data-field="link-whole"])');
        await press(page, '[data-action=link]');
        await until(page, 'the link', () => document.querySelector('[data-field=output]').value.includes('#a='));
        const link = await outcome(page);
        assert.ok(link.length < limit, `${link.length} characters`);
        const made = await word(page, 'link_made', { count: link.length });
        assert.ok((await page.$eval('[data-list="output-note"]', (one) => one.textContent)).startsWith(made));
        const other = await openPage(browser, { width, height });
        await other.page.goto(`${link}&shareTo=weixin`);
        await shows(other.page, /./);
        assert.ok(!other.page.url().includes('#a='), 'the address no longer carries the assessment');
        assert.deepEqual(other.seen.requests.filter((url) => url.includes('#a=') && !url.startsWith(link)), []);
        assert.equal(await stored(other.page), null, 'nothing is taken before it is said');
        await press(other.page, '[data-action="take-replace"]');
        await untilStored(other.page, plain);
        const { title, answers } = await stored(other.page);
        assert.equal(title, whole ? mine.title : undefined);
        assert.deepEqual(answers['QLT-302'], mine.answers['QLT-302'], 'reasons always travel');
        assert.deepEqual(answers['NET-301'], whole ? mine.answers['NET-301'] : 'P');
        await other.page.reload();
        await other.page.waitForSelector('html.answering');
        assert.ok(await other.page.$eval('[data-show=preview]', (one) => one.hidden));
        await untilStored(other.page, plain);
        assert.deepEqual(other.seen.console, []);

        await other.close();
      });
    }

    test('a link that is cut short, mistyped or none at all is refused', async () => {
      await unfold(page, '[data-action=link]');
      await press(page, '[data-action=link]');
      await until(page, 'the link', () => document.querySelector('[data-field=output]').value.includes('#a='));
      const code = (await outcome(page)).split('#a=')[1];
      const swapped = (place) => code.slice(0, place) + (code[place] === 'A' ? 'B' : 'A') + code.slice(place + 1);
      const wrongs = { cut: code.slice(0, 60), 'cut by one': code.slice(0, -1), mistyped: swapped(40), 'of another version': swapped(0), empty: '', foreign: '<script>alert(1)</script>' };
      for (const [kind, wrong] of Object.entries(wrongs)) {
        await page.evaluate((wrong) => {
          document.querySelector('[data-message]').textContent = '';
          location.hash = `#a=${wrong}`;
        }, wrong);
        const said = await word(page, 'refused', { file: await word(page, 'from_link') });
        await until(page, `a link that is ${kind} to be refused`, (said) => document.querySelector('[data-message]').innerText.startsWith(said), said);
        await until(page, 'the address to be plain again', () => !location.href.includes('#a='));
        await untilStored(page, plain);
      }
    });

    test('the console stayed empty', () => assert.deepEqual(reader.seen.console, []));
  });
}
