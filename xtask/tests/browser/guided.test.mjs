// How the scorer leads a reader: where to begin, one entry at a time, where a subdomain may be left, what the target
// still needs, and how few actions the usual tasks take.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { entries, HALF, keep, model, openBrowser, openPage, openSite, openWork, press, stored, unfold, until, untilInSight, untilStored } from './harness.mjs';
import { prove } from './proof.mjs';

const site = await openSite('folder');
/** The identifiers of the entries of a subdomain, and of one of its cells. */
const ids = (code) => entries(code).map(({ id }) => id);
const ofLevel = (code, level) => ids(code).filter((id) => id[4] === String(level));
/** The subdomain with the most entries. */
const longest = model.domains.flatMap(({ subdomains }) => subdomains).map(({ code }) => code).toSorted((one, other) => ids(other).length - ids(one).length)[0];

const focused = (page) => page.evaluate(() => document.activeElement.closest('[data-requirement]')?.dataset.requirement);
const untilFocused = (page, id) => until(page, `${id} to have the keyboard`, (id) => document.activeElement.closest('[data-requirement]')?.dataset.requirement === id, id);
const untilAlone = (page, id) => until(page, `${id} to be alone`, (id) => {
  const shown = [...document.querySelectorAll('[data-entries] [data-requirement]:not([hidden])')];
  return shown.length === 1 && shown[0].dataset.requirement === id && !!shown[0].querySelector('.choice');
}, id);
const isShown = (page, selector) => page.$eval(selector, (one) => one.checkVisibility());
const answer = (id, value) => `[data-requirement="${id}"] .choice label:has([value="${value}"])`;

/** A reader at the scorer, with what was kept before. */
async function begin(browser, { lang = 'zh', kept, place = '', ...window } = {}) {
  const reader = await openPage(browser, window);
  if (kept) {
    await reader.page.goto(`${site.base}${lang}/privacy.html`);
    await keep(reader.page, kept);
  }
  await reader.page.goto(`${site.base}${lang}/score.html${place}`);
  await reader.page.waitForSelector('html.answering');
  await reader.page.waitForSelector('.subject:not([hidden]) .choice');
  return reader;
}

for (const [name, lang] of [['Chromium', 'zh'], ['Firefox', 'en']]) {
  describe(`${name}, ${lang}`, async () => {
    const browser = await openBrowser(name);

    test('a new reader gives name, scope and target, and begins; what was given stands in the forms too', async () => {
      const { page, seen, close } = await begin(browser, { lang });
      assert.ok(await isShown(page, '.start'));
      assert.ok(!(await isShown(page, '.tile:not(.start)')), 'there is no result yet');
      await page.type('.start [data-field=title]', '甲厂');
      await page.type('.start [data-field=scope]', '一号线');
      await page.select('.start [data-target=company]', '3');
      await page.click('[data-action=start]');
      const first = ids('STR')[0];
      await untilFocused(page, first);
      assert.equal(await page.$eval('.manage [data-field=title]', (one) => one.value), '甲厂');
      assert.equal(await page.$eval('.tile:not(.start) [data-target=company]', (one) => one.value), '3');
      assert.ok(await isShown(page, '.start'), 'it stays until something is answered');
      await page.keyboard.press('1');
      await until(page, 'it to be gone', () => !document.querySelector('.start').checkVisibility());
      assert.ok(await isShown(page, '.tile:not(.start)'));
      const kept = await stored(page);
      assert.deepEqual([kept.title, kept.scope, kept.targets.company], ['甲厂', '一号线', 3]);
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('an answer by a key goes on to the next entry, and stays at the last one', async () => {
      const { page, seen, close } = await begin(browser, { lang, place: `#${longest}` });
      const all = ids(longest);
      await page.keyboard.press('j');
      await untilFocused(page, all[0]);
      for (const id of all) {
        await untilFocused(page, id);
        await page.keyboard.press('2');
      }
      await untilStored(page, Object.fromEntries(all.map((id) => [id, 'L'])));
      assert.equal(await focused(page), all.at(-1));
      prove('guided', all.length, 'entries of a subdomain answered with one key each, no mouse');
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('one by one each answer says when it is right, details stand open, and a click goes on; arrows only choose', async () => {
      const { page, seen, close } = await begin(browser, { lang, place: '#QLT' });
      await press(page, '.view label:has([value=one])');
      const [first, second] = ids('QLT');
      await untilAlone(page, first);
      await page.waitForSelector(`[data-requirement="${first}"] .remarks`);
      const guides = await page.$$eval(`[data-requirement="${first}"] .choice label`, (all) => all.map((one) => (getComputedStyle(one, '::after').content === 'none' ? '' : one.title)));
      assert.equal(new Set(guides.filter(Boolean)).size, 5, guides.join());
      const sizes = await page.$$eval(`[data-requirement="${first}"] .choice label`, (all) => all.map((one) => one.getBoundingClientRect()).map(({ width, height }) => [width, height]));
      assert.ok(sizes.every(([width, height]) => width > 500 && height >= 44), `a row for each answer, with room for its guide: ${JSON.stringify(sizes)}`);
      assert.equal(await page.$eval('[data-list=found]', (one) => one.textContent), `1/${ids('QLT').length}`);
      await page.focus(`[data-requirement="${first}"] [value=F]`);
      await page.keyboard.press('ArrowRight');
      await untilStored(page, { [first]: 'L' });
      await untilAlone(page, first);
      await press(page, answer(first, 'P'));
      await untilAlone(page, second);
      await page.waitForSelector(`[data-requirement="${second}"] .remarks`);
      assert.equal(await page.$(`[data-requirement="${first}"] .remarks`), null);
      await press(page, answer(second, 'NA'));
      await page.waitForSelector(`[data-requirement="${second}"] .reason`);
      await untilAlone(page, second);
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('one by one the entries one level below and above are at hand', async () => {
      const { page, close } = await begin(browser, { lang, place: `#${ofLevel('QLT', 2)[0]}` });
      await press(page, '.view label:has([value=one])');
      await untilAlone(page, ofLevel('QLT', 2)[0]);
      for (const [list, level] of [['below', 1], ['above', 3]]) {
        await unfold(page, `[data-list=${list}]`);
        await until(page, 'the entries', (list) => document.querySelector(`[data-list=${list}] li`), list);
        assert.deepEqual(await page.$$eval(`[data-list=${list}] li > a`, (all) => all.map((one) => one.textContent)), ofLevel('QLT', level));
      }
      await page.click('[data-list=below] li > a');
      await untilAlone(page, ofLevel('QLT', 1)[0]);
      await until(page, 'level 1 to have none below', () => !document.querySelector('[data-show=below]').checkVisibility());
      await close();
    });

    test('a subdomain may be left at its first unmet level, and at its target', async () => {
      const { page, close } = await begin(browser, { lang, place: '#QLT' });
      for (const id of ofLevel('QLT', 1)) {
        assert.equal(await isShown(page, '.stop'), false, `before ${id}`);
        await press(page, answer(id, 'P'));
      }
      await until(page, 'the offer to stop', () => document.querySelector('#QLT-1 + .stop:not([hidden])'));
      const unmet = await page.$eval('.stop p', (one) => one.textContent);
      for (const id of ofLevel('QLT', 1)) await press(page, answer(id, 'F'));
      await until(page, 'the offer to go', () => document.querySelector('.stop').hidden);
      await page.select('.tile:not(.start) [data-target=company]', '1');
      await until(page, 'the offer at the target', () => document.querySelector('#QLT-1 + .stop:not([hidden])'));
      assert.notEqual(await page.$eval('.stop p', (one) => one.textContent), unmet);
      await press(page, '.stop button');
      await until(page, 'the next subdomain', () => document.querySelector('[data-field=subdomain]').value === 'EQM');
      await until(page, 'no offer there', () => document.querySelector('.stop').hidden);
      await close();
    });

    test('the next entry to answer lies within the target, and not beyond an unmet level', async () => {
      const answers = Object.fromEntries([...ofLevel('STR', 1).map((id) => [id, 'N']), ...ofLevel('ORG', 1).slice(1).map((id) => [id, 'F'])]);
      const { page, close } = await begin(browser, { lang, kept: { answers, targets: { company: 1 } } });
      await press(page, '.tile [data-action=next-open]');
      await untilFocused(page, ofLevel('ORG', 1)[0]);
      await page.keyboard.press('1');
      await press(page, '.tile [data-action=next-open]');
      const next = entries().map(({ id }) => id).find((id) => id[4] === '1' && !/^(STR|ORG)/.test(id));
      await untilFocused(page, next);
      const needed = entries().filter(({ id, modal }) => id[4] === '1' && modal !== 'should').length;
      await until(page, 'the progress', (text) => document.querySelector('[data-list=target] p')?.textContent.includes(text), `${Object.keys(answers).length + 1}/${needed}`);
      await close();
    });

    test('what is due stands by date, and says what is overdue', async () => {
      const details = { 'QLT-101': { answer: 'P', owner: '甲', due: '2099-01-31' }, 'QLT-102': { answer: 'N', due: '2020-02-29' } };
      const { page, close } = await begin(browser, { lang, kept: { answers: details } });
      await until(page, 'the number of dates', () => /2.*1/.test(document.querySelector('[data-list="due-line"]').textContent));
      await unfold(page, '[data-list=due]');
      await until(page, 'the entries', () => document.querySelectorAll('[data-list=due] li').length === 2);
      assert.deepEqual(await page.$$eval('[data-list=due] li > a', (all) => all.map((one) => one.textContent)), ['QLT-102', 'QLT-101']);
      const [late, later] = await page.$$eval('[data-list=due] .step', (all) => all.map((one) => one.textContent));
      assert.match(late, lang === 'zh' ? /2020-02-29.*已逾期/ : /2020-02-29.*overdue/);
      assert.match(later, /2099-01-31.*甲$/);
      await close();
    });
  });
}

describe('the usual tasks take few actions', async () => {
  const browser = await openBrowser();

  /** Counts what a reader does. */
  const counted = () => {
    let count = 0;
    return { act: async (deed) => { count += 1; await deed(); }, count: () => count };
  };

  test('the target is set and the plan read in two actions', async () => {
    const { page, close } = await begin(browser, { kept: HALF });
    const { act, count } = counted();
    await act(() => page.select('.tile:not(.start) [data-target=company]', '3'));
    await act(() => page.click('details:has([data-list=plan]) > summary'));
    await until(page, 'the plan', () => document.querySelector('[data-list=plan] li')?.checkVisibility());
    assert.ok(count() <= 3);
    prove('guided', count(), 'actions to set a target and read the plan');
    await close();
  });

  test('what holds the level back is found in one action', async () => {
    const { page, close } = await begin(browser, { lang: 'en', kept: HALF });
    await page.waitForSelector('.results .why a');
    const id = await page.$eval('.results .why a', (one) => one.textContent);
    await page.click('.results .why a');
    await untilInSight(page, `[data-requirement="${id}"] .choice`);
    prove('guided', 1, 'action to find what holds the level back');
    await close();
  });

  test('from a requirement in the report one action leads to its answer', async () => {
    const { page, close } = await begin(browser, { kept: HALF });
    await openWork(page, site.base, 'zh', 'report');
    await page.waitForSelector('[data-list="report-gaps-unmet"] a');
    const id = await page.$eval('[data-list="report-gaps-unmet"] a', (one) => one.textContent);
    await press(page, '[data-list="report-gaps-unmet"] a');
    await page.waitForSelector(`[data-requirement="${id}"] .choice`);
    await untilInSight(page, `[data-requirement="${id}"] .choice`);
    prove('guided', 1, 'action from a requirement in the report to its answer');
    await close();
  });

  test('on a phone ten entries are answered in eleven taps', async () => {
    const { page, close } = await begin(browser, { lang: 'zh', width: 390, height: 844, touch: true, place: '#EQM' });
    const foot = (selector) => page.$eval(selector, (one) => one.getBoundingClientRect().bottom + scrollY);
    assert.ok(await foot('#EQM h4') < 260, 'the entries begin on the first screen');
    const { act, count } = counted();
    await act(() => page.tap('.view label:has([value=one])'));
    for (const [place, id] of ids('EQM').slice(0, 10).entries()) {
      await untilAlone(page, id);
      await untilInSight(page, answer(id, 'F'));
      await act(() => page.tap(answer(id, 'F')));
      await untilStored(page, Object.fromEntries(ids('EQM').slice(0, place + 1).map((one) => [one, 'F'])));
    }
    assert.ok(count() <= 12);
    prove('guided', count(), 'taps to answer ten entries on a phone');
    await close();
  });
});
