// The page that says what is kept: counts it, and deletes it after a second press.
(() => {
  const table = document.querySelector("[data-kept]");
  const button = document.querySelector("[data-delete]");
  const said = document.querySelector("[data-said]");
  const ours = `dtmm:${new URL(document.documentElement.dataset.root, document.baseURI)}`;

  const isOf = (prefixes) => (key) => prefixes.some((prefix) => key === prefix || key.startsWith(`${prefix}:`));
  const stores = () => ["localStorage", "sessionStorage"].map((name) => globalThis[name]);

  /** The items of the storage whose keys begin so, as key and text. */
  const items = (prefixes) => stores().flatMap((store) => Object.entries(store).filter(([key]) => isOf(prefixes)(key)));

  /** The pages kept for reading offline, as address and bytes. */
  async function pages() {
    const found = [];
    for (const name of await cacheNames()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push([request.url, await (await cache.match(request)).blob()]);
    }
    return found;
  }

  async function cacheNames() {
    // In a folder, and where it is refused, there is no such storage.
    const names = await globalThis.caches?.keys().catch(() => []);
    return (names ?? []).filter((name) => name === ours || name === `${ours}older`);
  }

  async function count() {
    for (const row of table.querySelectorAll("[data-keys]")) {
      const { keys } = row.dataset;
      const found = keys ? items(keys.split(" ")) : await pages();
      const bytes = found.reduce((sum, [name, held]) => sum + (held.size ?? 2 * (name.length + held.length)), 0);
      const values = { n: found.length, size: Math.ceil(bytes / 1024) };
      const words = found.length ? table.dataset.some : table.dataset.none;
      row.lastElementChild.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }
  }

  async function forget() {
    for (const store of stores()) for (const key of Object.keys(store)) if (key.startsWith("dtmm:")) store.removeItem(key);
    // The worker first: it would go on keeping pages.
    const root = new URL(document.documentElement.dataset.root, document.baseURI).href;
    const registration = await navigator.serviceWorker?.getRegistration(root).catch(() => {});
    if (registration?.scope === root) await registration.unregister();
    for (const name of await cacheNames()) await caches.delete(name);
  }

  const label = button.textContent;
  let sure = false;
  const ask = (again) => {
    sure = again;
    button.textContent = again ? button.dataset.sure : label;
  };
  button.onclick = async () => {
    if (!sure) return ask(true);
    ask(false);
    await forget();
    await count();
    said.textContent = button.dataset.done;
  };
  button.onblur = () => ask(false);

  const start = async () => {
    await count();
    button.hidden = false;
  };
  start().catch(() => {
    said.textContent = button.dataset.refused;
  });
})();
