// The page of one requirement, in both languages at once: its answers, its notes, its letters; and what is copied.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSERS, openPage, openSite, press, start, switchOn, until } from './harness.mjs';

const site = await openSite('host root');

for (const name of BROWSERS) {
  describe(name, () => {
    let browser;
    before(async () => { browser = await start(name); });
    after(() => browser.close());

    const open = async (width = 1366, from = 'zh') => {
      const reader = await openPage(browser, { width });
      await reader.page.goto(`${site.base}${from}/production/quality-control.html`);
      await switchOn(reader.page);
      await Promise.all([reader.page.waitForNavigation(), reader.page.evaluate(() => document.querySelector('[data-requirement="QLT-302"] .marks a').click())]);
      await reader.page.waitForSelector('html.answering .choice');
      return reader;
    };

    test('answering leaves the notes as they are, and asks in the language one came from', async () => {
      const { page, close, seen } = await open();
      const style = (selector) => page.$eval(selector, (one) => {
        const { display, backgroundColor, borderInlineStartWidth } = getComputedStyle(one);
        return { display, backgroundColor, borderInlineStartWidth };
      });
      await press(page, '[data-action=notes]');
      await page.waitForSelector('html.noted');
      assert.deepEqual(await style('.ed-notes'), { display: 'block', backgroundColor: 'rgba(0, 0, 0, 0)', borderInlineStartWidth: '0px' });
      assert.equal(await page.$eval('.choice', (one) => one.innerText.replace(/\s/g, '')), '全部满足大部分部分不满足不适用');
      assert.equal(await page.$eval('.pair', (one) => one.lang), 'zh-CN');
      assert.equal(await page.$eval('[data-live]', (one) => one.lang), 'zh-CN');
      const near = await page.evaluate(() => document.querySelector('.marks .choice').getBoundingClientRect().x - document.querySelector('.marks .details').getBoundingClientRect().right);
      assert.ok(near > 0 && near < 60, `the answers are ${near} px away from the details`);
      assert.deepEqual(seen.console, []);
      await close();
    });

    test('the next such page goes on in that language, and English ones answer in English', async () => {
      const chinese = await open();
      await Promise.all([chinese.page.waitForNavigation(), chinese.page.evaluate(() => document.querySelector('.pager [rel=next]').click())]);
      await chinese.page.waitForSelector('html.answering .choice');
      assert.match(await chinese.page.$eval('.choice', (one) => one.innerText), /全部满足/);
      await chinese.close();
      const english = await open(1366, 'en');
      assert.match(await english.page.$eval('.choice', (one) => one.innerText), /Fully/);
      assert.equal(await english.page.$eval('.pair', (one) => one.lang), 'en');
      await english.close();
    });

    test('notes that are off leave the details of an entry open to write in', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${site.base}zh/production/quality-control.html`);
      await switchOn(page);
      await page.waitForSelector('html:not(.noted)');
      await press(page, '[data-requirement="QLT-302"] [data-action=details]');
      await page.waitForSelector('[data-requirement="QLT-302"] textarea');
      assert.ok(await page.$eval('[data-requirement="QLT-302"] textarea', (one) => one.checkVisibility()));
      await close();
    });

    test('English has its own letters, and the hint in the field for searching is whole', async () => {
      for (const width of [390, 1366]) {
        const { page, close } = await openPage(browser, { width });
        await page.goto(`${site.base}r/QLT-302.html`);
        const [chinese, english] = await page.evaluate(() => ['h1 + .place', 'section[lang=en] p'].map((one) => getComputedStyle(document.querySelector(one)).fontFamily));
        assert.match(english, /^system-ui/);
        assert.notEqual(chinese, english);
        if (width < 1152) await page.click('label[for=menu]');
        const fits = await page.$eval('.find input', (input) => {
          const text = document.createElement('canvas').getContext('2d');
          text.font = getComputedStyle(input).font;
          const { paddingLeft, paddingRight } = getComputedStyle(input);
          return text.measureText(input.placeholder).width <= input.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
        });
        assert.ok(fits, `cut at ${width} px`);
        await close();
      }
    });

    test('an entry is copied without the controls beside it', async () => {
      const { page, close } = await openPage(browser);
      await page.goto(`${site.base}zh/production/quality-control.html`);
      await switchOn(page);
      await until(page, 'the controls', () => document.querySelector('[data-requirement="QLT-302"] .details'));
      const copied = await page.evaluate(() => new Promise((done) => {
        document.addEventListener('copy', () => setTimeout(() => done(getSelection().toString())), { once: true });
        const range = document.createRange();
        range.selectNode(document.querySelector('[data-requirement="QLT-302"]'));
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        document.execCommand('copy');
        setTimeout(() => done(getSelection().toString()), 500);
      }));
      assert.match(copied, /应通过数字化检验设备/);
      assert.doesNotMatch(copied, /引用|意见|备注|全部满足|不适用/);
      await close();
    });
  });
}
