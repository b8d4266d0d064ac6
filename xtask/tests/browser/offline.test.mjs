// The site without a network: after the first visit everything is there, and no update ever mixes versions.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SITE, choose, entries, openBrowser, openPage, settle, status, switchOn, until, waitForLevel } from './harness.mjs';
import { host, listed, otherVersion, untilKept, version } from './hosting.mjs';
import { PAGES } from './kinds.mjs';
import { prove } from './proof.mjs';

const OFF = resolve(import.meta.dirname, '../../../site/hosting/sw-off.js');

const browsers = { Chromium: await openBrowser('Chromium', { whole: true }), Firefox: await openBrowser('Firefox') };
const browser = browsers.Chromium;
const siteA = await listed(SITE);
const b = await otherVersion();
after(() => b.remove());
const siteB = await listed(b.folder);

/** A reader who was here once, while the network was there. */
async function visited(prefix = '/', name = 'Chromium') {
  const site = await host(prefix);
  const reader = await openPage(browsers[name], { keeps: true });
  await reader.page.goto(`${site.base}zh/index.html`);
  await untilKept(reader.page, site.base, siteA);
  return { ...reader, site, serveB: () => { site.find = (path) => join(b.folder, path); } };
}

for (const [name, prefix] of [['Chromium', '/some/where/'], ['Firefox', '/']]) {
  describe(`${name} after one visit, without a network, at ${prefix}`, () => {
    let reader;
    before(async () => {
      reader = await visited(prefix, name);
      reader.site.down = true;
      reader.seen.console.length = 0;
    });
    after(async () => {
      await reader.close();
      await reader.site.close();
    });

    test('every kind of page opens with all it needs, and reloads', async () => {
      // Firefox takes longer to give a network up.
      const pages = PAGES.filter(({ lang }) => name === 'Chromium' || lang !== 'en');
      for (const { path } of pages) {
        await settle(reader.page, `${reader.site.base}${path}.html`);
        assert.equal(await status(reader.page), 200, path);
        assert.equal(await reader.page.$$eval('main', (all) => all.length), 1, path);
        await settle(reader.page);
        assert.equal(await reader.page.$$eval('main', (all) => all.length), 1, path);
        assert.equal(await version(reader.page), 'A');
      }
      assert.deepEqual(reader.seen.console, []);
      prove('offline', pages.length, `pages opened and reloaded without a network in ${name}`);
    });

    test('folders stand for their index, with a query as without', async () => {
      for (const address of ['', 'zh/', 'zh/search.html?q=x', 'zh/standard?levels=1']) {
        await reader.page.goto(reader.site.base + address);
        assert.equal(await status(reader.page), 200, address);
      }
    });

    test('answers are taken and scored', async () => {
      await reader.page.goto(`${reader.site.base}zh/production/quality-control.html`);
      await switchOn(reader.page);
      for (const { id } of entries('QLT').filter((one) => /-1\d\d$/.test(one.id))) await choose(reader.page, id, 'F');
      await waitForLevel(reader.page, 'QLT', '1');
    });

    test('searching finds', async () => {
      await reader.page.goto(`${reader.site.base}zh/search.html?q=${encodeURIComponent('质量规范')}`);
      await until(reader.page, 'a result', () => document.querySelector('main').innerText.includes('QLT-101'));
    });

    test('data files are there', async () => {
      for (const path of ['data/model.json', 'data/requirements.csv', 'data/r/QLT-302.json', 'llms.txt']) {
        const text = await readFile(join(SITE, path));
        const fetched = await reader.page.evaluate((path) => caches.match(`${dtmm.home}${path}`, { ignoreSearch: true }).then((found) => found.text()), path);
        assert.equal(fetched.replace(/^\ufeff/, ''), String(text).replace(/^\ufeff/, ''), path);
      }
      assert.equal(await reader.page.evaluate(() => fetch(`${dtmm.home}data/model.json`).then((answer) => answer.status)), 200);
    });

    test('nothing of the answers is among what is kept', async () => {
      await reader.page.goto(`${reader.site.base}zh/score.html`);
      await untilKept(reader.page, reader.site.base, siteA);
      const names = await reader.page.evaluate(() => caches.keys());
      assert.ok(names.every((name) => name === `dtmm:${reader.site.base}` || name === `dtmm:${reader.site.base}older`), names.join());
    });
  });
}

describe('an update', () => {
  let reader;
  before(async () => { reader = await visited(); });
  after(async () => {
    await reader.close();
    await reader.site.close();
  });

  test('that has reached the host only in part is not taken, and never mixes', async () => {
    const { page, site } = reader;
    // The worker and half of the pages are new, the rest is not there yet.
    const isNew = (path) => path === 'sw.js' || /^(zh|assets)\//.test(path);
    site.find = (path) => join(isNew(path) ? b.folder : SITE, path);
    await page.goto(`${site.base}zh/method.html`);
    assert.equal(await version(page), 'B');
    await until(page, 'the new worker to give up', async () => {
      const { installing, waiting } = await navigator.serviceWorker.ready;
      return !installing && !waiting;
    });
    site.down = true;
    for (const name of ['zh/index', 'en/index', 'zh/standard', 'r/QLT-302', 'zh/method']) {
      await settle(page, `${site.base}${name}.html`);
      assert.equal(await version(page), 'A', name);
    }
    site.down = false;
  });

  test('a reload shows the newest, and a page of the old version that is still open goes on working', async () => {
    const { page, site } = reader;
    site.find = (path) => join(SITE, path);
    await page.goto(`${site.base}en/index.html`);
    const old = await reader.tab();
    await old.goto(`${site.base}zh/production.html`);
    reader.serveB();
    await settle(page);
    assert.equal(await version(page), 'B');
    await untilKept(page, site.base, siteB);
    assert.equal(await version(old), 'A');
    await old.focus('.find input');
    await old.type('.find input', '质量');
    await until(old, 'the old page to find', () => document.querySelector('.find [role=listbox], .find ul, .find ol')?.innerText.length > 0);
    await old.close();
  });

  test('without a network everything is of the new version', async () => {
    const { page, site } = reader;
    site.down = true;
    for (const { path } of PAGES) {
      await settle(page, `${site.base}${path}.html`);
      assert.equal(await version(page), 'B', path);
    }
    site.down = false;
  });

  test('keeps nothing of the version before but what an open page may ask for', async () => {
    const { page, site } = reader;
    await page.goto(`${site.base}zh/index.html`);
    const older = await page.evaluate(async () => (await (await caches.open(`dtmm:${dtmm.home}older`)).keys()).map(({ url }) => new URL(url).pathname));
    assert.ok(older.length > 0 && older.every((path) => path.startsWith('/assets/')), older.join());
  });
});

test('the way out: a worker that ends the keeping, taken by whoever comes by', async () => {
  const reader = await visited();
  const { page, site } = reader;
  site.find = (path) => (path === 'sw.js' ? OFF : join(SITE, path));
  await page.goto(`${site.base}zh/method.html`);
  await until(page, 'everything to be forgotten', async () => (await caches.keys()).length === 0);
  await page.reload();
  assert.equal(await version(page), 'A');
  site.down = true;
  await assert.rejects(page.goto(`${site.base}zh/standard.html`));
  await reader.close();
  await site.close();
});

for (const [what, refuse] of Object.entries({
  'no service workers': () => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }),
  'workers that may not be registered': () => { ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError')); },
  'a reader who saves data': () => Object.defineProperty(NetworkInformation.prototype, 'saveData', { value: true }),
})) {
  test(`${what}: the site is as it was, and says nothing`, async () => {
    const site = await host();
    const { page, seen, close } = await openPage(browser, { keeps: true });
    await page.evaluateOnNewDocument(refuse);
    for (const name of ['zh/index', 'en/score', 'zh/privacy']) {
      await settle(page, `${site.base}${name}.html`);
      assert.equal(await version(page), 'A');
    }
    assert.deepEqual(seen.console, []);
    assert.equal(await page.evaluate(() => caches.keys().then((names) => names.length)), 0);
    assert.ok(!site.asked.includes('/sw.js'));
    await close();
    await site.close();
  });
}

test('a browser without room keeps nothing, and the site is as it was', async () => {
  const site = await host();
  const { page, seen, close } = await openPage(browser, { keeps: true });
  const client = await page.createCDPSession();
  await client.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.base).origin, quotaSize: 20000 });
  await page.goto(`${site.base}zh/index.html`, { waitUntil: 'networkidle0' });
  await until(page, 'the worker to give up', async () => !(await navigator.serviceWorker.getRegistration()));
  await page.goto(`${site.base}en/standard.html`, { waitUntil: 'networkidle0' });
  assert.equal(await version(page), 'A');
  assert.deepEqual(seen.console, []);
  await close();
  await site.close();
});

test('browsers offer to install it', async () => {
  const site = await host();
  const page = await browser.newPage();
  await page.goto(`${site.base}zh/index.html`);
  await page.waitForSelector('link[rel=manifest]');
  const client = await page.createCDPSession();
  assert.deepEqual((await client.send('Page.getInstallabilityErrors')).installabilityErrors, []);
  const { errors, data } = await client.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { icons, shortcuts } = JSON.parse(data);
  for (const { src, sizes, type } of icons.filter((one) => one.type === 'image/png')) {
    const bytes = await readFile(join(SITE, src));
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
    assert.equal(type, 'image/png');
  }
  for (const { url } of shortcuts) await readFile(join(SITE, url));
  assert.ok(!site.asked.includes('/favicon.ico'));
  await page.close();
  await site.close();
});
