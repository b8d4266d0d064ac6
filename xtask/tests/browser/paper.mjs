// What stands on the sheets of a PDF as Chromium writes it.
import { inflateSync } from 'node:zlib';

const decoded = (hex) => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** The objects of a PDF by number, and the bytes of a stream among them. */
function opened(pdf) {
  const source = Buffer.from(pdf).toString('latin1');
  const objects = new Map([...source.matchAll(/(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj/gs)].map(([, number, body]) => [number, body]));
  const stream = (number) => {
    const body = objects.get(number);
    const raw = Buffer.from(body.slice(body.indexOf('stream\n') + 7, body.lastIndexOf('\nendstream')), 'latin1');
    return (/FlateDecode/.test(body) ? inflateSync(raw) : raw).toString('latin1');
  };
  return { source, objects, stream };
}

/** Which character each glyph of a font is: the font says it. */
function glyphs(body, stream) {
  const known = new Map();
  known.digits = /\/Type3/.test(body) ? 2 : 4;
  const map = /\/ToUnicode (\d+) 0 R/.exec(body);
  if (!map) return known;
  for (const [, part] of stream(map[1]).matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, glyph, text] of part.matchAll(/<(\w+)> <(\w+)>/g)) known.set(parseInt(glyph, 16), decoded(text));
  }
  for (const [, part] of stream(map[1]).matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, from, to, text] of part.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      for (let at = parseInt(from, 16), code = parseInt(text, 16); at <= parseInt(to, 16); at += 1, code += 1) known.set(at, String.fromCodePoint(code));
    }
  }
  return known;
}

/** Text as it can be looked for: fonts draw 厂 and its radical alike, and fi as one glyph. */
export const squeezed = (text) => text.normalize('NFKC').replace(/\s+/g, '');

/** The text of each sheet of a PDF, squeezed. */
export function sheetsOf(pdf) {
  const { source, objects, stream } = opened(pdf);
  const fonts = new Map([...source.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, font]) => [name, glyphs(objects.get(font) ?? '', stream)]));
  return [...source.matchAll(/\/Type \/Page\b.*?\/Contents (\d+) 0 R/gs)].map(([, content]) => {
    let [text, font] = ['', new Map()];
    // A glyph that stands for several characters is within a span that says for which.
    for (const [, actual, within, name, hex] of stream(content).matchAll(/\/ActualText <FEFF(\w+)>(.*?)EMC|\/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>/gis)) {
      const chosen = name ?? within?.match(/\/(F\d+) [\d.]+ Tf/g)?.at(-1).match(/F\d+/)[0];
      if (chosen) font = fonts.get(chosen) ?? new Map();
      if (actual) text += decoded(actual);
      else if (hex) for (const glyph of hex.match(new RegExp(`.{${font.digits}}`, 'g')) ?? []) text += font.get(parseInt(glyph, 16)) ?? '';
    }
    return squeezed(text);
  });
}
