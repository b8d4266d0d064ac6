// The query and the filters of the search page in its address.

/** The filters by their names in the address. */
export const FILTERS = /** @type {const} */ (["domain", "level", "kind", "conditional"]);

/**
 * Reads the query and filters of an address. Under file:// they can only be in the fragment.
 * @param {{ hash: string, search: string }} address
 */
export function readAddress({ hash, search }) {
  const behind = new URLSearchParams(hash.slice(1));
  const known = ["q", ...FILTERS];
  const values = known.some((name) => behind.has(name)) ? behind : new URLSearchParams(search);
  const ours = [...values].filter(([name, value]) => known.includes(name) && value);
  return new URLSearchParams(known.flatMap((name) => ours.filter(([one]) => one === name).slice(0, 1)));
}

/** @param {string} query @param {boolean} isStep  Whether it is a history entry of its own. */
export function writeAddress(query, isStep) {
  try {
    const address = location.pathname + (query && `?${query}`);
    if (isStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  } catch {
    // Under file:// some browsers let only the fragment change.
    if (isStep) location.hash = query;
    else location.replace(`#${query}`);
  }
}
