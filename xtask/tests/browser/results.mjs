// Results: opening a file on the scorer's page and reading what it shows, and what the command line
// says of the same file.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { model } from './harness.mjs';

/** The methods, as attributes and files name them. */
export const METHODS = ['strict', 'staged', 'weighted', 'index'];

/** Opens an assessment on the scorer's page in place of the one there; its title must be another. */
export async function openInPlace(page, file, title) {
  const isOpen = (wanted) => document.querySelector('[data-field="title"]').value === wanted;
  const input = await page.$('input[type="file"][data-action="import"]');
  await input.uploadFile(file);
  await page.waitForFunction(`(${isOpen})(${JSON.stringify(title)}) || !document.querySelector('[data-show="preview"]').hidden`);
  if (await page.evaluate(isOpen, title)) return;
  await clickSeen(page, '[data-action="take-replace"]');
  await page.waitForFunction(isOpen, {}, title);
}

/** Clicks where the bar with the results does not cover it, as a reader does who scrolls it into sight. */
export async function clickSeen(page, selector) {
  await page.$eval(selector, (one) => {
    for (let box = one.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
    one.scrollIntoView({ block: 'center' });
  });
  await page.click(selector);
}

/**
 * What the page shows, `[value, text]` by scope and method, and the texts of best case and
 * completeness by scope. Throws where two places show different results for the same thing.
 */
export function shown(page) {
  return page.evaluate(() => {
    const found = { results: {}, best: {}, completeness: {} };
    const put = (kind, key, value) => {
      const before = found[kind][key];
      if (before !== undefined && String(before) !== String(value)) throw new Error(`${key}: ${before} and ${value}`);
      found[kind][key] = value;
    };
    for (const place of document.querySelectorAll('[data-scope][data-profile]')) {
      put('results', `${place.dataset.scope} ${place.dataset.profile}`, [place.dataset.value, place.textContent]);
    }
    for (const kind of ['best', 'completeness']) {
      for (const place of document.querySelectorAll(`[data-${kind}]`)) put(kind, place.dataset[kind], place.textContent);
    }
    return found;
  });
}

/** How far the answers are in a scope that is below level 1, by the answers alone: the key of its word. */
function start({ answers, tailored = {} }, scope) {
  const within = (domain) => domain.subdomains.filter(({ code }) => !(code in tailored) && ['company', domain.slug, code].includes(scope));
  const asked = model.domains.flatMap(within).map(({ cells }) => cells.map((cell) => cell.entries.filter(({ kind }) => kind === 'requirement')));
  const answer = ({ id }) => answers[id]?.answer ?? answers[id];
  if (!asked.flat(2).some(answer)) return 'not_started';
  const lowest = asked.flatMap((cells) => cells.find((cell) => cell.some((one) => answer(one) !== 'NA')) ?? []);
  return lowest.every(answer) ? 'below' : 'in_progress';
}

/** How the page writes a level, and what is below level 1 in a scope of an assessment. */
export async function levelWords(page, assessment) {
  const words = await page.evaluate(() => dtmmScorer.words);
  return (level, scope) => {
    if (level === null) return words.score_not_applicable;
    return words[`score_${Number(level) ? `level_${level}` : scope ? start(assessment, scope) : 'below'}`];
  };
}

/** What `cargo xtask score` makes of files, by title; `XTASK` names the program. */
export function scoredByCommand(files, weights = 'subdomain') {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const command = ['score', '--format', 'json', '--weights', weights, ...files];
  const objects = JSON.parse(execFileSync(process.env.XTASK, command, { cwd: root, maxBuffer: 1 << 28 }));
  return new Map(objects.map((one) => [one.title, one]));
}

/** What the page must show for an object of the command, in the form of `shown`. */
export function mustShow(object, level) {
  const must = { results: {}, best: {}, completeness: {} };
  const { answered, applicable } = object.completeness;
  must.completeness.company = `${answered}/${applicable}`;
  const flat = ({ company, domains, subdomains }) => Object.entries({ company, ...domains, ...subdomains });
  for (const method of METHODS) {
    for (const [scope, result] of flat(object[method])) {
      const [value, text] = typeof result === 'object' && result ? [result.score, result.shown] : [result ?? 'NA', level(result, scope)];
      must.results[`${scope} ${method}`] = [String(value), text];
    }
  }
  for (const [scope, result] of flat(object.staged_best_case)) must.best[scope] = level(result);
  return must;
}
