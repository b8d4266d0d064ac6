// Two tabs answer at machine speed, on a slow processor as well, over http and from a folder: nothing is lost.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSERS, HOSTS, entries, openBrowser, openPage, openWork, showAll, until } from './harness.mjs';
import { prove } from './proof.mjs';

const ids = entries().map((entry) => entry.id);
const half = (tab) => ids.slice(0, 376).filter((_, place) => place % 2 === tab);
const ROUNDS = Number(process.env.RACE_ROUNDS ?? 1);

/** In the page: answers entries as fast as the page takes it, in steps, so that other tabs get their turn. */
async function answer(ids, key) {
  for (const [place, id] of ids.entries()) {
    document.querySelector(`[data-requirement="${id}"] [type=radio][value=${key}]`).click();
    if (place % 3 === 0) await new Promise((done) => setTimeout(done));
  }
}

for (const name of BROWSERS) {
  for (const [host, slow] of [['host root', 1], ['folder', 1], ...(name === 'Chromium' ? [['host root', 6]] : [])]) {
    describe(`${name}, ${host}, processor slowed ${slow}-fold`, async () => {
      const browser = await openBrowser(name);
      const site = await HOSTS[host]();
      test.after(() => site.close());
      for (let round = 1; round <= ROUNDS; round += 1) {
        test(`round ${round}: 376 answers of two tabs are all kept`, async () => {
          const reader = await openPage(browser, {});
          const one = reader.page;
          await openWork(one, site.base, 'zh');
          const two = await reader.tab();
          await openWork(two, site.base, 'en');
          for (const page of [one, two]) await showAll(page);
          if (slow > 1) for (const page of [one, two]) await page.emulateCPUThrottling(slow);
          await Promise.all([one.evaluate(answer, half(0), 'F'), two.evaluate(answer, half(1), 'L')]);
          for (const page of [one, two]) {
            await until(page, 'all to be kept', () => {
              const { answers } = JSON.parse(keptFile() ?? '{"answers": {}}');
              return Object.keys(answers).length === 376 && !Object.keys(localStorage).some((key) => key.includes('-pending'));
            });
          }
          const answers = await one.evaluate(() => JSON.parse(keptFile()).answers);
          assert.deepEqual(answers, Object.fromEntries(ids.slice(0, 376).map((id, place) => [id, place % 2 ? 'L' : 'F'])));
          await reader.close();
          prove('answers of two tabs at once', 376, 'answers given by two tabs at machine speed, all kept');
        });
      }
    });
  }
}
