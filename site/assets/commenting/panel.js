// Comments beside the entry or the note that they are about.

/** What a button is beside: which comments are about it, and what one begins with. */
function subject(button) {
  const note = button.closest("[data-note]")?.dataset.note;
  if (note) return { isMeant: (one) => one.note === note, prefilled: { ...globalThis.dtmmNoted[note], note }, isWhole: true };
  const at = button.closest("[data-requirement]").dataset.requirement;
  const found = entries.get(at);
  return { isMeant: (one) => one.at === at, prefilled: { at, place: `${place(found, "zh")} ${at}`, original: found.entry.zh }, isWhole: false };
}

/** Opens and closes the comments of an entry or a note by its button. */
function begin(button) {
  const open = document.querySelector(".slip-panel");
  const before = open?.opener;
  open?.close();
  if (before === button) return;
  refresh();
  const about = subject(button);
  const slips = el("div", { className: "slips" });
  const shown = [];
  const said = el("p", { role: "status", className: "slip-said" });
  const all = el("a", { href: `${root}${lang}/comments.html` });
  const another = el("button", { type: "button", className: "quiet", onclick: () => start() }, words.slip_another);
  const close = el("button", { type: "button", className: "quiet close", onclick: () => panel.close() }, words.slip_close);
  const panel = el("div", { className: "slip-panel", role: "group", "aria-label": fill(words.slip_panel, about.prefilled), lang: tags[lang] },
    slips, el("p", { className: "ways" }, another, all, close), said);
  const add = (first) => {
    const one = slip(first);
    one.box = el("div", { className: "slip" }, ...[...one.fields.values()].map(({ label }) => label), remover(one));
    slips.append(one.box);
    shown.push(one);
    return one;
  };
  const start = () => {
    const first = begun(about.prefilled);
    // What a note says already is a comment; an entry alone is none yet.
    if (about.isWhole) change([[first.id, first]]);
    (shown.find(({ id }) => id === first.id) ?? add(first)).fields.get("proposal").area.focus();
    show();
  };
  const show = () => showPanel({ shown, about, add, another, all, said, panel });
  panel.opener = button;
  panel.close = () => {
    shows.delete(show);
    if (panel.contains(document.activeElement)) button.focus();
    panel.remove();
    button.setAttribute("aria-expanded", "false");
  };
  panel.addEventListener("keydown", ({ key, isComposing }) => key === "Escape" && !isComposing && panel.close());
  button.parentElement.after(panel);
  button.setAttribute("aria-expanded", "true");
  shows.add(show);
  for (const one of held.comments.filter(about.isMeant)) add(one);
  if (!shown.length) return start();
  show();
  shown[0].fields.get("proposal").area.focus();
}

/** Brings the panel to what is kept: fields, comments begun or removed elsewhere, and what is said. */
function showPanel({ shown, about, add, another, all, said, panel }) {
  for (const one of [...shown]) {
    const isThere = one.show();
    one.box.querySelector("button").hidden = !isThere;
    if (one.wasThere && !isThere) {
      shown.splice(shown.indexOf(one), 1);
      one.box.remove();
    }
    one.wasThere = isThere;
  }
  for (const one of held.comments) if (about.isMeant(one) && !shown.some(({ id }) => id === one.id)) Object.assign(add(one), { wasThere: true });
  const isDraft = shown.some((one) => !one.wasThere);
  another.hidden = isDraft;
  all.textContent = fill(words.slip_all, { n: held.comments.length });
  const state = trouble() || (isDraft ? words.slip_new : shown.length ? words.slip_saved : "");
  said.replaceChildren(...outcome(() => panel.querySelector("textarea, button").focus()), " ", state);
}

function remover(one) {
  const act = () => {
    remove([find(one.id)]);
    document.querySelector(".slip-panel .slip-undo").focus();
  };
  return el("button", { type: "button", className: "quiet slip-remove", onclick: act, "aria-label": fill(words.slip_remove_one, find(one.id) ?? {}) }, words.slip_remove);
}
