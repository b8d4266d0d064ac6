// Citations: of one entry in a panel beside it, of several as a list.
const WAYS = {
  link: { name: words.cite_link, form: words.cite_link_form },
  plain: { name: words.cite_plain, form: words.cite_plain_form },
  rich: { name: words.cite_rich, form: words.cite_rich_form },
  gbt7714: { name: words.cite_gbt7714, form: words.cite_gbt7714_form, numbered: true },
  iso690: { name: words.cite_iso690, form: words.cite_iso690_form, numbered: true },
  bibtex: { name: words.cite_bibtex, form: words.cite_bibtex_form, apart: true },
  markdown: { name: words.cite_markdown, form: words.cite_markdown_form, apart: true },
};

/** The permanent address: where the site is published, or where it is open now. */
function address(id) {
  return new URL(`r/${id}.html`, texts.base ?? new URL(root || ".", location.href)).href;
}

function values(id) {
  const found = entries.get(id);
  return {
    id,
    key: id.toLowerCase(),
    number: texts.number,
    edition: texts.edition,
    year: texts.edition.split("-")[0],
    title: texts.title[lang],
    status: texts.status[lang],
    issuer: words.issuer,
    place: place(found),
    text: found.entry[lang],
    date: today(),
    url: address(id),
    line: "\n",
  };
}

/** A citation as text, in the rich form with the address in full. */
function citation(way, id) {
  const known = values(id);
  return fill(WAYS[way].form, { ...known, link: `${id} ${known.url}` });
}

/** The rich form as elements, its identifier a live link. */
function richCitation(id) {
  const known = values(id);
  const [before, after] = fill(words.cite_rich_form, { ...known, link: "\n" }).split("\n");
  return el("p", {}, before, el("a", { href: known.url }, id), after);
}

/** Copies one citation or several: as text, and in the rich form as formatted text as well. */
function copyCitations(way, ids) {
  const { numbered, apart } = WAYS[way];
  const one = (id, index) => (numbered && ids.length > 1 ? `[${index + 1}] ` : "") + citation(way, id);
  const text = ids.map(one).join(apart ? "\n\n" : "\n");
  const formatted = way === "rich" ? ids.map((id) => richCitation(id).outerHTML).join("") : "";
  return { text, copied: copy(text, formatted) };
}

/** What the reader is told of a copy. */
const outcome = (copied, way) => (copied ? fill(words.cite_copied, { form: WAYS[way].name }) : words.cite_not_copied);

/** The panel of an entry, opened and closed by its button. */
function cite(button) {
  const open = document.querySelector(".cite-panel");
  const before = open?.opener;
  open?.close();
  if (before === button) return;
  const id = button.closest("[data-requirement]").dataset.requirement;
  const said = el("p", { role: "status", className: "said" });
  const shown = el("pre", { tabIndex: 0, hidden: true, "aria-label": fill(words.cite_panel, { id }) });
  const show = (way) => {
    const { text, copied } = copyCitations(way, [id]);
    said.textContent = outcome(copied, way);
    if (!texts.base && location.protocol === "file:") said.append(" ", words.cite_no_address);
    shown.textContent = text;
    shown.hidden = false;
    if (!copied) getSelection().selectAllChildren(shown);
  };
  const ways = Object.entries(WAYS).map(([way, { name }]) => el("button", { type: "button", className: "quiet", onclick: () => show(way) }, name));
  const pick = el("button", { type: "button", className: "quiet pick", onclick: () => toggle(id) });
  const label = () => {
    const is = picked().includes(id);
    pick.textContent = is ? words.cite_unpick : words.cite_pick;
    pick.setAttribute("aria-pressed", is);
  };
  label();
  const close = el("button", { type: "button", className: "quiet close", onclick: () => panel.close() }, words.cite_close);
  const panel = el("div", { className: "cite-panel", role: "group", "aria-label": fill(words.cite_panel, { id }), lang: tags[lang] },
    el("p", { className: "ways" }, ...ways, pick, close), said, shown);
  Object.assign(panel, { opener: button, label });
  panel.close = () => {
    if (panel.contains(document.activeElement)) button.focus();
    panel.remove();
    button.setAttribute("aria-expanded", "false");
  };
  panel.addEventListener("keydown", ({ key }) => key === "Escape" && panel.close());
  button.closest(".marks").after(panel);
  button.setAttribute("aria-expanded", "true");
  ways[0].focus();
}

function picked() {
  const ids = (dtmm.remembered("picked") ?? "").split(" ");
  return ids.filter((id) => entries.has(id));
}

function toggle(id) {
  const ids = picked();
  const left = ids.filter((one) => one !== id);
  keepPicked(left.length < ids.length ? left : [...ids, id]);
}

function keepPicked(ids) {
  remember("picked", ids.join(" "));
  list();
}

/** The bar with the picked entries; away when there are none. */
function list() {
  const before = document.querySelector(".cite-list");
  const hadFocus = before?.contains(document.activeElement);
  before?.remove();
  document.querySelector(".cite-panel")?.label();
  const ids = picked();
  if (!ids.length) return;
  const form = el("select", { "aria-label": words.cite_list_form }, ...Object.entries(WAYS).map(([way, { name }]) => el("option", { value: way }, name)));
  form.value = dtmm.remembered("cite-form", "sessionStorage") ?? "plain";
  form.onchange = () => remember("cite-form", form.value, "sessionStorage");
  const said = el("span", { role: "status", className: "said" });
  const shown = el("textarea", { readOnly: true, hidden: true, "aria-label": words.cite_list, rows: 6 });
  const copyAll = () => {
    const { text, copied } = copyCitations(form.value, ids);
    said.textContent = outcome(copied, form.value);
    shown.hidden = copied;
    if (!copied) {
      shown.value = text;
      shown.select();
    }
  };
  const chip = (id) => el("li", {}, el("a", { href: `${root}r/${id}.html` }, id),
    el("button", { type: "button", className: "quiet", "aria-label": `${words.cite_unpick} ${id}`, onclick: () => toggle(id) }, "×"));
  document.body.append(el("aside", { className: "cite-list", "aria-label": words.cite_list, lang: tags[lang] },
    el("p", { className: "count" }, fill(words.cite_list_count, { n: ids.length })),
    el("ul", {}, ...ids.map(chip)),
    el("p", { className: "ways" }, form,
      el("button", { type: "button", onclick: copyAll }, words.cite_list_copy),
      el("button", { type: "button", className: "quiet", onclick: () => keepPicked([]) }, words.cite_list_clear), said),
    shown));
  if (hadFocus) document.querySelector(".cite-list button").focus();
}

// What is picked in another window, or was before the reader came back to this page.
addEventListener("storage", ({ key }) => key === `${dtmm.prefix}picked` && list());
addEventListener("pageshow", ({ persisted }) => persisted && list());
