// The long walk of an assessor through the scorer's page: answers by click and by key, remarks, a
// whole cell at once, and everything still there after a reload, in the other language and on the
// way back.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HOSTS, choose, chooseAll, entries, follow, message, openBrowser, openPage, openWork, press, pressComposing, showAll, showEntry, stored, until, untilInSight, untilStored, waitForLevel, word } from './harness.mjs';

const browser = await openBrowser();

const ids = entries().map((entry) => entry.id);
const entry = (id) => `[data-requirement="${id}"]`;

/** The identifier of the entry that has the keyboard. */
const focused = (page) => page.evaluate(() => document.activeElement.closest('[data-requirement]')?.id);

/** Waits until an entry shows an answer, or none. */
async function untilShown(page, id, answer) {
  await showEntry(page, id);
  const shows = (id, answer) => (document.querySelector(`[data-requirement="${id}"] [type=radio]:checked`)?.value ?? null) === answer;
  await until(page, `${id} to show ${answer}`, shows, id, answer);
}

/** What all entries show, read from their radio buttons. */
async function shown(page) {
  await showAll(page);
  return page.$$eval('[data-requirement]', (all) => Object.fromEntries(
    all.map((one) => [one.id, one.querySelector('[type=radio]:checked')?.value]).filter(([, answer]) => answer)));
}

/** What was written in the open details of an entry. */
const details = (page, id) => page.$eval(`${entry(id)} .remarks`, (panel) => [...panel.querySelectorAll('textarea, input')].map((one) => one.value));

const DETAILS = ['值班表 <b>与</b> "抽查"', '值班记录', 'https://example.com/a?b=1&c=2', '2026-10-01', 'Photo', 'cabinet 3', '', '王工 Wang', '2027-03-01'];

for (const [host, lang, width, height] of [['host root', 'zh', 1366, 768], ['folder', 'en', 390, 844]]) {
  describe(`${host}, ${lang}, ${width} px`, () => {
    const answers = {};
    let site;
    let reader;
    let page;
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

    test('eleven entries are answered with clicks, each of the five answers among them', async () => {
      for (const [place, answer] of ['F', 'L', 'P', 'N', 'F', 'L', 'P', 'N', 'F', 'L', 'F'].entries()) {
        await choose(page, ids[place], answer);
        answers[ids[place]] = answer;
      }
      await untilStored(page, answers);
      assert.deepEqual(await shown(page), answers);
    });

    test('a mark shows the answer, a second click on an answer leaves it, and a button takes it back', async () => {
      const again = ids[12];
      const mark = () => page.$eval(entry(again), (one) => [one.dataset.answer, getComputedStyle(one, '::before').backgroundImage.includes('50%')]);
      await choose(page, again, 'F');
      await untilShown(page, again, 'F');
      assert.deepEqual(await mark(), ['F', false]);
      await choose(page, again, 'P');
      await untilShown(page, again, 'P');
      assert.deepEqual(await mark(), ['P', true]);
      await choose(page, again, 'P');
      await untilShown(page, again, 'P');
      await press(page, `${entry(again)} [data-action=clear-answer]`);
      await untilShown(page, again, null);
      await untilStored(page, answers);
    });

    test('eighteen entries are answered with keys alone, and the keyboard is always in sight', async () => {
      const keys = [['1', 'F'], ['2', 'L'], ['3', 'P'], ['4', 'N'], ['f', 'F'], ['l', 'L'], ['p', 'P'], ['n', 'N'], ['F', 'F']];
      await page.focus(`${entry(ids[12])} [type=radio]`);
      for (let place = 12; place < 30; place += 1) {
        assert.equal(await focused(page), ids[place]);
        await untilInSight(page, `${entry(ids[place])} .choice`);
        const [key, answer] = keys[place % keys.length];
        await page.keyboard.press(key);
        await untilShown(page, ids[place], answer);
        answers[ids[place]] = answer;
        // An answer goes on to the next entry, but not out of the list.
        if ((await focused(page)) === ids[place]) await page.keyboard.press(place % 2 ? 'j' : 'ArrowDown');
      }
      assert.equal(await focused(page), ids[30]);
      await page.focus(`${entry(ids[15])} [type=radio]`);
      for (const [key, place] of [['k', 14], ['j', 15]]) {
        await page.keyboard.press(key);
        assert.equal(await focused(page), ids[place], 'the last of the subdomain before, the first of the next');
      }
      await page.focus(`${entry(ids[30])} [type=radio]`);
      for (const [place, key] of ['k', 'ArrowUp', 'k'].entries()) {
        await page.keyboard.press(key);
        assert.equal(await focused(page), ids[29 - place]);
        await untilInSight(page, `${entry(ids[29 - place])} .choice`);
      }
      await untilStored(page, answers);
    });

    test('0 takes an answer back, and the same key again brings it', async () => {
      await page.keyboard.press('0');
      await untilShown(page, ids[27], null);
      await page.keyboard.press('4');
      await untilShown(page, ids[27], 'N');
      assert.equal(await focused(page), ids[28], 'an answer goes on to the next entry');
      await page.keyboard.press('k');
      await page.keyboard.press('Delete');
      await untilShown(page, ids[27], null);
      delete answers[ids[27]];
      await untilStored(page, answers);
    });

    test('not applicable asks for its reason, and counts once that is written', async () => {
      const id = ids[27];
      await page.keyboard.press('x');
      await page.waitForSelector(`${entry(id)} .reason input`);
      assert.ok(await page.$eval(`${entry(id)} .reason input`, (field) => field === document.activeElement && field.required));
      await untilStored(page, answers);
      await page.keyboard.type('本厂无此业务 1f');
      answers[id] = 'NA';
      await until(page, 'the whole reason', (id) => JSON.parse(keptFile() ?? '{}').answers?.[id]?.reason === '本厂无此业务 1f', id);
      assert.deepEqual((await stored(page)).answers[id], { answer: 'NA', reason: '本厂无此业务 1f' });
      for (let letters = 0; letters < 10; letters += 1) await page.keyboard.press('Backspace');
      delete answers[id];
      await untilStored(page, answers);
      await page.keyboard.type('none here');
      answers[id] = 'NA';
      await untilStored(page, answers);
    });

    test('where the draft itself says "where applicable", no reason is needed', async () => {
      const id = entries().find((one) => one.conditional).id;
      await choose(page, id, 'NA');
      answers[id] = 'NA';
      await untilStored(page, answers);
      assert.ok(!(await page.$eval(`${entry(id)} .reason input`, (field) => field.required)));
    });

    test('details hold a note, two pieces of evidence, an owner and a due date', async () => {
      await page.focus(`${entry(ids[0])} [type=radio]:checked`);
      await page.keyboard.press('m');
      const panel = `${entry(ids[0])} .remarks`;
      await page.waitForSelector(`${panel} textarea`);
      assert.equal(await focused(page), ids[0]);
      await page.keyboard.type(DETAILS[0]);
      for (const line of [1, 2]) {
        await press(page, `${panel} [data-action="evidence-add"]`);
        const row = `${panel} .proof:nth-of-type(${line})`;
        await page.waitForSelector(`${row} [data-evidence=title]`);
        await page.keyboard.type(DETAILS[line * 3 - 2]);
        await page.type(`${row} [data-evidence=place]`, DETAILS[line * 3 - 1]);
      }
      // Dates are set as the browser's calendar does.
      const pick = (selector, value) => page.$eval(selector, (field, value) => {
        field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
      }, value);
      await pick(`${panel} .proof [data-evidence=date]`, DETAILS[3]);
      await page.type(`${panel} [data-remark=owner]`, DETAILS[7]);
      await pick(`${panel} [data-remark=due]`, DETAILS[8]);
      await until(page, 'the due date to be kept', () => keptFile()?.includes('2027-03-01'));
      const kept = (await stored(page)).answers[ids[0]];
      assert.equal(kept.note, DETAILS[0]);
      assert.equal(kept.evidence.length, 2);
      assert.equal(kept.owner, DETAILS[7]);
      await pressComposing(page, `${panel} textarea`, 'Escape');
      assert.ok(await page.$(panel), 'the key that ends a word closes nothing');
      await page.focus(`${panel} textarea`);
      await page.keyboard.press('Escape');
      await until(page, 'the details to close', (panel) => !document.querySelector(panel), panel);
      assert.equal(await page.evaluate(() => document.activeElement.dataset.action), 'details');
    });

    test('all of a cell gets one answer, and undo gives back what was there', async () => {
      const cell = entries('NET').filter((one) => one.id[4] === '3').map((one) => one.id);
      await choose(page, cell[1], 'P');
      answers[cell[1]] = 'P';
      await chooseAll(page, 'NET-3', 'L');
      await untilStored(page, { ...answers, ...Object.fromEntries(cell.map((id) => [id, 'L'])) });
      await untilShown(page, cell[4], 'L');
      await message(page, /NET-3/);
      await press(page, '[data-action=undo]');
      await untilStored(page, answers);
      await untilShown(page, cell[1], 'P');
      await untilShown(page, cell[4], null);
      assert.equal(await message(page, /./), `${await word(page, 'undone')} ${await word(page, 'redo')}`);
      await chooseAll(page, 'NET-3', 'U');
      delete answers[cell[1]];
      await untilStored(page, answers);
    });

    test('a changed level is announced once, and the many answers on the way are not', async () => {
      await page.$eval('[data-live]', (live) => {
        globalThis.said = [live.textContent];
        new MutationObserver(() => said.push(live.textContent)).observe(live, { childList: true, characterData: true, subtree: true });
      });
      const lowest = entries().filter((one) => one.id[4] === '1').map((one) => one.id);
      for (const cell of new Set(lowest.map((id) => id.slice(0, 5)))) await chooseAll(page, `${cell.replace(/-\d/, '')}-1`, 'F');
      for (const id of lowest) answers[id] = 'F';
      await untilStored(page, answers);
      await waitForLevel(page, 'company', 1);
      const announced = await word(page, 'announced', { scope: await word(page, 'company'), level: await word(page, 'level_1') });
      await until(page, 'the announcement', () => said.length > 1);
      assert.deepEqual(await page.evaluate(() => said), ['', announced]);
    });

    test('a reload finds everything there, remarks too', async () => {
      await page.reload();
      await page.waitForSelector('html.answering');
      assert.deepEqual(await shown(page), answers);
      assert.equal(await page.$eval(`${entry(ids[27])} .reason input`, (field) => field.value), 'none here');
      await press(page, `${entry(ids[0])} [data-action=details]`);
      assert.deepEqual(await details(page, ids[0]), DETAILS);
      await press(page, `${entry(ids[0])} .proof:nth-of-type(2) [data-action="evidence-remove"]`);
      await until(page, 'the evidence to go', () => !keptFile().includes('cabinet 3'));
    });

    test('the other language opens at the entry answered last, with all answers and remarks', async () => {
      await choose(page, 'QLT-302', 'P');
      answers['QLT-302'] = 'P';
      await page.$eval('a.language', (link) => link.scrollIntoView());
      await follow(page, () => page.click('a.language'));
      assert.match(page.url(), new RegExp(`/${lang === 'zh' ? 'en' : 'zh'}/score.html#QLT-302$`));
      await page.waitForSelector('html.answering');
      assert.deepEqual(await shown(page), answers);
      await until(page, 'QLT-302 to be in the window', () => {
        const { top, bottom } = document.getElementById('QLT-302').getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      });
      await untilInSight(page, `${entry('QLT-302')} .choice`);
      await press(page, `${entry(ids[0])} [data-action=details]`);
      assert.deepEqual((await details(page, ids[0])).slice(0, 4), DETAILS.slice(0, 4));
      await follow(page, () => page.click('a.language'));
      await page.waitForSelector('html.answering');
    });

    test('a cell of the map shows its count and leads to its entries', async () => {
      const count = entries('QLT').filter((one) => one.id[4] === '3' && one.kind === 'requirement').length;
      assert.match(await page.$eval('[data-cell="QLT-3"]', (cell) => cell.textContent), new RegExp(`\\b1/${count}$`));
      await press(page, '[data-cell="QLT-3"]');
      await until(page, 'QLT-3 to be in the window', () => {
        const { top } = document.getElementById('QLT-3').getBoundingClientRect();
        return top >= 0 && top < innerHeight;
      });
      await untilInSight(page, '#QLT-3 h5');
    });

    test('back and forward keep the answers, also those given on the page between', async () => {
      await page.goto(`${site.base}${lang}/production/quality-control.html`);
      await press(page, '[data-action=answering]');
      await page.waitForSelector(`html.answering ${entry('QLT-303')} .choice`);
      await untilShown(page, 'QLT-302', 'P');
      await choose(page, 'QLT-303', 'N');
      answers['QLT-303'] = 'N';
      await untilStored(page, answers);
      await page.goBack();
      await page.waitForSelector('html.answering');
      await untilShown(page, 'QLT-303', 'N');
      assert.deepEqual(await shown(page), answers);
      await page.goForward();
      await page.waitForSelector('html.answering');
      await untilShown(page, 'QLT-302', 'P');
      await untilShown(page, 'QLT-303', 'N');
    });

    test('the console stayed empty and no other origin was asked', () => {
      assert.deepEqual(reader.seen.console, []);
      assert.deepEqual(reader.seen.requests.filter((url) => !url.startsWith(site.base) && !/^(data|blob):/.test(url)), []);
    });
  });
}
