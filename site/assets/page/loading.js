// Loads bundles on demand. The page script itself knows one script only, `bundles`, which names all
// others, each with the integrity hash that the browser checks.
import { home, site } from "./site.js";

/** All bundles by name; the script `bundles` adds the rest. */
export const later = /** @type {BundleList} */ (/** @type {unknown} */ ({ bundles }));

/**
 * Loads the scripts and the stylesheet of a bundle, checked against their hashes. If the browser cached
 * an error of the host, the file is requested once more, past the cache.
 * @param {string} name
 * @returns {Promise<unknown>}
 */
export function load(name) {
  /** @param {BundleFile} file */
  const put = ([path, hash]) =>
    new Promise((onload, onerror) => {
      const style = path.endsWith(".css");
      /** @type {Record<string, unknown>} */
      const values = style ? { rel: "stylesheet", href: home + path } : { src: site.createScriptURL(path) };
      // Under file:// Chromium cannot check hashes.
      if (location.protocol !== "file:") values.integrity = hash;
      document.head.append(Object.assign(document.createElement(style ? "link" : "script"), values, { onload, onerror }));
    });
  /** @param {BundleFile} file */
  const one = (file) => put(file).catch(() => fetch(home + file[0], { cache: "reload" }).then(() => put(file)));
  return Promise.all(later[name].map(one));
}

/** The promise of each bundle that was asked for. */
const loads = /** @type {Record<string, Promise<void> | undefined>} */ ({});

/**
 * Loads bundles in the given order, each once; one that failed is retried the next time.
 * @param {...string} names
 */
export async function need(...names) {
  for (const name of ["bundles", ...names]) {
    loads[name] ??= load(name).then(() => document.querySelector(".gone")?.remove());
    await loads[name]?.catch((error) => {
      loads[name] = undefined;
      throw error;
    });
  }
}

/**
 * Tells the reader that a bundle failed to load: the site has changed since the page was opened, or is
 * out of reach.
 * @param {unknown} error
 */
export function gone(error) {
  console.error(error);
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  const notice = main.querySelector(".gone") ?? document.createElement("p");
  main.prepend(Object.assign(notice, { className: "notice gone", role: "alert", textContent: main.dataset.gone }));
}

/**
 * Loads the reading tools, then calls one of them.
 * @param {(reader: typeof dtmmReader) => unknown} act
 */
export function read(act) {
  return need("texts", "reading-tools").then(() => act(dtmmReader), gone);
}
