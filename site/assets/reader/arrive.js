// Helps a reader whose link leads nowhere: to where the thing is, or to what is most like it.

/** What an address asks for and is not there: a fragment, or the path of a missing page. */
function missing(isPage) {
  const said = isPage ? location.pathname : location.hash.slice(1);
  let asked = said;
  try {
    asked = decodeURIComponent(said);
  } catch {
    // Broken escapes: shown as they are.
  }
  if (isPage) [, asked] = /(?:^|\/)((?:zh|en|r|data)\/.*|[^/]*)$/.exec(asked);
  return asked.slice(0, 100);
}

/** Shows what was meant by a fragment that leads nowhere, or by the address of a missing page. */
function arrive() {
  const slot = document.querySelector("[data-suggestions]");
  const asked = missing(slot);
  if (!asked || asked === "404.html" || document.getElementById(asked)) return;
  const moved = texts.moved?.[asked];
  const path = home(moved ?? asked);
  if (moved && path) return location.replace(root + path);
  const query = asked.replace(/\.html$/, "").replace(/[/#_]+/g, " ").replace(/-(?![0-9])/g, " ").replace(/^(zh|en|r) /, "").trim();
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
    document.getElementById("main").prepend(notice);
    notice.scrollIntoView({ block: "center" });
    addEventListener("hashchange", () => notice.remove(), { once: true });
  }
}
