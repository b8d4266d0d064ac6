// The history: the last acts on comments, newest first, each with a button that undoes or redoes it alone.
import { words } from "../shared/base.js";
import { el, fill } from "../shared/element.js";
import { cut, inGroups, quiet } from "./controls.js";
import { FIELDS, WITHIN, ask, find } from "./store.js";
import { undoOrRedo } from "./undo.js";

/** What an act changed: the comment, the field, the text before and after. @typedef {[id: string, field: string, before: string, after: string]} Difference */
/** An act with its differences. @typedef {{ id: string, kind: string, about: string, isUndone: boolean, changes: Difference[] }} Act */

/** So many characters of a text are shown. */
const SHOWN = 40;

/** The list, and a function that updates it if it is open. */
export function recent() {
  const list = el("div", { className: "list" });
  const box = el("details", { className: "tool" },
    el("summary", {}, el("h2", {}, words.work_history), el("span", {}, words.work_history_about)), el("div", { className: "inside" }, list));
  let last = "";
  const show = () => {
    box.hidden = !ask("acts")?.length;
    if (!box.open) return;
    const acts = readActs().reverse();
    const rows = acts.map((act) => row(act, acts));
    const now = `${rows.length}${rows.map((one) => one.className + one.textContent).join("\n")}`;
    // If nothing has changed, the list is not replaced while the reader uses it.
    if (now === last) return;
    last = now;
    const focused = /** @type {HTMLElement | null} */ (list.contains(document.activeElement) ? document.activeElement : null);
    const id = focused?.dataset.act;
    list.replaceChildren(el("ol", { className: "history" }, ...rows));
    if (id) list.querySelector(`[data-act="${id}"]`)?.focus();
  };
  box.ontoggle = show;
  return { box, show };
}

/** The acts, oldest first. @returns {Act[]} */
function readActs() {
  return (ask("acts") ?? []).map(([id, kind, about, isUndone]) => ({ id, kind, about, isUndone, changes: changesOf(id, kind) }));
}

/** @param {Act} act @param {Act[]} acts  Newest first. */
function row(act, acts) {
  const button = quiet(act.isUndone ? words.slip_redo : words.slip_undo, () => undoOrRedo(act.id, !act.isUndone));
  button.dataset.act = act.id;
  return el("li", { className: act.isUndone ? "undone" : "" }, ...describeAct(act, acts), " ", button);
}

/** The differences by act. Only typing goes on changing. */
const known = new Map(/** @type {[string, Difference[]][]} */ ([]));

/** @param {string} id @param {string} kind */
function changesOf(id, kind) {
  const cached = kind === "typed" ? undefined : known.get(id);
  if (cached) return cached;
  const groups = inGroups(ask("changes", id) ?? [], 3);
  const changes = groups.map(([path, ...values]) => /** @type {Difference} */ ([...path.split(WITHIN), ...values]));
  known.set(id, changes);
  return changes;
}

/** The place of a comment; if it is deleted, one of the acts has it. @param {string} id @param {Act[]} acts */
function placeOf(id, acts) {
  const named = () => acts.flatMap(({ changes }) => changes).find(([of, name]) => of === id && name === "place") ?? [];
  return cut(find(id)?.place ?? named().slice(2).filter(Boolean).at(-1) ?? "", SHOWN);
}

/** What an act did, as text. @param {Act} act @param {Act[]} acts */
function describeAct({ kind, about, changes }, acts) {
  const [, count, file] = /^(\d+)\/\d+\/(.*)$/s.exec(about) ?? [];
  if (kind === "added" && file) return [fill(words.slip_history_added, { about: cut(file, SHOWN), count })];
  if (kind === "removed" && about !== "1") return [fill(words.slip_history_removed_many, { count: about })];
  const [id, name, , after] = changes[0] ?? [""];
  const place = placeOf(id, acts);
  if (kind === "begun") return [fill(words.slip_history_begun, { place })];
  if (kind === "removed") return [fill(words.slip_history_removed, { place })];
  if (kind !== "typed" || !name || !FIELDS[name]) return [fill(words.score_history_many, { count: changes.length })];
  const written = after ? cut(after, SHOWN) : words.score_history_emptied;
  return [`${place} ${FIELDS[name]} `, el("span", { className: "written" }, written)];
}
