// One page of every kind there is.

const NAMES = {
  home: 'index', 'full text': 'standard', domain: 'production', subdomain: 'production/quality-control', level: 'level-3',
  score: 'score', report: 'report', compare: 'compare', method: 'method', notes: 'notes', comments: 'comments',
  glossary: 'glossary', search: 'search', developers: 'developers', privacy: 'privacy',
};

/** One page of every kind, in both languages where it has two: its kind, its language, its path without `.html`. */
export const PAGES = [
  ...['zh', 'en'].flatMap((lang) => Object.entries(NAMES).map(([kind, name]) => ({ kind, lang, path: `${lang}/${name}` }))),
  { kind: 'requirement', lang: 'both', path: 'r/QLT-302' },
  { kind: 'languages', lang: 'both', path: 'index' },
];

/** What a host shows where there is nothing; `--base-url` tells it where the site stands, otherwise that is the root. */
export const MISSING = { kind: 'missing address', lang: 'both', path: '404' };
