// The last acts on comments, newest first, each with the button that undoes it or does it again alone.

/** So many characters of what was written are shown. */
const SHOWN = 40;

/** The list, and what brings it to what is kept while it is open. */
function recent() {
  const list = el("div", { className: "list" });
  const box = el("details", { className: "tool" },
    el("summary", {}, el("h2", {}, words.work_history), el("span", {}, words.work_history_about)), el("div", { className: "inside" }, list));
  let last;
  const show = () => {
    if (!box.open) return;
    const acts = (ask("acts") ?? []).map((act) => [...act, changesOf(act[0], act[1])]);
    const rows = acts.reverse().map(([id, kind, about, isUndone, changes]) => historyRow(id, whatWasDone(kind, about, changes, acts), isUndone));
    const now = rows.map((row) => row.className + row.textContent).join("\n");
    // While nothing is other than before, the list stays under the hand of who reads it.
    if (now === last) return;
    last = now;
    const { act } = list.contains(document.activeElement) ? document.activeElement.dataset : {};
    list.replaceChildren(rows.length ? el("ol", { className: "history" }, ...rows) : el("p", {}, words.score_history_none));
    if (act) list.querySelector(`[data-act="${act}"]`)?.focus();
  };
  box.ontoggle = show;
  return { box, show };
}

function historyRow(id, what, isUndone) {
  const button = quiet(isUndone ? words.slip_redo : words.slip_undo, () => undoOrRedo(id, !isUndone));
  button.dataset.act = id;
  return el("li", { className: isUndone ? "undone" : "" }, ...what, " ", button);
}

/** What acts changed, by act. Only the writing of a text goes on. */
const changed = new Map();

/** What an act changed, each as the comment, the field, what it held, and what it holds since. */
function changesOf(id, kind) {
  const ofAct = () => inGroups(ask("changes", id) ?? [], 3).map(([path, ...values]) => [...path.split(WITHIN), ...values]);
  if (kind === "typed" || !changed.has(id)) changed.set(id, ofAct());
  return changed.get(id);
}

/** The place of a comment, also of one that is removed by now: then one of the acts names it. */
function placeOf(id, acts) {
  const named = () => acts.flatMap((act) => act.at(-1)).find(([of, name]) => of === id && name === "place") ?? [];
  return cut(find(id)?.place ?? named().slice(2).filter(Boolean).at(-1) ?? "", SHOWN);
}

/** What an act did. */
function whatWasDone(kind, about, changes, acts) {
  const [, count, file] = /^(\d+)\/\d+\/(.*)$/s.exec(about) ?? [];
  if (kind === "added" && file) return [fill(words.slip_history_added, { about: cut(file, SHOWN), count })];
  if (kind === "removed" && about !== "1") return [fill(words.slip_history_removed_many, { count: about })];
  const [[of, name, , after] = []] = changes;
  const place = placeOf(of, acts);
  if (kind === "begun") return [fill(words.slip_history_begun, { place })];
  if (kind === "removed") return [fill(words.slip_history_removed, { place })];
  if (kind !== "typed" || !FIELDS[name]) return [fill(words.score_history_many, { count: changes.length })];
  const written = after ? cut(after, SHOWN) : words.score_history_emptied;
  return [`${place} ${FIELDS[name]} `, el("span", { className: "written" }, written)];
}
