// What the tests of comments share: a reader who begins them, what is kept, and tables read by another program.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entries, model, press, until } from './harness.mjs';

/** Where comments were kept before names had the prefix of their site. */
export const OLD = 'dtmm:comments';
export const HEADS = {
  zh: ['序号', '章条编号', '原文', '修改意见', '理由', '提出单位'],
  en: ['序号 No.', '章条编号 Clause', '原文 Original text', '修改意见 Proposed change', '理由 Reason', '提出单位 Organization'],
};
export const QLT302 = { place: '8.6 表 7 质量管控 三级 b) QLT-302', original: entries('QLT').find(({ id }) => id === 'QLT-302').text.zh };
export const edition = model.standard.edition;

export const field = (name) => `.slip-panel [name="${name}"]`;
/** The comments as they are stored, once what the page did is. */
export const kept = async (page) => (await keptFile(page))?.comments ?? [];
/** The whole file as it is stored, once nothing that a tab did is still to be joined into it. */
export async function keptFile(page) {
  await until(page, 'what was done to be stored', () => {
    try {
      const names = Object.keys(localStorage).filter((key) => key.startsWith(`${dtmm.prefix}comments`));
      return !document.querySelector('[data-comments][hidden]') && !names.some((key) => key.includes('-pending:'));
    } catch {
      return true;
    }
  });
  const { stored, ...file } = await page.evaluate(() => JSON.parse(localStorage.getItem(`${dtmm.prefix}comments:1`)) ?? {});
  return Object.keys(file).length ? file : undefined;
}
export const values = (page, scope) => page.$$eval(`${scope} textarea[name]`, (all) => Object.fromEntries(all.map((one) => [one.name, one.value])));
export const rows = (page) => page.$$eval('[data-slip]', (all) => all.map((row) => ({ n: row.cells[0].textContent, ...Object.fromEntries([...row.querySelectorAll('textarea')].map((one) => [one.name, one.value])) })));
/** The notice of what is wrong with keeping, once there is one. */
export async function notice(page) {
  await page.waitForSelector('.slip-notices > p');
  return page.$eval('.slip-notices', (one) => one.innerText);
}
export const said = (page) => page.$eval('.slip-said', (one) => one.innerText);

/** Opens the comments of an entry on a page that shows it. */
export async function begin(page, id, within = `[id="${id}"]`) {
  await press(page, `${within} .comment`);
  await page.waitForSelector(`${within} .slip-panel textarea`);
}

/** A comment on an entry, with what is written in its fields; the panel is closed again. */
export async function comment(page, id, written) {
  await begin(page, id);
  for (const [name, text] of Object.entries(written)) await page.type(field(name), text);
  await page.keyboard.press('Escape');
  await page.waitForSelector('.slip-panel', { hidden: true });
}

export async function openList(page, base, lang = 'zh') {
  await page.goto(`${base}${lang}/comments.html`);
  await page.waitForSelector('[data-comments]:not([hidden])');
}

/** Puts comments into the browser before a page that reads them is opened. */
export async function keep(page, base, comments, text, key) {
  await page.goto(`${base}zh/method.html`);
  const filled = comments?.map((one) => ({ at: '', place: '', original: '', proposal: '', reason: '', organization: '', ...one }));
  await page.evaluate((key, text) => localStorage.setItem(key ?? `${dtmm.prefix}comments:1`, text), key, text ?? JSON.stringify({ format: 'dtmm-comments/1', edition, organization: '', comments: filled }));
}

/** A table as Python reads it, which knows of nothing but the format. */
export async function readWithPython(bytes) {
  const folder = await mkdtemp(join(tmpdir(), 'comments-'));
  await writeFile(join(folder, 'table.csv'), bytes);
  const program = 'import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline="")))))';
  const out = JSON.parse(execFileSync('python3', ['-c', program, join(folder, 'table.csv')], { encoding: 'utf8' }));
  await rm(folder, { recursive: true });
  return out;
}

export async function upload(page, content, name = 'colleague.csv') {
  const folder = await mkdtemp(join(tmpdir(), 'comments-'));
  await writeFile(join(folder, name), content);
  await (await page.$('[data-comments] input[type="file"]')).uploadFile(join(folder, name));
}

export const exportButton = '[data-comments] .slip-ways button';

/** Three comments, each on a clause. */
export const THREE = ['甲', '乙', '丙'].map((proposal, index) => ({ place: `${index + 1}`, proposal }));
/** The buttons of the list that begin a comment on the whole document, and remove all. */
const GENERAL = '[data-comments] .slip-ways + .slip-ways button';
export const ALL = '[data-comments] .slip-ways button:nth-child(3)';
export const proposals = async (page) => (await rows(page)).map(({ proposal }) => proposal).sort();
export const untilRows = (page, count) => until(page, `${count} comments to be shown`, (count) => document.querySelectorAll('[data-slip]').length === count, count);

/** Begins a comment on the whole document and writes in it. */
export async function write(page, text) {
  await press(page, GENERAL);
  await page.keyboard.type(text);
}

/** Presses Control and a key. */
export async function pressControl(page, key) {
  await page.keyboard.down('Control');
  await page.keyboard.press(key);
  await page.keyboard.up('Control');
}
