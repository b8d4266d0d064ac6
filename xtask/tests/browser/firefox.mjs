// Firefox takes as long to start as several tests take, so one that is running is lent to one test file after another.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';

/** Names of files may be Chinese, whatever the machine that runs the tests is set to. */
export const ENVIRONMENT = { ...process.env, LC_ALL: 'C.UTF-8' };

/** How long one call to a browser may take, in milliseconds: axe holds a long page up for minutes on a busy machine. */
export const TIMEOUT = 600000;

/** How long a page is waited for, in milliseconds: only a test that fails waits so long, however slow the machine is. */
export const PATIENCE = 120000;

/** How the Firefox is set that is lent. Fewer frames than on a screen: drawing takes more than half of what a page costs. */
export const AS_LENT = { script: true, dark: false, frames: 15 };

/** Starts Firefox with a folder of its own for what is saved. It is told everything now, Chromium with each page. */
export async function launchFirefox({ script, dark, frames }) {
  const downloads = await mkdtemp(join(tmpdir(), 'saved-'));
  const extraPrefsFirefox = {
    'javascript.enabled': script,
    'layout.frame_rate': frames,
    'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
  };
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: process.env.FIREFOX, extraPrefsFirefox, env: ENVIRONMENT, protocolTimeout: TIMEOUT });
  return { browser, downloads };
}

/** A Firefox to be lent, driven by nobody; a file finds it by the `variables` of its environment. */
export async function lendFirefox() {
  const { browser, downloads } = await launchFirefox(AS_LENT);
  const [address, program] = [browser.wsEndpoint(), browser.process()];
  await browser.disconnect();
  return {
    variables: { FIREFOX_AT: address, FIREFOX_SAVES_IN: downloads },
    close: async () => {
      program.kill('SIGKILL');
      await rm(downloads, { recursive: true });
    },
  };
}

/** The Firefox that was lent to this file; nothing where there is none, or it is in use. To close it is to give it back. */
export async function borrowFirefox() {
  const { FIREFOX_AT: browserWSEndpoint, FIREFOX_SAVES_IN: downloads } = process.env;
  if (!browserWSEndpoint) return undefined;
  const browser = await puppeteer.connect({ browserWSEndpoint, protocol: 'webDriverBiDi', protocolTimeout: TIMEOUT }).catch(() => undefined);
  if (!browser) return undefined;
  browser.close = async () => {
    for (const context of browser.browserContexts()) if (context.id) await context.close();
    await browser.disconnect();
  };
  return { browser, downloads };
}
