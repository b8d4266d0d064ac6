// Every built page is valid HTML, and keeps what can be checked of accessibility in the source.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { SITE } from './harness.mjs';
import { MISSING, PAGES } from './kinds.mjs';
import { prove } from './proof.mjs';

const CONFIG = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Any identifier without spaces is valid; ours are those printed, as `clause-8.6`.
    'valid-id': ['error', { relaxed: true }],
    // A label is valid on whatever can have a name, a group of links too.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    // A search field is sent with Enter; the standards ask for no button.
    'wcag/h32': 'off',
    // A table that scrolls is a region only for that; a section would be a part of the document.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // The titles of the standard and of its subdomains are as long as they are.
    'long-title': 'off',
  },
};

test('every page is valid', async () => {
  const validator = new HtmlValidate(new StaticConfigLoader(CONFIG));
  const pages = (await readdir(SITE, { recursive: true })).filter((name) => name.endsWith('.html')).sort();
  assert.ok(pages.length > 400);
  const wrong = [];
  for (const page of pages) {
    const { results } = await validator.validateString(await readFile(join(SITE, page), 'utf8'), page);
    for (const { messages } of results) wrong.push(...messages.map((one) => `${page}:${one.line}:${one.column} ${one.ruleId}: ${one.message}`));
  }
  assert.deepEqual(wrong, []);
  prove('pages', pages.length, 'of valid HTML');
});

test('every kind of page there is, is one that the tests of all kinds open', async () => {
  const kind = async (page) => /<body class="(page-[^" ]+)/.exec(await readFile(join(SITE, page), 'utf8'))?.[1] ?? page;
  const names = (await readdir(SITE, { recursive: true })).filter((name) => name.endsWith('.html'));
  const there = new Set(await Promise.all(names.map(kind)));
  const opened = new Set(await Promise.all([...PAGES, MISSING].map(({ path }) => kind(`${path}.html`))));
  assert.deepEqual([...there].filter((one) => !opened.has(one)), []);
});
