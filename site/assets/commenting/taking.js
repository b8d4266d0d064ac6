// Adding the comments of a file: the engine reads it, whatever its form, and says what became of everything in it.

/** What may be wrong with a file, in the words of the reader of assessments where they are the same. */
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
/** Why something of a file was left out. */
const LEFT_OUT = {
  "no-comment": words.score_left_no_comment,
  "no-head": words.score_left_no_head,
  "unknown-column": words.score_left_unknown_column,
  "above-head": words.score_left_above_head,
  "other-here": words.score_left_other_here,
};
/** So many of either are told; the rest is a number. */
const TOLD = 5;
/** No file of comments is larger. */
const MOST_BYTES = 10_000_000;

/** The words by which the columns of tables are known, in both languages: those of comments, then two of assessments. */
const known = () => {
  const { zh, en } = texts.words;
  return [...COLUMNS.flatMap((name) => [zh[name], en[name]]), texts.words.zh.score_csv_id, texts.words.en.score_csv_id, texts.words.zh.score_csv_answer, texts.words.en.score_csv_answer];
};

/** A list of lists of so many. */
const inGroups = (list, of) => Array.from({ length: list.length / of }, (_, index) => list.slice(index * of, index * of + of));

/** Sentences as one text: between Chinese ones there is no space. */
const joined = (...sentences) => sentences.filter(Boolean).join(lang === "zh" ? "" : " ");

/** What was said of the file that was added last besides the number of its comments, and the act. */
let remarked = [];

/** Adds the comments of a file that are not here already. */
async function take(file, tell) {
  if (!file) return;
  const name = cut(file.name, 60);
  const refuse = (...why) => tell(fill(words.slip_refused, { file: name }), ...why.flatMap((one) => [el("br"), one]));
  if (file.size > MOST_BYTES) return refuse(words.slip_too_large);
  const buffer = await file.arrayBuffer().catch(() => undefined);
  if (!buffer) return refuse(words.score_unreadable);
  refresh();
  const [problems, id, taken, same, ...more] = ask("addFile", name, new Uint8Array(buffer), known(), anchor, newEnd()) ?? [];
  // An engine that ended has been told of, with the way out.
  if (!problems) return;
  if (problems.length) return refuse(...problemLines(problems));
  undone = undefined;
  remarked = [id, remarks(...more)];
  if (id) done.push(id);
  update();
  if (!id) tell(joined(described("added", `${taken}/${same}/${name}`), remarked[1]));
}

/** What is wrong with a file, a line each. */
function problemLines(problems) {
  const all = inGroups(problems, 4);
  const lines = all.slice(0, TOLD).map(([code, line, column, path]) => {
    const problem = PROBLEMS[code];
    // What is wrong with the file as a whole has no place in it.
    if (line === 1 && column === 1 && !path) return problem;
    return fill(words.score_place, { line, column, path: path && ` ${FIELDS[path] ?? cut(path, 60)}`, problem });
  });
  return all.length > TOLD ? [...lines, fill(words.score_more_problems, { more: all.length - TOLD })] : lines;
}

/** What is to be known of a file beside its comments. */
function remarks(kept, left, edition, sample) {
  const said = [];
  if (kept) said.push(fill(words.score_unknown, { count: kept }));
  if (left.length) {
    const all = inGroups(left, 3);
    const list = all.slice(0, TOLD).map(([line, id, reason]) => fill(words.score_left_out_one, { line, id: FIELDS[id] ?? cut(id, 60), reason: LEFT_OUT[reason] }));
    if (all.length > TOLD) list.push(fill(words.score_left_out_more, { more: all.length - TOLD }));
    said.push(fill(words.score_left_out, { count: all.length, list: list.join(words.score_separator) }));
  }
  if (sample) said.push(fill(words.score_guessed, { sample }));
  if (edition) said.push(fill(words.slip_from_edition, { edition: cut(edition, 60), here: texts.edition }));
  return joined(...said);
}
