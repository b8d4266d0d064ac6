// Giving the table away, and adding others' tables to it.

/** Hands the table to the reader: as a file, or as text in `output` where the browser saves none. */
function hand(tell, output) {
  refresh();
  const text = writeTable(inOrder(held.comments));
  if (dtmm.isInApp) {
    output.value = text;
    output.hidden = false;
    copy(text);
    tell(words.slip_in_app);
    output.focus();
    return output.select();
  }
  const file = `comments-${texts.edition}-${today()}.csv`;
  // Without the mark spreadsheets take Chinese for something else.
  saveText(file, `\ufeff${text}`, "text/csv");
  tell(fill(words.slip_exported, { file }));
}

/** Saves a text as a file. Its address is never taken back: a browser may read it long after the click. */
function saveText(download, text, type = "text/plain") {
  el("a", { href: URL.createObjectURL(new Blob([text], { type })), download }).click();
}

/** Adds the comments of a file that are not here already. */
async function take(file, tell) {
  if (!file) return;
  const { wrong, line, comments } = readTable(decode(new Uint8Array(await file.arrayBuffer())));
  if (wrong) return tell(fill(wrong, { file: file.name, line }));
  refresh();
  const fresh = [];
  for (const one of comments) if (![...held.comments, ...fresh].some((other) => same(one, other))) fresh.push(begun(one));
  const about = `${fresh.length}/${comments.length - fresh.length}/${file.name}`;
  if (fresh.length) undoable("added", about, fresh.flatMap(whole));
  else tell(described("added", about));
}
