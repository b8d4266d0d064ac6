// Accessibility of every kind of page for one reader: in Chromium by all rules, in Firefox by those about what is drawn.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { foundInColours, foundInLayoutAndColours, violations } from './axe.mjs';
import { HALF, keep, openPage, start } from './harness.mjs';
import { MISSING, PAGES } from './kinds.mjs';
import { prove } from './proof.mjs';

/** A reader who has answered half, and has answers on. */
async function answered(page, site) {
  await page.goto(`${site.base}zh/privacy.html`);
  await keep(page, HALF);
  await page.evaluate(() => localStorage.setItem(`${dtmm.prefix}answering`, 'on'));
}

/** Whether a page takes answers or shows their results; then it waits for them. */
async function showsAnswers(page) {
  const takes = !!(await page.$('html[data-engine] :is([data-requirement], [data-scope], [data-list])'));
  if (takes) await page.waitForSelector('html.answering');
  return takes;
}

/** Shows an open page in other colours. */
async function wear(client, colours) {
  const features = [{ name: 'prefers-color-scheme', value: colours === 'dark' ? 'dark' : 'light' }, { name: 'forced-colors', value: colours === 'forced' ? 'active' : 'none' }];
  await client.send('Emulation.setEmulatedMedia', { features });
}

/** Looks at every kind of page in the colours of a reader, in one language without answers and in the other with them. Chromium changes colours while a page is open; what Firefox forces are those of the machine. */
export function lookAtPages(site, { name, set, colours, halves }) {
  describe(`${name}, ${colours.join(', ')}`, () => {
    let browser;
    before(async () => { browser = await start(name, set); });
    after(() => browser.close());

    for (const [answers, half] of Object.entries(halves)) {
      test(`answers ${answers}`, async () => {
        const pages = [...PAGES, MISSING].filter(({ lang }) => [half, 'both'].includes(lang));
        // Forced colours are looked at where there is most of them.
        const worn = colours.filter((one) => one !== 'forced' || answers === 'on');
        const { page, close } = await openPage(browser, { height: 900 });
        const client = name === 'Chromium' && await page.createCDPSession();
        const wrong = [];
        const counts = Object.fromEntries(worn.map((one) => [one, 0]));
        if (answers === 'on') await answered(page, site);
        for (const { path } of pages) {
          await page.goto(`${site.base}${path}.html`);
          if (answers === 'on' && !(await showsAnswers(page))) continue;
          for (const one of worn) {
            if (client) await wear(client, one);
            counts[one] += 1;
            const lines = await (one !== 'light' ? foundInColours(page) : client ? violations(page) : foundInLayoutAndColours(page));
            wrong.push(...lines.map((line) => `${path}, ${one}: ${line}`));
          }
        }
        assert.deepEqual(wrong, []);
        await close();
        for (const one of worn) prove('accessibility', counts[one], `pages, no violation: ${name}, ${one === 'forced' ? 'forced colours' : one}, answers ${answers}`);
      });
    }
  });
}
