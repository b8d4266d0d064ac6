// The page that says what is kept: counts it, and deletes it after a second press.
(() => {
  const table = document.querySelector("[data-kept]");
  const button = document.querySelector("[data-delete]");
  const said = document.querySelector("[data-said]");
  const names = (row) => row.dataset.keys.split(" ").filter(Boolean);
  const rows = [...table.querySelectorAll("[data-keys]")];
  const ours = `dtmm:${dtmm.home}`;
  const stores = () => ["localStorage", "sessionStorage"].map((name) => globalThis[name]);

  /** What a key begins with before its name: the prefix of this site, or what all names had once. Other sites of
   * the same host have a path there. */
  const begins = (key, name) => key.startsWith(dtmm.prefix + name) || (key.startsWith(`dtmm:${name}`) && !key.includes(":/"));

  /** The items of the storage with one of these names, or names that begin so, as key and text. */
  const items = (wanted) => stores().flatMap((store) => Object.entries(store).filter(([key]) => wanted.some((name) => begins(key, name))));

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
    for (const row of rows) {
      const found = names(row).length ? items(names(row)) : await pages();
      const bytes = found.reduce((sum, [name, held]) => sum + (held.size ?? 2 * (name.length + held.length)), 0);
      const values = { n: found.length, size: Math.ceil(bytes / 1024) };
      const words = found.length ? table.dataset.some : table.dataset.none;
      row.lastElementChild.textContent = words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }
  }

  async function forget() {
    const isOurs = (key) => key.startsWith(dtmm.prefix) || rows.flatMap(names).some((name) => begins(key, name));
    for (const store of stores()) for (const key of Object.keys(store)) if (isOurs(key)) store.removeItem(key);
    // The worker first: it would go on keeping pages.
    const registration = await navigator.serviceWorker?.getRegistration(dtmm.home).catch(() => {});
    if (registration?.scope === dtmm.home) await registration.unregister();
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
    document.querySelector("[data-prefix]").textContent = dtmm.prefix;
    await count();
    button.hidden = false;
  };
  start().catch(() => {
    said.textContent = button.dataset.refused;
  });
})();
