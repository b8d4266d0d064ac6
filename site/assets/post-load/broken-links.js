// A fragment that matches no element, or an old address, gets suggestions instead of nothing.
const { need, read } = dtmm;

const help = () => need("texts", "search").then(() => read((reader) => reader.arrive()), console.error);

function arrive() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target && location.hash) help();
  // A target that the chosen levels hide is revealed.
  else if (target?.closest("[hidden]")) read((reader) => reader.reveal(target));
}

export function setUpBrokenLinkHelp() {
  if (document.querySelector("[data-suggestions]")) help();
  // On these pages the fragment is not an anchor.
  if (document.body.matches(".scores, .page-search")) return;
  addEventListener("hashchange", arrive);
  arrive();
}
