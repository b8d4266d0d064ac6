// What this site stores in the browser.

/** The name of the cache that the service worker fills. */
const OWN_CACHE = `dtmm:${dtmm.home}`;

const stores = () => [localStorage, sessionStorage];

/**
 * Whether a key has a name, with the prefix of this site or the one that all keys had once. Other sites
 * of the same host have a path there.
 * @param {string} key
 * @param {string} name
 */
const begins = (key, name) => key.startsWith(dtmm.prefix + name) || (key.startsWith(`dtmm:${name}`) && !key.includes(":/"));

/**
 * The stored items with one of these names, each with its size in bytes.
 * @param {string[]} names
 * @returns {[string, number][]}
 */
export function storedItems(names) {
  const items = stores().flatMap((store) => Object.entries(store).filter(([key]) => names.some((name) => begins(key, name))));
  return items.map(([key, text]) => [key, 2 * (key.length + text.length)]);
}

/**
 * The pages cached for reading offline, each with its size in bytes.
 * @returns {Promise<[string, number][]>}
 */
export async function storedPages() {
  const found = /** @type {[string, number][]} */ ([]);
  for (const name of await cacheNames()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const page = await cache.match(request);
      if (page) found.push([request.url, (await page.blob()).size]);
    }
  }
  return found;
}

async function cacheNames() {
  // Under file://, and where it is refused, there is no cache storage.
  const names = await globalThis.caches?.keys().catch(() => []);
  return (names ?? []).filter((name) => name === OWN_CACHE || name === `${OWN_CACHE}older`);
}

/** Deletes everything of this site. @param {string[]} names  Those of the items. */
export async function deleteAll(names) {
  const isOurs = (/** @type {string} */ key) => key.startsWith(dtmm.prefix) || names.some((name) => begins(key, name));
  for (const store of stores()) for (const key of Object.keys(store)) if (isOurs(key)) store.removeItem(key);
  // The worker first: otherwise it would go on caching pages.
  const registration = await navigator.serviceWorker?.getRegistration(dtmm.home).catch(() => undefined);
  if (registration?.scope === dtmm.home) await registration.unregister();
  for (const name of await cacheNames()) await caches.delete(name);
}
