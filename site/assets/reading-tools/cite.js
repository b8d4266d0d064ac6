// Citations: of one entry in a panel beside it, of several in a bar at the foot of the window.
import { recordUrl } from "../shared/anchors.js";
import { entries, lang, place, root, tags, texts, today, words } from "../shared/base.js";
import { putBeside } from "../shared/beside.js";
import { copy } from "../shared/copy.js";
import { el, fill, part } from "../shared/element.js";
import { remember } from "../shared/remember.js";
import { citationForms, citations } from "./citation.js";

const FORMS = citationForms(words);

/** The permanent address of an entry: where the site is published, or where it is open now. @param {string} id */
function address(id) {
  return new URL(`${recordUrl(id, texts)}#${texts.edition}`, texts.base ?? new URL(root || ".", location.href)).href;
}

/** What citations of an entry are made of. @param {string} id */
function values(id) {
  const found = /** @type {import("../shared/base.js").PlacedEntry} */ (entries.get(id));
  return {
    id,
    key: id.toLowerCase(),
    number: texts.number ?? texts.title[lang],
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

/** The rich form as an element, its identifier a live link. @param {string} id */
function richCitation(id) {
  const known = values(id);
  const [before, after] = fill(words.cite_rich_form, { ...known, link: "\n" }).split("\n");
  return el("p", {}, before, el("a", { href: known.url }, id), after);
}

/**
 * Copies citations as text; those of the rich form as formatted text as well.
 * @param {string} form
 * @param {string[]} ids
 */
export function copyCitations(form, ids) {
  const text = citations(FORMS[form], ids.map(values));
  const formatted = form === "rich" ? ids.map((id) => richCitation(id).outerHTML).join("") : "";
  return { text, copied: copy(text, formatted) };
}

/** @param {string} form */
export const formName = (form) => FORMS[form].name;

/** That a link leads nowhere but on this device, where that is so. */
export const onlyHere = () => (!texts.base && location.protocol === "file:" ? [words.cite_no_address] : []);

/** What the reader is told of a copy. @param {boolean} copied @param {string} form */
const outcome = (copied, form) => (copied ? fill(words.cite_copied, { form: formName(form) }) : words.cite_not_copied);

/** The open panel with the button that opened it. @type {{ element: HTMLElement, opener: HTMLElement, label: () => void } | undefined} */
let panel;

function closePanel() {
  if (!panel) return;
  const { element, opener } = panel;
  panel = undefined;
  if (element.contains(document.activeElement)) opener.focus();
  element.remove();
  opener.setAttribute("aria-expanded", "false");
}

/** Opens or closes the panel of an entry. @param {HTMLElement} button  That of the entry. */
export function cite(button) {
  const before = panel?.opener;
  closePanel();
  if (before === button) return;
  const id = /** @type {HTMLElement} */ (button.closest("[data-requirement]")).dataset.requirement ?? "";
  panel = openPanel(button, id);
  putBeside(/** @type {HTMLElement} */ (button.closest(".marks")), panel.element);
  button.setAttribute("aria-expanded", "true");
  part("button", panel.element).focus();
}

/** @param {HTMLElement} opener @param {string} id */
function openPanel(opener, id) {
  const said = el("p", { role: "status", className: "said" });
  const shown = el("pre", { tabIndex: 0, hidden: true, "aria-label": fill(words.cite_panel, { id }) });
  const show = (/** @type {string} */ form) => {
    const { text, copied } = copyCitations(form, [id]);
    said.textContent = [outcome(copied, form), ...onlyHere()].join(" ");
    shown.textContent = text;
    shown.hidden = false;
    if (!copied) getSelection()?.selectAllChildren(shown);
  };
  const forms = Object.entries(FORMS).map(([form, { name }]) => el("button", { type: "button", className: "quiet", onclick: () => show(form) }, name));
  const pick = el("button", { type: "button", className: "quiet pick", onclick: () => togglePicked(id) });
  const label = () => {
    const isPicked = picked().includes(id);
    pick.textContent = isPicked ? words.cite_unpick : words.cite_pick;
    pick.setAttribute("aria-pressed", String(isPicked));
  };
  label();
  const close = el("button", { type: "button", className: "quiet close", onclick: closePanel }, words.cite_close);
  const element = el("div", { className: "cite-panel", role: "group", "aria-label": fill(words.cite_panel, { id }), lang: tags[lang] },
    el("p", { className: "ways" }, ...forms, pick, close), said, shown);
  element.addEventListener("keydown", ({ key }) => key === "Escape" && closePanel());
  return { element, opener, label };
}

/** The identifiers of the picked entries. */
function picked() {
  const ids = (dtmm.remembered("picked") ?? "").split(" ");
  return ids.filter((id) => entries.has(id));
}

/** @param {string} id */
function togglePicked(id) {
  const ids = picked();
  const left = ids.filter((one) => one !== id);
  keepPicked(left.length < ids.length ? left : [...ids, id]);
}

/** @param {string[]} ids */
function keepPicked(ids) {
  remember("picked", ids.join(" "));
  list();
}

/** Shows the bar with the picked entries, or removes it if there are none. */
export function list() {
  const before = document.querySelector(".cite-list");
  const hadFocus = before?.contains(document.activeElement);
  before?.remove();
  panel?.label();
  const ids = picked();
  if (!ids.length) return;
  document.body.append(bar(ids));
  if (hadFocus) part(".cite-list button").focus();
}

/** @param {string[]} ids */
function bar(ids) {
  const form = el("select", { "aria-label": words.cite_list_form }, ...Object.entries(FORMS).map(([value, { name }]) => el("option", { value }, name)));
  form.value = dtmm.remembered("cite-form", "sessionStorage") ?? "plain";
  form.onchange = () => remember("cite-form", form.value, "sessionStorage");
  const said = el("span", { role: "status", className: "said" });
  const shown = el("textarea", { readOnly: true, hidden: true, "aria-label": words.cite_list, rows: 6 });
  const copyAll = () => {
    const { text, copied } = copyCitations(form.value, ids);
    said.textContent = outcome(copied, form.value);
    shown.hidden = copied;
    if (copied) return;
    shown.value = text;
    shown.select();
  };
  const chip = (/** @type {string} */ id) => el("li", {}, el("a", { href: root + recordUrl(id, texts) }, id),
    el("button", { type: "button", className: "quiet", "aria-label": `${words.cite_unpick} ${id}`, onclick: () => togglePicked(id) }, "×"));
  return el("aside", { className: "cite-list", "aria-label": words.cite_list, lang: tags[lang] },
    el("p", { className: "count" }, fill(words.cite_list_count, { n: ids.length })),
    el("ul", {}, ...ids.map(chip)),
    el("p", { className: "ways" }, form,
      el("button", { type: "button", onclick: copyAll }, words.cite_list_copy),
      el("button", { type: "button", className: "quiet", onclick: () => keepPicked([]) }, words.cite_list_clear), said),
    shown);
}

// What was picked in another window, or before this page was restored from the back/forward cache.
addEventListener("storage", ({ key }) => key === `${dtmm.prefix}picked` && list());
addEventListener("pageshow", ({ persisted }) => persisted && list());
