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
  // Without the mark spreadsheets take Chinese for something else. The address is never taken back: a
  // browser may read it long after the click.
  const href = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: "text/csv" }));
  el("a", { href, download: file }).click();
  tell(fill(words.slip_exported, { file }));
}

/** Adds the comments of a file that are not here already. */
async function take(file, tell) {
  if (!file) return;
  const { wrong, line, comments } = readTable(decode(new Uint8Array(await file.arrayBuffer())));
  if (wrong) return tell(fill(wrong, { file: file.name, line }));
  refresh();
  const fresh = [];
  for (const one of comments) if (![...held.comments, ...fresh].some((other) => same(one, other))) fresh.push(begun(one));
  const said = fill(words.slip_added, { file: file.name, n: fresh.length, same: comments.length - fresh.length });
  if (fresh.length) undoable(said, fresh.map((one) => [one.id, one]));
  else tell(said);
}
