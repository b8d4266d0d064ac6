// Accessibility as axe-core finds it, in a page that a browser has open.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { unpin, until } from './harness.mjs';

const AXE = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
/** Rules about colours; all others find the same however the colours are. They take most of the time. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
/** Rules about what a browser lays out; all others but those about colours go by the elements, which are the same in every browser. */
const OF_LAYOUT = ['target-size', 'scrollable-region-focusable'];
/** All rules but those about colours; axe leaves one out unless it is told: targets are 24 px large, or stand apart. */
const BUT_COLOURS = { rules: { 'target-size': { enabled: true }, ...Object.fromEntries(OF_COLOURS.map((rule) => [rule, { enabled: false }])) } };

/** In the page: leaves of all that look alike, being of one kind within the same kinds, the first twelve. Its colours stay. */
function thin() {
  const counts = {};
  const unwanted = [];
  const looks = (one) => [one.localName, one.className.baseVal ?? one.className, one.getAttributeNames().join(), one.dataset.value, one.dataset.state, one.checked, one.checkVisibility()].join(' ');
  const isWanted = (one, within) => {
    const kind = `${within}\n${looks(one)}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
    const some = [...one.children].map((part) => isWanted(part, kind)).some((wanted) => wanted);
    const wanted = some || counts[kind] <= 12;
    if (!wanted) unwanted.push(one);
    return wanted;
  };
  isWanted(document.querySelector('main'), '');
  // All at once, since each would have the page laid out anew for the next.
  for (const one of unwanted) one.remove();
}

/** What is wrong by all rules: by those about colours in what is left of the page once it is thinned. */
export const violations = async (page) => [...(await found(page, BUT_COLOURS)), ...(await foundInColours(page))];

/** What is wrong with the colours. */
export async function foundInColours(page) {
  await untilLoaded(page);
  await page.evaluate(thin);
  return found(page, { runOnly: OF_COLOURS });
}

/** What is wrong with what a browser lays out and colours. */
export const foundInLayoutAndColours = async (page) => [...(await found(page, { runOnly: OF_LAYOUT })), ...(await foundInColours(page))];

/** Waits until all of the page is there: Firefox may say that it went to one of which nothing is. */
const untilLoaded = (page) => until(page, 'the page to be loaded', () => document.readyState === 'complete' && !!document.querySelector('main'));

/** What axe finds wrong, a line each. */
async function found(page, options) {
  await untilLoaded(page);
  if (!(await page.evaluate(() => globalThis.axe?.version))) await page.evaluate(AXE);
  if (options.runOnly !== OF_COLOURS) await page.evaluate(unpin);
  // The full text takes longer than one call to the browser may.
  await page.evaluate((options) => {
    globalThis.found = undefined;
    void axe.run(document, { resultTypes: ['violations'], preload: false, ...options }).then((all) => { globalThis.found = all.violations; }, (error) => { globalThis.found = String(error); });
  }, options);
  await page.waitForFunction(() => globalThis.found, { timeout: 120000, polling: 100 });
  const wrong = await page.evaluate(() => globalThis.found);
  assert.ok(Array.isArray(wrong), String(wrong));
  return wrong.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length})\n  ${nodes[0].html.slice(0, 200)}\n  ${nodes[0].failureSummary.replace(/\s+/g, ' ').slice(0, 240)}`);
}
