// What the oldest browsers that the site promises lack, by the data that MDN keeps on every feature.
import data from '@mdn/browser-compat-data/forLegacyNode';

export { data };

/** The oldest browsers that run the whole site: their names in the data, and versions. */
const OLDEST = { chrome: 109, firefox: 115, safari: 16 };

/**
 * The browsers that lack a feature or have part of it; none where the data does not know the feature.
 * `prefixes` are those it is written with: '' is none.
 */
export function lacking(feature, prefixes = ['']) {
  if (!feature?.__compat) return [];
  const has = ([browser, version]) => [feature.__compat.support[browser] ?? []].flat().some((one) =>
    prefixes.includes(one.prefix ?? '') && !one.alternative_name && !one.flags && !one.partial_implementation
    && since(one.version_added) <= version && !(one.version_removed && since(one.version_removed) <= version));
  return Object.entries(OLDEST).filter((browser) => !has(browser)).map(([browser, version]) => `${browser} ${version}`);
}

/** The browsers that lack the most common of several features. */
export function lackingAll(features) {
  const all = features.map((feature) => lacking(feature)).sort((one, other) => one.length - other.length);
  return all[0] ?? [];
}

/** A version as a number; after all others where there is none yet. */
function since(version) {
  return typeof version === 'string' ? Number.parseFloat(version.replace('≤', '')) || Infinity : Infinity;
}

/** Collects what is newer in a file, each feature once: `{ feature, file, browsers }`, with those that lack it. */
export function finds(file) {
  const found = new Map();
  const note = (feature, browsers) => {
    if (browsers.length) found.set(feature, { feature, file, browsers: browsers.join(', ') });
    return browsers.length > 0;
  };
  return { note, all: () => [...found.values()] };
}
