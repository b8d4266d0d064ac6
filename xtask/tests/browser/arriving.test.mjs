// Links: every part of the text has one to itself, they lead there, the target stands out, and who
// comes by a wrong one is helped. Words that explain themselves.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { SITE, follow, model, openBrowser, openPage, openSite, press, status, steady, until, untilInSight } from './harness.mjs';

const SUBDOMAIN = 'zh/production/quality-control.html';
const OTHER = { zh: 'en', en: 'zh' };

const browser = await openBrowser();
const site = await openSite('host root');
const folder = await openSite('folder');

/** Follows addresses of the site: every one is there, with what its fragment names. */
async function assertLead(links) {
  for (const link of links) {
    const { href, pathname, hash } = new URL(link);
    assert.ok(href.startsWith(site.base), href);
    const html = await readFile(join(SITE, pathname), 'utf8');
    if (hash) assert.ok(html.includes(` id="${hash.slice(1)}"`), href);
  }
}

describe('explanations', () => {
  const isExplained = (page, link) => until(page, `${link} to be explained`, (link) => {
    const [word, bubble] = [document.querySelector(link), document.querySelector('.explanation')];
    return bubble?.role === 'tooltip' && word.getAttribute('aria-describedby') === bubble.id;
  }, link);
  const untilGone = (page) => until(page, 'the explanation to be gone', () => !document.querySelector('.explanation, [aria-describedby="explanation"]'));
  const WITH_TERMS = 'organization/transformation-strategy.html';
  const FIRST = 'td a.t';

  for (const lang of ['zh', 'en']) {
    test(`every word that has one says it (${lang})`, async () => {
      const { page, seen, close } = await openPage(browser);
      // The test reads another page from this one, which its policy forbids.
      await page.setBypassCSP(true);
      await page.goto(`${site.base}${lang}/standard.html`);
      await page.focus('a.t');
      await page.waitForSelector('.explanation');
      const wrong = await page.evaluate(async () => {
        const out = [];
        const glossary = new DOMParser().parseFromString(await (await fetch('glossary.html')).text(), 'text/html');
        /** What the place says that a word leads to: a term, or an abbreviation of the standard or of the editor. */
        const meaning = (link) => {
          const id = decodeURIComponent(link.hash.slice(1));
          const place = document.getElementById(id) ?? glossary.getElementById(id);
          if (place?.matches('.term')) return place.querySelector('p').textContent;
          const cells = place?.matches('tr') ? [...place.cells] : [];
          const cell = cells.find(({ cellIndex, lang }) => cellIndex && (!lang || lang === document.documentElement.lang));
          return (cell ?? place?.querySelector('dd').firstChild)?.textContent.replace(/ \($/, '').trim();
        };
        for (const link of document.querySelectorAll('a.t')) {
          document.activeElement.blur();
          link.focus({ preventScroll: true });
          await new Promise((later) => setTimeout(later));
          const shown = document.querySelector('.explanation')?.textContent;
          if (!meaning(link) || !shown?.includes(meaning(link))) out.push(`${link.textContent} → ${link.hash}: ${shown}`);
        }
        return out;
      });
      assert.deepEqual(wrong, []);
      assert.ok(await page.$$eval('a.t', (all) => all.length) > 60);
      assert.deepEqual(seen.console, []);
      await close();
    });
  }

  for (const path of ['zh/standard', 'en/standard', 'en/production/quality-control', 'r/QLT-302']) {
    test(`notes are explained in the words of the list of notes, with nothing to press (${path})`, async () => {
      const { page, seen, close } = await openPage(browser);
      await page.goto(`${site.base}${path}.html`);
      await press(page, '[data-action=notes]');
      await page.waitForSelector('html.noted');
      const explained = new Map();
      for (const link of (await page.$$('main a.n')).slice(0, 3)) {
        const id = await link.evaluate((one) => one.hash.slice(1));
        await page.evaluate(() => document.activeElement.blur());
        await link.focus();
        await until(page, `${id} to be explained`, (id) => document.querySelector('a.n[aria-describedby]')?.hash === `#${id}`, id);
        explained.set(id, await page.$$eval('.explanation > p', (all) => all.map((one) => one.textContent)));
        assert.equal(await page.$('.explanation button'), null);
      }
      assert.ok(explained.size > 1);
      for (const [id, [name, ...shown]] of explained) {
        assert.ok(name.includes(Number(id.split('-')[1])), name);
        // The list on the page has a button beside the kind of the note.
        const listed = await page.$$eval(`[data-note="${id}"] > p`, (all) => all.map((one) => [...one.childNodes].filter(({ tagName }) => tagName !== 'BUTTON').map((node) => node.textContent).join('')));
        assert.deepEqual(shown, listed);
      }
      assert.deepEqual(seen.console, []);
      await close();
    });
  }

  test('come by hover, stay while the pointer is on them, go when it leaves', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(site.base + 'zh/standard.html');
    const link = '#clause-1 ~ p a.t';
    await page.$eval(link, (one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
    // The pointer comes once: what it comes to may not move any more.
    await until(page, 'the word to keep its place', async (link) => {
      const top = () => document.querySelector(link).getBoundingClientRect().top;
      const before = top();
      for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
      return top() === before;
    }, link);
    await page.hover(link);
    await isExplained(page, link);
    assert.match(await page.$eval('.explanation', (one) => one.textContent), /^3\.1 流程工业 process industry/);
    const { x, y } = await (await page.$('.explanation')).boundingBox();
    await page.mouse.move(x + 20, y + 20, { steps: 5 });
    await new Promise((later) => setTimeout(later, 400));
    await isExplained(page, link);
    await page.mouse.move(5, 5, { steps: 5 });
    await untilGone(page);
    await close();
  });

  test('come by focus, go with Escape and with the focus', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(`${folder.base}en/${WITH_TERMS}`);
    await page.focus(FIRST);
    await isExplained(page, FIRST);
    await page.keyboard.press('Escape');
    await untilGone(page);
    await page.keyboard.press('Tab');
    await page.focus(FIRST);
    await isExplained(page, FIRST);
    await page.keyboard.press('Tab');
    await until(page, 'the explanation of that word to be gone', (link) => !document.querySelector(link).hasAttribute('aria-describedby'), FIRST);
    await close();
  });

  for (const width of [390, 1366]) {
    test(`come by the first touch; the second follows the link; nothing leaves the window (${width} px)`, async () => {
      const { page, close } = await openPage(browser, { width, touch: true });
      await page.goto(`${site.base}zh/${WITH_TERMS}`);
      // A page that is still filling would move under the finger.
      await page.$eval(FIRST, steady);
      await page.tap(FIRST);
      await isExplained(page, FIRST);
      const { left, right } = await page.$eval('.explanation', (one) => ({ left: one.getBoundingClientRect().left, right: one.getBoundingClientRect().right }));
      assert.ok(left >= 0 && right <= width);
      assert.equal(page.url(), `${site.base}zh/${WITH_TERMS}`);
      await follow(page, () => page.tap(FIRST));
      assert.match(page.url(), /\/zh\/(standard|glossary)\.html#(term|abbreviation)-/);
      await page.waitForSelector(':target');
      await close();
    });
  }
});

describe('a fragment that is not there', () => {
  const PAGES = ['index', 'zh/index', 'zh/standard', 'en/organization', 'zh/organization/change-management', 'en/level-2', 'r/STR-101', 'zh/method', 'en/developers'];
  for (const path of PAGES) {
    test(`gets help on ${path}`, async () => {
      const { page, seen, close } = await openPage(browser);
      for (const fragment of ['QLT-999', 'QLT-302', 'nonsense', '%E0%A4%A', 'term-3.5-note-1']) {
        await page.goto('about:blank');
        await page.goto(`${site.base}${path}.html#${fragment}`);
        const isThere = await page.evaluate((id) => !!document.getElementById(id), fragment);
        if (isThere) {
          await untilInSight(page, `[id="${fragment}"]`);
          assert.equal(await page.$('.arrival'), null);
          continue;
        }
        await page.waitForSelector('.arrival a', { visible: true });
        const links = await page.$$eval('.arrival a', (all) => all.map((one) => one.href));
        await assertLead(links);
        assert.ok((await page.$eval('.arrival', (one) => one.textContent)).includes(fragment));
        if (fragment === 'QLT-999') assert.ok(links.some((link) => link.includes('QLT')), links.join(' '));
        if (fragment === 'QLT-302') assert.equal(links[0], `${site.base}r/QLT-302.html`);
        if (fragment.startsWith('term')) assert.match(links[0], /standard\.html#term-3\.5-note-1$/);
        assert.ok(await page.evaluate(() => document.querySelector('main').innerText.length > 100));
      }
      assert.deepEqual(seen.console, []);
      await close();
    });
  }

  test('is noticed while reading, and forgotten when the next one is good', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(folder.base + SUBDOMAIN);
    await page.evaluate(() => { location.hash = '#QLT-9'; });
    await page.waitForSelector('.arrival');
    await page.evaluate(() => { location.hash = '#QLT-302'; });
    await untilInSight(page, '#QLT-302');
    await until(page, 'the help to be gone', () => !document.querySelector('.arrival'));
    await close();
  });
});

describe('an address that is not there', () => {
  for (const path of ['x', 'zh/nothing.html', 'en/production/qlt.html', 'zh/production/gone/deeper/still.html', 'r/QLT-999.html', 'r/qlt-302.html', '%E0%A4%A', 'zh/质量管控.html', '404.html']) {
    test(`gets a page that helps: ${path}`, async () => {
      const { page, seen, close } = await openPage(browser);
      await page.goto(site.base + path);
      assert.equal(await status(page), path === '404.html' ? 200 : 404);
      if (path !== '404.html') await page.waitForSelector('.arrival a', { visible: true });
      const links = await page.$$eval('main a[href]', (all) => all.map((one) => one.href));
      assert.ok(links.length >= 8);
      await assertLead(links);
      if (path === 'r/qlt-302.html') assert.match(links[0], /QLT-302/);
      if (path.includes('管控')) assert.ok(links.some((link) => link.includes('quality-control')), links.join(' '));
      // The style is there, at any depth.
      assert.notEqual(await page.$eval('.site-head', (head) => getComputedStyle(head).position), 'static');
      assert.deepEqual(seen.console.filter((one) => !one.includes('status of 404')), []);
      await close();
    });
  }
});

describe('the other language', () => {
  const PLACES = [['zh/standard', 'term-3.4'], ['zh/standard', 'QLT-302'], ['en/standard', 'SVC-401'], ['en/production', 'ENV-2'], ['zh/production/quality-control', 'QLT-401'], ['en/level-3', 'DMG-301']];
  for (const width of [390, 1366]) {
    test(`is at the same place, by fragment and by scroll, and in the same view (${width} px)`, async () => {
      const { page, close } = await openPage(browser, { width });
      // The view last: it is remembered.
      for (const way of ['fragment', 'scroll', 'view']) {
        for (const [path, wanted] of PLACES) {
          await page.goto('about:blank');
          await page.goto(`${site.base}${path}.html${way === 'view' ? '?text=both&levels=to-4' : ''}${way === 'fragment' ? `#${wanted}` : ''}`);
          if (way === 'view') await page.waitForSelector('.beside');
          if (way !== 'fragment') await page.$eval(`[id="${wanted}"]`, (one) => one.scrollIntoView({ behavior: 'instant' }));
          await page.evaluate(() => new Promise(requestAnimationFrame));
          // On a phone the link is at the head of the page, where a click would scroll to.
          await follow(page, () => page.$eval('a.language', (link) => link.click()));
          const { pathname, hash, search } = new URL(page.url());
          assert.equal(pathname, `/${path.replace(/^../, (lang) => OTHER[lang])}.html`);
          assert.equal(search, way === 'view' ? '?text=both&levels=to-4' : '');
          if (way === 'fragment') assert.equal(hash, `#${wanted}`);
          if (way === 'view') await page.waitForSelector('.beside');
          await untilInSight(page, `[id="${hash.slice(1)}"]`);
          // Columns are not equally long in both languages: there only one of them can stay.
          const inColumns = width >= 1200 && /^[A-Z]{3}-/.test(wanted) && !path.includes('level');
          if (way === 'scroll' && !inColumns) await untilInSight(page, `[id="${wanted}"]`);
        }
      }
      await close();
    });
  }
});

describe('places', () => {
  test('the contents mark the clause in sight', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(folder.base + 'zh/standard.html');
    const marks = (id) => until(page, `${id} to be marked`, (hash) => [...document.querySelectorAll('.contents [aria-current]')].map((one) => one.hash).join() === hash, `#${id}`);
    for (const id of ['clause-3', 'clause-8.4', 'clause-6', 'clause-8.7', 'foreword']) {
      await page.$eval(`[id="${id}"]`, (one) => one.scrollIntoView({ behavior: 'instant' }));
      await marks(id);
    }
    // A jump past all headings, into the middle of a long table or list, where no heading is in sight.
    for (const [path, within] of [['zh/standard', `[id="${model.domains[1].subdomains.at(-2).code}-4"]`], ['en/notes', '.ed-notes:nth-last-of-type(3) li:last-child'], ['en/glossary', 'section section:nth-of-type(4) tbody > tr:last-child']]) {
      await page.goto(`${folder.base}${path}.html`);
      const id = await page.$eval(within, (one) => {
        one.scrollIntoView({ behavior: 'instant', block: 'center' });
        return one.closest('section').getAttribute('aria-labelledby');
      });
      await marks(id);
      assert.ok(await page.$eval('.contents [aria-current]', (one) => one.getBoundingClientRect().bottom <= innerHeight), 'the mark is in sight');
    }
    await close();
  });

  test('what a link leads to stands out', async () => {
    const { page, close } = await openPage(browser);
    const look = (id) => page.$eval(`[id="${id}"]`, (one) => {
      const { backgroundColor, outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      return [backgroundColor, outlineStyle, outlineWidth, boxShadow].join();
    });
    const targets = {
      'zh/standard': ['foreword', 'clause-3', 'clause-8.6', 'term-3.1', 'term-3.1-note-1', 'abbreviation-IT', 'figure-1', 'figure-2', 'table-1', 'table-7', 'level-2', 'QLT', 'QLT-3', 'QLT-302'],
      'en/production': ['clause-8.6', 'table-7', 'QLT', 'QLT-3', 'QLT-302'],
      'en/level-3': ['level-3', 'clause-8.6', 'QLT-3', 'QLT-302'],
      'r/QLT-302': ['QLT-302'],
    };
    for (const [path, ids] of Object.entries(targets)) {
      for (const id of ids) {
        await page.goto('about:blank');
        await page.goto(`${folder.base}${path}.html`);
        const before = await look(id);
        await page.evaluate((id) => { location.hash = id; }, id);
        assert.notEqual(await look(id), before, `${path}#${id}`);
        await untilInSight(page, path.includes('standard') && /table|figure/.test(id) ? `[id="${id}"] .here` : `[id="${id}"]`);
      }
    }
    await close();
  });

  for (const path of ['zh/standard', 'en/production', 'zh/level-3', SUBDOMAIN.replace('.html', '')]) {
    test(`everything has a link to itself that can be seen, is named, and is reached by Tab (${path})`, async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${folder.base}${path}.html`);
      const wrong = await page.evaluate(() => {
        const isPlace = ({ id, tagName }) => tagName !== 'title' && (/^[A-Z]{3}(-\d+)?$/.test(id) || /^(clause|table|figure|term|level|abbreviation)-/.test(id) || id === 'foreword' || id === 'bibliography');
        const links = [...document.querySelectorAll('main a[href]')].filter((one) => one.checkVisibility() && one.tabIndex >= 0 && !one.closest('.contents, .jump, nav, section > p:not([class])'));
        const named = (link) => (link.getAttribute('aria-label') ?? link.textContent).trim().length > 2;
        const leads = (id) => links.some((one) => one.getAttribute('href').endsWith(/^[A-Z]{3}-\d{3}$/.test(id) ? `r/${id}.html` : `#${id}`) && named(one));
        return [...document.querySelectorAll('main [id]')].filter(isPlace).map((one) => one.id).filter((id) => !leads(id));
      });
      assert.deepEqual(wrong, []);
      const wanted = path === 'zh/standard' ? ['#foreword', '#clause-1', '#term-3.1', '#term-3.1-note-1', '#abbreviation-IT', '#figure-1', '#table-1', '#level-1'] : [];
      if (path.includes('/production')) wanted.push('#QLT-1', '../../r/QLT-101.html');
      const reached = [];
      for (let count = 0; count < 250 && !wanted.every((one) => reached.includes(one)); count += 1) {
        await page.keyboard.press('Tab');
        reached.push(await page.evaluate(() => document.activeElement.getAttribute('href')));
      }
      if (!path.startsWith('en')) assert.deepEqual(wanted.filter((one) => !reached.includes(one)), []);
      await close();
    });
  }
});
