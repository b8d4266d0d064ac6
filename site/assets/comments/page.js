// The page of all comments: a table to edit, export and print, with the files of others added, and the history.
import { binding, lang, texts, words } from "../shared/base.js";
import { el, fill, part } from "../shared/element.js";
import { addFile } from "./add-file.js";
import { inOrder, linkTo } from "./anchors.js";
import { commentForm, focusProposal } from "./comment-form.js";
import { quiet, say } from "./controls.js";
import { recent } from "./history.js";
import { COLUMNS, exportAll, exportTable } from "./import-export.js";
import { notices } from "./notices.js";
import { act, additions, ask, find, newComment, refresh, renderers, state, warnings } from "./store.js";
import { outcome, pressKey, remove, removeButton, undoable } from "./undo.js";

/** A row of the table with its form. @typedef {import("./comment-form.js").CommentForm & { element: HTMLTableRowElement }} Row */
/** The parts of the page. @typedef {ReturnType<typeof build>} Parts */

/** Shows the page. */
export function page() {
  refresh();
  const parts = build();
  const { said, tell } = parts;
  // What was done last before the page was opened can be undone here.
  const last = (ask("acts") ?? []).at(-1);
  if (last) undoable.push(last[0]);
  const { box, show: warn } = notices(() => exportAll(tell, parts.output));
  const history = recent();
  const show = () => {
    showAll(parts);
    history.show();
    tell(...outcome(() => said.focus()));
  };
  renderers.add(show);
  warnings.add(warn);
  document.addEventListener("keydown", (event) => pressKey(event, tell));
  const slot = part("[data-comments]");
  slot.append(parts.count, parts.none, parts.ways, parts.more, parts.output, history.box, parts.table, box, said);
  slot.hidden = false;
  show();
  warn();
}

function build() {
  const said = el("div", { className: "slip-said", role: "status", tabIndex: -1 });
  const output = el("textarea", { readOnly: true, hidden: true, rows: 6, "aria-label": words.slip_text });
  const rows = new Map(/** @type {[string, Row][]} */ ([]));
  /** @type {import("./undo.js").Tell} */
  const tell = (...what) => say(said, ...what);
  const exporter = el("button", { type: "button", onclick: () => exportTable(tell, output) }, words.slip_export);
  const chooser = fileChooser((file) => addFile(file, tell));
  const hint = el("span", { className: "hint" }, words.slip_import_about);
  const removeAll = () => {
    remove([...state.file.comments]);
    said.querySelector(".slip-undo")?.focus();
  };
  const body = el("tbody");
  return {
    count: el("p", { className: "slip-count" }),
    none: el("p", { className: "slip-none" }, words.slip_none),
    ways: el("p", { className: "slip-ways" }, exporter, quiet(words.slip_print, () => print()), quiet(words.slip_clear, removeAll)),
    more: el("p", { className: "slip-ways" }, quiet(words.slip_general, () => addGeneral(rows)), chooser, hint),
    table: tableOf(body),
    body, rows, said, output, exporter, chooser, hint, tell,
  };
}

/** @param {HTMLTableSectionElement} body */
function tableOf(body) {
  const caption = fill(words.slip_caption, { number: texts.number ?? texts.title[lang], title: texts.title[lang], status: texts.status[lang] });
  return el("table", { className: "slip-table" }, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col" }, words[name])), el("td"))), body);
}

/** Adds a comment on the whole document. @param {Map<string, Row>} rows */
function addGeneral(rows) {
  const first = newComment({ place: texts.words[binding].slip_whole });
  act("begun", "", additions(first));
  focusProposal(rows.get(first.id));
}

/** @param {(file: File | undefined) => void} choose */
function fileChooser(choose) {
  const input = el("input", { type: "file", accept: ".json,.csv,.tsv,.txt,.xlsx,.age,application/json,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "data-drop": words.slip_drop });
  input.onchange = () => {
    choose(input.files?.[0]);
    input.value = "";
  };
  return el("label", { className: "file" }, el("span", {}, words.slip_import), input);
}

/** Updates the page. @param {Parts} parts */
function showAll(parts) {
  const n = state.file.comments.length;
  showRows(parts);
  parts.table.hidden = parts.ways.hidden = !n;
  parts.none.hidden = n > 0;
  // The engine reads and writes tables; without one the notice offers the other way out.
  parts.exporter.hidden = parts.chooser.hidden = parts.hint.hidden = !state.engine;
  parts.count.textContent = n ? fill(words.slip_count, { n }) : "";
  parts.output.hidden ||= !n;
}

/** Updates the rows, in the order of the document. @param {Parts} parts */
function showRows({ rows, body, said }) {
  const comments = inOrder(state.file.comments);
  for (const one of comments) if (!rows.has(one.id)) rows.set(one.id, row(one, said));
  for (const id of rows.keys()) if (!find(id)) rows.delete(id);
  const wanted = comments.flatMap(({ id }) => rows.get(id)?.element ?? []);
  const current = [...body.rows];
  const isOther = wanted.length !== current.length || wanted.some((element) => !current.includes(element));
  // While the reader types, rows are not reordered.
  const mayMove = !body.contains(document.activeElement) && wanted.some((element, index) => element !== current[index]);
  if (isOther || mayMove) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    body.replaceChildren(...wanted);
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  }
  for (const { show } of rows.values()) show();
  [...body.rows].forEach(({ cells: [number] }, index) => (number.textContent = String(index + 1)));
}

/** @param {ReviewComment} comment @param {HTMLElement} said @returns {Row} */
function row(comment, said) {
  const form = commentForm(comment);
  const [at, ...others] = [...form.fields.values()].map(({ label }) => el("td", {}, label));
  const link = linkTo(comment);
  if (link) at.append(el("p", { className: "slip-link" }, link));
  const element = el("tr", { "data-slip": comment.id }, el("td", { className: "number" }), at, ...others, el("td", {}, removeButton(comment, said)));
  return { ...form, element };
}
