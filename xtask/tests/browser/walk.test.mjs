// A long random walk in both browsers: two tabs answer, undo, redo, end and begin anew while their storage is full
// or cannot be read and their clocks jump. In the end both show, and the browser keeps, what each said last. The
// walk of a million steps on the same rules, without a browser, is in `crates/store/tests/model`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSERS, entries, openPage, openSite, openWork, showAll, start, until } from './harness.mjs';
import { prove } from './proof.mjs';

const site = await openSite('host root');
const STEPS = Number(process.env.WALK_STEPS ?? 500);
const ids = entries().map((entry) => entry.id).slice(0, 60);
const own = (tab) => ids.filter((_, place) => place % 2 === tab);

/** The same walk for the same seed. */
function random(seed) {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return (most) => Math.floor(next() * most);
}

const FAULTS = {
  full: () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; },
  unreadable: () => { Storage.prototype.getItem = () => { throw new DOMException('broken', 'UnknownError'); }; },
  clock: () => { const now = Date.now; Date.now = () => now() - 864e5; },
};
const save = () => { globalThis.whole = { getItem: Storage.prototype.getItem, setItem: Storage.prototype.setItem, now: Date.now }; };
const mend = () => {
  Object.assign(Storage.prototype, { getItem: whole.getItem, setItem: whole.setItem });
  Date.now = whole.now;
};
const choose = (id, key) => document.querySelector(key ? `[data-requirement="${id}"] [type=radio][value=${key}]` : `[data-requirement="${id}"] [data-action=clear-answer]`).click();
const keys = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true }));

for (const [place, name] of BROWSERS.entries()) {
  test(`${STEPS} steps in ${name}`, async () => {
    const browser = await start(name, { whole: true });
    const below = random(20261128 + place);
    const reader = await openPage(browser, {});
    const wanted = {};
    const tabs = [];
    const open = async (tab) => {
      const page = tabs.length === 0 ? reader.page : await reader.tab();
      page.on('dialog', (dialog) => dialog.accept());
      await page.evaluateOnNewDocument(save);
      await openWork(page, site.base, tab ? 'en' : 'zh');
      await showAll(page);
      tabs[tab] = { page, acts: [], fault: false };
    };
    await open(0);
    await open(1);
    for (let step = 0; step < STEPS; step += 1) {
      const tab = below(2);
      const { page, acts } = tabs[tab];
      const kind = below(20);
      if (kind < 12) {
        const id = own(tab)[below(30)];
        const key = [...'FLPN', ''][below(5)];
        if (!key && !wanted[id]) continue;
        if ((wanted[id] ?? '') === key) continue;
        await page.evaluate(choose, id, key);
        acts.push({ id, before: wanted[id], after: key || undefined, undone: false });
        wanted[id] = key || undefined;
      } else if (kind < 15) {
        // A tab undoes its own last act that stands; what was changed since is left.
        const last = acts.findLast((act) => !act.undone);
        if (!last) continue;
        await page.evaluate(keys, 'z');
        last.undone = true;
        if (wanted[last.id] === last.after) wanted[last.id] = last.before;
      } else if (kind < 17) {
        if (tabs[tab].fault) await page.evaluate(mend);
        else await page.evaluate(Object.values(FAULTS)[below(3)]);
        tabs[tab].fault = !tabs[tab].fault;
      } else if (kind === 17 && below(8) === 0 && !tabs[tab].fault) {
        await page.close();
        await open(tab);
      } else await new Promise((done) => setTimeout(done, below(40)));
    }
    for (const { page } of tabs) await page.evaluate(mend);
    for (const { page } of tabs) await page.evaluate(() => document.querySelector('[data-action="try-again"]')?.click());
    const all = Object.fromEntries(Object.entries(wanted).filter(([, key]) => key));
    for (const { page } of tabs) {
      await until(page, 'both to show and the browser to keep what was said last', (text) => {
        const sorted = (pairs) => JSON.stringify(pairs.sort());
        const shown = [...document.querySelectorAll('[data-requirement] [type=radio]:checked')].map((one) => [one.name, one.value]);
        const kept = Object.entries(JSON.parse(keptFile() ?? '{"answers": {}}').answers);
        return sorted(shown) === text && sorted(kept) === text && document.querySelector('[data-notices]').textContent === '';
      }, JSON.stringify(Object.entries(all).sort())).catch(async (error) => {
        const [shown, kept] = await page.evaluate(() => [
          Object.fromEntries([...document.querySelectorAll('[data-requirement] [type=radio]:checked')].map((one) => [one.name, one.value])),
          JSON.parse(keptFile() ?? '{"answers": {}}').answers,
        ]);
        assert.deepEqual(shown, all, error.message);
        assert.deepEqual(kept, all, error.message);
        throw error;
      });
    }
    await browser.close();
    prove('steps of a random walk', STEPS, 'acts of two tabs, with faults between them, in real browsers');
  });
}
