// How scripts are written: those of the site, and the tests in this folder.
import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import globals from 'globals';

/** The names that `globals.d.ts` declares for the site's scripts. */
const declared = ['site/assets/globals.d.ts', 'site/assets/offline/globals.d.ts']
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^declare (?:var|const|function) (\w+)/gm)].map(([, name]) => [name, true]));

/** The variables that tests set in pages. */
const inPages = Object.fromEntries(['axe', 'breaches', 'fixedWork', 'keptFile', 'said', 'shown', 'whole'].map((name) => [name, true]));

const unused = ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }];

export default [
  { ignores: ['**/node_modules/', 'site/assets/vendor/', 'target/', 'site/dist/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { rules: { 'no-unused-vars': unused } },
  {
    files: ['site/assets/**/*.js'],
    languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: { ...globals.browser, ...Object.fromEntries(declared) } },
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['site/assets/offline/*.js'],
    languageOptions: { globals: globals.serviceworker },
  },
  {
    files: ['xtask/tests/**/*.mjs'],
    languageOptions: { globals: { ...globals.node, ...globals.browser, ...Object.fromEntries(declared), ...inPages } },
  },
];
