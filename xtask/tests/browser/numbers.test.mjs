// A hundred assessments, opened one after another in both languages: what the page shows is what
// `cargo xtask score` prints.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { entries, follow, model, openBrowser, openPage, openSite } from './harness.mjs';
import { levelWords, mustShow, openInPlace, scoredByCommand, shown } from './results.mjs';

const COUNT = 100;
const SCOPES = 1 + 7 + 26;
/** So many are opened before the page is turned to the other language. */
const IN_ONE_LANGUAGE = 10;

/** Numbers from 0 to below 1, the same in every run: Mulberry32. */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What answers are drawn from: one letter, a part of all, U unanswered, - not applicable. */
const MIXES = ['U', 'F', '-', 'L', 'FLPN-U', 'FFFFFFFFFFFL', 'FFFFFLLP', 'FFFFFFFFLLLLP-', 'FFFFFFFFFFFFFFFFFFFN', 'FFU', 'LLLLLLLP-U', 'PN', 'F----', 'FL'];

function assessment(number, next) {
  const pick = (all) => all[Math.floor(next() * all.length)];
  const mix = MIXES[number % MIXES.length];
  // Companies answer lower levels better; some assessments do, too.
  const high = number % 3 === 0 ? pick(MIXES) : mix;
  const turn = 1 + Math.floor(next() * 5);
  const answers = {};
  for (const entry of entries()) {
    const letter = pick(Number(entry.id[4]) > turn ? high : mix);
    if (letter === 'U') continue;
    if (letter !== '-') answers[entry.id] = next() < 0.1 ? { answer: letter, note: '见记录', evidence: ['a.pdf'] } : letter;
    else answers[entry.id] = entry.conditional && next() < 0.5 ? 'NA' : { answer: 'NA', reason: '无此业务' };
  }
  const codes = model.domains.flatMap((domain) => domain.subdomains.map((one) => one.code));
  // Every fourth has subdomains out of scope, now and then a whole domain.
  const out = number % 4 === 1 ? codes.filter(() => next() < 0.15) : [];
  if (number % 12 === 1) out.push(...pick(model.domains).subdomains.map((one) => one.code));
  const tailored = Object.fromEntries(out.map((code) => [code, 'not done here']));
  return { format: 'dtmm-assessment/1', edition: model.standard.edition, title: `assessment ${number}`, tailored, answers };
}

const browser = await openBrowser();
const site = await openSite('host root');
const folder = await mkdtemp(join(tmpdir(), 'numbers-'));
after(() => rm(folder, { recursive: true }));

test('a hundred assessments come to the same in the page and on the command line', async (t) => {
  const next = random(377);
  const files = [];
  for (let number = 0; number < COUNT; number += 1) {
    const one = assessment(number, next);
    files.push({ path: join(folder, `${number}.json`), title: one.title, one });
    await writeFile(files[number].path, JSON.stringify(one));
  }
  const scored = scoredByCommand(files.map((file) => file.path));
  assert.equal(scored.size, COUNT);

  const { page, seen, close } = await openPage(browser);
  await page.goto(`${site.base}zh/score.html`);
  await page.waitForSelector('html.answering');
  const met = new Set();
  let values = 0;
  for (const [number, { path, title, one }] of files.entries()) {
    if (number > 0 && number % IN_ONE_LANGUAGE === 0) {
      await follow(page, () => page.click('a.language'));
      await page.waitForSelector('html.answering');
    }
    await openInPlace(page, path, title);
    const must = mustShow(scored.get(title), await levelWords(page, one));
    const does = await shown(page);
    does.completeness = { company: /\d+\/\d+/.exec(does.completeness.company)[0] };
    assert.deepEqual(does, must, `${title} in ${await page.evaluate(() => document.documentElement.lang)}`);
    assert.equal(Object.keys(must.results).length, 4 * SCOPES);
    assert.equal(Object.keys(must.best).length, SCOPES);
    values += 4 * SCOPES + SCOPES + 1;
    Object.values(must.results).forEach(([value]) => met.add(value));
  }
  assert.deepEqual(seen.console, []);
  await close();
  // Assessments that all came to the same would prove nothing.
  for (const value of ['NA', '0', '1', '2', '3', '4', '5']) assert.ok(met.has(value), value);
  assert.ok(met.size > 500, `${met.size} different results`);
  t.diagnostic(`${values} values of ${COUNT} assessments compared, ${met.size} different results among them`);
});
