// A fragment that no longer leads anywhere, or an old address, gets help instead of nothing.
(() => {
  const help = () => need("texts", "finder").then(() => read((reader) => reader.arrive()), console.error);
  const arrive = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target && location.hash) help();
    // What the chosen levels leave out is shown when somebody comes for it.
    else if (target?.closest("[hidden]")) read((reader) => reader.reveal(target));
  };
  if (document.querySelector("[data-suggestions]")) help();
  // There the fragment says something else.
  if (document.body.matches(".scores, .page-search")) return;
  addEventListener("hashchange", arrive);
  arrive();
})();
