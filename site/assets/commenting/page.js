// The page of all comments: a table to edit, export, print, and add others' files to; and what was done last.

function page() {
  refresh();
  const parts = {
    count: el("p", { className: "slip-count" }),
    none: el("p", { className: "notice" }, words.slip_none),
    body: el("tbody"),
    rows: new Map(),
    said: el("div", { className: "slip-said", role: "status", tabIndex: -1 }),
    output: el("textarea", { readOnly: true, hidden: true, rows: 6, "aria-label": words.slip_text }),
  };
  const { said, output } = parts;
  const tell = (...what) => say(said, ...what);
  const { box, show: warn } = notices(() => handAll(tell, output));
  parts.exporter = el("button", { type: "button", onclick: () => hand(tell, output) }, words.slip_export);
  parts.chooser = chooser((file) => take(file, tell));
  parts.hint = el("span", { className: "hint" }, words.slip_import_about);
  parts.ways = el("p", { className: "slip-ways" }, parts.exporter,
    quiet(words.slip_print, () => print()),
    quiet(words.slip_clear, () => (remove([...held.comments]), said.querySelector(".slip-undo")?.focus())));
  const more = el("p", { className: "slip-ways" }, quiet(words.slip_general, () => general(parts.rows)),
    parts.chooser, parts.hint);
  const back = () => said.focus();
  // What was done last before the page was opened can be undone here.
  const last = (ask("acts") ?? []).at(-1);
  if (last) done.push(last[0]);
  parts.table = table(parts.body);
  const acts = recent();
  const show = () => {
    showAll(parts);
    acts.show();
    tell(...outcome(back));
  };
  shows.add(show);
  warns.add(warn);
  document.addEventListener("keydown", (event) => flips(event, tell));
  const slot = document.querySelector("[data-comments]");
  slot.append(parts.count, parts.none, parts.ways, more, output, acts.box, parts.table, box, said);
  slot.hidden = false;
  show();
  warn();
}

function table(body) {
  const caption = fill(words.slip_caption, { number: texts.number, title: texts.title[lang], status: texts.status[lang] });
  return el("table", { className: "slip-table" }, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, ...COLUMNS.map((name) => el("th", { scope: "col" }, words[name])), el("td"))), body);
}

/** Begins a comment on the whole document. */
function general(rows) {
  const first = begun({ place: texts.words.zh.slip_whole });
  act("begun", "", whole(first));
  rows.get(first.id).fields.get("proposal").area.focus();
}

function chooser(choose) {
  const input = el("input", { type: "file", accept: ".json,.csv,.tsv,.txt,application/json,text/csv,text/plain", "data-drop": words.slip_drop });
  input.onchange = () => {
    choose(input.files[0]);
    input.value = "";
  };
  return el("label", { className: "file" }, el("span", {}, words.slip_import), input);
}

/** Brings the page to what is kept. */
function showAll({ rows, body, table, ways, none, count, output, said, exporter, chooser, hint }) {
  const n = held.comments.length;
  showRows(rows, body, said);
  table.hidden = ways.hidden = !n;
  none.hidden = n > 0;
  // Tables are the matter of the engine; without one the notice has the way out.
  exporter.hidden = chooser.hidden = hint.hidden = !engine;
  count.textContent = n ? fill(words.slip_count, { n }) : "";
  output.hidden ||= !n;
}

/** Brings the rows to the comments, in the order of the document. */
function showRows(rows, body, said) {
  const comments = inOrder(held.comments);
  for (const one of comments) if (!rows.has(one.id)) rows.set(one.id, row(one, said));
  for (const id of rows.keys()) if (!find(id)) rows.delete(id);
  const wanted = comments.map(({ id }) => rows.get(id).element);
  const are = [...body.rows];
  const isOther = wanted.length !== are.length || wanted.some((element) => !are.includes(element));
  // While somebody types, no row moves away from under her.
  const mayMove = !body.contains(document.activeElement) && wanted.some((element, index) => element !== are[index]);
  if (isOther || mayMove) {
    const focused = document.activeElement;
    body.replaceChildren(...wanted);
    if (focused.isConnected) focused.focus({ preventScroll: true });
  }
  for (const { show } of rows.values()) show();
  [...body.rows].forEach(({ cells: [number] }, index) => (number.textContent = index + 1));
}

function row(first, said) {
  const one = slip(first);
  const [at, ...others] = [...one.fields.values()].map(({ label }) => el("td", {}, label));
  const link = linkTo(first);
  if (link) at.append(el("p", { className: "slip-link" }, link));
  one.element = el("tr", { "data-slip": first.id }, el("td", { className: "number" }), at, ...others, el("td", {}, remover(first, said)));
  return one;
}
