// What a level adds: the words of its entries that the level below does not have.

/** Words of a text with their places: runs of Chinese characters, and Latin words. */
const parts = (text) => [...text.matchAll(/\p{Script=Han}+|[A-Za-z0-9][A-Za-z0-9-]*/gu)].map((match) => ({ text: match[0], at: match.index }));

/** The places of `text` that `below` does not know, as `[from, to]`. */
function unknown(text, below) {
  const lower = below.toLowerCase();
  const belowWords = new Set(parts(lower).map((part) => part.text));
  const spans = [];
  for (const part of parts(text)) {
    if (/[A-Za-z0-9]/.test(part.text)) {
      if (!belowWords.has(part.text.toLowerCase())) spans.push([part.at, part.at + part.text.length]);
      continue;
    }
    // Chinese: what occurs below in runs of two characters or more is known.
    for (let from = 0; from < part.text.length; ) {
      let to = from + 2;
      while (to <= part.text.length && lower.includes(part.text.slice(from, to))) to++;
      if (to - 1 >= from + 2) {
        from = to - 1;
        continue;
      }
      const last = spans.at(-1);
      if (last && last[1] === part.at + from) last[1]++;
      else spans.push([part.at + from, part.at + from + 1]);
      from++;
    }
  }
  return joined(spans, text).map((span) => trimmed(span, text)).filter(([from, to]) => to - from > 1);
}

/** A span without the characters at its ends that only join words. */
function trimmed([from, to], text) {
  const joins = /[应宜的和与及或并将对在以为等从至由]/;
  while (from < to && joins.test(text[from])) from++;
  while (from < to && joins.test(text[to - 1])) to--;
  return [from, to];
}

/** Neighbouring spans with nothing but spaces between them are one. */
function joined(spans, text) {
  const out = [];
  for (const span of spans) {
    const last = out.at(-1);
    if (last && !text.slice(last[1], span[0]).trim()) last[1] = span[1];
    else out.push([...span]);
  }
  return out;
}

/** Wraps the places of an element's text, whatever elements it is made of. */
function mark(element, spans) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let at = 0, node; (node = walker.nextNode()); at += node.length) nodes.push({ node, at });
  for (const { node, at } of nodes.reverse()) {
    for (const [from, to] of [...spans].reverse()) {
      const [start, end] = [Math.max(from - at, 0), Math.min(to - at, node.length)];
      if (start >= end) continue;
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      range.surroundContents(el("mark", { className: "added" }));
    }
  }
}

/** Marks what `level` adds to the one below; `0` takes all marks away. */
function markAdded(level) {
  for (const one of document.querySelectorAll("mark.added")) {
    const parent = one.parentNode;
    one.replaceWith(...one.childNodes);
    parent.normalize();
  }
  for (const cell of document.querySelectorAll("td.below")) {
    cell.classList.remove("below");
    if (!cell.classList.length) cell.removeAttribute("class");
  }
  if (!level) return;
  for (const subdomain of texts.domains.flatMap((domain) => domain.subdomains)) {
    const below = subdomain.cells[level - 2].map((entry) => [entry, ...(entry.examples ?? [])].map((one) => one[lang]).join(" ")).join(" ");
    document.querySelector(`td#${subdomain.code}-${level - 1}`)?.classList.add("below");
    for (const entry of subdomain.cells[level - 1]) {
      const shown = document.querySelector(`li[data-requirement="${entry.id}"] [data-text]`);
      if (shown) mark(shown, unknown(entry[lang], below));
    }
  }
}
