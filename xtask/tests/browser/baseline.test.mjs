// The built site uses only what the oldest browsers it promises have: Chromium 109, Firefox ESR 115, Safari 16.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { SITE } from './harness.mjs';
import { newerScripts } from './newer-scripts.mjs';
import { newerStyles } from './newer-styles.mjs';
import { prove } from './proof.mjs';

/** What is used although one of them lacks it or has only part of it, and why the pages are whole without it. */
const WHOLE_WITHOUT = {
  // Stylesheets
  ':has()': 'the words beside a box are not set off when it is ticked or cannot be; the box shows it; printed comments have the words of their page above them',
  '@media (scripting)': 'without scripts the field for searching stays, and leads to a page that says what it needs',
  '@page': 'the paper and its margins are those of the print dialog',
  'accent-color': 'Safari lets a tick be faint in its box; the box is filled all the same',
  'attr() of a type': 'what is out of sight on the full text is laid out and painted too; on the page of the scorer each subdomain is kept the same room',
  appearance: 'asked after, to tell Firefox; not used',
  '@bottom-left': 'the browser prints the title of the report above or below the page, where its setting for that is on, as the report says',
  '@bottom-right': 'so it does the number of the page',
  'break-after: avoid': 'a heading may end a printed page',
  'break-before: avoid': 'what differs in notes may begin a printed page, under the head of its table',
  'contain-intrinsic-size': 'only sizes what `content-visibility` leaves out',
  'content-visibility': 'what is out of sight is painted too; an answer shows a little later',
  'forced-color-adjust': 'lacking only where no colours are forced',
  outline: 'in Safari the ring around what has the focus has square corners',
  'overflow-anchor': 'asked after, to tell Safari; not used',
  'overflow-clip-margin': 'only of use with `content-visibility`',
  'overscroll-behavior': 'the page scrolls on where a list that fits is scrolled',
  'text-autospace': 'Chinese and Latin words stand closer',
  'text-size-adjust': 'these browsers do not enlarge text by themselves on wide screens',
  'text-wrap': 'the lines of a heading differ more in length',
  // Scripts
  '.font': 'of a canvas, which all have; something newer shares the name',
  '.detached': 'the bindings compare with what is undefined where it is lacking, and look at the buffer',
  '.isComposing': 'in Safari untrue of the key that ends a composition; its code tells too',
  '.containing': 'only of use with `Intl.Segmenter`',
  '.segment': 'only of use with `Intl.Segmenter`',
  'Intl.Segmenter': 'a slip of the pen in Chinese is not read as another word; the parts of it are still found',
  'navigator.connection': 'read with `?.`; a connection that says nothing counts as any',
  trustedTypes: 'an object of the page script takes its place',
};

/** Fields and methods of the site's own that share a name with something newer. */
const OWN = [
  'createPolicy', 'createScriptURL', 'element', 'entry', 'icon', 'level', 'memory', 'node', 'number', 'organization', 'path',
  'quality', 'silent',
];

const WORKER = resolve(import.meta.dirname, '../../../site/hosting/sw-off.js');
const look = (file, text) => (file.endsWith('.css') ? newerStyles(file, text) : newerScripts(file, text));

async function newerOnSite() {
  const names = (await readdir(join(SITE, 'assets'))).filter((name) => /\.(css|js)$/.test(name)).map((name) => `assets/${name}`);
  const files = [...names, 'sw.js'].map((name) => [name, join(SITE, name)]);
  assert.ok(files.length > 20, 'the site has styles and scripts');
  const found = [];
  const all = [...files, ['sw-off.js', WORKER]];
  for (const [name, path] of all) found.push(...look(name, await readFile(path, 'utf8')));
  prove('baseline', all.length, 'styles and scripts looked through for what is newer than Chromium 109, Firefox 115, Safari 16');
  return found;
}

test('nothing is newer than the oldest browsers but what pages are whole without', async () => {
  const found = await newerOnSite();
  const known = new Set([...Object.keys(WHOLE_WITHOUT), ...OWN.map((name) => `.${name}`)]);
  const beyond = found.filter(({ feature }) => !known.has(feature));
  assert.deepEqual(beyond.map(({ feature, file, browsers }) => `${file}: ${feature} (${browsers})`), [], 'newer, each with where it is lacking');
  const used = new Set(found.map(({ feature }) => feature));
  assert.deepEqual([...known].filter((feature) => !used.has(feature)), [], 'nothing uses these any more');
});

test('no script and no part of the engine looks for elements by `:has()`, which throws in Firefox 115', async () => {
  const root = resolve(import.meta.dirname, '../../..');
  const files = [];
  for (const folder of ['crates/scorer/src', 'site/assets']) {
    const names = await readdir(join(root, folder), { recursive: true });
    files.push(...names.filter((name) => /\.(rs|js)$/.test(name)).map((name) => join(root, folder, name)));
  }
  assert.ok(files.length > 60, 'both are found');
  for (const file of files) assert.ok(!(await readFile(file, 'utf8')).includes(':has('), file);
});

/** Sources, each with what is newer in it. */
const SEEN = {
  css: [
    ['p { text-wrap: balance }', 'text-wrap'],
    ['p { color: light-dark(red, blue) }', 'light-dark()'],
    ['p { --paper: color-mix(in srgb, red, blue) }', 'color-mix()'],
    ['p { color: rgb(from red r g b) }', 'rgb(from …)'],
    ['p { width: attr(data-width rem) }', 'attr() of a type'],
    ['p { float: inline-end }', 'float: inline-end'],
    ['p { grid-template-rows: subgrid }', 'grid-template-rows: subgrid'],
    ['p { height: 2lh }', 'unit lh'],
    ['p { hyphens: auto }', 'hyphens'],
    ['p { outline: 1px solid oklch(0.5 0.1 30) }', 'outline', 'oklch()'],
    ['p { colour: red }', 'colour'],
    ['p { & b { color: red } }', 'nesting'],
    ['p { @media print { color: red } }', 'nesting'],
    ['p:has(b) { color: red }', ':has()'],
    ['p:nth-child(2 of .x) { color: red }', ':nth-child(of)'],
    ['p:user-invalid, p { color: red }', 'a newer selector in one list with others', ':user-invalid'],
    ['@starting-style { p { opacity: 0 } }', '@starting-style'],
    ['@scope (p) { b { color: red } }', '@scope'],
    ['@media (width >= 40em) { p { color: red } }', '@media (width >= …)'],
    ['@media (prefers-reduced-transparency: reduce) { p { color: red } }', '@media (prefers-reduced-transparency)'],
    ['@supports (text-wrap: balance) { p { color: red } }', 'text-wrap'],
    // In all of them.
    ['p::after { content: attr(title) }'],
    ['@layer a { p:is(a, b) { height: 100dvh; inset: 0; -webkit-hyphens: auto; hyphens: auto } }'],
    ['@container (min-width: 3em) { p { width: 5cqw; aspect-ratio: 1 } }'],
  ],
  js: [
    ['Object.groupBy([], (one) => one)', 'Object.groupBy'],
    ['[].toSorted()', '.toSorted'],
    ['new Set().union(new Set())', '.union'],
    ['new Map().values().map((one) => one)', 'iterator.map'],
    ['structuredClone(1); Promise.withResolvers()', 'Promise.withResolvers'],
    ['document.startViewTransition(() => {})', 'document.startViewTransition'],
    ['document.body.checkVisibility()', '.checkVisibility'],
    ['const { showPopover } = document.body', '.showPopover'],
    ['window.requestIdleCallback?.(() => {})', 'requestIdleCallback'],
    ['new CSSStyleSheet()', 'new CSSStyleSheet'],
    ['addEventListener("scrollend", () => {})', 'event scrollend'],
    ['document.body.onscrollend = null', '.onscrollend'],
    ['document.querySelector(`${1} a:has(b)`)', 'querySelector: :has()'],
    ['matchMedia("(scripting: none)")', 'matchMedia: @media (scripting)'],
    ['/(?<=a)b/.test("")', '(?<=…)'],
    ['class A { static { } }', 'syntax: Unexpected token (1:17)'],
    // In all of them.
    ['let a; a ??= [1].at(-1)?.b; crypto.randomUUID(); [...new Map().values()].map((one) => one)'],
    ['Object.values({}).map((one) => one); document.querySelector("a:is(b, c)")'],
  ],
};

for (const [kind, examples] of Object.entries(SEEN)) {
  test(`what is newer is seen in ${kind}`, () => {
    for (const [source, ...newer] of examples) assert.deepEqual(look(`x.${kind}`, source).map(({ feature }) => feature), newer, source);
  });
}
