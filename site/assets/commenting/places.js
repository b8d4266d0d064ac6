// What comments are about: identifiers in the order of the document, and those meant by a printed place.

/** What stands inside the numbered parts, by the part. */
const INSIDE = {
  "clause-3": texts.terms.flatMap(({ number, notes }) => [`term-${number}`, ...notes.map((_, index) => `term-${number}-note-${index + 1}`)]),
  "clause-4": texts.abbreviations.map(({ short }) => `abbreviation-${short}`),
  "clause-5": ["figure-1"],
  "clause-6": ["figure-2", ...texts.levels.map((_, index) => `level-${index + 1}`)],
  "clause-7": ["table-1"],
  "clause-8": texts.domains.flatMap(({ clause, table, subdomains }) => [`clause-${clause}`, `table-${table}`, ...subdomains.flatMap(inSubdomain)]),
};

function inSubdomain({ code, cells }) {
  return [code, ...cells.flatMap((cell, index) => [`${code}-${index + 1}`, ...cell.map(({ id }) => id)])];
}

/** Every identifier with its place in the order; first the whole document, which has none. */
const ORDER = new Map();
for (const id of ["", "cover", ...texts.parts.flatMap(({ id }) => [id, ...(INSIDE[id] ?? [])])]) ORDER.set(id, ORDER.size);

const inOrder = (comments) => {
  const rank = ({ at, place }) => ORDER.get(at || anchor(place)) ?? ORDER.size;
  return comments.map((one) => [rank(one), one]).sort(([one], [two]) => one - two).map(([, one]) => one);
};

/** The identifier that a place in words means; nothing for the whole document and what is unknown. */
function anchor(place) {
  const first = place.split("；")[0].trim();
  const codes = first.match(/[A-Z]{3}(-[1-5](\d\d)?)?/g) ?? [];
  const code = codes.find((one) => ORDER.has(one));
  if (code) return code;
  const [, drawn, n] = /^([表图])\s*(\d)/.exec(first) ?? [];
  if (drawn) return `${drawn === "表" ? "table" : "figure"}-${n}`;
  if (first === texts.words.zh.note_cover) return "cover";
  const part = texts.parts.find(({ title }) => title.zh === first);
  if (part) return part.id;
  const [, number = "", rest] = /^([\d.]+)?\s*(.*)$/.exec(first);
  const level = texts.levels.findIndex(({ name }) => number === "6" && name.zh === rest) + 1;
  const meant = [`term-${number}`, number === "4" && `abbreviation-${rest}`, level && `level-${level}`, `clause-${number}`, `clause-${number.split(".").slice(0, 2).join(".")}`];
  return meant.find((one) => ORDER.has(one)) ?? "";
}

/** Where a comment is about, in the language of the page, with the address. */
function linkTo({ at, place: words }) {
  const path = home(at);
  const found = entries.get(at);
  if (!path) return undefined;
  const name = found ? [`${at} ${place(found)}`] : [el("span", { lang: tags.zh }, words.split("；")[0])];
  return el("a", { href: root + path }, ...name);
}
