// Citations as they arrive where they are pasted, and what each must say.
import assert from 'node:assert/strict';
import { model } from './harness.mjs';

/** The ways of copying, in the order of their buttons. */
export const WAYS = ['link', 'plain', 'rich', 'gbt7714', 'iso690', 'bibtex', 'markdown'];
// Late in the evening of the 4th in London, the 5th where the reader is.
export const CLOCK = '2027-03-04T17:00:00Z';
const TODAY = '2027-03-05';

/** Pastes with the keyboard: as text, and into a place that takes formatted text. */
export async function paste(paper) {
  await paper.bringToFront();
  for (const place of ['textarea', 'div']) {
    await paper.$eval(place, (one) => { one.value = ''; one.innerHTML = ''; one.focus(); });
    await paper.keyboard.down('Control');
    await paper.keyboard.press('KeyV', { commands: ['Paste'] });
    await paper.keyboard.up('Control');
  }
  return paper.evaluate(() => ({
    text: document.querySelector('textarea').value,
    formatted: document.querySelector('div').innerText,
    links: [...document.querySelectorAll('div a[href]')].map((link) => [link.textContent, link.href]),
  }));
}

/** What the model says of an entry. */
function known(id, lang) {
  const domain = model.domains.find((one) => one.subdomains.some((sub) => sub.code === id.slice(0, 3)));
  const subdomain = domain.subdomains.find((one) => one.code === id.slice(0, 3));
  const entry = subdomain.cells.flatMap((cell) => cell.entries).find((one) => one.id === id);
  const level = model.levels[id[4] - 1].name[lang];
  const place = lang === 'zh' ? `${domain.clause} 表 ${domain.table} ${subdomain.name.zh} ${level} ${entry.letter})` : `${domain.clause}, Table ${domain.table}, ${subdomain.name.en}, ${level}, ${entry.letter})`;
  return { place, text: entry.text[lang], status: model.standard.status[lang], title: model.standard.title[lang] };
}

/** What every citation must say. */
export function assertCites(text, id, lang, address) {
  const { place, status } = known(id, lang);
  for (const part of [id, place, model.standard.edition, status, TODAY, address, model.standard.number]) assert.ok(text.includes(part), `${part} in ${text}`);
}

/** What is true of one way only. */
export function assertForm(way, { text, formatted, links }, id, lang, address) {
  const { text: words, place, title, status } = known(id, lang);
  const lines = text.split('\n');
  if (way === 'rich') {
    assert.deepEqual(links, [[id, address]]);
    assert.ok(formatted.includes(words) && !formatted.includes(address), formatted);
  } else assert.deepEqual(links, []);
  if (['plain', 'rich', 'markdown'].includes(way)) assert.ok(text.includes(words), text);
  if (way === 'link') assert.ok(text.startsWith(`${address} `), text);
  if (way === 'gbt7714') assert.match(text, /^[^.]+\. .+\[S\/OL\]\. .+\[\d{4}-\d\d-\d\d\]\. \S+\.$/);
  if (way === 'iso690') assert.ok(text.includes(`, ${title} [`) && text.endsWith(address), text);
  if (way === 'markdown') {
    assert.ok(lines.every((line) => line.startsWith('>')), text);
    assert.equal(lines[0], `> ${words}`);
    assert.ok(text.includes(`[${id}](${address})`), text);
  }
  if (way === 'bibtex') {
    const fields = Object.fromEntries([...text.matchAll(/^ {2}(\w+) = \{(.*)\},$/gm)].map(([, name, value]) => [name, value]));
    assert.equal(lines[0], `@techreport{${id.toLowerCase()},`);
    assert.equal(lines.at(-1), '}');
    assert.equal(fields.title, `{${title}}`);
    assert.deepEqual([fields.year, fields.type, fields.url, fields.urldate], ['2024', status, address, TODAY]);
    assert.ok(fields.note.includes(`${place} [${id}]`), fields.note);
    assert.equal(text.split('{').length, text.split('}').length);
  }
}
