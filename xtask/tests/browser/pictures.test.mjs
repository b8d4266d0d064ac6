// How every kind of page looks, held against pictures that a person has approved, at half their size.
// After a wanted change: UPDATE_EXPECT=1 cargo xtask test --only pictures, then look at what git shows.
import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { HALF, keep, openPage, openSite, settle, start, until } from './harness.mjs';
import { MISSING, PAGES } from './kinds.mjs';
import { prove } from './proof.mjs';

const APPROVED = join(import.meta.dirname, 'pictures');
/** Where a picture that differs is put, with what differs in it. */
const FOUND = join(process.env.SITE, '../pictures-found');
/** The part of all pixels that may differ: another release of the browser draws letters a little differently. */
const TOLERANCE = 0.01;
/** How far the colours of one pixel may be apart, of 1. */
const COLOUR = 0.2;
const WAYS = {
  desktop: { dark: false, width: 1366, height: 900 },
  phone: { dark: true, width: 390, height: 844 },
};

const site = await openSite('host root');
before(async () => {
  await rm(FOUND, { recursive: true, force: true });
  await mkdir(FOUND, { recursive: true });
  await mkdir(APPROVED, { recursive: true });
});

/** Pages as they come, on the phone in Chinese, and those that show answers half-filled. */
const shownOn = (way) => [
  ...[...PAGES, MISSING].filter(({ lang }) => way === 'desktop' || lang !== 'en').map(({ path }) => ({ path, name: path.replaceAll('/', '-') })),
  ...['zh/index', 'zh/score', 'zh/report', 'zh/production/quality-control', 'zh/compare'].map((path) => ({ path, name: `${path.replaceAll('/', '-')}-answered`, isAnswered: true })),
];

/** A picture of what is shown in an open page. */
async function picture(page, { path, isAnswered }) {
  await settle(page, `${site.base}${path}.html`);
  if (await page.$('html[data-engine]') && (isAnswered || await page.$('body.scores'))) await page.waitForSelector('html.answering');
  // The day, and what is reckoned from the day.
  await page.evaluate(() => document.querySelectorAll('time, [data-list*="hash"]').forEach((one) => { one.style.visibility = 'hidden'; }));
  await until(page, 'the page to be drawn', () => document.fonts.status === 'loaded' && new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));
  return Buffer.from(await page.screenshot());
}

/** Pages as large as asked for: one of a reader who has answered nothing, one of a reader who has answered half. */
async function readers(browser, { width, height }) {
  const all = await Promise.all([0, 1].map(() => openPage(browser)));
  for (const { page } of all) await page.setViewport({ width, height, deviceScaleFactor: 0.5 });
  const [none, half] = all;
  await half.page.goto(`${site.base}zh/privacy.html`);
  await keep(half.page, HALF);
  await half.page.evaluate(() => localStorage.setItem('dtmm:answering', 'on'));
  return { none: none.page, half: half.page };
}

/** The part of all pixels that differ; all of them where the size does. */
async function difference(name, found, approved) {
  const [one, other] = [found, approved].map((bytes) => PNG.sync.read(bytes));
  if (one.width !== other.width || one.height !== other.height) return 1;
  const diff = new PNG({ width: one.width, height: one.height });
  const count = pixelmatch(one.data, other.data, diff.data, one.width, one.height, { threshold: COLOUR });
  const part = count / (one.width * one.height);
  if (part > TOLERANCE) {
    await writeFile(join(FOUND, `${name}.png`), found);
    await writeFile(join(FOUND, `${name}-differs.png`), PNG.sync.write(diff));
  }
  return part;
}

for (const [way, set] of Object.entries(WAYS)) {
  test(`every kind of page looks as approved: ${way}`, async () => {
    const browser = await start('Chromium', { dark: set.dark });
    const wrong = [];
    const shown = shownOn(way);
    const { none, half } = await readers(browser, set);
    for (const one of shown) {
      const name = `${way}-${one.name}`;
      const found = await picture(one.isAnswered ? half : none, one);
      const file = join(APPROVED, `${name}.png`);
      if (process.env.UPDATE_EXPECT) {
        const known = await readFile(file).catch(() => null);
        if (!known || await difference(name, found, known) > TOLERANCE) await writeFile(file, found);
        continue;
      }
      const approved = await readFile(file).catch(() => assert.fail(`${name}: there is no approved picture`));
      const part = await difference(name, found, approved);
      if (part > TOLERANCE) wrong.push(`${name}: ${(100 * part).toFixed(1)} % of the picture differs; see ${FOUND}`);
    }
    await browser.close();
    assert.deepEqual(wrong, []);
    prove('pictures', shown.length, `look as approved, ${way}, ${set.dark ? 'dark' : 'light'}`);
  });
}

test('every approved picture is of a page there is', async () => {
  const names = Object.keys(WAYS).flatMap((way) => shownOn(way).map(({ name }) => `${way}-${name}.png`));
  assert.deepEqual((await readdir(APPROVED)).filter((name) => !names.includes(name)), []);
});
