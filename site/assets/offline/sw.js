// The service worker: caches the site for reading offline. `files` has every file of this version with the
// hash of its bytes; `core` is what is cached before the worker becomes active.
//
// Every file is cached under its address and hash, and looked up by the hashes of this version only, so
// that two versions never mix. Nothing that the reader does or writes is cached.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const scope = new URL("./", location.href).href;
const NAME = `dtmm:${scope}`;
// The assets of the version before: a page of it that is still open may request them.
const OLDER = `${NAME}older`;
const TIMEOUT = 4000; // milliseconds for the network, if a cached page could be shown instead
const CONCURRENCY = 3;

/** The cache key of a file. @param {string} path */
const key = (path) => `${scope}${path}?${files[path]}`;

/** @param {string} url */
const isAsset = (url) => url.startsWith(`${scope}assets/`);

/** Whether the reader saves data. */
const isSaving = () => navigator.connection?.saveData || /2g/.test(navigator.connection?.effectiveType ?? "");

/** The path of the file that an address means, if this version has it. @param {string} url */
function fileAt(url) {
  const path = decodeURI(new URL(url).pathname.slice(new URL(scope).pathname.length));
  return [path, /(^|\/)$/.test(path) ? `${path}index.html` : `${path}.html`].find((one) => Object.hasOwn(files, one));
}

/**
 * A file as the host has it now, if it is of this version. If the browser's HTTP cache has something else
 * for an asset, such as an error of the host, it is requested past that cache.
 * @param {string} path
 */
async function fetched(path) {
  for (const cache of /** @type {RequestCache[]} */ (isAsset(scope + path) ? ["default", "reload"] : ["no-cache"])) {
    const response = await fetch(scope + path, /** @type {RequestInit} */ ({ cache, priority: "low" }));
    const bytes = await response.arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes), 0, 9);
    const isOwn = response.ok && btoa(String.fromCharCode(...hash)) === files[path];
    // A redirected response must not answer a navigation; this copy can.
    if (isOwn) return new Response(bytes, { headers: response.headers });
  }
  throw new Error(`${path} is not of this version`);
}

/** Caches files that are missing, a few at a time, until one fails. @param {string[]} paths */
async function keep(paths) {
  const cache = await caches.open(NAME);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const missing = paths.filter((path) => !there.has(key(path)));
  const work = async () => {
    for (let path; (path = missing.shift()); ) await cache.put(key(path), await fetched(path));
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work)).finally(() => missing.splice(0));
}

/**
 * Looks a file up without opening the cache, which would create anew what a reader deleted; the storage
 * may be refused.
 * @param {string} cacheName
 * @param {string} url
 * @param {CacheQueryOptions} [options]
 */
function cached(cacheName, url, options) {
  return caches.match(url, { ...options, cacheName }).catch(() => undefined);
}

async function install() {
  const cache = await caches.open(NAME);
  const before = new Set((await cache.keys()).map(({ url }) => fileAt(url)));
  // Readers who save data keep the cached version, and read newer pages from the network.
  if (before.size && isSaving()) throw new Error("not now");
  // What could be read offline still can after an update, with the assets it now needs.
  const isDue = (/** @type {string} */ path) => core.includes(path) || before.has(path) || (before.size && isAsset(scope + path));
  await keep(Object.keys(files).filter(isDue));
  await worker.skipWaiting();
}

async function activate() {
  const cache = await caches.open(NAME);
  const own = new Set(Object.keys(files).map(key));
  const stale = (await cache.keys()).filter(({ url }) => !own.has(url));
  await caches.delete(OLDER);
  const older = await caches.open(OLDER);
  for (const request of stale) {
    const response = isAsset(request.url) && await cache.match(request);
    if (response) await older.put(request, response);
    await cache.delete(request);
  }
  await worker.clients.claim();
}

/** @type {Promise<void> | undefined} */
let filling;

/**
 * Caches the rest, in the order in which the reader is likely to want it: assets, pages in the same
 * language, entries.
 * @param {string} lang
 */
function fillCache(lang) {
  if (isSaving()) return undefined;
  const order = ["assets/", `${lang}/`, "r/", "", "data/"];
  const rank = (/** @type {string} */ path) => order.findIndex((start) => (start ? path.startsWith(start) : !path.startsWith("data/")));
  const paths = Object.keys(files).sort((a, b) => rank(a) - rank(b));
  // What fails now is retried from the next page.
  filling ??= keep(paths).catch(() => {}).finally(() => (filling = undefined));
  return filling;
}

/**
 * An asset never changes at its address. If the response is an error, it is requested past the HTTP cache.
 * @param {Request} request
 * @param {string | undefined} path
 */
async function asset(request, path) {
  const own = await (path ? cached(NAME, key(path)) : cached(OLDER, request.url, { ignoreSearch: true }));
  if (own) return own;
  const response = await fetch(request).catch(() => undefined);
  return response?.ok ? response : fetch(request, { cache: "reload" });
}

/**
 * Everything else comes from the network first, so that it is the newest. An error of the host, or no
 * answer in time, falls back to the cache.
 * @param {Request} request
 * @param {string} path
 */
async function newest(request, path) {
  const reloads = /^(no-cache|reload|no-store)$/.test(request.cache);
  const network = fetch(request, request.mode === "navigate" && request.cache === "default" ? { cache: "no-cache" } : undefined);
  const own = await cached(NAME, key(path));
  if (!own) return network;
  const timeout = reloads ? [] : [new Promise((resolve) => setTimeout(resolve, TIMEOUT))];
  const response = await Promise.race([network, ...timeout]).catch(() => undefined);
  return response?.ok || response?.type === "opaqueredirect" ? response : own;
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => event.waitUntil(fillCache(event.data) ?? Promise.resolve()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  const path = fileAt(request.url);
  if (isAsset(request.url)) event.respondWith(asset(request, path));
  else if (path) event.respondWith(newest(request, path));
});
