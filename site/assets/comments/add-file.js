// Adding the comments of a file: the engine reads it, whatever its form, and says what became of everything in it.
import { texts, words } from "../shared/base.js";
import { el, fill } from "../shared/element.js";
import { anchorOf } from "./anchors.js";
import { cut, inGroups, joined } from "./controls.js";
import { COLUMNS } from "./import-export.js";
import { FIELDS, ask, randomSuffix, refresh, state, update } from "./store.js";
import { describe, fileRemarks, undoable } from "./undo.js";

/** @typedef {import("./undo.js").Tell} Tell */

/** What may be wrong with a file; the same words as for assessments where they fit. @type {Record<string, string>} */
const PROBLEMS = {
  empty: words.score_problem_empty,
  workbook: words.score_problem_workbook,
  "old-workbook": words.score_problem_old_workbook,
  "web-page": words.score_problem_web_page,
  pdf: words.score_problem_pdf,
  archive: words.score_problem_archive,
  unrecognized: words.slip_no_file,
  assessment: words.score_problem_assessment,
  "newer-comments": words.score_problem_newer_comments,
  "not-utf8": words.score_problem_not_utf8,
  syntax: words.score_problem_syntax,
  "unclosed-quote": words.score_problem_unclosed_quote,
  "no-comment": words.score_problem_no_comment,
  "unexpected-end": words.score_problem_unexpected_end,
  "too-deep": words.score_problem_too_deep,
  "duplicate-key": words.score_problem_duplicate_key,
  "missing-field": words.score_problem_missing_field,
  "wrong-type": words.score_problem_wrong_type,
};
/** Why something of a file was left out. @type {Record<string, string>} */
const LEFT_OUT = {
  "no-comment": words.score_left_no_comment,
  "no-head": words.score_left_no_head,
  "unknown-column": words.score_left_unknown_column,
  "above-head": words.score_left_above_head,
  "other-here": words.score_left_other_here,
};
/** So many of either are listed; the rest is a number. */
const LISTED = 5;
/** No file of comments is larger, in bytes. */
const LARGEST = 10_000_000;

/** The known column headers of tables, two of each kind, in both languages of the tool: those of comments, then two of assessments. */
function knownHeaders() {
  const { zh, en } = texts.words;
  const known = [
    ...COLUMNS.map((name) => [zh[name], en[name]]),
    [texts.words.zh.score_csv_id, texts.words.en.score_csv_id],
    [texts.words.zh.score_csv_answer, texts.words.en.score_csv_answer],
  ];
  // A standard with one language may have words of its own in that one only.
  return known.flatMap(([one, two]) => [one ?? two, two ?? one]);
}

/** Adds the comments of a file that are not here already. @param {File | undefined} file @param {Tell} tell */
export async function addFile(file, tell) {
  if (!file) return;
  const name = cut(file.name, 60);
  const refuse = (/** @type {string[]} */ ...why) => tell(fill(words.slip_refused, { file: name }), ...why.flatMap((one) => [el("br"), one]));
  if (file.size > LARGEST) {
    refuse(words.slip_too_large);
    return;
  }
  const buffer = await file.arrayBuffer().catch(() => undefined);
  if (!buffer) {
    refuse(words.score_unreadable);
    return;
  }
  refresh();
  const added = ask("addFile", name, new Uint8Array(buffer), knownHeaders(), anchorOf, randomSuffix());
  // Without a result the engine has ended, which a notice says already.
  if (!added) return;
  const [problems, id, taken, same, ...more] = added;
  if (problems.length) {
    refuse(...problemLines(problems));
    return;
  }
  state.undone = undefined;
  const remarks = remarksOn(...more);
  fileRemarks.clear();
  if (id) {
    fileRemarks.set(id, remarks);
    undoable.push(id);
  }
  update();
  if (!id) tell(joined(describe("added", `${taken}/${same}/${name}`), remarks));
}

/** What is wrong with a file, a line each. @param {(string | number)[]} problems  Code, line, column and path of each. */
function problemLines(problems) {
  const all = inGroups(problems, 4);
  const lines = all.slice(0, LISTED).map(([code, line, column, path]) => {
    const problem = PROBLEMS[code];
    // A problem of the file as a whole has no place.
    if (line === 1 && column === 1 && !path) return problem;
    return fill(words.score_place, { line, column, path: path && ` ${FIELDS[path] ?? cut(String(path), 60)}`, problem });
  });
  return all.length > LISTED ? [...lines, fill(words.score_more_problems, { more: all.length - LISTED })] : lines;
}

/**
 * What else is to be said of a file.
 * @param {number} unknown  How many fields are kept that this version does not know.
 * @param {(string | number)[]} left  What was left out: line, identifier and reason of each.
 * @param {string | undefined} edition  Another edition that the file is for.
 * @param {string | undefined} sample  What was decoded by guessing the encoding.
 */
function remarksOn(unknown, left, edition, sample) {
  const said = [];
  if (unknown) said.push(fill(words.score_unknown, { count: unknown }));
  if (left.length) {
    const all = inGroups(left, 3);
    const list = all.slice(0, LISTED).map(([line, id, reason]) => fill(words.score_left_out_one, { line, id: FIELDS[id] ?? cut(String(id), 60), reason: LEFT_OUT[reason] }));
    if (all.length > LISTED) list.push(fill(words.score_left_out_more, { more: all.length - LISTED }));
    said.push(fill(words.score_left_out, { count: all.length, list: list.join(words.score_separator) }));
  }
  if (sample) said.push(fill(words.score_guessed, { sample }));
  if (edition) said.push(fill(words.slip_from_edition, { edition: cut(edition, 60), here: texts.edition }));
  return joined(...said);
}
