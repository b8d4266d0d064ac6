// Keeps the site readable without a network. `files` names every file of this version with the hash of
// its bytes; `core` is what is kept before the worker begins to work.
//
// Everything is kept under its address and hash, and taken by the hashes of this version alone: two
// versions never mix. Nothing a reader does or writes is kept here.

const scope = new URL("./", location).href;
const NAME = `dtmm:${scope}`;
// The assets of the version before: a page of it that is still open may ask for them.
const OLDER = `${NAME}older`;
const PATIENCE = 4000; // milliseconds for the network, where a kept page could be shown instead
const AT_ONCE = 3;

const key = (path) => `${scope}${path}?${files[path]}`;
const isAsset = (url) => url.startsWith(`${scope}assets/`);
const saving = () => navigator.connection?.saveData || /2g/.test(navigator.connection?.effectiveType);

/** The path of the file that an address stands for, where this version has it. */
function fileAt(url) {
  const path = decodeURI(new URL(url).pathname.slice(new URL(scope).pathname.length));
  return [path, /(^|\/)$/.test(path) ? `${path}index.html` : `${path}.html`].find((one) => Object.hasOwn(files, one));
}

/** A file as the host has it now, if it is of this version. An asset that the browser keeps otherwise, such as an error of
 * the host, is asked for past what it keeps. */
async function fetched(path) {
  for (const cache of isAsset(scope + path) ? ["default", "reload"] : ["no-cache"]) {
    const response = await fetch(scope + path, { cache, priority: "low" });
    const bytes = await response.arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes), 0, 9);
    const isOwn = response.ok && btoa(String.fromCharCode(...hash)) === files[path];
    // A response that was led elsewhere must not answer a navigation; this one can.
    if (isOwn) return new Response(bytes, { headers: response.headers });
  }
  throw new Error(`${path} is not of this version`);
}

/** Keeps files that are not kept yet, a few at a time, and stops at the first that cannot be. */
async function keep(paths) {
  const cache = await caches.open(NAME);
  const there = new Set((await cache.keys()).map(({ url }) => url));
  const missing = paths.filter((path) => !there.has(key(path)));
  const work = async () => {
    for (let path; (path = missing.shift()); ) await cache.put(key(path), await fetched(path));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work)).finally(() => missing.splice(0));
}

/** Asks without opening, which would make anew what a reader deleted; storage may be refused. */
function from(cacheName, url, options) {
  return caches.match(url, { ...options, cacheName }).catch(() => undefined);
}

async function install() {
  const cache = await caches.open(NAME);
  const before = new Set((await cache.keys()).map(({ url }) => fileAt(url)));
  // Who saves data stays with the version that is kept, and reads newer pages from the network.
  if (before.size && saving()) throw new Error("not now");
  // What could be read without a network can still be after an update, with the assets it now asks for.
  const isDue = (path) => core.includes(path) || before.has(path) || (before.size && isAsset(scope + path));
  await keep(Object.keys(files).filter(isDue));
  await skipWaiting();
}

async function activate() {
  const cache = await caches.open(NAME);
  const own = new Set(Object.keys(files).map(key));
  const stale = (await cache.keys()).filter(({ url }) => !own.has(url));
  await caches.delete(OLDER);
  const older = await caches.open(OLDER);
  for (const request of stale) {
    if (isAsset(request.url)) await older.put(request, await cache.match(request));
    await cache.delete(request);
  }
  await clients.claim();
}

/** Keeps the rest, what the reader is likely to want first: assets, pages in the same language, entries. */
let filling;
function fill(lang) {
  if (saving()) return;
  const order = ["assets/", `${lang}/`, "r/", "", "data/"];
  const rank = (path) => order.findIndex((start) => (start ? path.startsWith(start) : !path.startsWith("data/")));
  const paths = Object.keys(files).sort((a, b) => rank(a) - rank(b));
  // What cannot be kept now is tried again from the next page.
  filling ??= keep(paths).catch(() => {}).finally(() => (filling = undefined));
  return filling;
}

/** An asset never changes at its address. What is not it is asked for past what the browser keeps. */
async function asset(request, path) {
  const own = await (path ? from(NAME, key(path)) : from(OLDER, request.url, { ignoreSearch: true }));
  if (own) return own;
  const response = await fetch(request).catch(() => undefined);
  return response?.ok ? response : fetch(request, { cache: "reload" });
}

/** Everything else is taken from the network first: what is shown is the newest, wherever it can be had. A host that
 * refuses has nothing newer. */
async function newest(request, path) {
  const reloads = /^(no-cache|reload|no-store)$/.test(request.cache);
  const network = fetch(request, request.mode === "navigate" && request.cache === "default" ? { cache: "no-cache" } : undefined);
  const own = await from(NAME, key(path));
  if (!own) return network;
  const waits = reloads ? [] : [new Promise((resolve) => setTimeout(resolve, PATIENCE))];
  const response = await Promise.race([network, ...waits]).catch(() => undefined);
  return response?.ok || response?.type === "opaqueredirect" ? response : own;
}

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => event.waitUntil(fill(event.data)));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  const path = fileAt(request.url);
  if (isAsset(request.url)) event.respondWith(asset(request, path));
  else if (path) event.respondWith(newest(request, path));
});
