// What pages may do, and what they may not: the policy holds, words stay words, nothing leaves, and what is kept
// can be deleted.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HOSTS, SITE, keep, model, openBrowser, openPage, openWork, press, stored, switchOn, until, upload } from './harness.mjs';

const EVIL = '<img src=x onerror="window.ran=1"><script>window.ran=2</script><svg/onload=window.ran=3>"\'><b class=evil>';

const browser = await openBrowser();

/** A reader whose pages note every breach of the policy, and whether anything foreign ran. */
async function watched(options) {
  const reader = await openPage(browser, { keeps: true, ...options });
  const open = reader.tab;
  const watch = async (page) => {
    await page.evaluateOnNewDocument(() => {
      globalThis.breaches = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => breaches.push(`${effectiveDirective} ${blockedURI} ${sample}`));
    });
    page.on('dialog', (dialog) => { reader.seen.console.push(dialog.message()); dialog.dismiss(); });
    return page;
  };
  await watch(reader.page);
  return { ...reader, tab: async () => watch(await open()) };
}

const unharmed = async (page, what) => {
  assert.deepEqual(await page.evaluate(() => globalThis.breaches), [], what);
  assert.equal(await page.evaluate(() => globalThis.ran), undefined, what);
  assert.equal(await page.$$eval('.evil, img, main script, iframe, a[href^="javascript:"]', (all) => all.length), 0, what);
};

for (const [name, open] of Object.entries(HOSTS)) {
  describe(name, () => {
    let site;
    let reader;
    let page;
    before(async () => {
      site = await open();
      reader = await watched();
      page = reader.page;
    });
    after(async () => {
      await reader.close();
      await site.close();
    });

    test('what is loaded later keeps to it as well: finding, explaining, citing, commenting, viewing, answering', async () => {
      await page.goto(`${site.base}zh/production/quality-control.html`);
      await page.type('.find input', '质量');
      await press(page, 'main button.cite');
      await press(page, 'main button.comment');
      await press(page, '[data-action=view]');
      await press(page, '[data-action=notes]');
      await page.waitForSelector('html.noted');
      await page.hover('main a.n');
      await switchOn(page);
      await page.waitForSelector('[data-requirement="QLT-101"] [type=radio]');
      await unharmed(page, 'quality-control');
      assert.deepEqual(reader.seen.console, []);
    });

    test('the policy is in force: inline code, eval, markup, foreign addresses and sending are refused', async () => {
      await page.goto(`${site.base}zh/method.html`);
      const refused = await page.evaluate(async () => {
        const fails = async (act) => {
          try { await act(); return 'done'; } catch (error) { return error.name; }
        };
        const script = document.createElement('script');
        const inline = await fails(() => { script.append('window.ran = 4'); document.head.append(script); });
        const outcomes = {
          // On its own turn: what the test itself evaluates is excepted.
          eval: await new Promise((done) => setTimeout(() => done(fails(() => (0, eval)('1'))))),
          markup: await fails(() => { document.body.innerHTML += '<p>'; }),
          address: await fails(() => { document.createElement('script').src = 'https://example.org/x.js'; }),
          fetch: await fails(() => fetch('https://example.org/')),
          beacon: await fails(() => { if (!navigator.sendBeacon('https://example.org/', 'x')) throw new TypeError(); }),
          policy: await fails(() => trustedTypes.createPolicy('other', {})),
        };
        document.body.setAttribute('style', 'color: red');
        const picture = new Image();
        const shown = new Promise((done) => { picture.onload = () => done(true); picture.onerror = () => done(false); });
        picture.src = 'https://example.org/x.png';
        return { ...outcomes, inline, picture: await shown, colour: getComputedStyle(document.body).color, breaches: breaches.length };
      });
      assert.equal(await page.evaluate(() => window.ran), undefined);
      const { beacon, inline, ...rest } = refused;
      assert.ok(['done', 'TypeError'].includes(inline) && ['done', 'TypeError'].includes(beacon));
      assert.ok(rest.breaches >= 6, `${rest.breaches} breaches are noted`);
      delete rest.breaches;
      assert.notEqual(rest.colour, 'rgb(255, 0, 0)');
      delete rest.colour;
      assert.deepEqual(rest, { eval: 'EvalError', markup: 'TypeError', address: 'TypeError', fetch: 'TypeError', policy: 'TypeError', picture: false });
      assert.deepEqual(reader.seen.requests.filter((url) => url.includes('example.org') && !reader.seen.console.some((line) => line.includes('Content Security Policy'))), []);
      reader.seen.console.length = 0;
      reader.seen.requests.length = 0;
    });

    test('addresses stay words: queries and fragments', async () => {
      const q = encodeURIComponent(EVIL);
      for (const path of [`zh/search.html?q=${q}`, `en/search.html?q=${q}`, `zh/production.html#${q}`, `zh/notes.html?kind=${q}&certainty=${q}`, `zh/standard.html?text=${q}&levels=${q}`, `en/score.html#a=${q}`, `zh/score.html#${q}`, `zh/compare.html#${q}`, `r/QLT-302.html?${q}#${q}`]) {
        await page.goto(site.base + path, { waitUntil: 'networkidle0' });
        await unharmed(page, path);
      }
    });

    test('fields and files stay words: an assessment as JSON, as a table and as a link, then reported and compared', async () => {
      const evil = { format: 'dtmm-assessment/1', edition: model.standard.edition, title: EVIL, organization: EVIL, assessor: EVIL, date: EVIL, scope: EVIL, [EVIL]: EVIL, answers: { 'QLT-101': { answer: 'F', note: EVIL, owner: EVIL, evidence: [EVIL, 'x | javascript:window.ran=5 | x'] }, 'QLT-102': { answer: 'NA', reason: EVIL }, [EVIL]: 'F' } };
      await page.goto(`${site.base}zh/score.html`);
      await page.evaluate(() => localStorage.clear());
      await keep(page, { title: '甲', answers: { 'STR-101': 'L' } });
      await openWork(page, site.base, 'zh');
      const { date, ...taken } = evil;
      for (const [file, content] of [[`${EVIL.replaceAll('/', '')}.json`.slice(-120), JSON.stringify(taken)], ['dates.json', JSON.stringify(evil)], ['x.csv', `id,answer,note,owner,${EVIL.replaceAll('"', '')}\r\nQLT-101,F,"${EVIL.replaceAll('"', '""')}","${EVIL.replaceAll('"', '""')}",x\r\n`]]) {
        await page.$eval('[data-message]', (place) => place.replaceChildren());
        await upload(page, file, content);
        await until(page, `an answer to ${file}`, () => document.querySelector('[data-message]').textContent !== '' || !document.querySelector('[data-show=preview]').hidden);
        await unharmed(page, file);
        if (!(await page.$eval('[data-show=preview]', (one) => one.hidden))) {
          await press(page, '[data-action="take-replace"]');
          await until(page, 'it to be taken', () => JSON.parse(keptFile()).answers['QLT-101']);
        }
      }
      for (const name of ['score', 'report', 'compare']) {
        await openWork(page, site.base, 'zh', name);
        await unharmed(page, name);
      }
      await page.goto(`${site.base}zh/production/quality-control.html`);
      await page.waitForSelector('html.answering, [data-action="answering"]:not([hidden])');
      if (!(await page.$('html.answering'))) await switchOn(page);
      await page.waitForSelector('[data-requirement="QLT-101"] [type=radio]');
      await unharmed(page, 'quality-control');
      const kept = await stored(page);
      assert.equal(kept.answers['QLT-101'].note, EVIL);
    });

    test('storage that somebody else wrote to stays words', async () => {
      await page.goto(`${site.base}zh/comments.html`);
      await page.evaluate((evil) => {
        const comment = { clause: evil, at: evil, zh: evil, text: evil, proposed: evil, reason: evil, name: evil, id: evil };
        for (const value of [JSON.stringify([comment]), JSON.stringify({ comments: [comment], slips: [comment], who: comment }), evil]) {
          localStorage.setItem('dtmm:comments', value);
          for (const key of ['assessment', 'assessment:2', 'weights', 'picked', 'text', 'cite-form', 'notes', 'current', 'unsaved']) localStorage.setItem(`dtmm:${key}`, value);
          for (const key of ['assessment:1', 'assessment:2-a', 'assessment-pending:1:b.1', 'assessment-aside:1', 'assessment-current', 'assessment-told', 'assessment-deleted', 'comments:1', 'comments-pending:1:b.1', 'picked', 'text', 'notes']) localStorage.setItem(dtmm.prefix + key, value);
        }
        sessionStorage.setItem('dtmm:levels', evil);
      }, EVIL);
      for (const name of ['comments', 'production/quality-control', 'score', 'report', 'privacy']) {
        await page.goto(`${site.base}zh/${name}.html`, { waitUntil: 'networkidle0' });
        await unharmed(page, name);
      }
      reader.seen.console.length = 0;
    });

    test('everything that is kept is listed, and deleted by the second press', async () => {
      await page.goto(`${site.base}zh/production/quality-control.html`);
      await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); });
      await keep(page, { title: '甲', answers: { 'QLT-101': 'F' } });
      await keep(page, { title: '乙', answers: {} }, 2);
      await page.evaluate(() => localStorage.setItem('foreign', 'stays'));
      await page.goto(`${site.base}zh/privacy.html`, { waitUntil: 'networkidle0' });
      if (name !== 'folder') await until(page, 'pages to be kept', async () => (await caches.keys()).length > 0 && (await (await caches.open(`dtmm:${dtmm.home}`)).keys()).length > 9 && !!navigator.serviceWorker.controller);
      await page.reload();
      await page.waitForSelector('[data-delete]:not([hidden])');
      const now = () => page.$$eval('[data-keys] td:last-child', (all) => all.map((one) => one.textContent));
      assert.match((await now())[0], /^2 /);
      if (name !== 'folder') assert.match((await now()).at(-1), /^\d\d+ /);
      await press(page, '[data-delete]');
      assert.equal((await stored(page)).title, '甲', 'the first press deletes nothing');
      await press(page, '[data-delete]');
      const button = await page.$('[data-delete]');
      const done = await button.evaluate((one) => one.dataset.done);
      await until(page, 'it to say so', (done) => document.querySelector('[data-said]').textContent === done, done);
      const none = await page.$eval('[data-kept]', (table) => table.dataset.none);
      assert.ok((await now()).every((one) => one === none), (await now()).join());
      const left = await page.evaluate(async () => ({
        items: { ...localStorage, ...sessionStorage },
        caches: await globalThis.caches?.keys().catch(() => []),
        workers: (await navigator.serviceWorker?.getRegistrations().catch(() => []))?.length ?? 0,
      }));
      assert.deepEqual(left.items, { foreign: 'stays' });
      assert.deepEqual(left.caches ?? [], []);
      assert.equal(left.workers, 0);
      assert.deepEqual(reader.seen.console, []);
    });
  });
}

test('without scripts, or with storage refused, the page on data still says what there is', async () => {
  const site = await HOSTS['host root']();
  const { page, close, seen } = await openPage(browser);
  await page.evaluateOnNewDocument(() => {
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  await page.goto(`${site.base}en/privacy.html`, { waitUntil: 'networkidle0' });
  assert.equal(await page.$eval('[data-said]', (one) => one.textContent), await page.$eval('[data-delete]', (one) => one.dataset.refused));
  assert.ok(await page.$eval('[data-delete]', (one) => one.hidden));
  assert.deepEqual(seen.console, []);
  await close();
  await site.close();
});

describe('damaged files', () => {
  for (const [name, open] of Object.entries(HOSTS)) {
    if (name === 'sub-path') continue;
    test(`${name}: an engine that is not as it was made is noticed and told`, async () => {
      const site = await open();
      for (const damage of ['cut', 'changed']) {
        const { page, close } = await openPage(browser);
        await page.setRequestInterception(true);
        page.on('request', async (request) => {
          if (!/assets\/engine-/.test(request.url())) return request.continue();
          const whole = await readFile(join(SITE, 'assets', request.url().split('/').pop()), 'utf8');
          // A text within the module: the changed engine would run.
          const at = whole.indexOf('const text = ') + Math.floor(whole.length * 0.8);
          const body = damage === 'cut' ? whole.slice(0, whole.length / 2) : whole.slice(0, at) + (whole[at] === 'A' ? 'B' : 'A') + whole.slice(at + 1);
          await request.respond({ status: 200, contentType: 'text/javascript; charset=utf-8', body });
        });
        await page.goto(`${site.base}zh/production/quality-control.html`);
        await press(page, '[data-action=answering]');
        await page.waitForSelector('main > .notice.failed');
        assert.ok(!(await page.$('html.answering')), damage);
        await close();
      }
      await site.close();
    });
  }
});
