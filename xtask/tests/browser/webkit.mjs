// WebKit, which Safari is built on, driven by WebDriver: pages with those methods of Puppeteer's that the tests use, so
// that one and the same helpers work in all three browsers.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { PNG } from 'pngjs';
import { PATIENCE } from './firefox.mjs';
import { SITE, withKept, withoutWorkers } from './harness.mjs';

/** How WebDriver names an element that it found. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** The code points that WebDriver has for keys without a character. */
const KEYS = { Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Escape: '\uE00C', End: '\uE010', Home: '\uE011', ArrowUp: '\uE013', ArrowDown: '\uE015' };

/**
 * In the page, before its own scripts: notes errors, refused resources and what is written to the console. WebDriver
 * tells nothing of these, so they stand in the name of the window, which outlives a page.
 */
const watch = () => {
  const note = (text) => { window.name = JSON.stringify([...JSON.parse(window.name || '[]'), `${location.pathname}: ${text}`]); };
  addEventListener('error', ({ message, target }) => note(message ?? `not loaded: ${target.src ?? target.href}`), true);
  addEventListener('unhandledrejection', ({ reason }) => note(`rejected: ${reason}`));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => note(`refused: ${violatedDirective} ${blockedURI}`));
  for (const kind of ['log', 'info', 'warn', 'error']) console[kind] = (...said) => note(said.join(' '));
};

/** A copy of the built site where every page begins with the script `watch`; WebDriver runs none before those of a page. */
export async function watchedSite() {
  const folder = await mkdtemp(join(tmpdir(), 'watched-'));
  after(() => rm(folder, { recursive: true }));
  await cp(SITE, folder, { recursive: true });
  await writeFile(join(folder, 'watch.js'), [watch, withKept, withoutWorkers].map((one) => `(${one})();\n`).join(''));
  for (const path of await readdir(folder, { recursive: true })) {
    if (!path.endsWith('.html')) continue;
    const page = await readFile(join(folder, path), 'utf8');
    const root = '../'.repeat(path.split('/').length - 1);
    await writeFile(join(folder, path), page.replace('<meta charset', `<script src="${root}watch.js"></script>\n<meta charset`));
  }
  return folder;
}

/** A port that nobody listens at. */
async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * Starts a program in a process group of its own, and gives what it writes to its file 3. `end` ends the whole group, and
 * so does the end of these tests, in whatever way they end.
 */
function startGroup(name, args, env = process.env) {
  // The shell reads until nobody is there any more who could write.
  const child = spawn('sh', ['-c', '"$0" "$@" & exec 3>&-; read _; kill -KILL 0', name, ...args], { detached: true, env, stdio: ['pipe', 'ignore', 'ignore', 'pipe'] });
  for (const one of [child, child.stdin, child.stdio[3]]) one.unref();
  const ended = new Promise((done) => child.once('exit', done));
  return { said: child.stdio[3], end: () => { child.ref(); child.stdin.end(); return ended; } };
}

/** A display that nobody sees: its name, once it is there, and the file in the folder that holds what it shows. */
async function openDisplay(folder) {
  // It must not begin anew when the last browser leaves: the next one is coming meanwhile.
  const { said, end } = startGroup('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-fbdir', folder, '-noreset', '-nolisten', 'tcp']);
  said.ref();
  let number = '';
  for await (const part of said.iterator({ destroyOnReturn: false })) {
    number += part;
    if (number.endsWith('\n')) break;
  }
  said.unref();
  if (!number) throw new Error('Xvfb did not start');
  return { name: `:${number.trim()}`, file: join(folder, 'Xvfb_screen0'), end };
}

/**
 * What a display shows in a rectangle, as bytes of red, green and blue. Its file is an image in the format of `xwd`: a
 * head of big-endian words, which says how long it is, how many bytes a line has, and how many colours of twelve bytes
 * stand before the pixels.
 */
async function displayed(file, { left, top, right, bottom }) {
  const image = await readFile(file);
  const [head, line, colours] = [0, 48, 76].map((at) => image.readUInt32BE(at));
  return inBox({ left, top, right, bottom }, (x, y) => {
    const at = head + 12 * colours + y * line + 4 * x;
    return [image[at + 2], image[at + 1], image[at]];
  });
}

/** All pixels of a rectangle, line by line. */
function inBox({ left, top, right, bottom }, pixel) {
  const bytes = [];
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) bytes.push(...pixel(x, y));
  return Buffer.from(bytes);
}

/** Asks until something is so. */
export async function eventually(what, ask) {
  const last = Date.now() + PATIENCE;
  let because = '';
  while (Date.now() < last) {
    const found = await ask().catch((error) => { because = `: ${error.message}`; });
    if (found) return found;
    await new Promise((later) => setTimeout(later, 40));
  }
  throw new Error(`waited in vain for ${what}${because}`);
}

/** Asks WebDriver. */
async function ask(address, method, body) {
  const response = await fetch(address, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(2 * PATIENCE) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** WebKit for all tests of a file: a driver, which starts a browser for each reader. */
export async function openWebKit() {
  const home = await mkdtemp(join(tmpdir(), 'webkit-'));
  await mkdir(join(home, 'saved'));
  await writeFile(join(home, 'user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/saved"\n');
  const display = await openDisplay(home);
  const port = await freePort();
  // Without a bus for assistive technology: there is none, and looking for it takes long.
  const env = { ...process.env, LC_ALL: 'C.UTF-8', HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, DISPLAY: display.name, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' };
  const driver = startGroup(process.env.WEBKIT ?? 'WebKitWebDriver', [`--port=${port}`], env);
  after(async () => {
    await driver.end();
    await display.end();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const base = `http://127.0.0.1:${port}`;
  await eventually('WebKitWebDriver', () => ask(`${base}/status`, 'GET'));
  return { base, downloads: join(home, 'saved'), display: display.file };
}

/** A browser with nothing in it; `args` are settings of MiniBrowser, as `MiniBrowser --help-websettings` lists them. */
export async function openReader({ base, downloads, display }, { args = [], width = 1366, height = 768 } = {}) {
  const alwaysMatch = { unhandledPromptBehavior: 'accept', 'webkitgtk:browserOptions': { args: ['--automation', ...args] } };
  const { sessionId } = await ask(`${base}/session`, 'POST', { capabilities: { alwaysMatch } });
  const at = `${base}/session/${sessionId}`;
  let current;
  let turn = Promise.resolve();
  // One window at a time is asked, and it must be named first.
  const send = (handle, ...request) => {
    turn = turn.catch(() => {}).then(async () => {
      if (current !== handle) await ask(`${at}/window`, 'POST', { handle });
      current = handle;
      return ask(`${at}${request[1]}`, request[0], request[2]);
    });
    return turn;
  };
  const pages = [];
  const open = async (handle) => {
    const page = new Page((...request) => send(handle, ...request), downloads, display);
    pages.push(page);
    await page.resize(width, height);
    return page;
  };
  const first = await ask(`${at}/window`, 'GET');
  return {
    page: await open(first),
    tab: async () => open((await send(first, 'POST', '/window/new', { type: 'window' })).handle),
    /** What went wrong in the pages so far. */
    errors: async () => (await Promise.all(pages.filter((page) => !page.isClosed).map((page) => page.evaluate(() => JSON.parse(window.name || '[]'))))).flat(),
    close: () => ask(at, 'DELETE'),
  };
}

/** An element in a page. */
class Element {
  constructor(page, reference) {
    Object.assign(this, { page, reference });
  }

  evaluate(call, ...values) {
    return this.page.evaluate(call, this.reference, ...values);
  }

  /** Clicks its middle, whatever lies there, as a reader's pointer does. */
  async click() {
    await this.evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) one.scrollIntoView({ block: 'center', behavior: 'instant' });
    });
    const move = { type: 'pointerMove', duration: 0, origin: this.reference, x: 0, y: 0 };
    await this.page.act('pointer', [move, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }], { parameters: { pointerType: 'mouse' } });
  }

  uploadFile(path) {
    return this.page.send('POST', `/element/${this.reference[ELEMENT]}/value`, { text: path });
  }
}

/** A window, with the methods of a page of Puppeteer that are used. */
class Page {
  constructor(send, downloads, display) {
    Object.assign(this, { send, downloads, display });
    const press = (key, types) => this.act('key', types.map((type) => ({ type, value: KEYS[key] ?? key })));
    this.keyboard = {
      down: (key) => press(key, ['keyDown']),
      up: (key) => press(key, ['keyUp']),
      press: (key) => press(key, ['keyDown', 'keyUp']),
      type: (text) => this.act('key', [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }])),
    };
  }

  act(type, actions, more = {}) {
    return this.send('POST', '/actions', { actions: [{ type, id: type, actions, ...more }] });
  }

  /** Gives its window so much room inside. */
  async resize(width, height) {
    const inside = () => this.evaluate(() => [innerWidth, innerHeight]);
    const rect = await this.send('GET', '/window/rect');
    const [innerWidth, innerHeight] = await inside();
    await this.send('POST', '/window/rect', { width: width + rect.width - innerWidth, height: height + rect.height - innerHeight });
    await eventually(`a window of ${width} by ${height} pixels`, async () => String(await inside()) === `${width},${height}`);
  }

  close() {
    this.isClosed = true;
    return this.send('DELETE', '/window');
  }

  goto(url) {
    return this.send('POST', '/url', { url });
  }

  reload() {
    return this.send('POST', '/refresh', {});
  }

  url() {
    return this.send('GET', '/url');
  }

  /** What lies within an element, in whole pixels of the window. */
  box(selector) {
    return this.$eval(selector, (one) => {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      return { left: Math.ceil(left), top: Math.ceil(top), right: Math.floor(Math.min(right, innerWidth)), bottom: Math.floor(Math.min(bottom, innerHeight)) };
    });
  }

  /** What the reader sees of an element: the pixels of the display, where the first window stands in the corner. */
  async seen(selector) {
    const box = await this.box(selector);
    const { height } = await this.send('GET', '/window/rect');
    const bars = height - await this.evaluate(() => innerHeight);
    return displayed(this.display, { ...box, top: box.top + bars, bottom: box.bottom + bars });
  }

  /** What should be seen of it: the pixels of a picture that WebKit paints anew. */
  async painted(selector) {
    const { width, data } = PNG.sync.read(Buffer.from(await this.send('GET', '/screenshot'), 'base64'));
    return inBox(await this.box(selector), (x, y) => data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3));
  }

  /** Calls a function in the page, which may be asynchronous. */
  async evaluate(call, ...values) {
    const script = `
      const [done, ...values] = [...arguments].reverse();
      new Promise((give) => give((${call})(...values.reverse())))
        .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.send('POST', '/execute/async', { script, args: values });
    if (error) throw new Error(error);
    return value ?? undefined;
  }

  $eval(selector, call, ...values) {
    return this.evaluate(`(selector, ...values) => (${call})(document.querySelector(selector), ...values)`, selector, ...values);
  }

  $$eval(selector, call, ...values) {
    return this.evaluate(`(selector, ...values) => (${call})([...document.querySelectorAll(selector)], ...values)`, selector, ...values);
  }

  async $$(selector) {
    const found = await this.send('POST', '/elements', { using: 'css selector', value: selector });
    return found.map((reference) => new Element(this, reference));
  }

  async $(selector) {
    return (await this.$$(selector))[0] ?? null;
  }

  /**
   * Waits until a function, or an expression, says yes; while a page gives way to the next nothing can be asked. No time
   * is shorter than another: without a graphics card WebKit paints slowly.
   */
  waitForFunction(call, _, ...values) {
    const asked = typeof call === 'string' ? `() => ${call}` : call;
    return eventually(asked, () => this.evaluate(asked, ...values));
  }

  async waitForSelector(selector, { hidden, visible } = {}) {
    const isSo = (selector, hidden, visible) => {
      const one = document.querySelector(selector);
      const isSeen = !!one?.checkVisibility() && one.getBoundingClientRect().height > 0;
      return hidden ? !isSeen : visible ? isSeen : !!one;
    };
    await this.waitForFunction(isSo, {}, selector, !!hidden, !!visible).catch((error) => {
      throw new Error(`${selector}${hidden ? ' to go' : ''}: ${error.message}`);
    });
    return this.$(selector);
  }

  async click(selector) {
    const one = await this.$(selector);
    if (!one) throw new Error(`there is no ${selector}`);
    return one.click();
  }

  focus(selector) {
    return this.$eval(selector, (one) => one.focus());
  }

  async type(selector, text) {
    await this.focus(selector);
    await this.keyboard.type(text);
  }

  async select(selector, value) {
    const option = await this.$(`${selector} option[value="${value}"]`);
    await this.send('POST', `/element/${option.reference[ELEMENT]}/click`, {});
  }

  /** Does what leads to another page, and waits until that is loaded. */
  async follow(lead) {
    await this.evaluate(() => { globalThis.isLeft = true; });
    await lead();
    await this.waitForFunction(() => !globalThis.isLeft && document.readyState === 'complete');
  }

  /** What an act of the reader saves: the name and the bytes, once they are whole. */
  async saved(act) {
    // MiniBrowser saves nothing under a name that is there.
    for (const name of await readdir(this.downloads)) await rm(join(this.downloads, name));
    await act();
    return eventually('a file to be saved', async () => {
      const [name, ...others] = await readdir(this.downloads);
      // While it is written, another one beside it says so.
      if (!name || others.length || name.endsWith('.wkdownload')) return undefined;
      return { name, bytes: await readFile(join(this.downloads, name)) };
    });
  }
}
