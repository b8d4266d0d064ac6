// Ways of reading, as a reader chooses and sees them.
import assert from 'node:assert/strict';
import { entries, model, press } from './harness.mjs';

export const KINDS = ['production/quality-control', 'production', 'level-3', 'standard'];
export const OTHER = { zh: 'en', en: 'zh' };
export const LEVELS = [1, 2, 3, 4, 5];
export const VIEWS = [...LEVELS.map((n) => `only-${n}`), ...LEVELS.map((n) => `to-${n}`), ...LEVELS.slice(1).map((n) => `adds-${n}`)];

/** What a view should show of five levels. */
export function expected(view) {
  const [way, level] = [view.split('-')[0], Number(view.split('-')[1])];
  return LEVELS.filter((n) => ({ only: n === level, to: n <= level, adds: n === level || n === level - 1 })[way]);
}

/** Every paragraph of the text in order, each with the one beside it. */
export function paragraphs(page) {
  return page.evaluate(() => {
    const outside = '.beside, .marks, .cell-head, .cover *, .view-switch, .view-notice, .source, .ed-notes *, .method, .page-subdomain .intro';
    const text = (element) => {
      const copy = element.cloneNode(true);
      copy.querySelectorAll('.here').forEach((link) => link.remove());
      return copy.textContent.replace(/\s+/g, ' ').trim();
    };
    const beside = ({ nextElementSibling: next }) => (next?.matches('.beside') ? text(next) : null);
    const all = [...document.querySelectorAll('main p, main cite')].filter((one) => !one.matches(outside));
    return all.map((one) => ({ in: one.closest('[id]').id, text: text(one), beside: beside(one), isLevel: one.matches('.characteristics p') }));
  });
}

/** Opens a page in a view, and waits until it is shown so. */
export async function open(page, base, path, view = '') {
  await page.goto(`${base}${path.replace(/(#|$)/, `.html${view && `?${view}`}$1`)}`);
  if (view.includes('text=both')) await page.waitForSelector('main .beside');
  if (view.includes('levels=')) await page.waitForSelector('.view-notice');
}

export const both = (page) => page.$$eval('.beside', (all) => all.length);
export const visibleCells = (page) => page.$$eval('table.levels td', (all) => all.filter((one) => one.checkVisibility()).map((one) => one.id));

/** The page without what follows the reader: the mark in the contents, the explanation under the pointer. */
export const innerHtml = (page) => page.$eval('main', (main) => {
  const copy = main.cloneNode(true);
  copy.querySelector('.contents')?.remove();
  copy.querySelector('[aria-describedby="explanation"]')?.removeAttribute('aria-describedby');
  return copy.innerHTML;
});

/** Says where two pages begin to differ, and not all that follows. */
export function assertSame(now, before) {
  const at = [...before].findIndex((character, index) => now[index] !== character);
  if (now !== before) assert.equal(now.slice(at - 40, at + 80), before.slice(at - 40, at + 80));
}

/** Opens the choice, does something with it, closes it. */
async function inPanel(page, act) {
  await press(page, '[data-action="view"]');
  await page.waitForSelector('.view-panel');
  await act();
  await page.keyboard.press('Escape');
  await page.waitForSelector('.view-panel', { hidden: true });
}

export const chooseBoth = (page) => inPanel(page, () => page.click('.segments button:last-child'));
export const chooseOne = (page) => inPanel(page, () => page.click('.segments button:first-child'));
export const chooseLevels = (page, view) => inPanel(page, () => page.select('.view-panel select', view));

/** The entries a page of one of the kinds shows. */
export function shown(kind) {
  if (kind === 'standard') return entries();
  if (kind === 'level-3') return entries().filter((entry) => entry.id[4] === '3');
  const [slug, sub] = kind.split('/');
  const subdomains = model.domains.find((domain) => domain.slug === slug).subdomains;
  return subdomains.filter((one) => !sub || one.slug === sub).flatMap((one) => entries(one.code));
}
