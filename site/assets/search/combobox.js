// The list under the search field in the header (the combobox pattern of ARIA): the best hits while the reader types, and
// commands, all of them while nothing is typed.
import { el } from "../shared/element.js";
import { allCommands, commandsFor, nameOf, perform } from "./commands.js";
import { TAGS, addressOf, option, pageLang, remarks, say } from "./render-hit.js";
import { find } from "./search.js";

/** So many hits are listed. */
export const LISTED = 8;
/** So many commands are listed beside hits. */
const COMMANDS = 4;

/** The parts of a combobox. @typedef {ReturnType<typeof build>} Combobox */

/** @param {HTMLInputElement} input */
function build(input) {
  const list = el("ul", { id: "find-list", role: "listbox", "aria-label": say("find_list") });
  const note = el("p", { className: "find-note" });
  const panel = el("div", { className: "find-panel", hidden: true }, note, list);
  const live = el("span", { className: "hide", role: "status" });
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }
  panel.lang = live.lang = TAGS[pageLang()];
  input.form?.append(panel, live);
  // The index of the highlighted option; -1 is none, the focus is always in the field.
  return {
    input, list, note, panel, live, active: -1,
    answer: /** @type {SearchAnswer | undefined} */ (undefined),
    // What had the focus before the field.
    from: /** @type {HTMLElement | undefined} */ (undefined),
  };
}

/** @param {Combobox} box */
const options = ({ list }) => [...list.querySelectorAll("[role=option]")];

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

/** A line with one option. @param {HTMLElement} one */
const line = (one, className = "") => el("li", { className, role: "presentation" }, one);

/** What leads to an address. @param {string} href @param {...(Node | string)} children */
const link = (href, ...children) => el("a", { href, tabIndex: -1, role: "option" }, ...children);

/** A command as an option. @param {Combobox} box @param {import("./commands.js").Command} command */
function commandOption(box, command) {
  const key = command.key ? [el("kbd", { "aria-hidden": "true" }, command.key)] : [];
  const label = [nameOf(command), ...key];
  const onclick = () => {
    leave(box);
    perform(command);
  };
  const made = command.href ? link(command.href, ...label) : el("div", { role: "option", onclick }, ...label);
  made.className = "find-command";
  return made;
}

/** Lines under a heading; without one where there are none. @param {string} word @param {HTMLElement[]} lines */
function group(word, lines) {
  if (!lines.length) return [];
  const heading = el("li", { id: `find-head-${word}`, className: "find-heading", role: "presentation" }, say(word));
  return [el("li", { role: "presentation" }, el("ul", { role: "group", "aria-labelledby": heading.id }, heading, ...lines))];
}

/** Shows lines, which are numbered as options. @param {Combobox} box @param {HTMLElement[]} lines @param {string} noted @param {string} said */
function list(box, lines, noted, said) {
  box.list.replaceChildren(...lines);
  for (const [index, one] of options(box).entries()) one.id = `find-option-${index}`;
  box.note.textContent = noted;
  box.note.hidden = !noted;
  box.live.textContent = said;
  show(box, true);
  highlight(box, -1);
}

/** Lists all commands. @param {Combobox} box */
function offer(box) {
  const lines = allCommands().flatMap(([word, commands]) => group(word, commands.map((one) => line(commandOption(box, one)))));
  box.answer = undefined;
  list(box, lines, "", "");
  box.live.textContent = say("find_offered", { count: options(box).length });
}

/** Answers what is in the field now. @param {Combobox} box */
function update(box) {
  if (!hasQuery(box)) {
    offer(box);
    return;
  }
  const query = box.input.value;
  const answer = find(query, { lang: pageLang(), limit: LISTED });
  box.answer = answer;
  const { hits, total } = answer;
  const { commands, isFirst } = commandsFor(query, COMMANDS);
  const found = hits.map((hit) => line(link(addressOf(hit.path), ...option(hit))));
  const acts = group("find_commands", commands.map((one) => line(commandOption(box, one))));
  const all = `${pageLang()}/search.html?${new URLSearchParams({ q: query.trim() })}`;
  const rest = line(link(addressOf(all), total ? say("find_all", { count: total }) : say("find_help")), "find-all");
  // Without commands, what is found needs no heading.
  const results = acts.length ? group("find_options", found) : found;
  const noted = total ? remarks(answer).join(" ") : say("find_none", { query: query.trim() });
  list(box, isFirst ? [...acts, ...results, rest] : [...results, ...acts, rest], noted, total ? say("find_shown", { count: total, shown: hits.length }) : noted);
}

/** Closes the list, empties the field, and takes the keyboard back to where it was. @param {Combobox} box */
function leave(box) {
  show(box, false);
  box.input.value = box.live.textContent = "";
  box.input.blur();
  if (box.from?.isConnected) box.from.focus({ preventScroll: true });
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
  } else if (event.key === "Escape" && !hasQuery(box)) {
    leave(box);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(box, event.key === "ArrowDown" ? 1 : -1);
  }
}

/** The combobox of the page. @type {Combobox | undefined} */
let made;

/** Lists what there is for what is in the field. @param {Element | null} [from]  What the keyboard goes back to. */
export function open(from) {
  if (!made || document.activeElement !== made.input) return;
  if (from !== made.input) made.from = /** @type {HTMLElement | undefined} */ (from ?? undefined);
  if (made.panel.hidden) update(made);
}

/** Makes the field in the header a combobox. @param {HTMLInputElement} input */
export function combobox(input) {
  const box = build(input);
  input.addEventListener("keydown", (event) => press(box, event));
  input.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || update(box));
  input.addEventListener("compositionend", () => update(box));
  // The head does not scroll with the page: nothing has to be scrolled clear of it while one types there.
  const pad = (/** @type {string} */ room) => (document.documentElement.style.scrollPadding = room);
  input.addEventListener("focus", () => {
    pad("0");
    if (hasQuery(box)) update(box);
  });
  input.addEventListener("blur", () => {
    pad("");
    show(box, false);
  });
  // Keeps the focus in the field until the press has become a click.
  box.panel.addEventListener("mousedown", (event) => event.preventDefault());
  box.panel.addEventListener("click", (event) => /** @type {Element} */ (event.target).closest("a") && show(box, false));
  // A page restored from the back/forward cache shows no list by itself.
  addEventListener("pageshow", ({ persisted }) => persisted && show(box, false));
  made = box;
  if (document.activeElement !== input) return;
  pad("0");
  if (hasQuery(box)) update(box);
}
