// The forms of the scorer's page: filters, one entry at a time, targets, gaps, the plan, what is out
// of scope, method and weights, and several assessments side by side.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HOSTS, choose, chooseAll, entries, keep, message, model, openBrowser, openFilters, openPage, openWork, press, showAll, stored, unfold, until, untilInSight, untilStored, waitForLevel, word } from './harness.mjs';

const browser = await openBrowser();

const OWNER = '王工 Wang';
const all = entries().map((entry) => entry.id);
const of = (codes, test = () => true) => entries().filter((one) => (!codes || codes.includes(one.id.slice(0, 3))) && test(one)).map((one) => one.id);
const codes = (slug) => model.domains.find((domain) => domain.slug === slug).subdomains.map((one) => one.code);

const SUBDOMAIN = '[data-field=subdomain]';

/** The entries that can be seen in the list, in order. */
const listed = (page) => page.$$eval('[data-entries] [data-requirement]', (all) => all.filter((one) => one.checkVisibility()).map((one) => one.id));
const value = (page, scope, profile) => page.$eval(`[data-scope="${scope}"][data-profile="${profile}"]`, (one) => one.dataset.value);
const untilValue = (page, scope, profile, wanted) => until(page, `${scope} ${profile} to be ${wanted}`, (selector, wanted) => document.querySelector(selector).dataset.value === wanted, `[data-scope="${scope}"][data-profile="${profile}"]`, wanted);
/** Presses a cell of the map, then the way from what it opens beside the map to the list. */
const goToCell = async (page, cell) => {
  await press(page, `[data-cell="${cell}"]`);
  await press(page, `.cell-panel a[href="#${cell}"]`);
};
/** The entries that a list of advice names. */
const advised = (page, key) => page.$$eval(`[data-list="${key}"] li > a`, (all) => all.map((one) => one.textContent));
const names = (page) => page.$$eval('[data-field=shelf] option', (all) => all.map((one) => one.textContent));

for (const [host, lang, width, height] of [['host root', 'zh', 1366, 768], ['folder', 'en', 390, 844]]) {
  describe(`${host}, ${lang}, ${width} px`, () => {
    let answers = Object.fromEntries(of(['QLT', 'SVC'], (one) => one.id[4] < '3').map((id) => [id, 'F']));
    answers['QLT-202'] = 'P';
    answers['STR-101'] = 'L';
    const begun = { title: '甲厂', answers: { ...answers, 'STR-101': { answer: 'L', owner: OWNER }, 'SVC-301': { owner: OWNER } } };
    let site;
    let reader;
    let page;
    const filter = async (name, value) => {
      await page.select(`[data-filter=${name}]`, value);
    };
    const listedAs = async (wanted) => {
      assert.deepEqual(await listed(page), wanted);
      assert.equal(await page.$eval('[data-list=found]', (one) => one.textContent), await word(page, 'found', { count: wanted.length, all: all.length }));
    };
    before(async () => {
      site = await HOSTS[host]();
      reader = await openPage(browser, { width, height });
      page = reader.page;
      await page.goto(`${site.base}${lang}/score.html`);
      await keep(page, begun);
      await openWork(page, site.base, lang);
      if (width < 500) await press(page, 'label.fold');
    });
    after(async () => {
      await reader.close();
      await site.close();
    });

    test('the result is said once: by the bar in one line, where it is not in sight beside the entries', async () => {
      const isWide = width > 1200;
      await until(page, 'the result in sight', (isWide) => document.querySelector('.result-bar .result-line').checkVisibility() !== isWide, isWide);
      await page.$eval('.glance', (one) => one.scrollIntoView());
      await until(page, 'the line of the bar', () => document.querySelector('.result-bar .result-line').checkVisibility());
      const { said, lines } = await page.$eval('.result-bar .short', (one) => ({ said: one.innerText, lines: one.parentElement.clientHeight / 44 }));
      assert.match(said, /^\d+\/\d+ · .*\d/);
      assert.ok(lines < 2, 'one line');
      await page.evaluate(() => scrollTo(0, 0));
      await until(page, 'the result in sight again', (isWide) => document.querySelector('.result-bar .result-line').checkVisibility() !== isWide, isWide);
    });

    test('the list shows one subdomain, the one before and the next, the one chosen, or all', async () => {
      const [first, second] = all.map((id) => id.slice(0, 3)).filter((code, at, codes) => code !== codes[at - 1]);
      const idle = () => page.$$eval('.subdomains > [data-action$=subdomain]', (all) => all.map((one) => one.disabled));
      await listedAs(of([first]));
      assert.deepEqual(await idle(), [true, false]);
      await press(page, '[data-action=next-subdomain]');
      await listedAs(of([second]));
      assert.deepEqual(await idle(), [false, false]);
      await untilInSight(page, `#${of([second])[0]}`);
      await press(page, '[data-action=previous-subdomain]');
      await listedAs(of([first]));
      await page.select(SUBDOMAIN, '');
      await listedAs(all);
      assert.deepEqual(await idle(), [true, true]);
      await page.select(SUBDOMAIN, 'QLT');
      await listedAs(of(['QLT']));
    });

    test('an address opened again shows the subdomain that was chosen, and so does the next visit', async () => {
      await goToCell(page, 'SAF-2');
      await press(page, '[data-action=next-subdomain]');
      await press(page, '[data-action=previous-subdomain]');
      await page.select(SUBDOMAIN, 'QLT');
      await until(page, 'it to be noted', () => location.hash === '#SAF-2' && history.state?.subdomain === 'QLT');
      for (const open of [() => page.reload(), () => page.goto(`${site.base}${lang}/score.html?`)]) {
        await open();
        await page.waitForSelector('html.answering');
        await listedAs(of(['QLT']));
      }
      if (width < 500) await press(page, 'label.fold');
    });

    test('filters show what they name in all subdomains, alone and together, and say how many', async () => {
      await filter('domain', 'production');
      await listedAs(of(codes('production')));
      await filter('level', '2');
      await listedAs(of(codes('production'), (one) => one.id[4] === '2'));
      await filter('state', 'answered');
      await listedAs(of(['QLT'], (one) => one.id[4] === '2'));
      await filter('state', 'unanswered');
      await listedAs(of(codes('production'), (one) => one.id[4] === '2' && one.id.slice(0, 3) !== 'QLT'));
      await page.select(SUBDOMAIN, 'SAF');
      await listedAs(of(['SAF'], (one) => one.id[4] === '2'));
      await press(page, '[data-action="filter-clear"]');
      await listedAs(of(['SAF']));
      await filter('state', 'recommended');
      await listedAs(of(null, (one) => one.kind === 'recommendation'));
      await press(page, '[data-action="filter-clear"]');
    });

    test('the owners to choose from are those who were named', async () => {
      assert.deepEqual(await page.$$eval('[data-filter=owner] option', (all) => all.map((one) => one.value)), ['', OWNER, ' '], 'and nobody, for all other entries');
      await filter('owner', OWNER);
      await listedAs(['STR-101', 'SVC-301']);
      await press(page, '[data-action="filter-clear"]');
    });

    test('a text is looked for in words and identifiers, whatever the case', async () => {
      await openFilters(page);
      await page.type('[data-filter=text]', 'qlt-30');
      await listedAs(['QLT-301', 'QLT-302', 'QLT-303']);
      await press(page, '[data-action="filter-clear"]');
      await page.type('[data-filter=text]', 'net-302');
      await listedAs(['NET-302']);
      await page.waitForSelector('[data-bulk="NET-3"]', { visible: true });
      await press(page, '[data-action="filter-clear"]');
      const part = lang === 'zh' ? '数据标准' : 'DATA STANDARD';
      await page.type('[data-filter=text]', part);
      await listedAs(of(null, (one) => one.text[lang].toLowerCase().includes(part.toLowerCase())));
      await page.type('[data-filter=text]', ' <b>zzz');
      await listedAs([]);
      await press(page, '[data-action="filter-clear"]');
    });

    test('a cell of the map that the filters hide is shown all the same', async () => {
      await filter('domain', 'services');
      await goToCell(page, 'QLT-3');
      await page.waitForSelector('#QLT-3', { visible: true });
      await listedAs(of(['QLT']));
    });

    test('one of another subdomain that the filters let through is shown, and they stay', async () => {
      await filter('level', '3');
      await page.select(SUBDOMAIN, 'SAF');
      await goToCell(page, 'QLT-3');
      await listedAs(of(['QLT'], (one) => one.id[4] === '3'));
      assert.equal(await page.$eval('[data-filter=level]', (one) => one.value), '3');
      await press(page, '.map a[href="#SAF"]');
      await listedAs(of(['SAF'], (one) => one.id[4] === '3'));
      await filter('state', 'unanswered');
      await listedAs(of(null, (one) => one.id[4] === '3' && !answers[one.id]));
      await press(page, '[data-action="filter-clear"]');
    });

    test('the way back within the page leads to the subdomain that was left', async () => {
      await page.select(SUBDOMAIN, 'SAF');
      await until(page, 'it to be noted', () => history.state?.subdomain === 'SAF');
      await goToCell(page, 'QLT-3');
      await listedAs(of(['QLT']));
      await page.evaluate(() => { setTimeout(() => history.back()); });
      await until(page, 'the way back', () => document.querySelector('[data-field=subdomain]').value === 'SAF');
      await listedAs(of(['SAF']));
      await page.select(SUBDOMAIN, 'QLT');
    });

    test('one at a time there is a next, a previous and a next open entry', async () => {
      await filter('domain', 'services');
      const svc = of(['SVC']);
      await press(page, 'label:has([data-field=view][value=one])');
      assert.deepEqual(await listed(page), [svc[0]]);
      const steps = [['next', svc[1]], ['next', svc[2]], ['previous', svc[1]], ['next-open', svc.find((id) => !answers[id])]];
      for (const [step, id] of steps) {
        await press(page, step === 'next-open' ? `${width < 500 ? '.result-bar' : '.tile'} [data-action=next-open]` : `.steps-bar [data-action="${step}"]`);
        assert.deepEqual(await listed(page), [id]);
        assert.equal(await page.evaluate(() => document.activeElement.closest('[data-requirement]')?.id), id);
      }
      await page.keyboard.press('f');
      answers['SVC-301'] = 'F';
      await untilStored(page, answers);
      assert.deepEqual(await listed(page), ['SVC-302'], 'an answer goes on to the next entry');
      await page.select(SUBDOMAIN, 'QLT');
      assert.deepEqual(await listed(page), ['SVC-302'], 'what the filters hide is not shown alone');
      await press(page, '[data-action="filter-clear"]');
      await page.select(SUBDOMAIN, 'QLT');
      assert.deepEqual(await listed(page), ['QLT-101']);
      await press(page, 'label:has([data-field=view][value=list])');
      await listedAs(of(['QLT']));
      await filter('level', '2');
      await press(page, 'label:has([data-field=view][value=one])');
      await press(page, 'label:has([data-field=view][value=list])');
      await listedAs(of(null, (one) => one.id[4] === '2'));
      await press(page, '[data-action="filter-clear"]');
    });

    test('targets are kept, and the gaps are those to the target', async () => {
      await unfold(page, '[data-list=gaps]');
      await page.select('[data-field="gaps-scope"]', 'QLT');
      await until(page, 'the gap to the next level', () => document.querySelectorAll('[data-list=gaps] li').length === 1);
      assert.deepEqual(await advised(page, 'gaps'), ['QLT-202']);
      await unfold(page, '[data-target=QLT]');
      await page.select('[data-target=QLT]', '3');
      await page.select('[data-target=production]', '4');
      await page.select('[data-target=company]', '2');
      assert.deepEqual((await stored(page)).targets, { company: 2, production: 4, QLT: 3 });
      await until(page, 'the gaps to level 3', () => document.querySelectorAll('[data-list=gaps] li').length > 1);
      assert.deepEqual((await advised(page, 'gaps')).sort(), of(['QLT'], (one) => one.id === 'QLT-202' || one.id[4] === '3'));
      await filter('state', 'gaps');
      const shown = await listed(page);
      assert.ok(shown.includes('QLT-301') && !shown.includes('QLT-401'), 'the subdomain has its own target');
      assert.ok(shown.includes('SAF-401') && !shown.includes('SAF-501'), 'others of the domain have that of the domain');
      assert.ok(shown.includes('STR-201') && !shown.includes('STR-301'), 'others have that of the company');
      await press(page, '[data-action="filter-clear"]');
      await page.reload();
      await page.waitForSelector('html.answering');
      assert.equal(await page.$eval('[data-target=QLT]', (one) => one.value), '3');
      if (width < 500) await press(page, 'label.fold');
    });

    for (const [scope, level] of [['QLT', 2], ['services', 3], [lang === 'zh' ? 'company' : 'organization', 1]]) {
      test(`the plan of ${scope}, followed entry by entry, lifts it with the last one`, async () => {
        if (scope === 'company') {
          const rest = model.domains.flatMap((domain) => codes(domain.slug)).slice(4).filter((code) => !['QLT', 'SVC'].includes(code));
          for (const code of rest) await chooseAll(page, `${code}-1`, 'F');
          for (const id of of(rest, (one) => one.id[4] === '1')) answers[id] = 'F';
        }
        await unfold(page, '[data-list=plan]');
        await page.select('[data-field="plan-scope"]', scope);
        const said = await word(page, `level_${level}`);
        const name = await page.evaluate((scope) => dtmmScorer.names[scope] ?? dtmmScorer.words.score_company, scope);
        const isPlan = (name, said) => {
          const line = document.querySelector('[data-list=plan] p')?.textContent ?? '';
          return line.startsWith(name) && line.includes(said);
        };
        await until(page, `the plan of ${name}`, isPlan, name, said);
        const steps = await advised(page, 'plan');
        assert.ok(steps.length > 0);
        for (let left = steps.length; left > 0; left -= 1) {
          await waitForLevel(page, scope, level - 1);
          await until(page, `${left} entries to be left in the plan`, (left) => document.querySelectorAll('[data-list=plan] li').length === left, left);
          const [id] = await advised(page, 'plan');
          await press(page, `[data-list=plan] a[href="#${id}"]`);
          await until(page, `the address to lead to ${id}`, (id) => location.hash === `#${id}`, id);
          await page.waitForSelector(`#${id}`, { visible: true });
          await choose(page, id, 'L');
          answers[id] = 'L';
        }
        await waitForLevel(page, scope, level);
        await untilStored(page, answers);
        const next = await word(page, `level_${level + 1}`);
        await until(page, 'the next plan', (next) => document.querySelector('[data-list=plan] p').textContent.includes(next), next);
      });
    }

    test('a subdomain is out of scope once a reason is written, and back when it is unticked', async () => {
      const before = await value(page, 'company', 'index');
      const share = await page.$eval('[data-completeness=production]', (one) => one.textContent);
      await unfold(page, '[data-tailor=QLT]');
      await press(page, 'label:has([data-tailor=QLT])');
      await page.waitForSelector('[data-tailor-reason=QLT]', { visible: true });
      assert.equal(await value(page, 'QLT', 'staged'), '2');
      await page.keyboard.type('外包');
      await untilValue(page, 'QLT', 'staged', 'NA');
      assert.deepEqual((await stored(page)).tailored, { QLT: '外包' });
      assert.notEqual(await page.$eval('[data-completeness=production]', (one) => one.textContent), share);
      await page.reload();
      await page.waitForSelector('html.answering');
      await untilValue(page, 'QLT', 'staged', 'NA');
      await unfold(page, '[data-tailor=QLT]');
      assert.equal(await page.$eval('[data-tailor-reason=QLT]', (one) => one.value), '外包');
      await press(page, 'label:has([data-tailor=QLT])');
      await untilValue(page, 'QLT', 'staged', '2');
      assert.equal(await value(page, 'company', 'index'), before);
      assert.equal((await stored(page)).tailored, undefined);
    });

    test('weights go by subdomains, by domains or by own numbers, and are kept', async () => {
      await unfold(page, '[name=weights]');
      const by = (choice) => press(page, `label:has([name=weights][value=${choice}])`);
      const before = await value(page, 'company', 'index');
      await by('domain');
      const equal = await value(page, 'company', 'index');
      assert.notEqual(equal, before);
      await by('custom');
      await page.waitForSelector('[data-weight=services]', { visible: true });
      assert.ok(await page.$eval('[data-show="weights-bad"]', (one) => one.hidden), 'nothing is wrong before anything is written');
      for (const { slug } of model.domains) {
        await press(page, `[data-weight=${slug}]`);
        await page.click(`[data-weight=${slug}]`, { count: 3 });
        await page.keyboard.type(slug === 'services' ? '7' : '0');
      }
      await untilValue(page, 'company', 'index', await value(page, 'services', 'index'));
      await press(page, '[data-weight=services]');
      await page.click('[data-weight=services]', { count: 3 });
      await page.keyboard.type('0');
      await page.waitForSelector('[data-show="weights-bad"]', { visible: true });
      assert.equal(await value(page, 'company', 'index'), await value(page, 'services', 'index'));
      await page.reload();
      await page.waitForSelector('html.answering');
      assert.equal(await value(page, 'company', 'index'), await value(page, 'services', 'index'));
      await unfold(page, '[name=weights]');
      assert.equal(await page.$eval('[data-weight=services]', (one) => one.value), '7');
      await by('subdomain');
      await untilValue(page, 'company', 'index', before);
    });

    test('another method changes the reasons and the plan, and is kept', async () => {
      await unfold(page, '[data-field=profile]');
      await unfold(page, '[data-list=plan]');
      await page.select('[data-field=profile]', 'strict');
      assert.equal((await stored(page)).profile, 'strict');
      await page.select('[data-field="plan-scope"]', 'QLT');
      const to = await word(page, 'raise', { from: await word(page, 'partly'), to: await word(page, 'full') });
      const largely = await word(page, 'raise', { from: await word(page, 'largely'), to: await word(page, 'full') });
      const some = (...steps) => [...document.querySelectorAll('[data-list=plan] .step')].some((one) => steps.includes(one.textContent.trim()));
      await until(page, 'a plan to fully met', some, to, largely);
      await page.select('[data-field=profile]', 'index');
      const none = await word(page, 'plan_no_levels');
      await until(page, 'the word on methods without levels', (none) => document.querySelector('[data-list=plan]').textContent === none, none);
      await page.select('[data-field=profile]', 'staged');
      assert.ok(await page.$eval('.beside-entries .notice', (one) => one.checkVisibility()), 'what the methods are not is said beside the results');
    });

    test('assessments stand side by side: begun, named, copied, turned to, deleted and had back', async () => {
      const first = await names(page);
      assert.deepEqual(first, ['甲厂']);
      await press(page, '[data-action=new]');
      await waitForLevel(page, 'company', 0);
      await unfold(page, '[data-field=title]');
      await page.type('[data-field=title]', 'Plant <2>');
      await choose(page, 'QLT-101', 'N');
      await untilStored(page, { 'QLT-101': 'N' }, 2);
      await until(page, 'the name in the list', () => document.querySelector('[data-field=shelf] option:checked').textContent === 'Plant <2>');
      await untilStored(page, answers);
      await press(page, '[data-action=copy]');
      const copied = await word(page, 'copy_of', { title: 'Plant <2>' });
      assert.deepEqual(await names(page), ['甲厂', 'Plant <2>', copied]);
      await choose(page, 'QLT-102', 'F');
      await untilStored(page, { 'QLT-101': 'N', 'QLT-102': 'F' }, 3);
      await press(page, '[data-action=delete]');
      await message(page, /\(copy\)|副本/);
      assert.equal((await names(page)).length, 2);
      await press(page, '[data-action=undo]');
      await untilStored(page, { 'QLT-101': 'N', 'QLT-102': 'F' }, 3);
      assert.deepEqual(await names(page), ['甲厂', 'Plant <2>', copied]);
      const second = await page.$$eval('[data-field=shelf] option', (all) => all.find((one) => one.textContent === 'Plant <2>').value);
      await page.select('[data-field=shelf]', second);
      await until(page, 'the second one', () => !document.querySelector('[name="QLT-102"]:checked'));
      await page.reload();
      await page.waitForSelector('html.answering');
      assert.equal(await page.$eval('[data-field=shelf]', (one) => one.value), second);
      assert.equal(await page.$eval('[data-field=title]', (one) => one.value), 'Plant <2>');
      await page.select('[data-field=shelf]', '1');
      await untilStored(page, answers);
    });

    test('a new assessment begun by mistake leaves nothing behind', async () => {
      const before = await names(page);
      await press(page, '[data-action=new]');
      await waitForLevel(page, 'company', 0);
      await page.select('[data-field=shelf]', '1');
      await until(page, 'the first one', () => document.querySelector('[data-field=title]').value === '甲厂');
      assert.deepEqual(await names(page), before);
      await untilStored(page, answers);
    });

    test('the sample, where there is one, opens beside what is there', async () => {
      const sample = await page.$('[data-action=sample]');
      if (!sample) return;
      assert.ok(await sample.evaluate((one) => one.dataset.sample), 'a button for a sample without any does nothing');
      const before = (await names(page)).length;
      await press(page, '[data-action=sample]');
      await until(page, 'one more assessment', (before) => document.querySelectorAll('[data-field=shelf] option').length === before + 1, before);
      await showAll(page);
      assert.ok(await page.$$eval('[data-requirement] [type=radio]:checked', (all) => all.length) > 20);
      await untilStored(page, answers);
    });

    test('the console stayed empty', () => assert.deepEqual(reader.seen.console, []));
  });
}
