// The fields of one comment, beside an entry and on the page of all.

/** A field that is as high as its text, and plain text on paper. */
function field(name, { place, lang: language }) {
  const copy = el("span", { className: "slip-copy", "aria-hidden": "true" });
  const area = el("textarea", { rows: 1, name, lang: language, "aria-label": `${FIELDS[name]}${words.colon}${place}` });
  const set = (value) => {
    if (area.value !== value) area.value = value;
    // The line end keeps an empty last line as high as the field shows it.
    if (copy.textContent !== `${value}\n`) copy.textContent = `${value}\n`;
  };
  return { area, set, label: el("label", {}, el("span", { className: "slip-name" }, FIELDS[name]), el("span", { className: "slip-field" }, area, copy)) };
}

/** A comment with its fields, which write what is typed at once. `first` is what it is before that. */
function slip(first) {
  let last = first;
  const fields = new Map();
  for (const name of Object.keys(FIELDS)) {
    // What is commented on is the Chinese text.
    const made = field(name, { place: first.place, lang: name === "place" || name === "original" ? tags.zh : "" });
    if (!made.area.lang) made.area.removeAttribute("lang");
    made.area.oninput = () => {
      const sets = [[first.id, name, made.area.value]];
      // The next comment begins with the organization of this one.
      if (name === "organization") sets.push(["", name, made.area.value]);
      // Nothing is shown before the letter is taken: that would end the word that is being chosen.
      if (ask("look")) adopt();
      last = { ...(find(first.id) ?? last), [name]: made.area.value };
      if (find(first.id)) act("typed", "", sets, true);
      else act("begun", "", [...whole(last), ...sets.slice(1)]);
    };
    fields.set(name, made);
  }
  /** Shows what is kept; says whether it is kept at all. */
  const show = () => {
    const now = find(first.id);
    last = now ?? last;
    for (const [name, { set }] of fields) set(last[name]);
    return Boolean(now);
  };
  show();
  return { id: first.id, fields, show };
}

/** The acts of this page that can be undone by a button, oldest first; and what was said of the last undoing. */
const done = [];
let undone;

/** The words for an act of a kind that has some. */
function described(kind, about) {
  if (kind === "removed") return fill(words.slip_removed, { n: about });
  const [, n, same, file] = /^(\d+)\/(\d+)\/(.*)$/s.exec(about) ?? [];
  return kind === "added" && file ? fill(words.slip_added, { file: cut(file, 60), n, same }) : undefined;
}

/** Does something that a button undoes. */
function undoable(kind, about, sets) {
  done.push(act(kind, about, sets));
  update();
}

/** Undoes an act or does it again. */
function undoOrRedo(id, undo) {
  const left = ask("undoOrRedo", id, undo);
  const more = left ? ` ${fill(words.slip_undone_left, { n: left })}` : "";
  undone = left === undefined ? { said: words.slip_undo_gone } : { said: (undo ? words.slip_undone : words.slip_redone) + more, id: undo ? id : undefined };
  update();
}

/** What was undone and done last, with the buttons to do it again and to undo it; then the reader is led `back`. */
function outcome(back) {
  const button = (id, undo) => {
    const press = () => {
      undoOrRedo(id, undo);
      back();
    };
    return quiet(undo ? words.slip_undo : words.slip_redo, press, undo ? "slip-undo" : "slip-redo");
  };
  const acts = ask("acts") ?? [];
  const last = acts.filter(([id, kind, about, isUndone]) => done.includes(id) && !isUndone && described(kind, about)).at(-1);
  return [
    ...(undone ? [undone.said, undone.id && button(undone.id, false)] : []),
    ...(last ? [joined(described(last[1], last[2]), remarked[0] === last[0] && remarked[1]), button(last[0], true)] : []),
  ];
}

/** Undoes or does again by the keys that programs have for it, unless a text is written: there they undo letters. */
function flips(event, tell) {
  const key = event.key.toLowerCase();
  const undo = key === "z" && !event.shiftKey;
  const isMeant = (event.ctrlKey || event.metaKey) && !event.altKey && (undo || key === "z" || (key === "y" && !event.shiftKey));
  if (!isMeant || event.target.matches("textarea, input:not([type=file])")) return;
  event.preventDefault();
  event.stopPropagation();
  const next = ask("next", undo);
  if (!next) return tell(undo ? words.slip_nothing_to_undo : words.slip_nothing_to_redo);
  undoOrRedo(next, undo);
}

/** The beginning of a text, with dots where it is cut. */
const cut = (text, most) => ([...text].length > most ? `${[...text].slice(0, most).join("")}…` : text);

/** Says something where it is not said already: what is said again is read out again. */
function say(element, ...what) {
  const next = el("p", {}, ...what.filter(Boolean).flatMap((one, index) => (index ? [" ", one] : [one])));
  if (next.textContent !== element.textContent) element.replaceChildren(...next.childNodes);
}

const quiet = (name, onclick, kind = "") => el("button", { type: "button", className: `quiet ${kind}`, onclick }, name);

const remove = (comments) => undoable("removed", `${comments.length}`, comments.flatMap(none));

/** The button that removes a comment; the reader is led to where it can be undone. */
function remover({ id, place }, within) {
  const act = () => {
    remove([find(id)]);
    within.querySelector(".slip-undo")?.focus();
  };
  const made = quiet(words.slip_remove, act, "slip-remove");
  made.setAttribute("aria-label", fill(words.slip_remove_one, { place }));
  return made;
}
