// The map of the scorer: bars of answers, gaps, owners and change in its cells, and the map saved as a picture.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { entries, keep, model, openBrowser, openPage, openSite, openWork, press, saved, until } from './harness.mjs';
import { prove } from './proof.mjs';

const level1 = (code) => entries(code).map(({ id }) => id).filter((id) => id[4] === '1');
const [first, second] = level1('QLT');
const answers = { [first]: { answer: 'F', owner: '质量部' }, [second]: { answer: 'P', owner: '生产部' }, [level1('EQM')[0]]: { answer: 'L', owner: '设备部' } };
const cell = (page, id) => page.$eval(`[data-cell="${id}"]`, (one) => ({ text: one.lastChild.textContent, state: one.dataset.state, title: one.title, full: one.style.getPropertyValue('--full') }));
const untilShows = (page, id, text) => until(page, `${id} to show ${text}`, (id, text) => document.querySelector(`[data-cell="${id}"]`).lastChild.textContent === text, id, text);

for (const [name, host, lang] of [['Chromium', 'host root', 'zh'], ['Firefox', 'folder', 'en']]) {
  describe(`${name}, ${host}, ${lang}`, async () => {
    const browser = await openBrowser(name);
    const site = await openSite(host);
    const begin = async () => {
      const reader = await openPage(browser);
      await reader.page.goto(`${site.base}${lang}/privacy.html`);
      await keep(reader.page, { answers, targets: { company: 1 } });
      await keep(reader.page, { title: '去年', answers: { [first]: 'N', [level1('EQM')[0]]: 'F' } }, 2);
      await openWork(reader.page, site.base, lang);
      return reader;
    };

    test('a cell shows how it is answered, what is missing, who is responsible, and what has changed', async () => {
      const { page, seen, close } = await begin();
      await untilShows(page, 'QLT-1', `2/${level1('QLT').length}`);
      const { state, full } = await cell(page, 'QLT-1');
      assert.deepEqual([state, full], ['part', `${Math.floor(100 / level1('QLT').length)}%`]);
      await page.select('[data-field=layer]', 'gaps');
      await untilShows(page, 'QLT-1', String(level1('QLT').length - 1));
      await untilShows(page, 'QLT-2', '–');
      await page.select('[data-field=layer]', 'owners');
      await untilShows(page, 'QLT-1', '2');
      await untilShows(page, 'EQM-1', '设备部');
      assert.match((await cell(page, 'QLT-1')).title, /质量部.*生产部|生产部.*质量部/);
      await page.select('[data-field=layer]', 'change');
      await untilShows(page, 'QLT-1', '+1');
      await untilShows(page, 'EQM-1', '0');
      assert.ok(await page.$eval('[data-field="map-other"]', (one) => one.checkVisibility() && one.options.length === 1));
      await press(page, `[data-requirement="${first}"] [data-action="clear-answer"]`);
      await untilShows(page, 'QLT-1', '0');
      await page.select('[data-field=layer]', 'answers');
      await untilShows(page, 'QLT-1', `1/${level1('QLT').length}`);
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('a cell opens its entries beside the map, where keys answer them and stay', async () => {
      const { page, seen, close } = await begin();
      const ids = entries('SEC').map(({ id }) => id).filter((id) => id.startsWith('SEC-2'));
      const inPanel = () => page.$$eval('.cell-panel [data-requirement]', (all) => all.filter((one) => one.checkVisibility() && one.querySelector('.choice')).map((one) => one.dataset.requirement));
      const at = () => page.evaluate(() => document.activeElement.closest('.cell-panel [data-requirement]')?.dataset.requirement ?? document.activeElement.dataset.cell ?? document.activeElement.className);
      const order = () => page.$$eval('[data-entries] [data-requirement]', (all) => all.map((one) => one.dataset.requirement));
      const isOpen = () => page.$eval('.cell-panel', (one) => one.checkVisibility());
      const open = async (cell) => {
        await press(page, `[data-cell="${cell}"]`);
        await until(page, `${cell} to be open`, (cell) => document.querySelector('.cell-panel [data-group]')?.dataset.group === cell && document.querySelector('.cell-panel .choice'), cell);
      };
      await open('SEC-2');
      assert.deepEqual([await inPanel(), await at()], [ids, 'cell-panel']);
      await page.focus('.cell-panel [type=radio]');
      for (const id of ids) {
        assert.equal(await at(), id);
        await page.keyboard.press('1');
      }
      await page.keyboard.press('j');
      assert.equal(await at(), ids.at(-1), 'the keyboard stays beside the map');
      await untilShows(page, 'SEC-2', `${ids.length}/${ids.length}`);
      assert.equal((await cell(page, 'SEC-2')).state, 'met');
      await page.keyboard.down('Control');
      await page.keyboard.press('z');
      await page.keyboard.up('Control');
      await untilShows(page, 'SEC-2', `${ids.length - 1}/${ids.length}`);
      assert.ok(await isOpen(), 'an answer is undone beside the map');
      await page.focus('.cell-panel [type=radio]');
      await page.keyboard.press('Escape');
      assert.deepEqual([await isOpen(), await at()], [false, 'SEC-2']);
      const all = entries().map(({ id }) => id);
      assert.deepEqual(await order(), all, 'the entries are back in the list');
      assert.ok(await page.$eval(`[data-requirement="${ids[0]}"]`, (one) => !one.checkVisibility()), 'where another subdomain is shown');

      // Another cell takes its place; what is elsewhere closes it.
      await open('QLT-1');
      await open('SEC-3');
      assert.equal((await order()).length, all.length - entries('SEC').filter(({ id }) => id.startsWith('SEC-3')).length);
      await press(page, '[data-action=next-subdomain]');
      assert.ok(!await isOpen());
      assert.deepEqual(await order(), all);
      await open('SEC-3');
      await press(page, '.cell-panel a[href="#SEC-3"]');
      await until(page, 'its subdomain to be shown', () => document.querySelector('[data-field=subdomain]').value === 'SEC' && document.querySelector('#SEC-3').checkVisibility());
      assert.deepEqual([await isOpen(), await order()], [false, all]);

      // One by one, a cell leads to its first entry.
      await page.evaluate(() => document.querySelector('[data-field=view][value=one]').click());
      await press(page, '[data-cell="QLT-2"]');
      await until(page, 'the entry to be shown', () => document.querySelector('[data-entries] [data-requirement="QLT-201"]').checkVisibility());
      assert.ok(!await isOpen());
      assert.deepEqual(seen.console, []);
      prove('map', ids.length, 'entries answered beside the map');
      await close();
    });

    test('it is saved as a picture for slides', async () => {
      const { page, seen, close } = await begin();
      await untilShows(page, 'QLT-1', `2/${level1('QLT').length}`);
      const svg = await saved(page, () => press(page, '[data-picture=svg]'));
      assert.equal(svg.name, 'map.svg');
      const drawn = svg.bytes.toString('utf8');
      for (const { name, subdomains } of model.domains) for (const one of [name, ...subdomains.map((row) => row.name)]) assert.ok(drawn.includes(`>${one[lang].replaceAll('&', '&amp;')}<`), one[lang]);
      const png = await saved(page, () => press(page, '[data-picture=png]'));
      assert.equal(png.name, 'map.png');
      assert.deepEqual([...png.bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      const [width, height] = /width="(\d+)" height="(\d+)"/.exec(drawn).slice(1).map(Number);
      assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], [2 * width, 2 * height]);
      prove('map', 2, 'pictures of the map saved');
      assert.deepEqual(seen.console, []);
      // Firefox does not let a test go to such an address.
      if (name === 'Chromium') {
        await page.goto(`data:image/svg+xml;base64,${svg.bytes.toString('base64')}`);
        assert.deepEqual(await page.evaluate(() => [document.documentElement.localName, document.querySelectorAll('parsererror').length]), ['svg', 0]);
      }
      await close();
    });
  });
}
