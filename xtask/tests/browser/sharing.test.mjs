// What is handed on and taken in beside plain files: encrypted files, anonymous copies, QR codes, pasted texts.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HOSTS, model, openPage, openWork, press, saved, start, stored, unfold, until, untilStored, upload } from './harness.mjs';

const PASSPHRASE = '正确 horse 2026';
const mine = {
  format: 'dtmm-assessment/1', edition: model.standard.edition, title: 'Acme 2026', organization: 'ACME', date: '2026-11-20', targets: { company: 2 },
  answers: { 'QLT-101': { answer: 'F', note: 'seen by Eve', owner: 'Eve', evidence: ['acme.pdf'] }, 'QLT-302': { answer: 'NA', reason: 'acme has none' }, 'STR-101': 'L' },
};
const plain = { 'QLT-101': 'F', 'QLT-302': 'NA', 'STR-101': 'L' };

/** Opens a dialog by its button; gives the selector of what is in it. */
async function openDialog(page, name) {
  await unfold(page, `[data-share=${name}]`);
  await press(page, `[data-share=${name}]`);
  await page.waitForSelector(`dialog[data-sharing=${name}][open]`);
  return (within) => `dialog[data-sharing=${name}] ${within}`;
}
/** Waits until a dialog says something like this, and gives it. */
async function says(page, name, pattern) {
  const place = `dialog[data-sharing=${name}] .said`;
  await until(page, `${name} to say ${pattern}`, (place, source) => new RegExp(source).test(document.querySelector(place).textContent), place, pattern.source);
  return page.$eval(place, (one) => one.textContent);
}
const closed = (page, name) => until(page, `${name} to be closed`, (name) => !document.querySelector(`dialog[data-sharing=${name}]`).open, name);
/** Empties the scorer: a new assessment. */
async function beginNew(page) {
  await unfold(page, '[data-action=new]');
  await press(page, '[data-action=new]');
}
const titles = (page) => page.$eval('[data-field=shelf]', (one) => one.innerText);

for (const [name, host, lang] of [['Chromium', 'host root', 'zh'], ['Chromium', 'folder', 'en'], ['Firefox', 'host root', 'en'], ['Firefox', 'folder', 'zh']]) {
  describe(`${name}, ${host}, ${lang}`, () => {
    let browser;
    let site;
    let reader;
    let page;
    let file;
    before(async () => {
      browser = await start(name, { whole: true });
      site = await HOSTS[host]();
      reader = await openPage(browser);
      page = reader.page;
      await openWork(page, site.base, lang);
      await upload(page, 'a.json', JSON.stringify(mine));
      await untilStored(page, plain);
    });
    after(async () => {
      assert.deepEqual(reader.seen.console, []);
      await reader.close();
      await site.close();
      await browser.close();
    });

    test('an encrypted file is saved once both passphrases are the same', async () => {
      const within = await openDialog(page, 'encrypt');
      await page.type(within('[name=passphrase]'), PASSPHRASE);
      await page.type(within('[name=again]'), `${PASSPHRASE}x`);
      await page.click(within('[type=submit]'));
      await says(page, 'encrypt', /./);
      await page.click(within('[name=shown]'));
      assert.equal(await page.$eval(within('[name=again]'), (one) => one.type), 'text');
      await page.focus(within('[name=again]'));
      await page.keyboard.press('End');
      await page.keyboard.press('Backspace');
      file = await saved(page, () => page.click(within('[type=submit]')));
      // Firefox numbers a file whose name it has saved before.
      assert.match(file.name, /^Acme 2026-.*\.json(\(\d+\))?\.age$/);
      assert.match(file.bytes.toString('latin1'), /^age-encryption\.org\/v1\n-> scrypt \S{22} 17\n/);
      await says(page, 'encrypt', /Acme 2026/);
      await page.click(within('[data-close]'));
      await closed(page, 'encrypt');
      assert.equal(await page.$eval(within('[name=passphrase]'), (one) => one.value), '');
    });

    test('a wrong passphrase changes nothing, the right one opens the file', async () => {
      await beginNew(page);
      const before = await titles(page);
      await upload(page, 'locked', file.bytes);
      const within = (part) => `dialog[data-sharing=decrypt] ${part}`;
      await page.waitForSelector('dialog[data-sharing=decrypt][open]');
      await page.type(within('[name=passphrase]'), 'wrong');
      await page.click(within('[type=submit]'));
      await until(page, 'the refusal', () => {
        const dialog = document.querySelector('dialog[data-sharing=decrypt]');
        return dialog.querySelector('.said').textContent === dialog.dataset.wrongPassphrase;
      });
      assert.equal(await titles(page), before);
      await page.type(within('[name=passphrase]'), PASSPHRASE);
      await page.keyboard.press('Enter');
      await closed(page, 'decrypt');
      await until(page, 'the assessment to be shown', () => document.querySelector('[data-field=title]').value === 'Acme 2026');
    });

    test('a file that was cut or asks for hours is refused, and may be left', async () => {
      const much = Buffer.from(file.bytes.toString('latin1').replace(/ 17\n/, ' 60\n'), 'latin1');
      for (const [bytes, why] of [[file.bytes.subarray(0, -1), 'damaged'], [much, 'tooMuchWork']]) {
        await upload(page, 'locked.age', bytes);
        await page.waitForSelector('dialog[data-sharing=decrypt][open]');
        await page.type('dialog[data-sharing=decrypt] [name=passphrase]', PASSPHRASE);
        await page.keyboard.press('Enter');
        await until(page, why, (why) => {
          const dialog = document.querySelector('dialog[data-sharing=decrypt]');
          return dialog.querySelector('.said').textContent === dialog.dataset[why];
        }, why);
        await page.keyboard.press('Escape');
        await closed(page, 'decrypt');
      }
    });

    test('an anonymous copy holds no word that somebody wrote, and says what is gone', async () => {
      const within = await openDialog(page, 'anonymous');
      const copy = await saved(page, () => page.click(within('[type=submit]')));
      const text = copy.bytes.toString();
      assert.doesNotMatch(text, /acme|eve|2026-/i);
      assert.deepEqual(Object.keys(JSON.parse(text).answers).sort(), Object.keys(plain));
      assert.equal(JSON.parse(text).targets.company, 2);
      assert.match(await says(page, 'anonymous', /\d/), /2.*1.*1.*1.*1.*1.*0.*0/);
      await page.type(within('[name=words]'), 'acme\neve');
      const hidden = await saved(page, () => page.click(within('[type=submit]')));
      assert.doesNotMatch(hidden.bytes.toString(), /acme|eve/i);
      assert.equal(JSON.parse(hidden.bytes.toString()).answers['QLT-101'].note, 'seen by …');
      await page.click(within('[data-close]'));
    });

    test('a QR code is drawn with its name and saved', async () => {
      const within = await openDialog(page, 'qr');
      await page.waitForSelector(within('.qr-picture svg'));
      const { label, alt, box } = await page.$eval(within('.qr-picture svg'), (one) => ({ label: one.getAttribute('aria-label'), alt: one.closest('dialog').dataset.alt, box: one.getAttribute('viewBox') }));
      assert.deepEqual([label, label.length > 5], [alt, true]);
      assert.match(box, /^0 0 (\d+) \1$/);
      const picture = await saved(page, () => page.click(within('[type=submit]')));
      assert.match(picture.bytes.toString(), /^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<path d="M4 4h7v1h-7z/);
      await page.keyboard.press('Escape');
      await closed(page, 'qr');
    });

    test('what was copied as text is read back by pasting, and so is a link without its address', async () => {
      await press(page, '.inside [data-action=copy-text]');
      const text = await page.$eval('[data-field=output]', (one) => one.value);
      await unfold(page, '[data-action=link]');
      await press(page, '[data-action=link]');
      await until(page, 'the link', () => document.querySelector('[data-field=output]').value.includes('#a='));
      const link = await page.$eval('[data-field=output]', (one) => one.value);
      for (const pasted of [text, link.slice(link.indexOf('#'))]) {
        await beginNew(page);
        await until(page, 'the page to be empty', () => document.querySelector('[data-field=title]').value === '');
        const within = await openDialog(page, 'paste');
        await page.$eval(within('[name=text]'), (one, value) => { one.value = value; }, pasted);
        await page.click(within('[type=submit]'));
        await closed(page, 'paste');
        await until(page, 'the message', (name) => document.querySelector('[data-message]').innerText.includes(name), await page.$eval('dialog[data-sharing=paste]', (one) => one.dataset.name));
      }
      const within = await openDialog(page, 'paste');
      await page.type(within('[name=text]'), 'no text of ours');
      await page.click(within('[type=submit]'));
      await until(page, 'the refusal', () => document.querySelector('[data-message] ul'));
      assert.ok(await stored(page));
    });
  });
}
