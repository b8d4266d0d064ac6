// What the bundles about the text share: the texts, the language of the page, places.
const texts = globalThis.dtmmTexts;
const root = document.documentElement.dataset.root;
const lang = readerLanguage();
const other = lang === "zh" ? "en" : "zh";
const tags = { zh: "zh-CN", en: "en" };
const words = texts.words[lang];

/** Every entry with where it stands, by identifier. */
const entries = new Map();
for (const domain of texts.domains)
  for (const subdomain of domain.subdomains)
    subdomain.cells.forEach((cell, index) => {
      for (const entry of cell) entries.set(entry.id, { entry, domain, subdomain, level: index + 1 });
    });

/** The printed place of an entry: `8.6 表 7 质量管控 三级 b)`. */
function place({ entry, domain, subdomain, level }, language = lang) {
  return fill(texts.words[language].printed_place, {
    clause: domain.clause,
    table: domain.table,
    subdomain: subdomain.name[language],
    level: texts.levels[level - 1].name[language],
    letter: entry.letter,
  });
}

/** The day where the reader is, as `2026-11-22`. */
function today() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
