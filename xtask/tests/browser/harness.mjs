// The built site under the addresses a reader may have it at, and a browser that notes everything
// it says and asks for.
import { createServer } from 'node:http';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { AS_LENT, ENVIRONMENT, PATIENCE, TIMEOUT, borrowFirefox, launchFirefox } from './firefox.mjs';

/** The folder of the built site; `cargo xtask test` sets it. */
export const SITE = process.env.SITE;
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json', '.webmanifest': 'application/manifest+json' };

export const model = JSON.parse(await readFile(join(SITE, 'data/model.json'), 'utf8'));

/** What its address bar shows while one types is a page itself, made anew with each window: half of what opening one takes. */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
const CHROMIUM = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', `--disable-features=${ADDRESS_BAR.join(',')}`];

/**
 * How a reader may have set the browser: dark, without scripts; `frames` a second. `whole` is Chromium with windows, tabs
 * and all else around the page, for what a page cannot do alone: keeping a site, installing it, saving files.
 */
const AS_IT_COMES = { ...AS_LENT, whole: false };
const settings = new WeakMap();

/** The browsers that the site is held to. */
export const BROWSERS = ['Chromium', 'Firefox'];

/** A test of what the engine or the page decides, not the browser: the first browser alone runs it. */
export const testOnce = (name) => (name === BROWSERS[0] ? test : () => {});

/** Starts a browser as a reader has set it. */
export async function start(name, asSet = {}) {
  const set = { ...AS_IT_COMES, ...asSet };
  const { browser, downloads } = await (name === 'Firefox' ? getFirefox(set) : launchChromium(set));
  settings.set(browser, name === 'Firefox' ? { ...AS_IT_COMES, downloads } : set);
  started.add(browser);
  return browser;
}

async function launchChromium({ whole }) {
  const executablePath = whole ? process.env.CHROMIUM : process.env.CHROMIUM_SHELL;
  return { browser: await puppeteer.launch({ executablePath, args: CHROMIUM, env: ENVIRONMENT, protocolTimeout: TIMEOUT }) };
}

/** The Firefox that is lent to this file, if it is set so and not in use; else one of its own. */
async function getFirefox(set) {
  const isAsLent = Object.entries(AS_LENT).every(([key, value]) => set[key] === value);
  return (isAsLent && await borrowFirefox()) || launchFirefox(set);
}

/** Serves a site at `prefix` on loopback, as plain static hosting does: with its page for what is missing. */
async function serve(prefix, folder = SITE) {
  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
      if (!path.startsWith(prefix)) throw new Error(path);
      const bytes = await readFile(join(folder, normalize(path.slice(prefix.length))));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      response.writeHead(404, { 'content-type': TYPES['.html'] }).end(await readFile(join(folder, '404.html')));
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { base: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => closeServer(server) };
}

/** Closes a server, and the connections that a browser holds: it would wait for them. */
export function closeServer(server) {
  server.closeAllConnections();
  return new Promise((done) => { server.close(done); });
}

/** The ways a reader reaches the site, or one in another folder, by name; each opens to `{ base, close }`. */
export const HOSTS = {
  'host root': (folder) => serve('/', folder),
  'sub-path': () => serve('/some/where/'),
  'folder': async (folder = SITE) => ({ base: `${pathToFileURL(folder).href}/`, close: async () => {} }),
};

const opened = new Map();
/** All browsers of this file. One that a failed test has left open would keep the file from its end. */
const started = new Set();
after(async () => {
  for (const browser of started) if (browser.connected) await browser.close();
});

/** A browser for all tests of a file that want it set so; each opens pages in a profile of its own. */
export async function openBrowser(name = 'Chromium', asSet = {}) {
  const key = `${name} ${JSON.stringify(asSet)}`;
  if (!opened.has(key)) opened.set(key, start(name, asSet));
  // A promise of its own: the test runner tells by it which suite goes on after it.
  return await opened.get(key);
}

/** The site at one of the hosts, for all tests of a file. */
export async function openSite(host) {
  const site = await HOSTS[host]();
  after(() => site.close());
  return site;
}

/** In the page, before its own scripts: a browser without service workers. */
export const withoutWorkers = () => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined });

/**
 * In the page, before its own scripts: `keptFile(slot)`, the file of the assessment with this number as it is kept in
 * the browser; nothing where none is, or nothing is in it.
 */
export const withKept = () => {
  globalThis.keptFile = (slot = 1) => {
    const named = (key) => key.startsWith(`${dtmm.prefix}assessment:${slot}`) && /^(-.*)?$/.test(key.slice(`${dtmm.prefix}assessment:${slot}`.length));
    const text = localStorage.getItem(Object.keys(localStorage).find(named) ?? '') ?? undefined;
    const stored = /,\n {2}"stored": "([^"]*)"\n\}\n$/;
    const isDeleted = /^1 d\b/.test(stored.exec(text ?? '')?.[1] ?? '');
    const file = text?.replace(stored, '\n}\n');
    const isEmpty = /^\{\n {2}"format": "[^"]*",\n {2}"standard": "[^"]*",\n {2}"edition": "[^"]*",\n {2}"answers": \{\}\n\}\n$/.test(file ?? '');
    return isDeleted || isEmpty ? undefined : file;
  };
};

/** SHA-384 of nothing, which Firefox finds of a script that was still on its way when its page was left. */
export const OF_NOTHING = 'OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb';

/**
 * A page in a fresh profile, with what it logged, threw and requested; `tab` opens one beside it.
 * Only one that `keeps` the site for reading offline fetches all of it.
 */
export async function openPage(browser, { width = 1366, height = 768, script = true, touch = false, keeps = false, agent } = {}) {
  const set = settings.get(browser);
  const context = await browser.createBrowserContext();
  const seen = { console: [], requests: [] };
  const tab = async () => {
    // Beside others a window of its own, so that all are in sight. For one alone a tab does, which opens in half the time.
    const isAlone = (await browser.pages()).every((one) => one.url() === 'about:blank');
    const page = await context.newPage({ type: isAlone ? 'tab' : 'window' });
    const reload = page.reload.bind(page);
    page.reload = (...how) => follow(page, () => reload(...how));
    page.setDefaultTimeout(PATIENCE);
    await page.setViewport({ width, height, hasTouch: touch });
    if (!script || !set.script) await page.setJavaScriptEnabled(false);
    if (set.dark) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
    if (!keeps) await page.evaluateOnNewDocument(withoutWorkers);
    await page.evaluateOnNewDocument(withKept);
    if (agent) await page.setUserAgent({ userAgent: agent });
    const note = (text) => text.includes(OF_NOTHING) || seen.console.push(text);
    page.on('console', (message) => note(message.text()));
    page.on('pageerror', (error) => note(String(error)));
    // What was still on its way when its page was left is given up.
    const isGivenUp = (request) => /ABORTED$/.test(request.failure()?.errorText ?? '');
    page.on('requestfailed', (request) => isGivenUp(request) || seen.console.push(`failed: ${request.url()}`));
    page.on('request', (request) => seen.requests.push(request.url()));
    return page;
  };
  return { page: await tab(), seen, tab, close: () => context.close() };
}

/** All entries of one subdomain, or of the whole model. */
export function entries(code) {
  const subdomains = model.domains.flatMap((domain) => domain.subdomains);
  return subdomains.filter((one) => !code || one.code === code).flatMap((one) => one.cells.flatMap((cell) => cell.entries));
}

/** A half-filled assessment: every third entry, in turn with each answer there is. */
export const HALF = { answers: Object.fromEntries(entries().filter((_, index) => index % 3 === 0).map(({ id }, index) => [id, ['F', 'L', 'P', 'N'][index % 4]])), targets: { company: 2 } };

/** The staged level a page shows for a scope, once it is `expected`, and the page has all its controls. */
export async function waitForLevel(page, scope, expected) {
  const shown = `html.answering [data-scope="${scope}"][data-profile="staged"][data-value="${expected}"]:not([hidden])`;
  await page.waitForSelector(shown, { timeout: PATIENCE }).catch(async () => {
    const found = await page.$$eval(`[data-scope="${scope}"][data-profile="staged"]`, (all) => all.map((one) => one.dataset.value));
    throw new Error(`${scope} should show ${expected}, shows ${JSON.stringify(found)}`);
  });
}

/** In the page: waits until nothing more has arrived for a while, nor is a script or a stylesheet on its way; of files browsers do not tell. */
const nothingMore = () => new Promise((done) => {
  const isAwaited = () => {
    if (location.protocol === 'file:') return false;
    const arrived = performance.getEntriesByType('resource').map(({ name }) => name);
    const asked = [...document.querySelectorAll('script[src], link[rel=stylesheet]')].map(({ src, href }) => src ?? href);
    // The page script asks for the last one once the page is shown.
    const isLastAsked = !document.querySelector('script[src*="/page-"]') || asked.some((name) => name.includes('/post-load-'));
    return !isLastAsked || asked.some((name) => !arrived.includes(name));
  };
  let [timer, waits] = [undefined, 60];
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => (isAwaited() && (waits -= 1) ? again() : done()), 250);
  };
  new PerformanceObserver(again).observe({ type: 'resource' });
  again();
});

/** In the page: waits until what came into sight is laid out and drawn. */
export const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

/** Opens an address, or the same again, and waits until the page asks for nothing more. */
export async function settle(page, address) {
  await (address ? page.goto(address) : page.reload());
  await page.evaluate(nothingMore);
}

/** In the page: bars lie over nothing. What a bar lies over can be scrolled clear of it, and is no smaller for that. */
export const unpin = () => {
  for (const one of document.querySelectorAll('body *')) if (['sticky', 'fixed'].includes(getComputedStyle(one).position)) one.style.position = 'static';
};

/** The status a page came with. The page knows it always; what drives Firefox is not always told of an answer that a worker gives. */
export const status = (page) => page.evaluate(() => performance.getEntriesByType('navigation')[0].responseStatus);

export async function switchOn(page) {
  await page.waitForSelector('[data-action="answering"]:not([hidden])');
  await page.click('[data-action="answering"]');
  await page.waitForSelector('html.answering');
}

/** Has the scorer show the subdomain of an entry or a cell, where it shows another one. */
export async function showEntry(page, id) {
  if (await page.$(`[data-entries] [data-requirement^="${id}"][hidden]`)) await page.select('[data-field=subdomain]', id.split('-')[0]);
}

/** Has the scorer list all entries, each with its controls. */
export async function showAll(page) {
  await page.select('[data-field=subdomain]', '');
  await until(page, 'controls beside all entries', () => [...document.querySelectorAll('[data-entries] [data-requirement]')].every((one) => one.querySelector('.choice')));
}

/** Answers an entry with “fully met” by a real click, or clears that answer. */
export async function tick(page, id) {
  await showEntry(page, id);
  await page.waitForSelector(`[data-requirement="${id}"] .choice`);
  const isFull = await page.$eval(`[data-requirement="${id}"] [value=F]`, (one) => one.checked);
  await press(page, `[data-requirement="${id}"] ${isFull ? '[data-action=clear-answer]' : '[value=F]'}`);
}

/** Opens a page that has the engine, and waits until it runs. */
export async function openWork(page, base, lang, name = 'score') {
  await page.goto(`${base}${lang}/${name}.html`);
  await page.waitForSelector('html.answering');
}

/** Waits until a function says yes in the page; where it never does, says what was waited for. */
export async function until(page, what, call, ...values) {
  await page.waitForFunction(call, { timeout: PATIENCE }, ...values).catch((error) => {
    throw new Error(`${what}: ${error.message}`);
  });
}

/** A word of the engine in the language of the page. */
export function word(page, key, values = {}) {
  const fill = (key, values) => dtmmScorer.words[`score_${key}`].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  return page.evaluate(fill, key, values);
}

/** In the page: scrolls an element clear of the bars at the edges, until it stands still and the page is filled; a page opened again goes back to its place only then. */
export async function steady(one) {
  const end = performance.now() + 60_000;
  const isDrawing = () => document.documentElement.classList.contains('drawing');
  let before;
  let now;
  do {
    before = now;
    one.scrollIntoView({ block: 'center', behavior: 'instant' });
    await new Promise((later) => setTimeout(later, 30));
    const { x, y } = one.getBoundingClientRect();
    now = `${x} ${y}`;
    if (performance.now() > end) throw new Error(`${one.outerHTML.slice(0, 200)} ${isDrawing() ? 'is on a page that is drawn for ever' : `stands at ${before}, then at ${now}, and so on`}`);
  } while (now !== before || isDrawing());
}

/** Shows the filters of the scorer. */
export async function openFilters(page) {
  if (await page.$eval('.filters', (one) => !one.hidden)) return;
  await press(page, '[data-action=filters]');
  await page.waitForSelector('.filters', { visible: true });
}

/** Opens what folds around an element, and closes the menu of the scorer where it would lie over it. */
async function uncover(page, element) {
  const isInFilters = await element.evaluate((one) => !!one.closest('.filters[hidden]'));
  if (isInFilters) await openFilters(page);
  const isCovered = await element.evaluate((one) => {
    const menu = document.querySelector('.manage[open]');
    const folded = one.matches('summary') ? null : one.closest('.tool:not([open])');
    const wanted = menu && !menu.contains(one) ? menu : folded;
    wanted?.firstElementChild.setAttribute('data-uncover', '');
    return !!wanted;
  });
  if (!isCovered) return;
  const summary = await page.$('[data-uncover]');
  await summary.evaluate((one) => one.removeAttribute('data-uncover'));
  await summary.evaluate(steady);
  await summary.click();
}

/** In the page: remembers whether an element gets a click, or the control that it is the label of. */
function heedClicks(one) {
  one.isClicked = false;
  const heed = ({ target }) => { one.isClicked ||= one.contains(target) || one.control === target; };
  addEventListener('click', heed, { capture: true });
}

/** Clicks an element as a reader does, who looks for its entry, waits for a page that is still filling, finds again what it draws anew, and presses again where the page moved under the finger. */
export async function press(page, selector, tries = 3) {
  const [, id] = /\[data-requirement="([^"]+)"\]/.exec(selector) ?? [];
  if (id) await showEntry(page, id);
  const element = await page.waitForSelector(selector, { timeout: PATIENCE });
  await uncover(page, element);
  try {
    await element.evaluate(heedClicks);
    await element.evaluate(steady);
    await element.click();
  } catch (error) {
    const isDrawnAnew = await element.evaluate((one) => !one.isConnected).catch(() => false);
    if (!isDrawnAnew) throw error;
    await press(page, selector);
    return;
  }
  // A page that was left has had the click.
  const isClicked = await element.evaluate((one) => one.isClicked).catch(() => true);
  if (!isClicked && tries > 1) await press(page, selector, tries - 1);
}

/** In the page: drags a file over an element and drops it there; gives whether the browser would have left for it. */
const dropThere = (selector, name, text, type) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name, { type }));
  const place = document.querySelector(selector);
  const fire = (kind) => place.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  const isLeft = fire('dragover');
  const shown = document.querySelector('.drop-place')?.innerText;
  return { leaves: isLeft || fire('drop'), shown, after: document.querySelector('.drop-place') };
};

/** Drops a file on an element, once the page says that it takes files. */
export async function drop(page, selector, name, text, type) {
  await until(page, 'a place for files', () => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([''], 'dragged'));
    document.body.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
    const isShown = !!document.querySelector('.drop-place');
    document.body.dispatchEvent(new DragEvent('dragleave', { dataTransfer, bubbles: true }));
    return isShown;
  });
  return page.evaluate(dropThere, selector, name, text, type);
}

/** Does what leads to another page, and waits until it is loaded; an address or a place that the old one still notes is not another page. */
export async function follow(page, lead) {
  const from = page.url();
  let timer;
  const loaded = new Promise((done, fail) => {
    page.once('load', done);
    timer = setTimeout(() => fail(new Error(`from ${from} no other page was loaded`)), PATIENCE);
  });
  await Promise.all([loaded, lead()]).finally(() => clearTimeout(timer));
}

/** Waits until the middle of an element can be seen: in the window, and under no bar. */
export function untilInSight(page, selector) {
  return until(page, `${selector} to be in sight and under no bar`, (selector) => {
    const one = document.querySelector(selector);
    const { x, y, width, height } = one.getBoundingClientRect();
    const seen = document.elementFromPoint(x + width / 2, y + Math.min(height, innerHeight / 3) / 2);
    return !!seen && (one.contains(seen) || seen.contains(one));
  }, selector);
}

/** Chooses one of the five answers of an entry with a real click. */
export async function choose(page, id, answer) {
  await press(page, `[data-requirement="${id}"] .choice label:has([value="${answer}"])`);
}

/** Answers all entries of a cell with its control, which comes when the cell is near. */
export async function chooseAll(page, cell, answer) {
  await showEntry(page, cell);
  await page.$eval(`[data-requirement^="${cell}"]`, (one) => one.scrollIntoView({ behavior: 'instant' }));
  const control = `[data-bulk="${cell}"]`;
  await page.waitForSelector(control);
  await page.select(control, answer);
}

/** What is kept in the browser, once the page had its turn to write: an assessment, or nothing. */
export function stored(page, slot = 1) {
  return page.evaluate(async (slot) => {
    // Turns are given in the order in which they are asked for; where there are none, all is written at once.
    await navigator.locks?.request(`${dtmm.prefix}assessment`, () => {}).catch(() => {});
    return JSON.parse(keptFile(slot) ?? 'null');
  }, slot);
}

/** Waits until exactly these answers are kept. */
export async function untilStored(page, answers, slot = 1) {
  const flat = (all) => JSON.stringify(Object.entries(all).sort());
  const same = (slot, wanted) => {
    const found = JSON.parse(keptFile(slot) ?? 'null')?.answers ?? {};
    const plain = Object.entries(found).map(([id, one]) => [id, one.answer ?? one]);
    return JSON.stringify(plain.sort()) === wanted;
  };
  await until(page, `answers to be kept in ${slot}`, same, slot, flat(answers));
}

/** Puts an assessment into the browser before the page that reads it is opened. */
export async function keep(page, assessment, slot = 1) {
  const text = JSON.stringify({ format: 'dtmm-assessment/1', edition: model.standard.edition, ...assessment });
  await page.evaluate((slot, text) => localStorage.setItem(`${dtmm.prefix}assessment:${slot}`, text), slot, text);
}

/** Shows the tools under a heading that folds, and what is inside with this selector. */
export async function unfold(page, selector) {
  const folded = `details:not([open]):has(> :not(summary) ${selector}, > ${selector})`;
  while (await page.$(folded)) await press(page, `${folded} > summary`);
  await page.waitForSelector(selector, { visible: true });
}

/** Waits for a message at its place, and gives it. */
export async function message(page, pattern) {
  const matches = (source) => new RegExp(source, 's').test(document.querySelector('[data-message]')?.innerText ?? '');
  await until(page, `the message ${pattern}`, matches, pattern.source);
  return page.$eval('[data-message]', (one) => one.innerText);
}

/** Waits for what is said of the storage, and gives it. */
export async function notice(page, pattern) {
  const matches = (source) => new RegExp(source, 's').test(document.querySelector('[data-notices]')?.innerText ?? '');
  await until(page, `the notice ${pattern}`, matches, pattern.source);
  return page.$eval('[data-notices]', (one) => one.innerText);
}

/** Opens a file in the scorer. */
export async function upload(page, name, content) {
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  const file = join(folder, name);
  await writeFile(file, content);
  const input = await page.$('input[type="file"][data-action="import"]');
  await input.uploadFile(file);
  return file;
}

/**
 * Presses a key as Safari tells of the one that ends the choosing of a Chinese word: by its code alone.
 * Gives whether the page left it to the browser.
 */
export function pressComposing(page, selector, key) {
  return page.$eval(selector, (one, key) => one.dispatchEvent(new KeyboardEvent('keydown', { key, keyCode: 229, bubbles: true, cancelable: true })), key);
}

/** What an act of the reader saves: the name the browser gives it and its bytes. */
export async function saved(page, act) {
  const { downloads } = settings.get(page.browser());
  return downloads ? savedIn(downloads, act) : savedByChromium(page, act);
}

/** The file that appears in a folder, once it is whole. */
async function savedIn(folder, act) {
  const before = await readdir(folder);
  await act();
  for (let tries = 0; tries < 200; tries += 1) {
    const names = await readdir(folder);
    const fresh = names.filter((name) => !before.includes(name) && !name.endsWith('.part'));
    const bytes = fresh.length && names.every((name) => !name.endsWith('.part')) && await readFile(join(folder, fresh[0]));
    if (bytes?.length) return { name: fresh[0], bytes };
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`nothing was saved in ${folder}`);
}

async function savedByChromium(page, act) {
  const folder = await mkdtemp(join(tmpdir(), 'saved-'));
  const client = await page.browser().target().createCDPSession();
  const context = page.browserContext().id;
  await client.send('Browser.setDownloadBehavior', { behavior: 'allowAndName', downloadPath: folder, browserContextId: context, eventsEnabled: true });
  let name;
  client.on('Browser.downloadWillBegin', (event) => { name = event.suggestedFilename; });
  const done = new Promise((resolve) => client.on('Browser.downloadProgress', (event) => event.state === 'completed' && resolve(event.guid)));
  await act();
  let late;
  const never = new Promise((_, reject) => { late = setTimeout(() => reject(new Error('nothing was saved')), PATIENCE); });
  const bytes = await readFile(join(folder, await Promise.race([done, never])));
  clearTimeout(late);
  await client.detach();
  await rm(folder, { recursive: true });
  return { name, bytes };
}
