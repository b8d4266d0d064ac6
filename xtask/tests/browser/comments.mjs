// What the tests of comments share: a reader who begins them, what is kept, and tables read by another program.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entries, model, press } from './harness.mjs';

export const KEY = 'dtmm:comments';
export const HEADS = {
  zh: ['序号', '章条编号', '原文', '修改意见', '理由', '提出单位'],
  en: ['序号 No.', '章条编号 Clause', '原文 Original text', '修改意见 Proposed change', '理由 Reason', '提出单位 Organization'],
};
export const QLT302 = { place: '8.6 表 7 质量管控 三级 b) QLT-302', original: entries('QLT').find(({ id }) => id === 'QLT-302').text.zh };
export const edition = model.standard.edition;

export const field = (name) => `.slip-panel [name="${name}"]`;
export const kept = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key))?.comments ?? [], KEY);
export const values = (page, scope) => page.$$eval(`${scope} textarea[name]`, (all) => Object.fromEntries(all.map((one) => [one.name, one.value])));
export const rows = (page) => page.$$eval('[data-slip]', (all) => all.map((row) => ({ n: row.cells[0].textContent, ...Object.fromEntries([...row.querySelectorAll('textarea')].map((one) => [one.name, one.value])) })));
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
export async function keep(page, base, comments, text) {
  await page.goto(`${base}zh/method.html`);
  const filled = comments?.map((one) => ({ at: '', place: '', original: '', proposal: '', reason: '', organization: '', ...one }));
  await page.evaluate((key, text) => localStorage.setItem(key, text), KEY, text ?? JSON.stringify({ format: 'dtmm-comments/1', edition, organization: '', comments: filled }));
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
