// The page of all comments: a table to edit, export, print, and add others' tables to.

/** The programs whose own browsers cannot save files, by a word they call themselves by. */
const IN_APP = /MicroMessenger|QQ\/|Weibo|DingTalk|Lark|Feishu|AlipayClient/;
const button = (name, onclick, quiet = true) => el("button", { type: "button", className: quiet ? "quiet" : "", onclick }, name);

function page() {
  refresh();
  const slot = document.querySelector("[data-comments]");
  const rows = new Map();
  const body = el("tbody");
  const caption = fill(words.slip_caption, { number: texts.number, title: texts.title[lang], status: texts.status[lang] });
  const table = el("table", { className: "slip-table" }, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col" }, words[name])), el("td"))), body);
  const count = el("p", { className: "slip-count" });
  const none = el("p", { className: "notice" }, words.slip_none, " ", words.slip_begin_about);
  const said = el("div", { className: "slip-said", role: "status" });
  const output = el("textarea", { readOnly: true, hidden: true, rows: 6, "aria-label": words.slip_text });
  const tell = (...what) => said.replaceChildren(...[what, trouble() && [" ", trouble()]].flat(2).filter(Boolean));
  const ways = el("p", { className: "ways" },
    button(words.slip_export, () => hand({ tell, output }), false),
    button(words.slip_print, () => print()),
    button(words.slip_clear, () => (remove([...held.comments]), said.querySelector("button").focus())));
  const more = el("p", { className: "ways" }, button(words.slip_general, () => general()), chooser((file) => take(file, tell)), el("span", { className: "hint" }, words.slip_import_about));
  const general = () => {
    const first = begun({ place: texts.words.zh.slip_whole });
    change([[first.id, first]]);
    rows.get(first.id).fields.get("proposal").area.focus();
  };
  const show = () => {
    showRows(rows, body);
    const n = held.comments.length;
    table.hidden = ways.hidden = !n;
    none.hidden = n > 0;
    count.textContent = n ? fill(words.slip_count, { n }) : "";
    if (!n) output.hidden = true;
    tell(...outcome(() => tell(words.slip_undone)));
  };
  shows.add(show);
  slot.append(count, none, ways, more, output, table, said);
  slot.hidden = false;
  show();
}

/** Brings the rows to the comments, in the order of the document, and leaves the reader where she types. */
function showRows(rows, body) {
  const comments = inOrder(held.comments);
  for (const one of comments) if (!rows.has(one.id)) rows.set(one.id, row(one));
  for (const id of rows.keys()) if (!find(id)) rows.delete(id);
  const wanted = comments.map(({ id }) => rows.get(id));
  const isTyping = body.contains(document.activeElement) && document.activeElement.matches("textarea") && wanted.length === body.rows.length;
  // A place that is being typed does not move its row away.
  const isOther = wanted.some(({ element }) => element.parentNode !== body) || wanted.length !== body.rows.length;
  if (isOther || (!isTyping && wanted.some(({ element }, index) => body.rows[index] !== element))) body.replaceChildren(...wanted.map(({ element }) => element));
  for (const one of wanted) one.show();
  [...body.rows].forEach((element, index) => (element.cells[0].textContent = index + 1));
}

function row(first) {
  const one = slip(first);
  const [at, ...others] = [...one.fields.values()].map(({ label }) => el("td", {}, label));
  const link = linkTo(first);
  if (link) at.append(el("p", { className: "slip-link" }, link));
  const act = () => {
    remove([find(first.id)]);
    document.querySelector(".slip-undo").focus();
  };
  const away = el("td", {}, el("button", { type: "button", className: "quiet slip-remove", onclick: act, "aria-label": fill(words.slip_remove_one, first) }, words.slip_remove));
  one.element = el("tr", { "data-slip": first.id }, el("td", { className: "number" }), at, ...others, away);
  return one;
}

/** Hands the table to the reader: as a file, or as text where the browser saves none. */
function hand({ tell, output }) {
  refresh();
  const text = writeTable(inOrder(held.comments));
  if (IN_APP.test(navigator.userAgent)) {
    output.value = text;
    output.hidden = false;
    copy(text);
    tell(words.slip_in_app);
    return output.select();
  }
  const file = `comments-${texts.edition}-${today()}.csv`;
  // Without the mark spreadsheets take Chinese for something else.
  const href = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: "text/csv" }));
  el("a", { href, download: file }).click();
  tell(fill(words.slip_exported, { file }));
}

function chooser(take) {
  const input = el("input", { type: "file", accept: ".csv,text/csv", onchange: () => (take(input.files[0]), (input.value = "")) });
  return el("label", { className: "file" }, el("span", {}, words.slip_import), input);
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
  if (!fresh.length) return tell(said);
  undoable(said, fresh.map((one) => [one.id, one]));
}
