// The worked examples of the methods, opened in the browser: the page shows what they say, and what
// `cargo xtask score` prints for them. `../scenarios/*.txt` explain their form.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { model, openBrowser, openPage, openSite, switchOn } from './harness.mjs';
import { METHODS, clickSeen, levelWords, mustShow, openInPlace, scoredByCommand, shown } from './results.mjs';

const FOLDER = new URL('../scenarios/', import.meta.url);
/** How many scenarios each text has, and at least so many of their lines are to be seen in the page. */
const TEXTS = { subdomains: [13, 53], company: [12, 71] };
/** So many entries are named in the line that says why; the rest is a number. */
const NAMED = 3;

const domains = model.domains.map((domain) => domain.slug);
const subdomains = model.domains.flatMap((domain) => domain.subdomains.map((one) => ({ ...one, domain: domain.slug })));

/** The entries of a cell as printed; null stands for an example that carries a letter. */
function printed(code, level) {
  const { cells } = subdomains.find((one) => one.code === code);
  const lettered = (entry) => entry.examples.filter((example) => example.letter).map(() => null);
  return cells.find((cell) => cell.level === level).entries.flatMap((entry) => [entry, ...lettered(entry)]);
}

/** The scenarios of a text: name, answers by entry, and the lines that say what must come out. */
function parse(text) {
  const scenarios = [];
  for (const line of text.split('\n').filter((one) => one.trim() && !one.startsWith('#'))) {
    if (line.startsWith(' ')) take(scenarios.at(-1), line.trim());
    else scenarios.push({ name: line, title: line.split(' ')[0], answers: {}, lines: [] });
  }
  return scenarios;
}

function take(scenario, line) {
  const words = line.split(/\s+/);
  if (line.includes('=') || words[3] === 'by' || line === 'provisional' || words[0] === 'weights') {
    scenario.lines.push(line);
  } else if (words[0] === 'fill') {
    subdomains.forEach(({ code }) => [...words[1]].forEach((letter, index) => answer(scenario, code, index + 1, letter)));
  } else if (line.includes('/')) {
    const cells = line.slice(words[0].length).split('/').map((cell) => cell.trim());
    assert.equal(cells.length, 5, line);
    cells.forEach((letters, index) => answer(scenario, words[0], index + 1, letters));
  } else {
    assert.equal(words.length, 3, line);
    const codes = subdomains.filter((one) => one.domain === words[0] || one.code === words[0]).map((one) => one.code);
    assert.notEqual(codes.length, 0, line);
    codes.forEach((code) => answer(scenario, code, Number(words[1]), words[2]));
  }
}

function answer(scenario, code, level, letters) {
  const cell = printed(code, level);
  assert.ok(letters.length === 1 || letters.length === cell.length, `${scenario.name}: ${code}-${level} ${letters}`);
  cell.forEach((entry, index) => {
    if (!entry) return;
    const letter = letters[letters.length === 1 ? 0 : index];
    assert.match(letter, /^[FLPNU-]$/, scenario.name);
    delete scenario.answers[entry.id];
    if (letter === '-') scenario.answers[entry.id] = entry.conditional ? 'NA' : { answer: 'NA', reason: 'not done here' };
    else if (letter !== 'U') scenario.answers[entry.id] = letter;
  });
}

/** How often each level stands in a list, as scenarios write it. */
function histogram(values) {
  const counts = ['NA', '0', '1', '2', '3', '4', '5'].map((value) => [value, values.filter((one) => one === value).length]);
  return counts.filter(([, count]) => count > 0).map(([value, count]) => `${value}x${count}`).join(', ');
}

/** Chooses weights as a reader does. */
async function weigh(page, weights) {
  const radio = `input[type="radio"][data-field="weights"][value="${weights}"]`;
  await clickSeen(page, radio);
  assert.ok(await page.$eval(radio, (one) => one.checked));
}

/** The line that says why a scope stands where it stands by a method: its links, and its words. */
async function why(reader, scope, method) {
  const { page } = reader;
  await page.select('[data-field="profile"]', method);
  if (scope !== 'company') {
    const { domain, slug } = subdomains.find((one) => one.code === scope);
    await page.goto(`${reader.base}${reader.lang}/${domain}/${slug}.html`);
    // Pressed where it is on already, the switch would turn it off.
    const isOn = await page.evaluate(() => localStorage.getItem(`${dtmm.prefix}answering`) === 'on');
    await (isOn ? page.waitForSelector('html.answering') : switchOn(page));
  }
  const place = await page.$eval(`[data-why="${scope}"]`, (one) => ({ ids: [...one.querySelectorAll('a')].map((link) => link.textContent), text: one.textContent }));
  if (scope !== 'company') {
    await page.goto(`${reader.base}${reader.lang}/score.html`);
    await page.waitForSelector('html.answering');
  }
  return place;
}

/** The page says that a mean makes up for these subdomains: how many they are, and the first by name. */
async function warns(reader, codes) {
  const names = codes.slice(0, NAMED).map((code) => subdomains.find((one) => one.code === code).name[reader.lang]);
  const parts = codes.length > 0 ? [...names, String(codes.length)] : [];
  // It is written a moment after the results.
  const says = (all) => {
    const text = document.querySelector('[data-list="warning"]').textContent;
    return all.length > 0 ? all.every((part) => text.includes(part)) : text === '';
  };
  await reader.page.waitForFunction(says, {}, parts);
}

/** Holds one line of a scenario against the page. Says whether the page shows what it is about. */
async function holds(reader, scenario, line) {
  const words = line.split(/\s+/);
  const level = await levelWords(reader.page, scenario);
  const { results, best, completeness } = await shown(reader.page);
  const values = (scopes, method) => scopes.map((scope) => results[`${scope} ${method}`][0]);
  const [what, expected] = line.split('=').map((part) => part.trim());
  const parts = expected?.split(', ');
  const [scope, method, extra] = what.split(/\s+/);
  if (words[2] === 'held') {
    const place = await why(reader, scope, method);
    const held = words.slice(4);
    // The bar of a page has room for their number.
    const [named, number] = scope === 'company' ? [held.slice(0, NAMED), held.length - NAMED] : [[], held.length];
    assert.deepEqual(place.ids, named, line);
    if (number > 0) assert.ok(place.text.match(/\d+/g).includes(String(number)), `${line}: ${place.text}`);
  } else if (line === 'provisional') {
    const [answered, applicable] = completeness.company.match(/\d+/g).map(Number);
    assert.ok(answered < applicable, `${line}: ${completeness.company}`);
  } else if (what === 'warning') {
    await warns(reader, expected.split(' ').filter(Boolean));
  } else if (words[2] === 'then' || what === 'levels') {
    return false;
  } else if (scope === 'domains') {
    assert.deepEqual(values(domains, method), parts, line);
  } else if (scope === 'histogram') {
    assert.equal(histogram(values(subdomains.map((one) => one.code), method)), expected, line);
  } else if (extra === 'best') {
    assert.equal(method, 'staged', line);
    assert.equal(best[scope], level(expected === 'NA' ? null : expected), line);
  } else if (expected === 'NA' || method === 'strict' || method === 'staged') {
    const text = ['weighted', 'index'].includes(method) || expected === 'NA' ? level(null) : level(expected, scope);
    assert.deepEqual(results[what], [expected, text], line);
  } else {
    // A score: exact, then as shown; before them, the level that the weighted one awards.
    assert.deepEqual(results[what], parts.slice(-2), line);
  }
  return true;
}

const browser = await openBrowser();
const site = await openSite('host root');
const folder = await mkdtemp(join(tmpdir(), 'scenarios-'));
after(() => rm(folder, { recursive: true }));

for (const [name, [count, least]] of Object.entries(TEXTS)) {
  for (const lang of ['zh', 'en']) {
    describe(`${name}, ${lang}`, async () => {
      const scenarios = parse(await readFile(new URL(`${name}.txt`, FOLDER), 'utf8'));
      const file = ({ title }) => join(folder, `${title}.json`);
      const scored = {};
      const lines = { compared: 0, skipped: 0 };
      let reader;
      before(async () => {
        for (const { title, answers } of scenarios) {
          const one = { format: 'dtmm-assessment/1', edition: model.standard.edition, title, answers };
          await writeFile(file({ title }), JSON.stringify(one));
        }
        for (const weights of ['subdomain', 'domain']) scored[weights] = scoredByCommand(scenarios.map(file), weights);
        reader = { ...(await openPage(browser)), base: site.base, lang };
        await reader.page.goto(`${site.base}${lang}/score.html`);
        await reader.page.waitForSelector('html.answering');
      });
      after(() => reader.close());

      /** Results of the command with these weights are those of the page. */
      async function same({ title, answers }, weights) {
        const must = mustShow(scored[weights].get(title), await levelWords(reader.page, { answers }));
        const does = await shown(reader.page);
        assert.deepEqual(does.results, must.results, `${title}, weights by ${weights}`);
        assert.equal(Object.keys(does.results).length, 34 * METHODS.length);
        assert.deepEqual(does.best, must.best, `${title}, weights by ${weights}`);
      }

      for (const scenario of scenarios) {
        test(scenario.name, async () => {
          await openInPlace(reader.page, file(scenario), scenario.title);
          await weigh(reader.page, 'subdomain');
          await same(scenario, 'subdomain');
          for (const line of scenario.lines) {
            if (line.startsWith('weights ')) {
              const weights = line.split(' ')[1];
              await weigh(reader.page, weights);
              await same(scenario, weights);
            } else {
              lines[(await holds(reader, scenario, line)) ? 'compared' : 'skipped'] += 1;
            }
          }
        });
      }

      test('most lines are about what the page shows', (t) => {
        assert.equal(scenarios.length, count);
        assert.ok(lines.compared >= least, `${lines.compared} lines compared`);
        t.diagnostic(`${lines.compared} lines compared, ${lines.skipped} skipped: the page does not show what they are about`);
      });
    });
  }
}
