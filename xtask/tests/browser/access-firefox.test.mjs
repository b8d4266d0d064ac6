// Accessibility of every kind of page in Firefox: by the rules about what is drawn, light and dark.
import { lookAtPages } from './axe-pages.mjs';
import { openSite } from './harness.mjs';

const site = await openSite('host root');
lookAtPages(site, { name: 'Firefox', set: {}, colours: ['light'], halves: { off: 'en', on: 'zh' } });
lookAtPages(site, { name: 'Firefox', set: { dark: true }, colours: ['dark'], halves: { off: 'en', on: 'zh' } });
