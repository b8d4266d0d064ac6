// Every kind of page, in both browsers and from every kind of host, keeps to its policy, says nothing in the console
// and asks nothing of another origin.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BROWSERS, HOSTS, OF_NOTHING, openBrowser, settle } from './harness.mjs';
import { MISSING, PAGES } from './kinds.mjs';
import { prove } from './proof.mjs';

/** In the page, before its own scripts: notes every breach of the policy. */
function watch() {
  globalThis.breaches = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => breaches.push(`${effectiveDirective} ${blockedURI} ${sample}`));
}

/** Languages left out, where the other browser opens them. */
const HALVES = { Chromium: { 'sub-path': 'zh', folder: 'en' }, Firefox: { 'sub-path': 'en', folder: 'zh' } };

for (const name of BROWSERS) {
  for (const [host, open] of Object.entries(HOSTS)) {
    test(`${name}, ${host}`, async (context) => {
      const browser = await openBrowser(name);
      const { base, close } = await open();
      context.after(close);
      // The reader's own profile: a private one does not even look at some links.
      const page = await browser.newPage();
      context.after(() => page.close());
      const said = [];
      page.on('console', (message) => message.text().includes(OF_NOTHING) || said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error)));
      page.on('dialog', (dialog) => { said.push(dialog.message()); dialog.dismiss(); });
      // What the next page cuts short has not failed.
      page.on('requestfailed', (request) => /ABORTED/.test(request.failure().errorText) || said.push(`failed: ${request.url()}, ${request.failure().errorText}`));
      page.on('request', (request) => request.url().startsWith(base) || request.url().startsWith('data:') || said.push(`asks ${request.url().slice(0, 200)}`));
      await page.evaluateOnNewDocument(watch);
      // Shown at any depth, the page for missing addresses is told by --base-url where the site stands.
      const pages = [...PAGES, ...(host === 'host root' ? [MISSING] : [])].filter(({ lang }) => !(HALVES[name][host] ?? '').includes(lang));
      for (const { path } of pages) {
        await settle(page, `${base}${path}.html`);
        const breaches = await page.evaluate(() => globalThis.breaches);
        said.push(...breaches.map((one) => `breaks ${one}`));
        assert.deepEqual(said, [], path);
      }
      prove('quiet', pages.length, `pages that keep to their policy, say nothing and ask no other origin in ${name}, ${host}`);
    });
  }
}
