// Helps a reader whose link is broken: to where the target is now, or to what is most like it.
import { lang, root, tags, texts, words } from "../shared/base.js";
import { anchorUrl } from "../shared/anchors.js";
import { el, fill } from "../shared/element.js";

/**
 * What the address asks for and is not found: a fragment, or the path of a missing page.
 * @param {boolean} isPage
 */
function missing(isPage) {
  const said = isPage ? location.pathname : location.hash.slice(1);
  let asked = said;
  try {
    asked = decodeURIComponent(said);
  } catch {
    // Invalid percent escapes are shown as they are.
  }
  if (isPage) asked = /(?:^|\/)((?:zh|en|r|data)\/.*|[^/]*)$/.exec(asked)?.[1] ?? "";
  return asked.slice(0, 100);
}

/** The words of an address, as a query. @param {string} asked */
const queryOf = (asked) => asked.replace(/\.html$/, "").replace(/[/#_]+/g, " ").replace(/-(?![0-9])/g, " ").replace(/^(zh|en|r) /, "").trim();

/** Shows what a broken fragment, or the address of a missing page, probably means. */
export function arrive() {
  const slot = document.querySelector("[data-suggestions]");
  const asked = missing(Boolean(slot));
  if (!asked || asked === "404.html" || document.getElementById(asked)) return;
  const moved = texts.moved?.[asked];
  const path = anchorUrl(moved ?? asked, texts, lang);
  if (moved && path) {
    location.replace(root + path);
    return;
  }
  // Who types the number of a clause, as it is printed, goes there.
  const clause = texts.anchors.find(({ kind, number }) => kind === "clause" && number === asked);
  if (clause && !slot) {
    location.replace(document.getElementById(clause.id) ? `#${clause.id}` : `${root}${anchorUrl(clause.id, texts, lang)}`);
    return;
  }
  const query = queryOf(asked);
  const hits = path ? [] : dtmmFind.search(query, { lang, limit: 5 });
  const links = path ? [el("a", { href: root + path }, asked)] : hits.map((hit) => el("a", { href: root + hit.path }, hit.title || `${hit.id} ${hit.place}`));
  const search = el("a", { href: `${root}${lang}/search.html?q=${encodeURIComponent(query)}` }, fill(words.place_search, { query }));
  const notice = el("div", { className: "notice arrival", role: "status", lang: tags[lang] },
    el("p", {}, fill(path ? words.place_elsewhere : words.place_unknown, { asked })),
    el("ul", {}, ...[...links, search].map((link) => el("li", {}, link))));
  document.querySelector(".arrival")?.remove();
  if (slot) {
    slot.hidden = false;
    slot.replaceChildren(notice);
  } else {
    document.getElementById("main")?.prepend(notice);
    notice.scrollIntoView({ block: "center" });
    addEventListener("hashchange", () => notice.remove(), { once: true });
  }
}
