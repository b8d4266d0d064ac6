// Comments beside the entry or the note that they are about.
import { anchorsOf, isCode } from "../shared/anchors.js";
import { binding, entries, lang, place, root, tags, texts, words } from "../shared/base.js";
import { putBeside } from "../shared/beside.js";
import { el, fill } from "../shared/element.js";
import { commentForm, focusProposal } from "./comment-form.js";
import { quiet, say } from "./controls.js";
import { exportAll } from "./import-export.js";
import { notices } from "./notices.js";
import { act, additions, ask, newComment, refresh, renderers, state, warnings } from "./store.js";
import { outcome, pressKey, removeButton } from "./undo.js";

/**
 * What a panel is about: which comments are, what a new one contains, and whether that is a comment already.
 * @typedef {{ isMeant: (comment: ReviewComment) => boolean, prefilled: Partial<ReviewComment>, isWhole: boolean }} Subject
 */
/** A form in the panel. @typedef {import("./comment-form.js").CommentForm & { box: HTMLElement, remover: HTMLElement, wasStored?: boolean }} Slip */
/** The open panel. @typedef {ReturnType<typeof build> & { opener: HTMLElement, show: () => void }} Panel */

/** @type {Panel | undefined} */
let panel;

/** The subject of a button. @param {HTMLElement} button @returns {Subject} */
function subject(button) {
  const note = button.closest("[data-note]")?.dataset.note;
  if (note) return { isMeant: (one) => one.note === note, prefilled: ofNote(note), isWhole: true };
  const at = button.closest("[data-requirement]")?.dataset.requirement ?? "";
  const found = /** @type {import("../shared/base.js").PlacedEntry} */ (entries.get(at));
  return { isMeant: (one) => one.at === at, prefilled: { at, place: `${place(found, binding)} ${at}`, original: found.entry[binding] }, isWhole: false };
}

/** What a comment on a note contains at first. It is about the binding text, whatever the language of the page. @param {string} note */
function ofNote(note) {
  const { words: said, notes } = globalThis.dtmmNotes[binding];
  const { places, why, reading } = /** @type {Note} */ (notes.find(({ id }) => id === note));
  // Places that follow one another may quote the same words: these are quoted once.
  const once = (/** @type {(string | null)[]} */ all, /** @type {string} */ between) =>
    all.filter(Boolean).filter((one, index, those) => one !== those[index - 1]).join(between);
  return {
    note,
    at: places[0].at,
    place: once(places.map(({ at, name }) => (isCode(anchorsOf(texts).get(at)) ? `${name} ${at}` : name)), said.list_semicolon),
    original: once(places.map(({ words }) => words), "\n"),
    proposal: (reading ?? []).join(""),
    reason: why.join(""),
  };
}

function closePanel() {
  if (!panel) return;
  const { element, opener, show, warn } = panel;
  panel = undefined;
  renderers.delete(show);
  warnings.delete(warn);
  if (element.contains(document.activeElement)) opener.focus();
  element.remove();
  opener.setAttribute("aria-expanded", "false");
}

/** Opens or closes the comments of an entry or a note. @param {HTMLElement} button */
export function begin(button) {
  const before = panel?.opener;
  closePanel();
  if (before === button) return;
  refresh();
  const opened = Object.assign(build(subject(button)), { opener: button, show: () => showPanel(opened) });
  panel = opened;
  putBeside(/** @type {HTMLElement} */ (button.parentElement), opened.element);
  button.setAttribute("aria-expanded", "true");
  renderers.add(opened.show);
  warnings.add(opened.warn);
  opened.warn();
  opened.show();
  if (opened.slips.length) focusProposal(opened.slips[0]);
  else start(opened);
}

/** A panel without comments. @param {Subject} about */
function build(about) {
  const list = el("div");
  const said = el("p", { role: "status", className: "slip-said" });
  const output = el("textarea", { readOnly: true, hidden: true, rows: 6, "aria-label": words.slip_text });
  const another = quiet(words.slip_another, () => panel && start(panel));
  const all = el("a", { href: `${root}${lang}/comments.html` });
  /** @type {import("./undo.js").Tell} */
  const tell = (...what) => say(said, ...what);
  const { box, show: warn } = notices(() => exportAll(tell, output));
  const label = fill(words.slip_panel, { at: about.prefilled.at, place: about.prefilled.place });
  const element = el("div", { className: "slip-panel", role: "group", "aria-label": label, lang: tags[lang] },
    list, el("p", { className: "slip-ways" }, another, all, quiet(words.slip_close, closePanel, "close")), box, said, output);
  element.addEventListener("keydown", (event) => {
    // Safari: 229 is the key that ends the composition of a word.
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key === "Escape" && !isComposing) closePanel();
    else pressKey(event, tell);
  });
  return { element, about, list, said, another, all, warn, slips: /** @type {Slip[]} */ ([]) };
}

/** Adds a new comment to a panel. @param {Panel} panel */
function start(panel) {
  const first = newComment(panel.about.prefilled);
  // What a note says is a comment already; an entry alone is none yet.
  if (panel.about.isWhole) act("begun", "", additions(first));
  else addForm(panel, first);
  showPanel(panel);
  focusProposal(panel.slips.find(({ id }) => id === first.id));
}

/** @param {Panel} panel @param {ReviewComment} comment */
function addForm(panel, comment) {
  const form = commentForm(comment);
  const remover = removeButton(comment, panel.element);
  const box = el("div", { className: "slip" }, ...[...form.fields.values()].map(({ label }) => label), remover);
  panel.list.append(box);
  panel.slips.push({ ...form, box, remover });
}

/** Updates a panel: its fields, comments begun or deleted elsewhere, and the message. @param {Panel} panel */
function showPanel(panel) {
  const { slips, about } = panel;
  for (const one of state.file.comments) if (about.isMeant(one) && !slips.some(({ id }) => id === one.id)) addForm(panel, one);
  for (const one of [...slips]) {
    const isStored = one.show();
    one.remover.hidden = !isStored;
    if (one.wasStored && !isStored) {
      slips.splice(slips.indexOf(one), 1);
      one.box.remove();
    }
    one.wasStored = isStored;
  }
  const isDraft = slips.some(({ wasStored }) => !wasStored);
  panel.another.hidden = isDraft;
  panel.all.textContent = fill(words.slip_all, { n: state.file.comments.length });
  const isWell = state.engine && !ask("trouble");
  const message = isWell && isDraft ? words.slip_new : isWell && slips.length ? words.slip_saved : "";
  const back = () => (slips.length ? focusProposal(slips.at(-1)) : panel.another.focus());
  say(panel.said, ...outcome(back), message);
}
