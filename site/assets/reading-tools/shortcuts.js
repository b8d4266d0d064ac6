// The list of keyboard shortcuts, over any page.
import { lang, tags, words } from "../shared/base.js";
import { el } from "../shared/element.js";

/** Keys with what they do. @typedef {[keys: string[], does: string]} Shortcut */

/** @type {Shortcut[]} */
const EVERYWHERE = [
  [["/", "Ctrl K"], words.keys_find],
  [["C"], words.keys_cite],
  [["?"], words.keys_list],
];

/** @type {Shortcut[]} */
const ANSWERING = [
  [["1", "2", "3", "4", "5"], words.keys_answer],
  [["0"], words.keys_clear],
  [["J", "K"], words.keys_move],
  [["M"], words.keys_details],
  [["Ctrl Z", "Ctrl Y"], words.keys_undo],
];

/** @param {Shortcut[]} shortcuts */
const listOf = (shortcuts) => el("dl", {}, ...shortcuts.map(([keys, does]) =>
  el("div", {}, el("dt", {}, ...keys.flatMap((key) => [el("kbd", {}, key), " "])), el("dd", {}, does))));

/** Opens the list, or closes it. */
export function shortcuts() {
  const close = el("button", { type: "button", className: "quiet" }, words.cite_close);
  const heading = el("h2", { id: "shortcuts-heading" }, words.keys_title);
  const dialog = el("dialog", { className: "shortcuts", lang: tags[lang], "aria-labelledby": heading.id },
    heading, listOf(EVERYWHERE), el("h3", {}, words.keys_answering), listOf(ANSWERING), close);
  close.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  // Beside it, not in it.
  dialog.onclick = ({ target }) => target === dialog && dialog.close();
  dialog.onkeydown = (event) => {
    // No key means anything to the page beneath.
    event.stopPropagation();
    if (event.key === "?") dialog.close();
  };
  document.body.append(dialog);
  dialog.showModal();
}
