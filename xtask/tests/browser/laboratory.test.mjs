// The second standard of the repository in real browsers: read, searched, answered, saved, reported, as the first is.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const CONTENT = join(ROOT, 'examples/laboratory');
const folder = await mkdtemp(join(tmpdir(), 'laboratory-'));
after(() => rm(folder, { recursive: true }));
const run = (...args) => execFileSync(process.env.XTASK, args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' });
run('build', '--content', CONTENT, '--out', join(folder, 'site'));

// The helpers read the site when they are loaded.
process.env.SITE = join(folder, 'site');
const { BROWSERS, HOSTS, choose, entries, model, openBrowser, openPage, openWork, saved, tick, until, untilStored, waitForLevel, word } = await import('./harness.mjs');
const { prove } = await import('./proof.mjs');
const { openReader, openWebKit, watchedSite } = await import('./webkit.mjs');

const watched = await watchedSite();
const webkit = await openWebKit();

const squeeze = (text) => text.replace(/\s+/g, '');
const words = async (page, within = 'main') => squeeze(await page.$eval(within, (one) => one.innerText));
const subdomains = model.domains.flatMap((domain) => domain.subdomains.map((subdomain) => ({ ...subdomain, path: `${domain.slug}/${subdomain.slug}` })));
const bare = subdomains.find(({ cells }) => cells.some((cell) => cell.entries.length === 0));
const empty = `${bare.code}-${bare.cells.find((cell) => cell.entries.length === 0).level}`;
const full = subdomains.find(({ cells }) => cells.every((cell) => cell.entries.length > 0));
const idsAt = (subdomain, level) => subdomain.cells.filter((cell) => cell.level === level).flatMap((cell) => cell.entries.map(({ id }) => id));

/** The walk of a reader, in a page whose downloads `save` gives. */
function walk(at, lang) {
  const other = { en: 'zh', zh: 'en' }[lang];

  test('the full text, each subdomain and a permanent page have every word of their entries, in both languages', async () => {
    const { base, page } = at;
    for (const read of [lang, other]) {
      for (const [path, code] of [['standard'], ...subdomains.map(({ path, code }) => [path, code])]) {
        await page.goto(`${base}${read}/${path}.html`);
        const shown = await words(page);
        const missing = entries(code).flatMap((one) => [one, ...one.examples]).filter(({ text }) => !shown.includes(squeeze(text[read])));
        assert.deepEqual(missing, [], `${read}/${path}`);
      }
    }
    const [one] = entries(full.code);
    await page.goto(`${base}r/${one.id}.html`);
    const shown = await words(page);
    for (const text of Object.values(one.text)) assert.ok(shown.includes(squeeze(text)), text);
  });

  test('the map has three levels, and says of the cell without entries that nothing is asked there', async () => {
    const { base, page } = at;
    await page.goto(`${base}${lang}/index.html`);
    const rows = await page.$$eval('.map tr[data-row]', (all) => all.map((row) => row.children.length));
    assert.deepEqual(rows, subdomains.map(() => 4));
    await page.goto(`${base}${lang}/${bare.path}.html`);
    const said = { en: 'No entries at this level', zh: '此级无条款' }[lang];
    assert.ok((await page.$eval(`#${empty}`, (cell) => cell.innerText)).includes(said));
  });

  test('what is typed is found: an identifier, a word, a label', async () => {
    const { base, page } = at;
    const [{ id }] = entries(full.code);
    const by = { en: 'proficiency test', zh: '能力验证' }[lang];
    const wanted = entries().find(({ text }) => text[lang].includes(by)).id;
    for (const [query, first] of [[id.toLowerCase(), id], [by, wanted], [`${full.code} 2 (2)`, idsAt(full, 2)[1]]]) {
      await page.goto(`${base}${lang}/search.html?q=${encodeURIComponent(query)}`);
      await until(page, `${first} to be the first result for ${query}`, (first) => document.querySelector('[data-find-results] a.code')?.textContent === first, first);
    }
  });

  test('answers lift a subdomain level by level, over a level that asks nothing too', async () => {
    const { base, page } = at;
    await openWork(page, base, lang);
    await waitForLevel(page, full.code, 0);
    for (const subdomain of [full, bare]) {
      for (const level of [1, 2, 3]) {
        const ids = idsAt(subdomain, level);
        for (const id of ids) {
          await tick(page, id);
          at.answers[id] = 'F';
        }
        // A level without entries is reached with the one below it.
        const missing = [1, 2, 3].find((one) => one > level && idsAt(subdomain, one).length > 0);
        await waitForLevel(page, subdomain.code, missing ? missing - 1 : 3);
      }
    }
    const [id] = idsAt(full, 3);
    await choose(page, id, 'P');
    at.answers[id] = 'P';
    await waitForLevel(page, full.code, 2);
    await untilStored(page, at.answers);
    assert.match(await page.evaluate(() => dtmm.prefix), /^dtmm:laboratory-practice:/);
  });

  test('the command gives the saved file the levels of the page', async () => {
    const { base, page } = at;
    await openWork(page, base, lang);
    const { bytes } = await at.save(() => page.click('[data-action="export-json"]'));
    const file = join(folder, `${at.name}.json`);
    await writeFile(file, bytes);
    const [scored] = JSON.parse(run('score', '--content', CONTENT, '--format', 'json', file));
    for (const { code } of subdomains) await waitForLevel(page, code, scored.staged.subdomains[code]);
    await waitForLevel(page, 'company', scored.staged.company);
    assert.equal(scored.staged.subdomains[bare.code], 3);
  });

  test('the report names the level and the standard', async () => {
    const { base, page } = at;
    await openWork(page, base, lang, 'report');
    const said = await word(page, 'level_3');
    await until(page, 'the level of a subdomain', (said) => document.querySelector('main').innerText.includes(said), said);
    assert.ok((await words(page)).includes(squeeze(model.standard.title[lang])));
  });
}

for (const [index, name] of BROWSERS.entries()) {
  const lang = ['en', 'zh'][index];
  describe(`${name}, ${lang}`, () => {
    const at = { name, answers: {} };
    before(async () => {
      const site = await HOSTS['host root'](process.env.SITE);
      const { page, seen, close } = await openPage(await openBrowser(name, { whole: true }), {});
      Object.assign(at, { base: site.base, page, seen, save: (act) => saved(page, act), close: async () => { await close(); await site.close(); } });
    });
    after(() => at.close());
    walk(at, lang);
    test('the console stayed empty', () => assert.deepEqual(at.seen.console, []));
  });
}

describe('WebKit, from a folder, en', () => {
  const at = { name: 'WebKit', answers: {} };
  before(async () => {
    const site = await HOSTS.folder(watched);
    const reader = await openReader(webkit, {});
    Object.assign(at, { base: site.base, page: reader.page, reader, save: (act) => reader.page.saved(act) });
  });
  after(() => at.reader.close());
  walk(at, 'en');
  test('no script failed', async () => {
    assert.deepEqual(await at.reader.errors(), []);
    prove('anywhere', 1, 'walk through the second standard in three browsers');
  });
});
