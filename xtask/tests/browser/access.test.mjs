// What axe-core finds against WCAG 2.2 AA, in every state a reader can bring a page to, light and
// dark, narrow and wide. By hand: SITE=… CHROMIUM=… node xtask/tests/browser/axe.mjs [light,dark [390,1366]]
import { readFile } from 'node:fs/promises';
import { HOSTS, launch, openPage, press, until } from './harness.mjs';

const AXE = await readFile(new URL('node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PAGE = 'zh/production/quality-control';

const openCitation = async (page) => {
  await press(page, '#QLT-302 .cite');
  await page.waitForSelector('.cite-panel');
  await page.click('.cite-panel .ways button');
};
const STATES = {
  subdomain: [PAGE], 'subdomain, English': ['en/production/quality-control'], 'full text': ['en/standard'], 'full text, Chinese': ['zh/standard'],
  level: ['zh/level-3'], domain: ['en/production'], entry: ['r/QLT-302'], home: ['zh/index'], languages: ['index'], score: ['en/score'], report: ['zh/report'], compare: ['en/compare'], method: ['zh/method'], developers: ['en/developers'], glossary: ['zh/glossary'],
  'search with results': ['zh/search', '?q=质量', (page) => page.waitForSelector('[data-find-results] a')],
  missing: ['404'],
  'missing fragment': [PAGE, '#QLT-999', (page) => page.waitForSelector('.arrival')],
  'citation open': [PAGE, '', openCitation],
  list: [PAGE, '', async (page) => {
    await openCitation(page);
    await press(page, '.cite-panel .pick');
    await page.waitForSelector('.cite-list');
  }],
  'both languages': [PAGE, '?text=both', (page) => page.waitForSelector('.beside')],
  'both languages, full text': ['en/standard', '?text=both', (page) => page.waitForSelector('.beside')],
  'level view, choice open': [PAGE, '?levels=adds-3', async (page) => {
    await page.waitForSelector('.view-notice');
    await press(page, '[data-action="view"]');
    await page.waitForSelector('.view-panel');
  }],
  'explanation open': ['zh/organization/transformation-strategy', '', async (page) => {
    await page.focus('td a.t');
    await page.waitForSelector('.explanation');
  }],
};

const browser = await launch();
const site = await HOSTS['host root']();
let found = 0;
const [schemes = 'light,dark', widths = '390,1366'] = process.argv.slice(2);
for (const scheme of schemes.split(',')) {
  for (const width of widths.split(',').map(Number)) {
    for (const [name, [path, rest = '', act]] of Object.entries(STATES)) {
      const { page, close } = await openPage(browser, { width });
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(`${site.base}${path}.html${rest}`, { waitUntil: 'load' });
      await act?.(page);
      await until(page, 'the page to be loaded', () => document.readyState === 'complete');
      await page.evaluate(AXE);
      // The full text takes longer than one call to the browser may.
      await page.evaluate((tags) => void axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then((all) => { globalThis.found = all.violations; }), TAGS);
      await page.waitForFunction(() => globalThis.found, { timeout: 300000, polling: 500 });
      const violations = await page.evaluate(() => globalThis.found);
      for (const { id, help, nodes } of violations) {
        found += 1;
        console.log(`${name}, ${scheme}, ${width} px: ${id}: ${help} (${nodes.length})\n  ${nodes[0].html.slice(0, 160)}\n  ${nodes[0].failureSummary.replace(/\s+/g, ' ').slice(0, 240)}`);
      }
      await close();
    }
  }
}
console.log(`${Object.keys(STATES).length} states, ${schemes}, ${widths} px: ${found} violations`);
await browser.close();
await site.close();
process.exitCode = found ? 1 : 0;
