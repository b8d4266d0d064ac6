// Comments beside the entry or the note that they are about.

/** What a button is beside: which comments are about it, and what one begins with. */
function subject(button) {
  const note = button.closest("[data-note]")?.dataset.note;
  if (note) return { isMeant: (one) => one.note === note, prefilled: ofNote(note), isWhole: true };
  const at = button.closest("[data-requirement]").dataset.requirement;
  const found = entries.get(at);
  return { isMeant: (one) => one.at === at, prefilled: { at, place: `${place(found, "zh")} ${at}`, original: found.entry.zh }, isWhole: false };
}

/** What a comment on a note begins with: it is on the Chinese text, whatever the language of the page. */
function ofNote(note) {
  const { words: said, notes } = globalThis.dtmmNotes.zh;
  const { places, why, reading } = notes.find(({ id }) => id === note);
  // The same words of places that follow each other are quoted once.
  const once = (all, between) => all.filter(Boolean).filter((one, index, those) => one !== those[index - 1]).join(between);
  return {
    note,
    at: places[0].at,
    place: once(places.map(({ at, name }) => (/^[A-Z]/.test(at) ? `${name} ${at}` : name)), said.list_semicolon),
    original: once(places.map(({ words }) => words), "\n"),
    proposal: (reading ?? []).join(""),
    reason: why.join(""),
  };
}

/** Opens and closes the comments of an entry or a note by its button. */
function begin(button) {
  const open = document.querySelector(".slip-panel");
  const before = open?.opener;
  open?.close();
  if (before === button) return;
  refresh();
  const panel = made(subject(button));
  const show = () => showPanel(panel);
  panel.opener = button;
  panel.close = () => {
    shows.delete(show);
    warns.delete(panel.warn);
    if (panel.contains(document.activeElement)) button.focus();
    panel.remove();
    button.setAttribute("aria-expanded", "false");
  };
  button.parentElement.after(panel);
  button.setAttribute("aria-expanded", "true");
  shows.add(show);
  warns.add(panel.warn);
  panel.warn();
  show();
  if (panel.shown.length) panel.shown[0].fields.get("proposal").area.focus();
  else start(panel);
}

/** The panel, still without comments. */
function made(about) {
  const slips = el("div");
  const said = el("p", { role: "status", className: "slip-said" });
  const output = el("textarea", { readOnly: true, hidden: true, rows: 6, "aria-label": words.slip_text });
  const another = quiet(words.slip_another, () => start(panel));
  const all = el("a", { href: `${root}${lang}/comments.html` });
  const tell = (...what) => say(said, ...what);
  const { box, show: warn } = notices(() => handAll(tell, output));
  const panel = el("div", { className: "slip-panel", role: "group", "aria-label": fill(words.slip_panel, about.prefilled), lang: tags[lang] },
    slips, el("p", { className: "slip-ways" }, another, all, quiet(words.slip_close, () => panel.close(), "close")), box, said, output);
  // Safari tells only by this code of the key that ends the choosing of a word.
  const composes = ({ isComposing, keyCode }) => isComposing || keyCode === 229;
  panel.addEventListener("keydown", (event) => event.key === "Escape" && !composes(event) && panel.close());
  panel.addEventListener("keydown", (event) => flips(event, tell));
  return Object.assign(panel, { about, slips, said, another, all, warn, shown: [] });
}

/** Begins one more comment in a panel. */
function start(panel) {
  const first = begun(panel.about.prefilled);
  // What a note says already is a comment; an entry alone is none yet.
  if (panel.about.isWhole) act("begun", "", whole(first));
  else add(panel, first);
  showPanel(panel);
  panel.shown.find(({ id }) => id === first.id).fields.get("proposal").area.focus();
}

function add(panel, first) {
  const one = slip(first);
  one.remover = remover(first, panel);
  one.box = el("div", { className: "slip" }, ...[...one.fields.values()].map(({ label }) => label), one.remover);
  panel.slips.append(one.box);
  panel.shown.push(one);
}

/** Brings a panel to what is kept: fields, comments begun or removed elsewhere, and what is said. */
function showPanel(panel) {
  const { shown, about } = panel;
  for (const one of held.comments) if (about.isMeant(one) && !shown.some(({ id }) => id === one.id)) add(panel, one);
  for (const one of [...shown]) {
    const isThere = one.show();
    one.remover.hidden = !isThere;
    if (one.wasThere && !isThere) {
      shown.splice(shown.indexOf(one), 1);
      one.box.remove();
    }
    one.wasThere = isThere;
  }
  const isDraft = shown.some(({ wasThere }) => !wasThere);
  panel.another.hidden = isDraft;
  panel.all.textContent = fill(words.slip_all, { n: held.comments.length });
  const isWell = engine && !ask("trouble");
  const state = isWell && isDraft ? words.slip_new : isWell && shown.length ? words.slip_saved : "";
  say(panel.said, ...outcome(() => (shown.at(-1)?.fields.get("proposal").area ?? panel.another).focus()), state);
}
