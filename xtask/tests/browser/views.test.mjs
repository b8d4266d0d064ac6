// Ways of reading: both languages beside each other, chosen levels, what a level adds. Every word is
// where it belongs, the address carries the choice, and taking it back leaves nothing.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { entries, follow, model, openBrowser, openPage, openSite, press, switchOn, tick, until, untilInSight, waitForLevel } from './harness.mjs';
import { KINDS, LEVELS, OTHER, VIEWS, assertSame, both, chooseBoth, chooseLevels, chooseOne, expected, innerHtml, open, paragraphs, shown, visibleCells } from './views.mjs';

const browser = await openBrowser();
const sites = { http: await openSite('sub-path'), file: await openSite('folder') };

describe('both languages', () => {
  for (const host of ['http', 'file']) {
    for (const lang of ['zh', 'en']) {
      // Every kind on both hosts and in both languages, each pair once.
      for (const kind of KINDS.filter((_, index) => (index % 2 === 0) === ((host === 'http') === (lang === 'zh')))) {
        test(`every paragraph has its counterpart: ${host}, ${lang}, ${kind}`, async () => {
          const { page, seen, close } = await openPage(browser);
          await open(page, sites[host].base, `${OTHER[lang]}/${kind}`);
          const wanted = await paragraphs(page);
          await open(page, sites[host].base, `${lang}/${kind}`);
          const before = await paragraphs(page);
          const htmlBefore = await innerHtml(page);
          await chooseBoth(page);
          const found = await paragraphs(page);
          assert.deepEqual(found.map((one) => one.text), before.map((one) => one.text));
          assert.equal(found.length, wanted.length);
          found.forEach((one, index) => {
            assert.equal(one.in, wanted[index].in);
            // The letter and the name of a level stand once, on the left.
            if (one.isLevel) assert.ok(wanted[index].text.endsWith(one.beside) && one.beside.length > 40, one.beside);
            else assert.equal(one.beside, wanted[index].text, one.in);
          });
          const besides = found.map((one) => one.beside);
          const texts = shown(kind).flatMap((entry) => [`${entry.letter}) ${entry.text[OTHER[lang]]}`, ...entry.examples.map((example) => example.text[OTHER[lang]])]);
          for (const text of texts) assert.ok(besides.some((one) => one.endsWith(text.replace(/\s+/g, ' ').trim())), text);
          await chooseOne(page);
          assertSame(await innerHtml(page), htmlBefore);
          assert.deepEqual(seen.console, []);
          await close();
        });
      }
    }
  }

  test('names stand in both languages', async () => {
    const { page, close } = await openPage(browser);
    await open(page, sites.file.base, 'zh/standard', 'text=both');
    const found = await page.$$eval('h2 > .beside, h3 > .beside, th > .beside', (all) => all.map((one) => one.textContent));
    for (const domain of model.domains) {
      for (const name of [domain.name.en, ...domain.subdomains.map((one) => one.name.en)]) assert.ok(found.includes(name), name);
    }
    await close();
  });

  test('each is in its language, beside the other where there is room, below it where not', async () => {
    for (const [width, isBeside] of [[390, false], [1366, true], [1920, true]]) {
      const { page, close } = await openPage(browser, { width });
      for (const kind of KINDS) {
        await open(page, sites.file.base, `zh/${kind}`, 'text=both');
        const pairs = await page.$$eval('.aligned', (all) => all.map(({ children: [one, two] }) => {
          const [left, right] = [one.getBoundingClientRect(), two.getBoundingClientRect()];
          return { lang: two.lang, beside: left.right <= right.left && left.top === right.top, below: left.bottom <= right.top && left.left === right.left };
        }));
        assert.ok(pairs.length > 10);
        assert.deepEqual(pairs.filter((pair) => pair.lang !== 'en' || pair.beside !== isBeside || pair.below === isBeside), [], `${width} ${kind}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} ${kind} scrolls sideways`);
      }
      await close();
    }
  });

  test('paper has both', async () => {
    const { page, close } = await openPage(browser);
    await open(page, sites.file.base, 'zh/production/quality-control', 'text=both');
    await page.emulateMediaType('print');
    const paper = (await page.$eval('main', (main) => main.innerText)).replace(/\s+/g, '');
    for (const entry of entries('QLT')) {
      for (const text of Object.values(entry.text)) assert.ok(paper.includes(text.replace(/\s+/g, '')), entry.id);
    }
    assert.ok(!(await page.$eval('.view-switch', (one) => one.checkVisibility())));
    const pages = async () => Buffer.from(await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g).length;
    const two = await pages();
    await page.emulateMediaType(null);
    await chooseOne(page);
    assert.ok(two > await pages(), 'two languages need more paper than one');
    await close();
  });
});

describe('levels', () => {
  for (const width of [390, 1366, 1920]) {
    test(`exactly the chosen cells, under their heads, at ${width} px`, async () => {
      const { page, seen, close } = await openPage(browser, { width });
      for (const [kind, text] of [['production/quality-control', ''], ['production/quality-control', 'text=both&'], ['production', ''], ['standard', '']]) {
        const codes = [...new Set(shown(kind).map((entry) => entry.id.slice(0, 3)))];
        for (const view of kind === 'production/quality-control' ? VIEWS : ['only-3', 'to-2', 'adds-5']) {
          await open(page, sites.file.base, `zh/${kind}`, `${text}levels=${view}`);
          const wanted = codes.flatMap((code) => expected(view).map((level) => `${code}-${level}`));
          const at = `${kind} ${text}${view}`;
          assert.deepEqual(await visibleCells(page), wanted, at);
          const misplaced = await page.evaluate(() => {
            const box = (one) => one.getBoundingClientRect();
            const out = [];
            for (const cell of document.querySelectorAll('table.levels td:not([hidden])')) {
              const head = cell.closest('table').tHead.rows[0].cells[cell.cellIndex];
              const label = cell.querySelector('.cell-head span');
              // The column has a head, or the cell has a label of its own; never both.
              if (head.checkVisibility() === label.checkVisibility()) out.push(`${cell.id}: heads`);
              if (head.checkVisibility() && (Math.abs(box(head).left - box(cell).left) > 1 || Math.abs(box(head).right - box(cell).right) > 1)) out.push(`${cell.id}: column`);
            }
            return out;
          });
          assert.deepEqual(misplaced, [], at);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${at} scrolls sideways`);
        }
      }
      assert.deepEqual(seen.console, []);
      await close();
    });
  }

  for (const lang of ['zh', 'en']) {
    test(`what a level adds is marked, and nothing that the level below has (${lang})`, async () => {
      const { page, close } = await openPage(browser);
      await open(page, sites.file.base, `${lang}/standard`);
      const before = await innerHtml(page);
      for (const level of LEVELS.slice(1)) {
        await chooseLevels(page, `adds-${level}`);
        const marked = await page.$$eval('li.entry', (all) => all.map((one) => ({
          id: one.id, text: one.querySelector('[data-text]').textContent, marks: [...one.querySelectorAll('mark')].map((mark) => mark.textContent),
        })));
        assert.deepEqual(marked.map((one) => one.text), entries().map((entry) => entry.text[lang]));
        assert.deepEqual(marked.filter((one) => one.marks.length && one.id[4] !== String(level)), []);
        for (const subdomain of model.domains.flatMap((domain) => domain.subdomains)) {
          const below = subdomain.cells[level - 2].entries.flatMap((entry) => [entry, ...entry.examples]).map((one) => one.text[lang].toLowerCase()).join(' ');
          const words = new Set(below.match(/[a-z0-9][a-z0-9-]*/g));
          const marks = marked.filter((one) => one.id.startsWith(`${subdomain.code}-${level}`)).flatMap((one) => one.marks);
          assert.ok(marks.length > 0, `${subdomain.code}-${level}`);
          for (const mark of marks.map((one) => one.toLowerCase())) {
            for (const word of mark.match(/[a-z0-9][a-z0-9-]*/g) ?? []) assert.ok(!words.has(word), `${subdomain.code}-${level}: ${mark}`);
            for (const [, two] of mark.matchAll(/(?=(\p{Script=Han}{2}))/gu)) assert.ok(!below.includes(two), `${subdomain.code}-${level}: ${mark}`);
          }
        }
      }
      await chooseLevels(page, '');
      assertSame(await innerHtml(page), before);
      await close();
    });
  }

  test('the marks are those a reader would make', async () => {
    const { page, close } = await openPage(browser);
    await open(page, sites.file.base, 'zh/production/quality-control', 'levels=adds-3');
    assert.deepEqual(await page.$$eval('#QLT-301 mark', (all) => all.map((one) => one.textContent).join('')), '通过系统记录生产每个批次原料到成品的全记录追溯');
    assert.ok(await page.$('td#QLT-2.below'));
    await close();
  });

  test('a page without the table is not filtered and not marked', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${sites.file.base}zh/level-3.html?levels=adds-3`);
    await until(page, 'the reader to be loaded', () => !!globalThis.dtmmReader);
    assert.equal((await page.$$('mark.added, .view-notice, main [hidden]')).length, await page.$$eval('main [hidden]', (all) => all.filter((one) => one.matches('.chip')).length));
    await close();
  });
});

describe('the address', () => {
  for (const host of ['http', 'file']) {
    test(`brings another reader to the same view (${host})`, async () => {
      const [one, two] = [await openPage(browser), await openPage(browser)];
      await open(one.page, sites[host].base, 'en/production');
      await chooseBoth(one.page);
      await chooseLevels(one.page, 'adds-4');
      const address = one.page.url();
      assert.match(address, /\?text=both&levels=adds-4$/);
      await two.page.goto(address);
      await two.page.waitForSelector('.view-notice');
      assert.deepEqual(await visibleCells(two.page), await visibleCells(one.page));
      assert.equal(await both(two.page), await both(one.page));
      assertSame(await innerHtml(two.page), await innerHtml(one.page));

      // The next page is read in the same way, and its address says so too.
      await follow(two.page, () => press(two.page, 'a[rel="next"]'));
      await two.page.waitForSelector('.view-notice');
      await until(two.page, 'the address to say it', () => location.search === '?text=both&levels=adds-4');
      assert.ok(await both(two.page));
      await press(two.page, '.view-notice button');
      assert.ok(await two.page.$eval('[data-action="view"]', (button) => document.activeElement === button));
      await chooseOne(two.page);
      assert.equal(new URL(two.page.url()).search, '');
      await two.page.reload();
      await until(two.page, 'the page to be read as ever', () => document.readyState === 'complete' && !document.querySelector('.beside, .view-notice'));
      assert.deepEqual([...one.seen.console, ...two.seen.console], []);
      await one.close();
      await two.close();
    });

    test(`shows a level that is not chosen to who comes for it (${host})`, async () => {
      const { page, close } = await openPage(browser);
      await open(page, sites[host].base, 'zh/production/quality-control');
      await chooseLevels(page, 'only-1');
      await page.goto(`${sites[host].base}zh/production/quality-control.html?levels=only-2#QLT-302`);
      await page.waitForSelector('#QLT-302', { visible: true });
      await untilInSight(page, '#QLT-302');
      await chooseLevels(page, 'only-1');
      await page.evaluate(() => { location.hash = '#QLT-5'; });
      await page.waitForSelector('#QLT-5', { visible: true });
      await untilInSight(page, '#QLT-5 .cell-head a');
      assert.equal(await page.$('.view-notice'), null);
      await close();
    });
  }

  test('nonsense in it changes nothing', async () => {
    const { page, seen, close } = await openPage(browser);
    for (const view of ['levels=adds-1', 'levels=only-6', 'levels=x', 'text=', 'text=neither']) {
      await page.goto(`${sites.file.base}zh/production/quality-control.html?${view}`);
      await until(page, 'the reader to be loaded', () => !!globalThis.dtmmReader);
      assert.equal((await visibleCells(page)).length, 5, view);
      assert.equal(await both(page), 0, view);
    }
    assert.deepEqual(seen.console, []);
    await close();
  });
});

describe('answering', () => {
  for (const [lang, width] of [['zh', 1366], ['en', 390]]) {
    test(`goes on in every view, whichever comes first (${lang}, ${width} px)`, async () => {
      const { page, seen, close } = await openPage(browser, { width });
      const [one, two] = entries('QLT').filter((entry) => entry.id[4] === '1').map((entry) => entry.id);
      await open(page, sites.http.base, `${lang}/production/quality-control`, 'text=both');
      await switchOn(page);
      await waitForLevel(page, 'QLT', 0);
      await tick(page, one);
      await tick(page, two);
      await waitForLevel(page, 'QLT', 1);
      await chooseOne(page);
      await tick(page, two);
      await waitForLevel(page, 'QLT', 0);
      for (const view of ['adds-2', 'only-1', 'to-3']) {
        await chooseLevels(page, view);
        await tick(page, two);
        await waitForLevel(page, 'QLT', view === 'only-1' ? 0 : 1);
      }
      await chooseBoth(page);
      await chooseLevels(page, '');
      await tick(page, one);
      await waitForLevel(page, 'QLT', 0);
      await press(page, '[data-action="answering"]');
      await page.waitForSelector('html:not(.answering)');
      await chooseOne(page);
      assert.equal((await visibleCells(page)).length, 5);
      assert.deepEqual(seen.console, []);
      await close();
    });
  }
});
