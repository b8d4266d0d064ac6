// Accessibility of every kind of page in Chromium: by all rules, light, dark and in forced colours.
import { lookAtPages } from './axe-pages.mjs';
import { openSite } from './harness.mjs';

lookAtPages(await openSite('host root'), { name: 'Chromium', set: {}, colours: ['light', 'dark', 'forced'], halves: { off: 'zh', on: 'en' } });
