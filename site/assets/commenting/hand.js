// Giving comments away: their table for spreadsheets, which the engine writes, and the file that holds everything.
const COLUMNS = ["slip_number", "slip_place", "slip_original", "slip_proposal", "slip_reason", "slip_organization"];

/** The heads of the columns: in Chinese, on English pages with the English beside it. */
const heads = () => COLUMNS.map((name) => (lang === "zh" ? texts.words.zh[name] : `${texts.words.zh[name]} ${texts.words.en[name]}`));

/** Hands the table to the reader. */
function hand(tell, output) {
  refresh();
  const table = ask("table", inOrder(held.comments).map(({ id }) => id), heads());
  // An engine that ended has been told of, with the way out.
  if (table !== undefined) give(table, "csv", "text/csv", words.slip_exported, tell, output);
}

/** Hands everything to the reader that is on this page, with an engine or without. */
function handAll(tell, output) {
  refresh();
  const all = ask("comments") ?? JSON.stringify({ format: "dtmm-comments/1", edition: texts.edition, ...held }, null, 2);
  give(all, "json", "application/json", words.slip_saved_file, tell, output);
}

/** Hands a text to the reader: as a file, or as text in `output` where the browser saves none. */
function give(text, end, type, said, tell, output) {
  if (dtmm.isInApp) {
    output.value = text.replace(/^\ufeff/, "");
    output.hidden = false;
    copy(output.value);
    tell(words.slip_in_app);
    output.focus();
    return output.select();
  }
  const file = `comments-${texts.edition}-${today()}.${end}`;
  saveText(file, text, type);
  tell(fill(said, { file }));
}

/** Saves a text as a file. Its address is never taken back: a browser may read it long after the click. */
function saveText(download, text, type = "text/plain") {
  el("a", { href: URL.createObjectURL(new Blob([text], { type })), download }).click();
}
