// A fragment that no longer leads anywhere, or an old address, gets help instead of nothing.
(() => {
  const help = (asked) => need("texts", "finder").then(() => read((reader) => reader.arrive(asked)), console.error);
  const arrive = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {}
    const target = document.getElementById(id);
    if (id && !target) help(id.slice(0, 100));
    // What the chosen levels leave out is shown when somebody comes for it.
    else if (target?.closest("[hidden]")) read((reader) => reader.reveal(target));
  };
  if (document.querySelector("[data-suggestions]")) {
    const [, path] = /((?:zh|en|r|data)\/.*|[^/]*)$/.exec(decodeURI(location.pathname)) ?? [];
    if (path) help(path.slice(0, 100));
  }
  // There the fragment says something else.
  if (document.body.matches(".scores, .page-search")) return;
  addEventListener("hashchange", arrive);
  arrive();
})();
