// The built site under the addresses a reader may have it at, and a browser that notes everything
// it says and asks for.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

/** The folder of the built site; `cargo xtask test` sets it. */
export const SITE = process.env.SITE;
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json', '.webmanifest': 'application/manifest+json' };

export const model = JSON.parse(await readFile(join(SITE, 'data/model.json'), 'utf8'));

export function launch() {
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Serves the site at `prefix` on loopback, as plain static hosting does. */
async function serve(prefix) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    try {
      if (!path.startsWith(prefix)) throw new Error(path);
      const bytes = await readFile(join(SITE, normalize(path.slice(prefix.length))));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { base: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => new Promise((done) => server.close(done)) };
}

/** The ways a reader reaches the site, by name; each opens to `{ base, close }`. */
export const HOSTS = {
  'host root': () => serve('/'),
  'sub-path': () => serve('/some/where/'),
  'folder': async () => ({ base: `${pathToFileURL(SITE).href}/`, close: async () => {} }),
};

/** A page in a fresh profile, with what it logged, threw and requested. */
export async function openPage(browser, { width = 1366, height = 768, script = true } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height });
  await page.setJavaScriptEnabled(script);
  const seen = { console: [], requests: [] };
  page.on('console', (message) => seen.console.push(message.text()));
  page.on('pageerror', (error) => seen.console.push(String(error)));
  page.on('requestfailed', (request) => seen.console.push(`failed: ${request.url()}`));
  page.on('request', (request) => seen.requests.push(request.url()));
  return { page, seen, close: () => context.close() };
}

/** All entries of one subdomain, or of the whole model. */
export function entries(code) {
  const subdomains = model.domains.flatMap((domain) => domain.subdomains);
  return subdomains.filter((one) => !code || one.code === code).flatMap((one) => one.cells.flatMap((cell) => cell.entries));
}

/** The staged level a page shows for a scope, once it is `expected`. */
export async function waitForLevel(page, scope, expected) {
  const shown = `[data-scope="${scope}"][data-profile="staged"][data-value="${expected}"]:not([hidden])`;
  await page.waitForSelector(shown, { timeout: 10000 }).catch(async () => {
    const found = await page.$$eval(`[data-scope="${scope}"][data-profile="staged"]`, (all) => all.map((one) => one.dataset.value));
    throw new Error(`${scope} should show ${expected}, shows ${JSON.stringify(found)}`);
  });
}

export async function switchOn(page) {
  await page.waitForSelector('[data-action="answering"]:not([hidden])');
  await page.click('[data-action="answering"]');
  await page.waitForSelector('html.answering');
}

/** Ticks or unticks an entry with a real click. */
export async function tick(page, id) {
  await page.click(`[data-requirement="${id}"] input[type="checkbox"]`);
}
