// Every file that came from somebody, opened in the page: the same comes of it as `cargo xtask convert` says, be it
// refused or taken, to the letter of what is stored.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BROWSERS, keep, openBrowser, openPage, openSite, openWork, press, stored, until, untilStored, word } from './harness.mjs';
import { prove } from './proof.mjs';

const TESTS = fileURLToPath(new URL('../', import.meta.url));
const FOLDER = join(TESTS, 'convert');
const site = await openSite('host root');
const scratch = await mkdtemp(join(tmpdir(), 'converted-'));
after(() => rm(scratch, { recursive: true }));

/** What the command says of a file: a report for each assessment in it, or of the refusal; and what it writes. */
async function converted(file, name) {
  const out = join(scratch, `${name}.json`);
  const [status, said] = await new Promise((done) => {
    const options = { cwd: TESTS, maxBuffer: 1 << 26 };
    execFile(process.env.XTASK, ['convert', file, '--report', 'json', '-o', out], options, (error, said) => done([error?.code ?? 0, said]));
  });
  const reports = said.trim().split('\n').map((line) => JSON.parse(line));
  const written = status === 0 ? (await readFile(out, 'utf8')) : '';
  return { reports, written };
}

/** All files with what the command says of them, and one too large to be kept with the tests. */
const files = [];
for (const name of (await readdir(FOLDER)).filter((name) => name !== 'reports.ndjson').toSorted()) {
  const path = join(FOLDER, name);
  files.push({ name, path, ...(await converted(path, name)) });
}
const large = join(scratch, 'large.csv');
await writeFile(large, `id,answer,note\nSTR-101,F,${'x'.repeat(20e6)}\n`);
files.push({ name: 'large.csv', path: large, ...(await converted(large, 'large.csv')) });

/** What tells one kind of file from another: what it is, how it is written, and what is said of it. */
const kindOf = ({ reports: [{ form, encoding, problems = [], notices = [] }, ...more] }) => JSON.stringify([form, encoding, problems.map(({ code }) => code), notices, more.length > 0]);

/** The reader of files is the same program in both browsers: Firefox opens the first of each kind. */
const filesFor = (name) => (name === 'Chromium' ? files : files.filter((file, at) => files.findIndex((one) => kindOf(one) === kindOf(file)) === at));

/** The first line of a message. */
const lineOf = (message) => message.split('\n')[0];

/** What stands in the page before a file is opened: nothing of it is in any of them. */
const MINE = { title: 'before', answers: { 'WHS-501': { answer: 'L', note: 'mine' } } };

/** In the page: the lines of a place in which a word of the engine stands, each with the values in its braces. */
const said = (place, key) => {
  const plain = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = dtmmScorer.words[`score_${key}`].split(/\{\w+\}/).map(plain).join('([^]*)');
  const lines = [...document.querySelectorAll(`${place} :is(p, li)`)].map((line) => line.textContent);
  return lines.map((line) => new RegExp(`^${pattern}$`).exec(line)?.slice(1)).filter(Boolean);
};

/** The words for a list of what was left out, as far as it is shown. */
async function leftOut(page, all) {
  const one = async ({ line, id, reason }) => word(page, 'left_out_one', { line, id, reason: await word(page, `left_${reason.replaceAll('-', '_')}`) });
  const lines = await Promise.all(all.slice(0, 5).map(one));
  if (all.length > 5) lines.push(await word(page, 'left_out_more', { more: all.length - 5 }));
  return lines.join(await word(page, 'separator'));
}

/** What the preview says is what the report says. */
async function isPreviewed(page, name, { edition, taken, kept, left_out: left, notices }) {
  const found = (key) => page.evaluate(said, '[data-list=preview]', key);
  const head = await word(page, 'in_head', { file: name, count: taken.answers });
  assert.ok((await page.$eval('[data-list=preview] p', (one) => one.textContent)).startsWith(`${head} `));
  const names = await Promise.all(taken.fields.map((field) => word(page, `field_${field}`)));
  assert.deepEqual(await found('fields_taken'), names.length ? [[names.join(await word(page, 'comma'))]] : []);
  assert.deepEqual(await found('unknown'), kept.length ? [[String(kept.length)]] : []);
  assert.deepEqual(await found('left_out'), left.length ? [[String(left.length), await leftOut(page, left)]] : []);
  assert.equal((await found('guessed')).length, notices.includes('encoding-guessed') ? 1 : 0);
  const other = await found('in_edition');
  assert.deepEqual(other.map(([own]) => own), notices.includes('other-edition') ? [edition] : []);
}

/** What the page says of a file that it refuses is what the report says, problem by problem. */
async function isRefused(page, name, problems) {
  const lines = (await page.$eval('[data-message]', (one) => one.innerText)).split('\n');
  assert.equal(lines[0], await word(page, 'refused', { file: name }));
  assert.equal(lines.length, 1 + Math.min(problems.length, 6));
  for (const [index, { line, column, code, path }] of problems.slice(0, 5).entries()) {
    const problem = await word(page, `problem_${code.replaceAll('-', '_')}`);
    assert.ok(problem, `${code} has no words`);
    const [start, end] = (await word(page, 'place', { line, column, path: '\0', problem })).split('\0');
    const isWhole = lines[index + 1] === problem && line === 1 && column === 1 && path === '';
    const isPlaced = lines[index + 1].startsWith(path ? `${start} ${path}` : start) && lines[index + 1].endsWith(end);
    assert.ok(isWhole || isPlaced, `${lines[index + 1]} is not ${code} at ${line}:${column} ${path}`);
  }
}

/** Opens a file and waits for what comes of it: `preview`, or else what is said. */
async function open(page, path, name) {
  const input = await page.$('input[type="file"][data-action="import"]');
  await input.uploadFile(path);
  await until(page, `what becomes of ${name}`, (name) => {
    const preview = document.querySelector('[data-show=preview]');
    const isPreviewed = preview.checkVisibility() && preview.textContent.includes(name);
    return isPreviewed || document.querySelector('[data-message]').textContent.includes(name);
  }, name);
  return page.$eval('[data-show=preview]', (one) => one.checkVisibility());
}

/** The text that is kept, once the page had its turn to write. */
const text = async (page, slot) => (await stored(page, slot)) && page.evaluate((slot) => keptFile(slot), slot);

/** A page with something in it already. */
async function begin(browser, lang) {
  const reader = await openPage(browser);
  await reader.page.goto(`${site.base}${lang}/index.html`);
  await keep(reader.page, MINE);
  await openWork(reader.page, site.base, lang);
  return reader;
}

for (const [index, name] of BROWSERS.entries()) {
  const lang = ['zh', 'en'][index % 2];
  const opened = filesFor(name);
  describe(`${name}, ${lang}`, () => {
    let browser;
    let reader;
    let page;
    before(async () => {
      browser = await openBrowser(name);
      reader = await begin(browser, lang);
      page = reader.page;
    });
    after(() => reader.close());

    for (const { name: file, path, reports, written } of opened.filter(({ reports }) => reports.length === 1)) {
      test(file, async () => {
        const isOffered = await open(page, path, file);
        const [report] = reports;
        if (file.startsWith('comments')) {
          // The command reads comments, too; the page of self-assessments says what they are.
          assert.equal(isOffered, false);
          assert.equal(lineOf(await page.$eval('[data-message]', (one) => one.innerText)), await word(page, 'refused', { file }));
          await untilStored(page, { 'WHS-501': 'L' });
          return;
        }
        assert.equal(isOffered, !report.problems, 'page and command differ');
        if (report.problems) {
          await isRefused(page, file, report.problems);
          await untilStored(page, { 'WHS-501': 'L' });
          return;
        }
        await isPreviewed(page, file, report);
        await press(page, '[data-action="take-replace"]');
        await until(page, 'it to be taken', () => !keptFile()?.includes('"before"'));
        assert.deepEqual(await stored(page), JSON.parse(written));
        assert.equal(await text(page), written);
        await press(page, '[data-message] [data-action=undo]');
        await untilStored(page, { 'WHS-501': 'L' });
        assert.deepEqual((await stored(page)).answers, MINE.answers);
      });
    }

    for (const { name: file, path, reports, written } of opened.filter(({ reports }) => reports.length > 1)) {
      test(`${file}: each assessment in a place of its own`, async () => {
        const other = await begin(browser, lang);
        assert.equal(await open(other.page, path, file), false);
        const message = await other.page.$eval('[data-message]', (one) => one.innerText);
        assert.ok(message.startsWith(await word(other.page, 'beside_each', { file, count: reports.length })), message);
        for (const [place, line] of written.trim().split('\n').entries()) assert.deepEqual(await stored(other.page, place + 2), JSON.parse(line));
        await untilStored(other.page, { 'WHS-501': 'L' });
        await other.close();
      });
    }

    test('the console stayed empty', () => {
      assert.deepEqual(reader.seen.console, []);
      prove('files', opened.length, 'of every kind, with one outcome in the page and on the command line');
    });
  });
}

const pairs = JSON.parse(await readFile(join(TESTS, 'joined.json'), 'utf8'));

for (const [index, name] of BROWSERS.entries()) {
  const lang = ['en', 'zh'][index % 2];
  describe(`files of several departments in ${name}, ${lang}`, () => {
    let browser;
    before(async () => { browser = await openBrowser(name); });

    for (const { mine, theirs, conflicts, joined } of pairs) {
      test(`${theirs} is joined with ${mine}`, async () => {
        const { page, close } = await begin(browser, lang);
        assert.equal(await open(page, join(FOLDER, mine), mine), true);
        await press(page, '[data-action="take-replace"]');
        await until(page, 'the first to be taken', () => !keptFile()?.includes('"before"'));
        assert.equal(await open(page, join(FOLDER, theirs), theirs), true);
        const offered = await page.$$eval('[data-list=conflicts] input', (inputs) => {
          const rows = {};
          for (const { name, value, checked } of inputs) {
            const row = (rows[name.replace('conflict-', '')] ??= { sides: [], holds: null });
            row.sides.push(Number(value));
            if (checked) row.holds = Number(value);
          }
          return rows;
        });
        assert.deepEqual(offered, Object.fromEntries(conflicts.map(({ path, sides, holds }) => [path, { sides, holds }])));
        await press(page, '[data-action="take-merge"]');
        await until(page, 'both to be merged', () => document.querySelector('[data-show=preview]').hidden);
        assert.deepEqual(await stored(page), joined);
        await close();
      });
    }
  });
}
