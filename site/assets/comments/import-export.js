// Exports of comments: a table for spreadsheets, which the engine writes, and a file with everything.
import { binding, lang, texts, today, words } from "../shared/base.js";
import { copy } from "../shared/copy.js";
import { fill } from "../shared/element.js";
import { isInApp } from "../shared/in-app.js";
import { saveFile } from "../shared/save-file.js";
import { inOrder } from "./anchors.js";
import { ask, refresh, state } from "./store.js";

/** @typedef {import("./undo.js").Tell} Tell */

/** The columns of the table, by the words of their headers. */
export const COLUMNS = ["slip_number", "slip_place", "slip_original", "slip_proposal", "slip_reason", "slip_organization"];

/** The headers of the table: in the binding language; on pages in the other with that beside it. */
const headers = () => COLUMNS.map((name) => [...new Set([binding, lang])].map((language) => texts.words[language][name]).join(" "));

/** Saves the table. @param {Tell} tell @param {HTMLTextAreaElement} output */
export function exportTable(tell, output) {
  refresh();
  const table = ask("table", inOrder(state.file.comments).map(({ id }) => id), headers());
  // Without a table the engine has ended, which a notice says already.
  if (table !== undefined) give({ text: table, extension: "csv", type: "text/csv", said: words.slip_exported }, tell, output);
}

/** Saves all comments of this page, with an engine or without. @param {Tell} tell @param {HTMLTextAreaElement} output */
export function exportAll(tell, output) {
  refresh();
  const text = ask("comments") ?? JSON.stringify({ format: "dtmm-comments/1", edition: texts.edition, ...state.file }, null, 2);
  give({ text, extension: "json", type: "application/json", said: words.slip_saved_file }, tell, output);
}

/**
 * Saves a text as a file; browsers inside chat apps save none, there it is shown in `output` to be copied.
 * @param {{ text: string, extension: string, type: string, said: string }} file
 * @param {Tell} tell
 * @param {HTMLTextAreaElement} output
 */
function give({ text, extension, type, said }, tell, output) {
  if (isInApp) {
    output.value = text.replace(/^\ufeff/, "");
    output.hidden = false;
    copy(output.value);
    tell(words.slip_in_app);
    output.focus();
    output.select();
    return;
  }
  const file = `comments-${texts.edition}-${today()}.${extension}`;
  saveText(file, text, type);
  tell(fill(said, { file }));
}

/** Saves a text as a file. @param {string} name @param {string} text */
export const saveText = (name, text, type = "text/plain") => saveFile(name, new Blob([text], { type }));
