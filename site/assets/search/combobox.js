// The list of the best hits under the search field in the header, shown while the reader types (the
// combobox pattern of ARIA).
import { el } from "../shared/element.js";
import { TAGS, addressOf, option, pageLang, remarks, say } from "./render-hit.js";
import { find } from "./search.js";

/** So many hits are listed. */
export const LISTED = 8;

/** The parts of a combobox. @typedef {ReturnType<typeof build>} Combobox */

/** @param {HTMLInputElement} input */
function build(input) {
  const list = el("ul", { id: "find-list", role: "listbox", "aria-label": say("find_options") });
  const note = el("p", { className: "find-note" });
  const panel = el("div", { className: "find-panel", hidden: true }, note, list);
  const live = el("span", { className: "hide", role: "status" });
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }
  panel.lang = live.lang = TAGS[pageLang()];
  input.form?.append(panel, live);
  // The index of the highlighted option; -1 is none, the focus is always in the field.
  return { input, list, note, panel, live, active: -1, answer: /** @type {SearchAnswer | undefined} */ (undefined) };
}

/** @param {Combobox} box */
const options = ({ list }) => [...list.querySelectorAll("a")];

/** @param {Combobox} box */
const hasQuery = ({ input }) => !!input.value.trim();

/** Highlights an option. @param {Combobox} box @param {number} index */
function highlight(box, index) {
  box.active = index;
  const all = options(box);
  for (const [at, one] of all.entries()) one.setAttribute("aria-selected", String(at === index));
  if (index < 0) {
    box.input.removeAttribute("aria-activedescendant");
    return;
  }
  box.input.setAttribute("aria-activedescendant", all[index].id);
  all[index].scrollIntoView({ block: "nearest" });
}

/** @param {Combobox} box @param {boolean} isOpen */
function show(box, isOpen) {
  box.panel.hidden = !isOpen;
  box.input.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) highlight(box, -1);
}

/** @param {string} path @param {number} index @param {string} className @param {...(Node | string)} children */
function line(path, index, className, ...children) {
  const attributes = { id: `find-option-${index}`, href: addressOf(path), tabIndex: -1, role: "option", "aria-selected": false };
  return el("li", { className, role: "presentation" }, el("a", attributes, ...children));
}

/** Answers what is in the field now. @param {Combobox} box */
function update(box) {
  const { input, list, note, live } = box;
  if (!hasQuery(box)) {
    live.textContent = "";
    list.replaceChildren();
    show(box, false);
    return;
  }
  const query = input.value;
  const answer = find(query, { lang: pageLang(), limit: LISTED });
  box.answer = answer;
  const { hits, total } = answer;
  const lines = hits.map((hit, index) => line(hit.path, index, "", ...option(hit)));
  const all = `${pageLang()}/search.html?${new URLSearchParams({ q: query.trim() })}`;
  lines.push(line(all, hits.length, "find-all", total ? say("find_all", { count: total }) : say("find_help")));
  list.replaceChildren(...lines);
  note.textContent = total ? remarks(answer).join(" ") : say("find_none", { query: query.trim() });
  note.hidden = !note.textContent;
  live.textContent = total ? say("find_shown", { count: total, shown: hits.length }) : note.textContent;
  show(box, true);
  highlight(box, -1);
}

/** Opens the list, or moves the highlight by one; past either end it is in the field. @param {Combobox} box @param {1 | -1} by */
function move(box, by) {
  if (box.panel.hidden) {
    update(box);
    return;
  }
  const count = options(box).length;
  const next = box.active + by;
  highlight(box, next < -1 ? count - 1 : next < count ? next : -1);
}

/** @param {Combobox} box @param {KeyboardEvent} event */
function press(box, event) {
  // Safari: 229 is the key that ends the composition of a word.
  if (event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isOpen = !box.panel.hidden;
  if (event.key === "Enter" && isOpen) {
    const chosen = box.active < 0 ? box.answer?.exact && options(box)[0] : options(box)[box.active];
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
  } else if (event.key === "Home" || event.key === "End") {
    highlight(box, -1);
  } else if (event.key === "Escape" && isOpen) {
    event.preventDefault();
    show(box, false);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hasQuery(box)) {
    event.preventDefault();
    move(box, event.key === "ArrowDown" ? 1 : -1);
  }
}

/** Makes the field in the header a combobox. @param {HTMLInputElement} input */
export function combobox(input) {
  const box = build(input);
  input.addEventListener("keydown", (event) => press(box, event));
  input.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || update(box));
  input.addEventListener("compositionend", () => update(box));
  input.addEventListener("focus", () => hasQuery(box) && update(box));
  input.addEventListener("blur", () => show(box, false));
  // Keeps the focus in the field until the press has become a click.
  box.panel.addEventListener("mousedown", (event) => event.preventDefault());
  box.panel.addEventListener("click", (event) => /** @type {Element} */ (event.target).closest("a") && show(box, false));
  // A page restored from the back/forward cache shows no list by itself.
  addEventListener("pageshow", ({ persisted }) => persisted && show(box, false));
  if (document.activeElement === input) update(box);
}
