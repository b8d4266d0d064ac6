// Finding: what people look for is among the first answers; the field in the head and the search page
// work with keys and pointer, over http and from a folder, and whatever is typed does no harm.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import vm from 'node:vm';
import { HOSTS, SITE, entries, follow, openPage, pressComposing, start, until } from './harness.mjs';

const FIELD = '.find input';
const PAGE_FIELD = '[data-find-form] input';

/** The scripts for finding as the built site has them, without a page. */
async function searchScripts() {
  const folder = join(SITE, 'assets');
  const files = await readdir(folder);
  const context = vm.createContext({});
  for (const name of ['texts', 'search']) {
    const file = files.find((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));
    vm.runInContext(await readFile(join(folder, file), 'utf8'), context);
  }
  return context.dtmmFind;
}

const near = (path) => new URL(path, import.meta.url);
const dtmmFind = await searchScripts();
// Arrays of another realm are not deeply equal to ours.
const search = (...query) => JSON.parse(JSON.stringify(dtmmFind.search(...query)));
const ids = (query, options) => search(query, options).map(({ id }) => id);

describe('answers', () => {
  test('what people look for is among the first three', async () => {
    const lines = (await readFile(near('../search/queries.tsv'), 'utf8')).split('\n').filter((line) => line && !line.startsWith('#'));
    const missed = [];
    for (const line of lines) {
      const [lang, query, expected] = line.split('\t');
      const first = ids(query, { lang }).slice(0, 3);
      if (!first.includes(expected)) missed.push(`${lang} ${query}: ${expected} is not among ${first}`);
    }
    assert.deepEqual(missed, []);
    assert.ok(lines.length >= 80, `${lines.length} queries`);
  });

  test('every entry is found by its identifier, its place and its own words, in both languages', () => {
    for (const entry of entries()) {
      for (const lang of ['zh', 'en']) {
        assert.equal(ids(entry.id, { lang })[0], entry.id);
        const [hit] = search(entry.id.toLowerCase().replace('-', ' '), { lang });
        assert.equal(search(hit.place, { lang })[0].id, entry.id, hit.place);
        const said = ids(entry.text[lang].slice(0, 190), { lang });
        // Some entries are printed word for word in two places.
        assert.ok(said.slice(0, 4).includes(entry.id), `${entry.id} ${lang}: ${said.slice(0, 4)}`);
      }
    }
  });

  test('a correction begins and ends where a word does', () => {
    for (const query of ['两化融合', '三化融合', '数字李生', '数字化转形']) {
      const { corrected } = dtmmFind.find(query);
      for (const { from, to } of corrected) {
        assert.notEqual(to, '体化融合', from);
        const words = new Intl.Segmenter('zh', { granularity: 'word' });
        const isWhole = entries().some(({ text: { zh } }) => {
          const at = zh.indexOf(to);
          const starts = new Set([...words.segment(zh)].map(({ index }) => index).concat(zh.length));
          return at >= 0 && starts.has(at) && starts.has(at + to.length);
        });
        assert.ok(isWhole, `${from} was read as ${to}`);
      }
    }
    // Pinyin is alike to some English words by a syllable.
    for (const query of ['shuju', 'shebei', 'jicheng']) assert.deepEqual([query, ...dtmmFind.suggestions(query)], [query]);
  });

  test('a name of a subdomain gives it, then its entries in printed order', () => {
    const [first, ...rest] = ids('质量管控', { lang: 'zh' });
    assert.equal(first, 'QLT');
    assert.deepEqual(rest.slice(0, entries('QLT').length), entries('QLT').map(({ id }) => id));
  });

  test('marks cover what was asked for, in the language that has it', () => {
    const [hit] = search('灾难恢复', { lang: 'en' });
    assert.deepEqual(hit.passages.map(({ lang }) => lang), ['en', 'zh']);
    const [, { text, marks: [[start, end]] }] = hit.passages;
    assert.equal(text.slice(start, end), '灾难恢复');
    const [stem] = search('knowledge graphs', { lang: 'en' });
    assert.deepEqual(new Set(stem.marks.map(([start, end]) => stem.text.slice(start, end))), new Set(['knowledge', 'graph']));
  });

  test('filters let through what they say', () => {
    const all = search('', { filters: { conditional: '1' } });
    assert.deepEqual(all.map(({ id }) => id).sort(), entries().filter(({ conditional }) => conditional).map(({ id }) => id).sort());
    const hits = search('模型', { filters: { domain: 'production', level: '4', kind: 'recommendation' } });
    assert.ok(hits.length);
    for (const { domain, level, modal } of hits) assert.deepEqual([domain, level, modal], ['production', 4, 'should']);
  });

  test('odd queries are answered, and in time that does not grow with what is behind the 200th character', () => {
    for (const query of ['', ' ', '!!!', '。。。', '😀', '<script>', '.*', '(', '[a-z]+', '\\', '\u0000', 'a'.repeat(10000), '数'.repeat(10000), 'QLT-'.repeat(3000), '三级'.repeat(5000)]) {
      assert.ok(Array.isArray(search(query)), query.slice(0, 20));
    }
    assert.deepEqual(ids(`灾难恢复${' '.repeat(300)}数据湖`), ids('灾难恢复'));
  });

  test('the stemmer is the one of its package', async () => {
    const [ours, theirs] = await Promise.all(['../../../site/assets/vendor/stemmer/index.js', './node_modules/stemmer/index.js'].map((path) => readFile(near(path), 'utf8')));
    assert.equal(ours.replace(/^\/\*!.*?\*\/\n/s, ''), theirs);
  });
});

describe('in the browser', () => {
  let browser;
  before(async () => { browser = await start('Chromium'); });
  after(() => browser.close());

  const on = (host, run, options) => async () => {
    const site = await HOSTS[host]();
    const reader = await openPage(browser, options);
    try {
      await run(reader, site.base);
      assert.deepEqual(reader.seen.console.filter((one) => !one.includes('favicon.ico')), []);
    } finally {
      await reader.close();
      await site.close();
    }
  };
  const listed = (page) => page.$$eval('#find-list [role="option"] .find-kind', (all) => all.map((one) => one.textContent));
  const shown = (page) => page.$$eval('[data-find-results] .find-hit a.code', (all) => all.map((one) => one.textContent));
  const untilListed = (page, first) => until(page, `${first} to be listed first`, (first) => document.querySelector('#find-list .find-kind')?.textContent === first, first);
  const untilShown = (page, first) => until(page, `${first} to be the first result`, (first) => document.querySelector('[data-find-results] a.code')?.textContent === first, first);

  for (const host of Object.keys(HOSTS)) {
    test(`${host}: typing lists hits, keys choose one, Enter opens it`, on(host, async ({ page, seen }, base) => {
      await page.goto(`${base}en/technology/integration.html`);
      assert.ok(!seen.requests.some((url) => /(texts|search)-/.test(url)), 'nothing of it is asked for before it is used');
      await page.keyboard.press('/');
      await page.keyboard.type('data lake');
      await untilListed(page, 'INT-402');
      assert.equal(await page.$eval(FIELD, (field) => field.getAttribute('aria-expanded')), 'true');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const [, second] = await listed(page);
      const chosen = await page.$eval(FIELD, (field) => document.getElementById(field.getAttribute('aria-activedescendant')).textContent);
      assert.ok(chosen.includes(second), chosen);
      await page.keyboard.press('Home');
      assert.equal(await page.$eval(FIELD, (field) => field.getAttribute('aria-activedescendant')), null);
      assert.equal(await page.$eval(FIELD, (field) => field.selectionStart), 0);
      await page.keyboard.press('Escape');
      assert.ok(await page.$eval('.find-panel', (panel) => panel.hidden));
      assert.equal(await page.$eval(FIELD, (field) => field.value), 'data lake');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await until(page, 'the entry to be addressed', (wanted) => location.href === wanted, `${base}en/technology/integration.html#INT-402`);
    }));

    test(`${host}: Enter alone leads to all results, an identifier to its entry`, on(host, async ({ page }, base) => {
      await page.goto(`${base}r/QLT-302.html`);
      await page.focus(FIELD);
      await page.keyboard.type('灾难恢复');
      await untilListed(page, 'SUP-102');
      await follow(page, () => page.keyboard.press('Enter'));
      assert.ok(page.url().startsWith(`${base}zh/search.html?q=`), page.url());
      await untilShown(page, 'SUP-102');
      await page.focus(FIELD);
      await page.keyboard.type('eqm403');
      await untilListed(page, 'EQM-403');
      await follow(page, () => page.keyboard.press('Enter'));
      assert.equal(page.url(), `${base}zh/production/equipment-management.html#EQM-403`);
    }));

    test(`${host}: an address is a query with its filters; back and forward lead through them`, on(host, async ({ page }, base) => {
      for (const lang of ['zh', 'en']) {
        await page.goto(`${base}${lang}/search.html?q=${encodeURIComponent('数字孪生')}&domain=production&level=5`);
        await untilShown(page, 'EQM-501');
        const expected = entries().filter(({ id, text }) => /^(PLN|OPS|SAF|ENV|QLT|EQM|WHS)-5/.test(id) && text.zh.includes('数字孪生'));
        assert.deepEqual((await shown(page)).sort(), expected.map(({ id }) => id).sort());
      }
      await page.click('[data-find-clear]');
      await untilShown(page, 'EQM-501');
      const unfiltered = (await shown(page)).length;
      assert.ok(unfiltered > 1);
      await page.click('[data-find-filters] [name="level"][value="4"]');
      await until(page, 'the level in the address', () => location.href.includes('level=4'));
      const levels = await shown(page);
      assert.ok(levels.length && levels.every((id) => /-4/.test(id)), levels.join());
      const count = await page.$eval('[data-find-filters] [name="level"][value="4"]', (one) => Number(one.parentElement.dataset.count));
      assert.equal(count, levels.length);
      await page.goBack();
      await until(page, 'the filter to go', () => !document.querySelector('[name="level"][value="4"]').checked);
      assert.equal((await shown(page)).length, unfiltered);
      await page.goForward();
      await until(page, 'the filter to come', () => document.querySelector('[name="level"][value="4"]').checked);
      assert.deepEqual(await shown(page), levels);
      await page.$eval(PAGE_FIELD, (field) => field.select());
      await page.type(PAGE_FIELD, 'QLT-404');
      await until(page, 'the new query in the address', () => decodeURIComponent(location.href).includes('q=QLT-404'));
      await untilShown(page, 'QLT-404');
      await page.reload();
      await untilShown(page, 'QLT-404');
      await follow(page, () => page.click('.find-place'));
      await page.goBack();
      await untilShown(page, 'QLT-404');
    }));
  }

  test('what was typed while the scripts were on their way is answered', on('host root', async ({ page }, base) => {
    await page.goto(`${base}zh/index.html`);
    let open;
    const gate = new Promise((done) => { open = done; });
    await page.setRequestInterception(true);
    page.on('request', async (request) => {
      if (/texts-/.test(request.url())) await gate;
      request.continue();
    });
    await page.focus(FIELD);
    await page.keyboard.type('数据湖');
    assert.equal(await page.$('#find-list'), null);
    open();
    await untilListed(page, 'INT-402');
  }));

  test('a press on a hit opens it; the last line leads to all', on('host root', async ({ page }, base) => {
    await page.goto(`${base}en/index.html`);
    await page.focus(FIELD);
    await page.keyboard.type('integration');
    await page.waitForSelector('.find-all');
    assert.ok((await page.$$('#find-list [role="option"]')).length <= 9);
    await follow(page, () => page.click('.find-all a'));
    await page.waitForSelector('[data-find-results] .find-hit');
    assert.ok(page.url().endsWith('en/search.html?q=integration'));
    await page.goBack();
    await page.focus(FIELD);
    await page.$eval(FIELD, (field) => field.select());
    await page.keyboard.type('QLT-303');
    await untilListed(page, 'QLT-303');
    await follow(page, () => page.click('#find-list a'));
    assert.ok(page.url().endsWith('en/production/quality-control.html#QLT-303'));
  }));

  test('letters of an input method are not looked for before they are a word', on('host root', async ({ page }, base) => {
    await page.goto(`${base}zh/search.html`);
    await page.waitForSelector('[data-find]:not([hidden])');
    await page.focus(PAGE_FIELD);
    const client = await page.createCDPSession();
    await client.send('Input.imeSetComposition', { text: 'shuju', selectionStart: 5, selectionEnd: 5 });
    assert.equal(await page.$('[data-find-results] *'), null);
    await client.send('Input.insertText', { text: '数据湖' });
    await untilShown(page, 'INT-402');
    await page.focus(FIELD);
    await page.keyboard.type('QLT-303');
    await untilListed(page, 'QLT-303');
    assert.ok(await pressComposing(page, FIELD, 'Enter'), 'the key that ends a word opens nothing');
    assert.ok(await pressComposing(page, FIELD, 'Escape'), 'nor closes it');
    await untilListed(page, 'QLT-303');
  }));

  test('a long list is cut, and shown whole when asked for', on('host root', async ({ page }, base) => {
    await page.goto(`${base}zh/search.html?level=3`);
    await untilShown(page, 'STR-301');
    const first = (await shown(page)).length;
    await page.click('[data-find-results] button');
    const all = await shown(page);
    assert.ok(first < all.length);
    assert.deepEqual(all, entries().filter(({ id }) => /-3\d\d$/.test(id)).map(({ id }) => id));
  }));

  test('queries that mean harm are shown as text, and nothing empty', on('host root', async ({ page }, base) => {
    for (const query of ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '<xyzzy>', '区块链', 'xyzzy', '!!!', '😀😀', '\\d+(.*)', 'a'.repeat(10000), '%']) {
      await page.goto(`${base}zh/search.html?q=${encodeURIComponent(query)}`);
      await page.waitForSelector('[data-find]:not([hidden])');
      const { words, strange, wide, way } = await page.evaluate(() => ({
        words: document.querySelector('[data-find-results]').innerText,
        strange: document.querySelectorAll('main img, main script, main xyzzy').length,
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        way: document.querySelector('[data-find-browse] a').checkVisibility() || !!document.querySelector('.find-hit a'),
      }));
      assert.ok(words.trim() && way, `${query.slice(0, 20)}: an empty page`);
      assert.deepEqual([strange, wide > 0], [0, false], query.slice(0, 20));
      assert.ok((await page.$eval(PAGE_FIELD, (field) => field.value)).length <= 200);
    }
  }));

  test('where the address may not be changed, its end holds the query', on('folder', async ({ page }, base) => {
    await page.evaluateOnNewDocument(() => {
      history.pushState = history.replaceState = () => { throw new DOMException('refused', 'SecurityError'); };
    });
    await page.goto(`${base}zh/search.html?q=QLT-302`);
    await untilShown(page, 'QLT-302');
    await page.$eval(PAGE_FIELD, (field) => field.select());
    await page.type(PAGE_FIELD, 'QLT-404 ');
    await until(page, 'the new query behind the number sign', () => location.hash === '#q=QLT-404');
    assert.equal(await page.$eval(PAGE_FIELD, (field) => field.value), 'QLT-404 ');
    await page.reload();
    await untilShown(page, 'QLT-404');
    await page.click('[data-find-filters] summary + form [name="level"][value="4"]');
    await until(page, 'the filter behind the number sign', () => location.hash === '#q=QLT-404&level=4');
    await page.goBack();
    await until(page, 'the filter to go', () => !document.querySelector('[name="level"][value="4"]').checked);
    await page.goBack();
    await untilShown(page, 'QLT-302');
  }));

  test('nothing found says so and what comes near', on('host root', async ({ page }, base) => {
    await page.goto(`${base}en/search.html?q=traceabilitiesque`);
    await until(page, 'near words', () => /traceability/.test(document.querySelector('.find-near')?.innerText ?? ''));
    await follow(page, () => page.click('.find-near a'));
    await page.waitForSelector('.find-hit mark');
    await page.goto(`${base}en/search.html?q=QLT-309`);
    await until(page, 'the cell instead', () => document.querySelector('.find-notice')?.innerText.includes('QLT-309') && document.querySelector('.find-place')?.href.endsWith('#QLT-3'));
    await page.goto(`${base}en/search.html?q=digtal%20twin`);
    await until(page, 'the word that was read', () => document.querySelector('.find-notice')?.innerText.includes('digital'));
  }));

  test('an empty search shows what can be asked, and each example is answered', on('host root', async ({ page }, base) => {
    for (const lang of ['zh', 'en']) {
      await page.goto(`${base}${lang}/search.html`);
      await page.waitForSelector('[data-find-examples] a');
      const links = await page.$$eval('[data-find-examples] a', (all) => all.map((one) => one.href));
      assert.ok(links.length >= 5);
      assert.equal(await page.$$eval('[data-find-browse] dd a', (all) => all.length), 26);
      for (const link of links) {
        await page.goto(link);
        await page.waitForSelector('[data-find-results] .find-hit');
        assert.equal(await page.$('.find-notice'), null, link);
      }
    }
  }));

  test('the other language is asked the same', on('host root', async ({ page }, base) => {
    await page.goto(`${base}zh/search.html?q=QLT-302`);
    await untilShown(page, 'QLT-302');
    await follow(page, () => page.click('a.language'));
    await untilShown(page, 'QLT-302');
    assert.ok(page.url().endsWith('en/search.html?q=QLT-302'));
  }));

  test('without scripts the page says so and leads everywhere', on('host root', async ({ page }, base) => {
    for (const lang of ['zh', 'en']) {
      await page.goto(`${base}${lang}/search.html`);
      assert.ok(await page.$eval('noscript', (one) => one.innerText.length > 10));
      assert.ok(await page.$eval('[data-find-browse] dd:last-child a', (one) => one.checkVisibility()));
      assert.equal(await page.$eval('[data-find]', (one) => one.checkVisibility()), false);
    }
  }, { script: false }));
});
