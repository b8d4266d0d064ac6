// The report of what is kept in this browser: it says the same as the scorer, follows it, carries
// the hash of the saved file, and has the level, the map and the next steps on its first printed page.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { HOSTS, choose, entries, follow, keep, model, openBrowser, openPage, openWork, press, saved, unfold, until, untilInSight, untilStored, word } from './harness.mjs';
import { sheetsOf, squeezed } from './paper.mjs';

const browser = await openBrowser();

const note = '现场 <b>查看</b> & "抽样"';
const level1 = Object.fromEntries(entries().filter((one) => one.id[4] === '1').map((one) => [one.id, 'F']));
const KEPT = {
  title: '甲厂 2026', organization: 'Firm <A>', targets: { company: 2 }, tailored: { SVC: '外包' },
  answers: { ...level1, 'QLT-101': { answer: 'L', note, evidence: ['记录表 | https://example.com/x | 2026-10-01'], owner: '王工', due: '2027-03-01' }, 'QLT-201': 'P', 'QLT-202': { answer: 'NA', reason: 'none of it' } },
};
const list = (page, key) => page.$eval(`[data-list="${key}"]`, (one) => one.innerText);
const answer = (page, id) => page.$eval(`[data-cell-answer="${id}"]`, (one) => one.innerText.trim());

for (const [host, lang, width, height] of [['host root', 'zh', 1366, 768], ['folder', 'en', 390, 844]]) {
  describe(`${host}, ${lang}, ${width} px`, () => {
    let site;
    let reader;
    let page;
    const level = (number) => word(page, number ? `level_${number}` : 'below');
    const untilLevel = async (number) => {
      const said = await level(number);
      await until(page, `the report to say ${said}`, (said) => document.querySelector('[data-list="report-level"]').innerText.includes(said), said);
    };
    before(async () => {
      site = await HOSTS[host]();
      reader = await openPage(browser, { width, height });
      page = reader.page;
      await page.goto(`${site.base}${lang}/report.html`);
      await keep(page, KEPT);
      await page.reload();
    });
    after(async () => {
      await reader.close();
      await site.close();
    });

    test('the level stands in sight at once, with what was assessed, the target and the counts', async () => {
      await untilLevel(1);
      await untilInSight(page, 'h1');
      const about = await list(page, 'report-about');
      assert.ok(about.includes(KEPT.title) && about.includes(KEPT.organization), about);
      assert.ok((await list(page, 'report-aim')).includes(await level(2)));
      const answered = Object.keys(KEPT.answers).filter((id) => !id.startsWith('SVC')).length - 1;
      assert.ok((await list(page, 'report-completeness')).startsWith(`${answered}/`), await list(page, 'report-completeness'));
      const counts = await page.$$eval('.second [data-list^="report-count-chosen-"]', (all) => all.map((one) => one.innerText.trim()));
      assert.deepEqual(counts, ['0', '25', '0', '0', '0', '0', '1']);
    });

    test('one sentence says the level, the target and what holds it back, and the next steps lead to their entries', async () => {
      const why = await list(page, 'report-why');
      for (const said of [await level(1), await level(2)]) assert.ok(why.includes(said), why);
      assert.ok((await list(page, 'report-goal')).includes(await level(2)));
      const steps = await page.$$eval('[data-list="report-next"] li a', (all) => all.map((one) => one.innerText));
      assert.equal(steps.length, 3, `${steps}`);
      assert.ok(steps.every((id) => id[4] === '2'), `${steps}`);
    });

    test('the map has every cell as that of the model, with the target at the end of its row', async () => {
      const rows = await page.$$eval('.heat tbody tr:not(.domain)', (all) => all.map((row) => [...row.querySelectorAll('[data-cell]')].map(({ dataset: { state }, title, innerText }) => ({ state, title, said: innerText }))));
      assert.equal(rows.length, 26);
      assert.ok(rows.every((row) => row.length === 5), 'five levels');
      for (const { state, title, said } of rows.flat()) {
        assert.equal(title, await word(page, `cell_${state}`));
        assert.match(said, state === 'na' ? /^–$/ : /^\d+\/\d+/);
      }
      // Level 1 is met everywhere but in the subdomain that is out of scope.
      assert.equal(rows.filter(([{ state }]) => state === 'met').length, 25);
      assert.equal(rows.flat().filter(({ state }) => state === 'na').length, 5);
      assert.equal(await page.$eval('.heat [data-cell=QLT-2]', (one) => one.dataset.state), 'part', 'QLT-201 is partly met');
      assert.deepEqual([...new Set(await page.$$eval('.heat .target', (all) => all.map((one) => one.innerText)))], ['2']);
    });

    test('three things hold it back and three gains are near, each led to', async () => {
      for (const key of ['report-holds', 'report-gains']) {
        const links = await page.$$eval(`[data-list="${key}"] a`, (all) => all.map((one) => one.getAttribute('href')));
        assert.ok(links.length >= 3, `${key}: ${links}`);
      }
    });

    test('every entry has its answer, its note, evidence, owner and date beside its words', async () => {
      assert.equal(await answer(page, 'QLT-101'), await word(page, 'largely'));
      assert.equal(await answer(page, 'STR-101'), await word(page, 'full'));
      assert.equal(await answer(page, 'QLT-201'), await word(page, 'partly'));
      const said = await page.$eval('[data-cell-remarks="QLT-101"]', (one) => one.innerText);
      for (const part of [note, '记录表', '王工', '2027-03-01']) assert.ok(said.includes(part), `${part} is not in ${said}`);
      assert.equal((await page.$$('[data-cell-answer]')).length, entries().length);
      assert.ok((await list(page, 'report-evidence')).includes('记录表'));
      const excluded = await list(page, 'report-not-applicable');
      assert.ok(excluded.includes('QLT-202') && excluded.includes('none of it'), excluded);
      assert.ok((await list(page, 'report-tailored')).includes('外包'));
    });

    test('gaps, charts and the notice of the method are there, and every row leads to its entry', async () => {
      const gaps = await page.$$eval('.gaps tbody tr a', (all) => all.map((one) => [one.textContent, one.getAttribute('href')]));
      assert.ok(gaps.length > 30 && gaps.every(([id, href]) => href.includes(id)), `${gaps.length} gaps`);
      assert.ok(gaps.some(([id]) => id === 'QLT-201'));
      assert.ok(await page.$('[data-list="report-radar"] svg'));
      assert.equal(await page.$$eval('.results .drawn svg', (all) => all.length), 25 + 6 + 1, 'one bar for the company, each domain and each subdomain in scope');
      assert.ok(await page.$('#report-method ~ .notice'));
      assert.ok(await page.$eval('[data-cell-answer="STR-101"]', (one) => one.closest('tr').querySelector('a').getAttribute('href').endsWith('r/STR-101.html')));
    });

    test('its hash is that of the file that the scorer saves', async () => {
      const scorer = await reader.tab();
      await openWork(scorer, site.base, lang);
      const { bytes } = await saved(scorer, () => press(scorer, '[data-action="export-json"]'));
      const hash = createHash('sha256').update(bytes).digest('hex');
      assert.equal((await list(page, 'report-hash')).replace(/\s/g, ''), hash);
      await scorer.close();
    });

    test('its print is A4 and has the level on the first page', async () => {
      const first = await page.pdf({ format: 'A4', pageRanges: '1' });
      const text = sheetsOf(first).join('');
      assert.ok(text.includes(squeezed(await list(page, 'report-level'))), `the level is not in ${text.slice(0, 500)}`);
      assert.ok(text.includes(KEPT.title.replace(/\s/g, '')), 'the title is not on the first page');
      const whole = Buffer.from(await page.pdf({ format: 'A4' })).toString('latin1');
      assert.ok(whole.startsWith('%PDF-'));
      assert.ok(Number(/\/Type \/Pages\s*\/Count (\d+)/.exec(whole)?.[1] ?? whole.match(/\/Type \/Page\b/g).length) > 5);
    });

    test('it follows an answer, a method and a clearing in another tab', async () => {
      const scorer = await reader.tab();
      await openWork(scorer, site.base, lang);
      await choose(scorer, 'QLT-102', 'N');
      await untilLevel(0);
      assert.equal(await answer(page, 'QLT-102'), await word(page, 'not'));
      await choose(scorer, 'QLT-102', 'F');
      await untilLevel(1);
      await unfold(scorer, '[data-field=profile]');
      await scorer.select('[data-field=profile]', 'strict');
      const strict = await word(page, 'report_strict');
      await until(page, 'the report to go by method A', (strict) => document.querySelector('[data-list="report-basis"]').innerText.includes(strict), strict);
      // QLT-101 is largely met: level 1 by method B, level 0 by A. The page shows the level of the method that it speaks of.
      await untilLevel(0);
      assert.equal(await list(page, 'report-level-head'), await word(page, 'report_level_head', { letter: 'A' }));
      assert.equal(await list(page, 'report-beside'), await level(1));
      assert.equal(await page.$eval('.second .counts [data-list="report-count-chosen-0"]', (one) => one.innerText.trim()), '1');
      await scorer.select('[data-field=profile]', 'staged');
      await unfold(scorer, '[data-action=clear]');
      await press(scorer, '[data-action=clear]');
      await scorer.waitForSelector('[data-message] [data-action=undo]');
      await page.waitForSelector('[data-show="report-start"]:not([hidden])');
      await until(page, 'the remarks to go', () => !document.querySelector('[data-cell-remarks="QLT-101"]').innerText.includes('王工'));
      assert.notEqual(await answer(page, 'STR-101'), await word(page, 'full'));
      await press(scorer, '[data-message] [data-action=undo]');
      await untilStored(scorer, Object.fromEntries(Object.entries(KEPT.answers).map(([id, one]) => [id, one.answer ?? one])));
      await untilLevel(1);
      await scorer.close();
    });

    test('before the first answer the screen has the ways to begin and nothing else', async () => {
      const other = await openPage(browser, { width, height });
      await openWork(other.page, site.base, lang, 'report');
      await other.page.waitForSelector('[data-show="report-start"]', { visible: true });
      const shown = await other.page.$$eval('main > section, .manager > :not(header)', (all) => all.filter((one) => one.getClientRects().length > 0).map((one) => one.className));
      assert.deepEqual(shown, ['manager']);
      assert.equal(await other.page.$$eval('.start a[href="score.html"]', (all) => all.length), 2);
      assert.ok(await other.page.evaluate(() => document.documentElement.scrollHeight < 3 * innerHeight), 'the page is short');
      await other.close();
    });

    test('before there is a level it leads with how much is answered, without a stamp or an empty radar', async () => {
      const other = await openPage(browser, { width, height });
      await other.page.goto(`${site.base}${lang}/index.html`);
      await keep(other.page, { targets: { company: 1 }, answers: { 'STR-101': 'F', 'STR-202': 'L' } });
      await openWork(other.page, site.base, lang, 'report');
      await other.page.waitForSelector('.headline .share');
      assert.match(await list(other.page, 'report-goal'), /1\/\d+/);
      assert.equal(await list(other.page, 'report-level-head'), await word(other.page, 'in_progress'));
      assert.equal(await other.page.$('.provisional'), null);
      assert.equal(await other.page.$('[data-list="report-radar"] .radar'), null);
      const rows = await other.page.$$eval('.shares tr', (all) => all.map((one) => one.lastElementChild.innerText));
      assert.equal(rows.length, model.domains.length);
      assert.ok(rows.some((said) => said.startsWith('2/')), `${rows}`);
      // What is not known yet is a dash to the eye, and its words to a screen reader.
      const open = await other.page.$eval('.results [data-value][data-open]', (one) => [getComputedStyle(one).fontSize, getComputedStyle(one, '::after').content, one.textContent]);
      assert.deepEqual(open.slice(0, 2), ['0px', '"–"']);
      assert.ok(open[2]);
      // What was not filled in leads to where it is.
      assert.equal(await other.page.$$eval('.missing a', (all) => all.length), 4);
      await other.close();
    });

    test('the answers one by one are folded on the screen until they are asked for, and the signatures are for paper', async () => {
      const folded = () => page.$eval('#report-answers', (one) => one.getClientRects().length === 0);
      assert.ok(await folded());
      await press(page, '[aria-controls="report-answers"]');
      assert.ok(!await folded());
      assert.equal(await page.$eval('[aria-controls="report-answers"]', (one) => one.ariaExpanded), 'true');
      await press(page, '[aria-controls="report-answers"]');
      assert.ok(await folded());
      assert.equal(await page.$eval('.signatures', (one) => one.getClientRects().length), 0);
    });

    test('an assessment of another edition says so at the top, in the foot and in what is copied', async () => {
      assert.equal(await list(page, 'report-edition-notice'), '');
      const other = await openPage(browser, { width, height });
      await other.page.goto(`${site.base}${lang}/index.html`);
      await keep(other.page, { ...KEPT, edition: '2023-old', answers: { 'STR-101': 'F', 'XYZ-101': 'F' } });
      await openWork(other.page, site.base, lang, 'report');
      const edition = { own: model.standard.edition, edition: '2023-old' };
      const notice = await word(other.page, 'edition_notice', edition);
      const unknown = await word(other.page, 'edition_unknown', { own: model.standard.edition, count: 1 });
      const copied = await other.page.evaluate(() => { getSelection().selectAllChildren(document.querySelector('main')); return String(getSelection()); });
      for (const said of [notice, unknown, await word(other.page, 'report_editions', edition)]) assert.ok(copied.includes(said), `${said} is not in what is copied`);
      const foot = await other.page.$eval('.method-part .facts', (one) => one.innerText);
      assert.ok(foot.includes('2023-old') && foot.includes(model.standard.edition), foot);
      const first = sheetsOf(await other.page.pdf({ format: 'A4', pageRanges: '1' })).join('');
      assert.ok(first.includes('2023-old'), 'the first printed page says it');
      await other.close();
    });

    test('a hundred thousand pieces of evidence are counted, not laid out', async () => {
      const other = await openPage(browser, { width, height });
      await other.page.goto(`${site.base}${lang}/index.html`);
      const evidence = Array.from({ length: 100_000 }, (_, number) => `p${number}`);
      await keep(other.page, { answers: { 'QLT-101': { answer: 'F', evidence }, 'STR-101': { answer: 'F', note: '行\n'.repeat(50_000) } } });
      await openWork(other.page, site.base, lang, 'report');
      const more = (count) => word(other.page, 'report_more_evidence', { count });
      await until(other.page, 'the list', () => document.querySelectorAll('[data-list="report-evidence"] tr').length > 1);
      assert.equal(await other.page.$eval('[data-list="report-evidence"] tr:last-child', (one) => one.innerText.trim()), await more(98_000));
      assert.ok((await list(other.page, 'report-evidence')).includes('p1999'));
      assert.ok((await other.page.$eval('[data-cell-remarks="QLT-101"]', (one) => one.innerText)).endsWith(await more(99_900)));
      assert.ok((await other.page.$$('[data-cell-remarks="STR-101"] p')).length < 1000);
      await other.close();
    });

    test('the other language shows the same report', async () => {
      await page.$eval('a.language', (link) => link.scrollIntoView({ block: 'center' }));
      await follow(page, () => page.click('a.language'));
      await page.waitForSelector('[data-list="report-level"]:not(:empty)');
      await untilLevel(1);
      assert.equal(await answer(page, 'QLT-101'), await word(page, 'largely'));
    });

    test('the console stayed empty and no other origin was asked', () => {
      assert.deepEqual(reader.seen.console, []);
      assert.deepEqual(reader.seen.requests.filter((url) => !url.startsWith(site.base) && !/^(data|blob):/.test(url)), []);
    });
  });
}
