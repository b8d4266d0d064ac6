// A host whose network can be cut, that can change to another version of the site or be caught halfway, and the
// site once more as another version.
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { SITE, closeServer } from './harness.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.png': 'image/png', '.json': 'application/json', '.webmanifest': 'application/manifest+json' };
const ROOT = resolve(import.meta.dirname, '../../..');

/** How a host has what it sends kept whatever it is. */
export const FOR_GOOD = { 'cache-control': 'public, max-age=31536000, immutable' };

/** A host of exact names only, as object storage is: no index, no page for what is missing. What it sends is packed.
 * `refuse` gives the status that a path is refused with, `headers` what is sent with assets, refused or not. */
export async function host(prefix = '/') {
  const state = { down: false, asked: [], headers: {}, refuse: undefined, find: (path) => join(SITE, path) };
  const server = createServer(async (request, response) => {
    if (state.down) return request.socket.destroy();
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    state.asked.push(path);
    const more = path.startsWith(`${prefix}assets/`) ? state.headers : {};
    const refusal = state.refuse?.(path);
    if (refusal) return response.writeHead(refusal, { 'content-type': 'text/html; charset=utf-8', ...more }).end('<h1>Refused</h1>');
    try {
      if (!path.startsWith(prefix)) throw new Error(path);
      const bytes = await readFile(state.find(normalize(path.slice(prefix.length))));
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream', 'content-encoding': 'gzip', ...more }).end(gzipSync(bytes, { level: 1 }));
    } catch {
      response.writeHead(404, { 'content-type': 'application/xml' }).end('<Error><Code>NoSuchKey</Code></Error>');
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const close = () => closeServer(server);
  return Object.assign(state, { base: `http://127.0.0.1:${server.address().port}${prefix}`, close });
}

/**
 * The site built from this repository with another name in the title of every page, another stylesheet and
 * another page script, so that each page can tell which of the three it got in which version. The stylesheet
 * of the scorer is another too: it is one of the parts that only some pages ask for.
 */
export async function otherVersion() {
  const root = await mkdtemp(join(tmpdir(), 'version-'));
  for (const part of ['content', 'templates', 'crates', 'site/assets', 'site/words', 'Cargo.toml', 'Cargo.lock']) {
    await cp(join(ROOT, part), join(root, part), { recursive: true });
  }
  const words = join(root, 'content/interface.yaml');
  const text = await readFile(words, 'utf8');
  await writeFile(words, text.replace(/^site_name:\n {2}zh: (.*)\n {2}en: (.*)$/m, 'site_name:\n  zh: $1乙\n  en: $2 B'));
  await appendFile(join(root, 'site/assets/css/base.css'), '\n:root { --version: B; }\n');
  await appendFile(join(root, 'site/assets/assessment/answers.css'), '\n:root { --scoring: B; }\n');
  await appendFile(join(root, 'site/assets/page/language.js'), '\ndocument.documentElement.dataset.version = "B";\n');
  // The engine is the same: it is taken from where it was kept for the first version.
  const target = process.env.CARGO_TARGET_DIR ?? resolve(dirname(process.env.XTASK), '..');
  const out = join(root, 'site/dist');
  await promisify(execFile)(process.env.XTASK, ['build', '--out', out], { cwd: root, env: { ...process.env, CARGO_TARGET_DIR: target } });
  return { folder: out, remove: () => rm(root, { recursive: true }) };
}

/** Which version the words, the looks and the script of a page are of: `A` or `B` where they agree. */
export function version(page) {
  return page.evaluate(() => {
    const of = (isB) => (isB ? 'B' : 'A');
    const style = getComputedStyle(document.documentElement).getPropertyValue('--version').trim();
    return [...new Set([of(/乙$| B$/.test(document.title)), of(style === 'B'), of(document.documentElement.dataset.version === 'B')])].join(' and ');
  });
}

/** The files a site says it keeps, with their hashes, and those it begins with. */
export async function listed(folder) {
  const text = await readFile(join(folder, 'sw.js'), 'utf8');
  const list = (name) => JSON.parse(new RegExp(`^const ${name} = (.*);$`, 'm').exec(text)[1]);
  return { files: list('files'), core: list('core') };
}

/** Waits until exactly what a site lists is kept for reading offline. */
export async function untilKept(page, base, { files }) {
  const wanted = Object.entries(files).map(([path, hash]) => `${base}${path}?${hash}`).sort();
  const differing = async (name, wanted) => {
    const keys = (await caches.has(name)) ? (await (await caches.open(name)).keys()).map(({ url }) => url) : [];
    const [there, due] = [new Set(keys), new Set(wanted)];
    return { missing: wanted.filter((key) => !there.has(key)), stale: keys.filter((key) => !due.has(key)) };
  };
  let found;
  // One call for all the time it takes would outlast what the browser's driver waits for.
  for (let tries = 0; tries < 400; tries += 1) {
    found = await page.evaluate(differing, `dtmm:${base}`, wanted);
    if (!found.missing.length && !found.stale.length) return;
    await new Promise((later) => setTimeout(later, 500));
  }
  const some = Object.entries(found).map(([what, keys]) => `${keys.length} ${what}, ${keys.slice(0, 5).join(' ')}`);
  throw new Error(`of ${wanted.length} files: ${some.join('; ')}`);
}
