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
      refresh();
      if (name === "organization") held.organization = made.area.value;
      change([[first.id, { ...(find(first.id) ?? last), [name]: made.area.value }]]);
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

/** What was done last and can be undone, one after the other. */
const done = [];

/** Does something that can be undone: `undo` says what the comments were. */
function undoable(said, pairs) {
  refresh();
  done.push({ said, undo: pairs.map(([id]) => [id, find(id)]) });
  change(pairs);
}

/** What was done, with the button to undo it; then the reader is led `back`. */
function outcome(back) {
  const last = done.at(-1);
  const undo = () => {
    change(done.pop().undo);
    back();
  };
  return last ? [last.said, quiet(words.slip_undo, undo, "slip-undo")] : [];
}

/** Says something where it is not said already: what is said again is read out again. */
function say(element, ...what) {
  const next = el("p", {}, ...what.filter(Boolean).flatMap((one, index) => (index ? [" ", one] : [one])));
  if (next.textContent !== element.textContent) element.replaceChildren(...next.childNodes);
}

const quiet = (name, onclick, kind = "") => el("button", { type: "button", className: `quiet ${kind}`, onclick }, name);

const remove = (comments) => undoable(fill(words.slip_removed, { n: comments.length }), comments.map(({ id }) => [id, undefined]));

/** The button that removes a comment; the reader is led to where it can be undone. */
function remover({ id, place }, within) {
  const act = () => {
    remove([find(id)]);
    within.querySelector(".slip-undo").focus();
  };
  const made = quiet(words.slip_remove, act, "slip-remove");
  made.setAttribute("aria-label", fill(words.slip_remove_one, { place }));
  return made;
}
