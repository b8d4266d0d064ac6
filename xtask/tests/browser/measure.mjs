// How long a reader waits for a result. `cargo xtask bench` runs it with the path of a full
// assessment and that of the file to write what was found to.
import { fileURLToPath } from 'node:url';
import { HOSTS, openPage, start } from './harness.mjs';

/** How many answers are measured on a page. */
const ANSWERS = 30;
/** Answers that are not counted; each entry answered is answered back. */
const WARM_UPS = 6;
/** How often a file is opened. */
const OPENINGS = 15;
/** How often the first letter is typed right after the scripts for finding have come. */
const FIRST_LETTERS = 9;
/** How often the fixed piece of work is done where nothing else is measured in turn with it. */
const WORKS = 15;
/** What is typed letter by letter afterwards. */
const TYPED = ['数字孪生', 'disaster recovery', '质量管控 三级', 'QLT-302', '如何建立数据湖平台', 'trainning'];

/**
 * In every page: defines a fixed piece of work, which builds, sorts and drops a list. What is measured is
 * held against its milliseconds, because their ratio is about the same on every machine.
 */
function defineWork() {
  globalThis.fixedWork = () => {
    const start = performance.now();
    const list = document.createElement('ul');
    for (let index = 0; index < 3000; index += 1) {
      const item = document.createElement('li');
      item.setAttribute('data-order', String((index * 7919) % 3000));
      item.textContent = `item ${index}`;
      list.append(item);
    }
    list.append(...[...list.children].sort((one, other) => one.dataset.order - other.dataset.order));
    return performance.now() - start;
  };
}

/** In the page: the fixed piece of work again and again. */
async function workMany(count) {
  const found = [];
  for (let run = 0; run < count; run += 1) {
    await new Promise((later) => setTimeout(later, 50));
    found.push(fixedWork());
  }
  return found;
}

/**
 * In the page: gives one answer after another, and notes for each the milliseconds from the click
 * to the end of all that it does to the page, and to the frame that shows it.
 */
async function answerMany(count) {
  const pause = () => new Promise((later) => setTimeout(later, 150));
  const frame = () => new Promise((painted) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => painted(performance.now());
    port2.postMessage(0);
  }));
  const results = () => [...document.querySelectorAll('[data-scope][data-profile]')].map((one) => one.dataset.value).join();
  const all = [...document.querySelectorAll('[data-requirement][data-kind="requirement"]:has(.choice)')];
  const entries = all.filter((one) => !one.querySelector('[value="NA"]').checked);
  const found = { work: [], result: [], frame: [], changed: 0 };
  for (let step = 0; step < count; step += 1) {
    // Each entry is answered twice, there and back; where there are many, from top to bottom.
    const pair = Math.floor(step / 2);
    const entry = entries[Math.floor(pair * Math.max(1, (2 * entries.length) / count)) % entries.length];
    const answer = entry.querySelector('[value="F"]').checked ? 'N' : 'F';
    const control = entry.querySelector(`[type="radio"][value="${answer}"]`);
    const before = results();
    await pause();
    found.work.push(fixedWork());
    await pause();
    const start = performance.now();
    control.click();
    const end = performance.now();
    found.frame.push(await frame() - start);
    found.result.push(end - start);
    found.changed += Number(results() !== before);
  }
  return found;
}

/** In the page: opens a file again and again, and notes the milliseconds until it is all shown. */
async function openMany(count, text) {
  const input = document.querySelector('input[type="file"][data-action="import"]');
  const pause = () => new Promise((later) => setTimeout(later, 150));
  const found = { work: [], open: [] };
  for (let run = 0; run < count; run += 1) {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'full.json'));
    input.files = transfer.files;
    const opened = new Promise((done) => {
      const observer = new MutationObserver(() => {
        observer.disconnect();
        done(performance.now());
      });
      observer.observe(document.querySelector('[data-scope="company"][data-profile="index"]'), { attributes: true });
    });
    const start = performance.now();
    input.dispatchEvent(new Event('change', { bubbles: true }));
    found.open.push(await opened - start);
    await pause();
    found.work.push(fixedWork());
    document.querySelector('[data-action="clear"]').click();
    await pause();
  }
  return found;
}

function summary(times) {
  const sorted = [...times].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return { median: (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2, worst: sorted.at(-1), runs: sorted.length };
}

/** The times of answers on a page, with the processor made so many times slower. */
async function answers(reader, base, path, slower) {
  const { page } = reader;
  await page.goto(`${base}${path}`);
  await page.waitForSelector('[data-action="answering"]:not([hidden]), html.answering');
  if (!(await page.$('html.answering'))) await page.click('[data-action="answering"]');
  await page.waitForSelector('html.answering');
  await page.evaluate(answerMany, WARM_UPS);
  const client = await page.createCDPSession();
  await client.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const { work, result, frame, changed } = await page.evaluate(answerMany, ANSWERS);
  await client.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  if (changed < ANSWERS) throw new Error(`${path}: only ${changed} of ${ANSWERS} answers changed a result`);
  return { page: path, slower, work: summary(work), result: summary(result), frame: summary(frame) };
}

/** The file, with one subdomain fully met: there, each answer that is not changes the level. */
function withLevels(text) {
  const file = JSON.parse(text);
  for (const id of Object.keys(file.answers)) if (id.startsWith('QLT')) file.answers[id] = 'F';
  return JSON.stringify(file);
}

/**
 * In the page: types a letter the moment letters are answered, in the very task in which the scripts for
 * finding start, and keeps the milliseconds it took to start and from the letter until the hits are listed.
 */
function typeFirst(letter) {
  let finder;
  Object.defineProperty(globalThis, 'dtmmFind', {
    get: () => finder,
    set: (real) => {
      const start = () => {
        const arrived = performance.now();
        real.start();
        globalThis.ready = performance.now() - arrived;
        const field = document.querySelector('.find input');
        field.value = letter;
        const begin = performance.now();
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        globalThis.firstLetter = performance.now() - begin;
      };
      finder = { ...real, start };
    },
  });
}

/** In the page: types letter by letter, and notes for each the milliseconds until the hits are listed. */
async function typeMany(texts) {
  const field = document.querySelector('.find input');
  const pause = () => new Promise((later) => setTimeout(later, 120));
  const found = [];
  for (const text of texts) {
    for (let length = 1; length <= text.length; length += 1) {
      await pause();
      field.value = text.slice(0, length);
      const start = performance.now();
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      found.push(performance.now() - start);
      if (!document.querySelector('#find-list [role="option"]')) throw new Error(`nothing is listed for ${field.value}`);
    }
  }
  return found;
}

/** The times from a letter typed to hits listed: right after the scripts have come, and later. */
async function searches(browser, base, slower) {
  const work = [];
  const ready = [];
  const first = [];
  const later = [];
  for (let run = 0; run < FIRST_LETTERS; run += 1) {
    // A profile of its own: nothing is compiled yet.
    const { page, close } = await openPage(browser, { keeps: true });
    await page.evaluateOnNewDocument(defineWork);
    await page.evaluateOnNewDocument(typeFirst, TYPED[0][0]);
    await page.goto(`${base}zh/index.html`);
    const client = await page.createCDPSession();
    await client.send('Emulation.setCPUThrottlingRate', { rate: slower });
    await page.focus('.find input');
    await page.waitForFunction(() => globalThis.firstLetter !== undefined);
    ready.push(await page.evaluate(() => globalThis.ready));
    first.push(await page.evaluate(() => globalThis.firstLetter));
    work.push(...await page.evaluate(workMany, WORKS));
    if (run === 0) later.push(...await page.evaluate(typeMany, TYPED));
    await close();
  }
  return { slower, work: summary(work), ready: summary(ready), first: summary(first), later: summary(later) };
}

async function measure(text) {
  const browser = await start('Chromium', { whole: true });
  const site = await HOSTS['host root']();
  const opener = await openPage(browser, { keeps: true });
  // A profile of its own: in the other, what was opened and cleared again is remembered as deleted.
  const reader = await openPage(browser, { keeps: true });
  try {
    for (const { page } of [opener, reader]) await page.evaluateOnNewDocument(defineWork);
    await opener.page.goto(`${site.base}zh/score.html`);
    await opener.page.waitForSelector('html.answering');
    await opener.page.evaluate(workMany, WORKS);
    const { work, open } = await opener.page.evaluate(openMany, OPENINGS, text);
    const openings = { work: summary(work), open: summary(open) };
    await opener.close();
    await reader.page.goto(`${site.base}zh/index.html`);
    await reader.page.evaluate((kept) => localStorage.setItem(`${dtmm.prefix}assessment:1`, kept), text);
    const times = [];
    for (const [path, slower] of [['zh/score.html', 4], ['zh/production/quality-control.html', 4], ['zh/score.html', 1]]) {
      times.push(await answers(reader, site.base, path, slower));
    }
    return { openings, answers: times, searches: await searches(browser, site.base, 4) };
  } finally {
    await browser.close();
    await site.close();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { readFile, writeFile } = await import('node:fs/promises');
  const [file, found] = process.argv.slice(2);
  // Not to standard output, where the test runner of the harness writes as well.
  await writeFile(found, JSON.stringify(await measure(withLevels(await readFile(file, 'utf8')))));
}
