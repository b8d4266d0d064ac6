// A fragment that matches no element, or an old address, gets suggestions instead of nothing.
const { need, read, showNotes } = dtmm;

const help = () => need("texts", "search").then(() => read((reader) => reader.arrive()), console.error);

/** Whether the address leads to a note, or to its mark, which the page has only once its notes are shown. */
const leadsToNote = () => /^#(note|mark)-\d+$/.test(location.hash) && Boolean(document.querySelector("[data-action=notes]"));

async function arrive() {
  const isOfNote = leadsToNote();
  if (isOfNote) await showNotes().catch(console.error);
  const id = location.hash.slice(1);
  const target = document.getElementById(id) ?? document.getElementsByName(id)[0];
  if (!target && id) help();
  // The browser looked for it before it was there.
  else if (isOfNote && !target.closest("[hidden]")) location.replace(location.hash);
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
