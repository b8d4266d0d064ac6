// Nothing is lost: two tabs at once, a storage that is full, blocked or damaged, a browser that
// cannot save, an engine that does not come.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { choose, entries, keep, message, notice, openBrowser, openPage, openSite, openWork, press, saved, showAll, until, untilInSight, untilStored, waitForLevel, word } from './harness.mjs';
import { prove } from './proof.mjs';

const browser = await openBrowser();
const site = await openSite('host root');

const ids = entries().map((entry) => entry.id);
const lowest = entries('QLT').filter((one) => one.id[4] === '1').map((one) => one.id);

/** Opens the scorer for a reader of its own, after `prepare` changed the browser. */
async function begin({ prepare, lang = 'zh', ...options } = {}) {
  const reader = await openPage(browser, options);
  if (prepare) await reader.page.evaluateOnNewDocument(prepare);
  reader.dialogs = [];
  reader.page.on('dialog', (dialog) => {
    reader.dialogs.push(dialog.type());
    dialog.accept();
  });
  await openWork(reader.page, site.base, lang);
  return reader;
}

/** What leaving the page makes the browser ask. */
async function leave(reader) {
  reader.dialogs.length = 0;
  await reader.page.goto('about:blank');
  return reader.dialogs;
}

async function untilShown(page, answers) {
  await showAll(page);
  const same = (wanted) => {
    const chosen = [...document.querySelectorAll('[data-requirement] [type=radio]:checked')].map((one) => [one.name, one.value]);
    return JSON.stringify(chosen.sort()) === wanted;
  };
  await until(page, 'these answers to be shown', same, JSON.stringify(Object.entries(answers).sort()));
}

describe('two tabs at once', () => {
  const answers = {};
  const give = (page, id, answer) => {
    answers[id] = answer;
    return choose(page, id, answer);
  };
  let reader;
  let one;
  let two;
  before(async () => {
    reader = await begin();
    one = reader.page;
    two = await reader.tab();
    await openWork(two, site.base, 'en');
  });
  after(() => reader.close());

  test('answers given in turns are kept and shown in both', async () => {
    for (let place = 0; place < 20; place += 1) await give(place % 2 ? two : one, ids[place], 'FLPN'[place % 4]);
    await untilStored(one, answers);
    await untilShown(one, answers);
    await untilShown(two, answers);
  });

  test('answers given at the same moment are all kept and shown in both', async () => {
    for (let place = 20; place < 60; place += 2) {
      await Promise.all([give(one, ids[place], 'F'), give(two, ids[place + 1], 'P')]);
    }
    await untilStored(one, answers);
    await untilShown(one, answers);
    await untilShown(two, answers);
  });

  test('a note in one and an answer in the other, to the same entry, both stay', async () => {
    await press(one, `[data-requirement="${ids[70]}"] [data-action=details]`);
    await one.waitForSelector(`[data-requirement="${ids[70]}"] textarea`);
    await Promise.all([one.keyboard.type('written meanwhile'), give(two, ids[70], 'L')]);
    await until(one, 'both', (id) => {
      const kept = JSON.parse(keptFile()).answers[id];
      return kept?.answer === 'L' && kept.note === 'written meanwhile';
    }, ids[70]);
    await untilShown(one, answers);
  });

  test('one tab may turn to another assessment while the other stays', async () => {
    await press(two, '[data-action=new]');
    await choose(two, ids[0], 'N');
    await untilStored(two, { [ids[0]]: 'N' }, 2);
    await give(one, ids[80], 'F');
    await untilStored(one, answers);
    await untilShown(one, answers);
    await untilShown(two, { [ids[0]]: 'N' });
    await until(one, 'the other to be listed', () => document.querySelectorAll('[data-field=shelf] option').length === 2);
  });

  test('the console stayed empty', () => assert.deepEqual(reader.seen.console, []));
});

describe('a storage that does not keep', () => {
  const blocked = () => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
    }
  };
  const refusing = () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; };

  for (const [kind, prepare, lang, width] of [['blocked', blocked, 'zh', 1366], ['refusing', refusing, 'en', 390]]) {
    test(`${kind}: it is said, a file can be saved, and leaving asks`, async () => {
      const reader = await begin({ prepare, lang, width });
      const { page } = reader;
      for (const id of lowest) await choose(page, id, 'F');
      await waitForLevel(page, 'QLT', 1);
      assert.ok((await notice(page, /./)).startsWith(await word(page, 'not_kept')));
      const { bytes } = await saved(page, () => press(page, '[data-notices] [data-action="save-unkept"]'));
      assert.deepEqual(JSON.parse(bytes).answers, Object.fromEntries(lowest.map((id) => [id, 'F'])));
      await press(page, '[data-notices] [data-action="copy-text"]');
      await until(page, 'the text', (text) => document.querySelector('[data-field=output]').value === text, bytes.toString());
      assert.deepEqual(await leave(reader), ['beforeunload']);
      assert.deepEqual(reader.seen.console, []);
      await reader.close();
      prove('faults survived', 1, 'storages blocked, refusing, full or damaged');
    });

    test(`${kind}: another assessment begun there loses nothing of the first`, async () => {
      const reader = await begin({ prepare, lang, width });
      const { page } = reader;
      for (const id of lowest) await choose(page, id, 'F');
      await press(page, '[data-action=new]');
      await untilShown(page, {});
      assert.ok((await notice(page, /./)).startsWith(await word(page, 'not_kept')), 'it is said beside the new one too');
      await page.select('[data-field=shelf]', '1');
      await untilShown(page, Object.fromEntries(lowest.map((id) => [id, 'F'])));
      await reader.close();
    });
  }

  test('full: it is said until there is room again', async () => {
    const reader = await begin();
    const { page } = reader;
    await choose(page, ids[0], 'F');
    // Filled before, it would have no room for this one either.
    await untilStored(page, { [ids[0]]: 'F' });
    await page.evaluate(() => {
      for (let size = 1 << 20; size >= 1; size >>= 1) {
        try {
          for (;;) localStorage[`other${Object.keys(localStorage).length}`] = 'x'.repeat(size);
        } catch {
          // Full: the next text is half as long.
        }
      }
    });
    await choose(page, ids[1], 'L');
    assert.ok((await notice(page, /./)).startsWith(await word(page, 'not_kept')));
    await untilStored(page, { [ids[0]]: 'F' });
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('other')).forEach((key) => localStorage.removeItem(key)));
    await choose(page, ids[2], 'P');
    await untilStored(page, { [ids[0]]: 'F', [ids[1]]: 'L', [ids[2]]: 'P' });
    await until(page, 'the notice to go', () => document.querySelector('[data-notices]').textContent === '');
    assert.deepEqual(await leave(reader), []);
    await reader.close();
    prove('faults survived', 1, 'storages blocked, refusing, full or damaged');
  });

  test('where answers are kept, and where there are none, leaving asks nothing', async () => {
    const reader = await begin();
    await choose(reader.page, ids[0], 'F');
    assert.deepEqual(await leave(reader), []);
    await reader.close();
    const empty = await begin({ prepare: blocked });
    await choose(empty.page, ids[0], 'F');
    await press(empty.page, `[data-requirement="${ids[0]}"] [data-action=clear-answer]`);
    assert.deepEqual(await leave(empty), []);
    await empty.close();
  });

  test('damaged: every text that cannot be read is put aside, said until dismissed, and saved; work goes on', async () => {
    const reader = await begin();
    const { page } = reader;
    const damaged = ['{"format": "dtmm-assess', '{"format": "dtmm-assessment/9", "edition": "x", "answers": {}}'];
    const put = (text) => page.evaluate((text) => localStorage.setItem(`${dtmm.prefix}assessment:1`, text), text);
    await put(damaged[0]);
    await page.reload();
    assert.ok((await notice(page, /./)).startsWith(await word(page, 'damaged')));
    await choose(page, ids[0], 'F');
    await untilStored(page, { [ids[0]]: 'F' });
    await put(damaged[1]);
    await page.reload();
    await notice(page, /2/);
    for (const [number, text] of damaged.entries()) {
      const { bytes } = await saved(page, () => press(page, `[data-action=save-aside][data-number="${number + 1}"]`));
      assert.equal(bytes.toString(), text);
    }
    await press(page, '[data-action=told]');
    await until(page, 'the notice to go', () => document.querySelector('[data-notices]').textContent === '');
    await page.reload();
    await page.waitForSelector('html.answering');
    assert.equal(await page.$eval('[data-notices]', (one) => one.textContent), '');
    const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('-aside:')).map((key) => localStorage[key]));
    assert.deepEqual(kept.toSorted(), damaged.toSorted(), 'both stay until the reader deletes them');
    assert.deepEqual(reader.seen.console, []);
    await reader.close();
    prove('faults survived', 2, 'storages blocked, refusing, full or damaged');
  });
});

describe('a copy elsewhere', () => {
  test('within WeChat, which saves no files, saving gives a text to copy', async () => {
    const agent = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50';
    const reader = await begin({ agent, width: 390 });
    const { page } = reader;
    await page.waitForSelector('[data-show="in-app"]', { visible: true });
    await choose(page, ids[0], 'F');
    await press(page, '.manage [data-action="export-json"]');
    await untilInSight(page, '[data-field=output]');
    await untilInSight(page, '[data-message]');
    assert.deepEqual(JSON.parse(await page.$eval('[data-field=output]', (one) => one.value)).answers, { [ids[0]]: 'F' });
    assert.equal(await message(page, /./), await word(page, 'save_in_app'));
    await reader.close();
  });

  test('after thirty changes a reminder asks for one, and saving takes it away', async () => {
    const reader = await begin({ lang: 'en' });
    const { page } = reader;
    const reminder = () => page.$eval('[data-show="keep-copy"]', (one) => !one.hidden && one.innerText);
    for (const id of ids.slice(0, 29)) await choose(page, id, 'F');
    await until(page, 'the plan to follow', () => localStorage[`${dtmm.prefix}assessment-unsaved:1`] === '29');
    assert.equal(await reminder(), false);
    await choose(page, ids[29], 'F');
    await page.waitForSelector('[data-show="keep-copy"]', { visible: true });
    assert.ok((await reminder()).includes(await word(page, 'keep_copy', { count: 30 })));
    await page.reload();
    await page.waitForSelector('[data-show="keep-copy"]', { visible: true });
    await saved(page, () => press(page, '[data-show="keep-copy"] [data-action="export-json"]'));
    await page.waitForSelector('[data-show="keep-copy"]', { hidden: true });
    await choose(page, ids[30], 'F');
    await until(page, 'the change to be counted', () => localStorage[`${dtmm.prefix}assessment-unsaved:1`] === '1');
    assert.equal(await reminder(), false);
    await reader.close();
  });
});

describe('what a browser keeps for how long', () => {
  const asks = () => {
    globalThis.asked = 0;
    Object.defineProperty(navigator, 'storage', { value: { persist: async () => { globalThis.asked += 1; return true; } } });
  };

  test('once answering begins, the browser is asked to keep it, and no second time', async () => {
    const reader = await begin({ prepare: asks });
    const { page } = reader;
    const asked = () => page.evaluate(() => globalThis.asked);
    assert.equal(await asked(), 0);
    await choose(page, ids[0], 'F');
    await until(page, 'the question', () => globalThis.asked === 1);
    await choose(page, ids[1], 'F');
    await untilStored(page, { [ids[0]]: 'F', [ids[1]]: 'F' });
    assert.equal(await asked(), 1);
    await page.reload();
    await page.waitForSelector('html.answering');
    await choose(page, ids[2], 'F');
    await untilStored(page, { [ids[0]]: 'F', [ids[1]]: 'F', [ids[2]]: 'F' });
    assert.equal(await asked(), 0);
    assert.deepEqual(reader.seen.console, []);
    await reader.close();
  });

  test('where it keeps it for seven days only, that is said, and the reminder comes sooner', async () => {
    const apple = () => Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' });
    const reader = await begin({ prepare: apple, lang: 'en' });
    const { page } = reader;
    for (const id of ids.slice(0, 10)) await choose(page, id, 'F');
    await page.waitForSelector('[data-show="keep-copy"]', { visible: true });
    assert.match(await page.$eval('[data-show="keep-copy"]', (one) => one.innerText), /seven days/);
    await page.goto(`${site.base}en/privacy.html`);
    assert.match(await page.$eval('main', (one) => one.innerText), /seven days/);
    await reader.close();
  });

  test('within WeCom saving gives a text to copy', async () => {
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/116.0.0.0 Safari/537.36 wxwork/4.1.30';
    const reader = await begin({ agent });
    await reader.page.waitForSelector('[data-show="in-app"]', { visible: true });
    await choose(reader.page, ids[0], 'F');
    await press(reader.page, '.shelf-row [data-action="export-json"]');
    await reader.page.waitForSelector('[data-field=output]', { visible: true });
    await reader.close();
  });
});

describe('an engine that does not come', () => {
  const half = async (request) => {
    const body = await (await fetch(request.url())).text();
    await request.respond({ contentType: 'text/javascript', body: body.slice(0, body.length / 2) });
  };
  const broken = async (request) => {
    const body = await (await fetch(request.url())).text();
    await request.respond({ contentType: 'text/javascript', body: body.replace(/"[^"\n]{2000}/, (part) => `"${part.slice(1).split('').reverse().join('')}`) });
  };
  const ways = { 'is not there': (request) => request.abort(), 'is cut off': half, 'is damaged': broken };

  for (const [way, answer] of Object.entries(ways)) {
    for (const [lang, name] of [['zh', 'score'], ['en', 'production/quality-control']]) {
      test(`one that ${way} leaves a readable page that says so (${lang}/${name})`, async () => {
        const { page, close } = await openPage(browser, { width: 390 });
        let failing = true;
        await page.setRequestInterception(true);
        page.on('request', (request) => (failing && /\/engine-/.test(request.url()) ? answer(request) : request.continue()));
        await page.goto(`${site.base}${lang}/method.html`);
        await keep(page, { answers: { [ids[0]]: 'F' } });
        await page.goto(`${site.base}${lang}/${name}.html`);
        if (name !== 'score') await press(page, '[data-action=answering]');
        await page.waitForSelector('.failed');
        const said = await page.$eval('[data-action=answering]', (button) => button.dataset.failed);
        assert.equal(await page.$eval('.failed p', (one) => one.textContent), said);
        const { bytes } = await saved(page, () => press(page, '.failed a'));
        assert.deepEqual(JSON.parse(bytes).answers, { [ids[0]]: 'F' }, 'what is stored is saved without it');
        assert.ok(await page.$eval('[data-requirement="QLT-302"] [data-text]', (one) => one.checkVisibility()));
        // Citing, commenting and the ways of reading need no engine.
        const dead = await page.$$eval('main :is(input, button, select):not(.cite, .comment, .view-switch *)', (all) => all.filter((one) => one.checkVisibility()).length);
        assert.equal(dead, 0, 'controls that do nothing');
        failing = false;
        if (name !== 'score') {
          await press(page, '[data-action=answering]');
          await page.waitForSelector('html.answering [data-requirement="QLT-302"] .choice');
          assert.equal(await page.$('.failed'), null);
        }
        await close();
        prove('faults survived', 1, 'engines missing, cut off, damaged or forbidden');
      });
    }
  }
});
