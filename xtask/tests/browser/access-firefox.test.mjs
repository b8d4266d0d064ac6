// Accessibility of every kind of page in Firefox: by the rules about what it lays out and colours. Dark colours are the same in every browser, and are looked at in Chromium.
import { lookAtPages } from './axe-pages.mjs';
import { openSite } from './harness.mjs';

lookAtPages(await openSite('host root'), { name: 'Firefox', set: {}, colours: ['light'], halves: { off: 'en', on: 'zh' } });
