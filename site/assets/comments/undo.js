// Undo and redo of acts: by the buttons in messages, and by the keys that programs have for it.
import { words } from "../shared/base.js";
import { fill } from "../shared/element.js";
import { act, ask, deletions, state, update } from "./store.js";
import { cut, joined, quiet } from "./controls.js";

/** @typedef {import("./controls.js").Said} Said */
/** Says something on the page. @typedef {(...what: Said[]) => void} Tell */

/** The acts of this page that have an undo button, oldest first. */
export const undoable = /** @type {string[]} */ ([]);

/** What was said of the last file besides the number of its comments, by its act. */
export const fileRemarks = new Map(/** @type {[string, string][]} */ ([]));

/** The sentence about an act of a kind that has one. @param {string} kind @param {string} about */
export function describe(kind, about) {
  if (kind === "removed") return fill(words.slip_removed, { n: about });
  const [, n, same, file] = /^(\d+)\/(\d+)\/(.*)$/s.exec(about) ?? [];
  return kind === "added" && file ? fill(words.slip_added, { file: cut(file, 60), n, same }) : undefined;
}

/** Undoes an act, or redoes it. @param {string} id @param {boolean} isUndo */
export function undoOrRedo(id, isUndo) {
  const left = ask("undoOrRedo", id, isUndo);
  const more = left ? ` ${fill(words.slip_undone_left, { n: left })}` : "";
  const said = (isUndo ? words.slip_undone : words.slip_redone) + more;
  state.undone = left === undefined ? { said: words.slip_undo_gone } : { said, id: isUndo ? id : undefined };
  update();
}

/**
 * What was undone and done last, with buttons to redo and undo it.
 * @param {() => void} back  Moves the focus after a press.
 * @returns {Said[]}
 */
export function outcome(back) {
  const button = (/** @type {string} */ id, /** @type {boolean} */ isUndo) => {
    const press = () => {
      undoOrRedo(id, isUndo);
      back();
    };
    return quiet(isUndo ? words.slip_undo : words.slip_redo, press, isUndo ? "slip-undo" : "slip-redo");
  };
  const acts = ask("acts") ?? [];
  const last = acts.filter(([id, kind, about, isUndone]) => undoable.includes(id) && !isUndone && describe(kind, about)).at(-1);
  const { undone } = state;
  return [
    ...(undone ? [undone.said, undone.id && button(undone.id, false)] : []),
    ...(last ? [joined(describe(last[1], last[2]), fileRemarks.get(last[0])), button(last[0], true)] : []),
  ];
}

/**
 * Undo by Ctrl+Z, redo by Ctrl+Shift+Z or Ctrl+Y; in text fields these keys edit the text.
 * @param {KeyboardEvent} event
 * @param {Tell} tell
 */
export function pressKey(event, tell) {
  const key = event.key.toLowerCase();
  const isUndo = key === "z" && !event.shiftKey;
  const isMeant = (event.ctrlKey || event.metaKey) && !event.altKey && (isUndo || key === "z" || (key === "y" && !event.shiftKey));
  if (!isMeant || /** @type {Element} */ (event.target).matches("textarea, input:not([type=file])")) return;
  event.preventDefault();
  event.stopPropagation();
  const next = ask("next", isUndo);
  if (next) undoOrRedo(next, isUndo);
  else tell(isUndo ? words.slip_nothing_to_undo : words.slip_nothing_to_redo);
}

/** Deletes comments; a button undoes it. @param {(ReviewComment | undefined)[]} comments */
export function remove(comments) {
  const all = comments.flatMap((one) => (one ? [one] : []));
  const id = act("removed", `${comments.length}`, all.flatMap(deletions));
  if (id) undoable.push(id);
  update();
}

/**
 * The button that deletes a comment; the focus moves to the undo button.
 * @param {ReviewComment} comment
 * @param {HTMLElement} within  Where the undo button is shown.
 */
export function removeButton({ id, place }, within) {
  const press = () => {
    remove([state.file.comments.find((one) => one.id === id)]);
    /** @type {HTMLElement | null} */ (within.querySelector(".slip-undo"))?.focus();
  };
  const made = quiet(words.slip_remove, press, "slip-remove");
  made.setAttribute("aria-label", fill(words.slip_remove_one, { place }));
  return made;
}
