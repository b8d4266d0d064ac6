// The commands of the search field: where to go and what to do. They are listed while nothing is typed, and found by
// their names in every language of the standard.
import { anchorsOf } from "../shared/anchors.js";
import { fill, part } from "../shared/element.js";
import { remember } from "../shared/remember.js";
import { addressOf, pageLang } from "./render-hit.js";
import { nextUnanswered, setFilter, setTarget } from "./scorer-acts.js";
import { CHINESE, escapeRegex, fold } from "./text.js";

/** @typedef {Record<string, string>} Words */

/**
 * What a reader can choose in the list under the field.
 * @typedef {object} Command
 * @property {(words: Words, lang: Lang) => string} name
 * @property {string} [href]  Where it leads.
 * @property {() => unknown} [act]  What it does, where it leads nowhere.
 * @property {string} [page]  The only page it can be done on, without `.html`.
 * @property {string} [key]  The key that does the same.
 * @property {() => unknown} [fits]  Whether it is of use now.
 */

const SCORER = "score";
const REPORT = "report";

/** @param {string} page */
const isOn = (page) => document.body.matches(`.page-${page}`);

/** @param {string} page */
const addressOfPage = (page) => addressOf(`${pageLang()}/${page}.html`);

/** The button for an act. @param {string} action */
const button = (action) => document.querySelector(`[data-action=${action}]`);

/** @param {string} action */
const push = (action) => button(action)?.click();

/** Whether a switch is shown and stands so. @param {string} action @param {boolean} state */
const isSwitch = (action, state) => button(action)?.matches(`:not([hidden])[aria-pressed=${state}]`);

/** All that can be done. @type {Command[]} */
const ACTS = [
  { name: (words) => words.find_do_answering_on, fits: () => isSwitch("answering", false), act: () => push("answering") },
  { name: (words) => words.find_do_answering_off, fits: () => isSwitch("answering", true), act: () => push("answering") },
  { name: (words) => words.find_do_notes_show, fits: () => isSwitch("notes", false), act: () => push("notes") },
  { name: (words) => words.find_do_notes_hide, fits: () => isSwitch("notes", true), act: () => push("notes") },
  { name: (words) => words.find_do_next, page: SCORER, act: nextUnanswered },
  { name: (words) => words.find_do_unanswered, page: SCORER, act: () => setFilter("unanswered") },
  { name: (words) => words.find_do_all_entries, fits: () => isOn(SCORER), act: () => push("filter-clear") },
  { name: (words) => words.find_do_save, page: SCORER, act: () => push("export-json") },
  { name: (words) => words.find_do_print, page: REPORT, act: () => push("print") },
  { name: (words) => words.keys_cite, key: "C", fits: () => document.querySelector("main [data-requirement]"), act: () => dtmm.read((reader) => reader.citeEntry()) },
  { name: (words) => words.find_do_language, fits: () => document.querySelector("a.language"), act: () => part("a.language").click() },
  { name: (words) => words.keys_title, key: "?", act: () => dtmm.read((reader) => reader.shortcuts()) },
];

/** The pages to go to, by their addresses without `.html`. @type {Record<string, Command["name"]>} */
const PAGES = {
  index: (words) => words.nav_model,
  standard: (words) => words.nav_standard,
  [SCORER]: (words) => words.nav_score,
  [REPORT]: (words) => words.nav_report,
  compare: (words) => words.nav_compare,
  comments: (words) => words.slip_title,
  method: (words) => words.nav_method,
  notes: (words) => words.notes,
  search: (words) => words.find_title,
  privacy: (words) => words.privacy_title,
};

/** The acts that set a target: one for each level, and one for none. @returns {Command[]} */
const targets = () => [undefined, ...dtmmTexts.levels].map((level, number) => {
  const name = (/** @type {Words} */ words, /** @type {Lang} */ lang) => fill(words.find_do_target, { level: level?.name[lang] ?? words.work_no_target });
  const act = () => {
    setTarget(number);
    dtmm.read((reader) => reader.tell(name(dtmmTexts.words[pageLang()], pageLang())));
  };
  return { name, page: SCORER, act };
});

/** @param {Command} command */
const isOfUse = ({ fits, page }) => (!fits || fits()) && (!page || "engine" in dtmm.later);

/** What can be done now, here or on the page for it. */
const acts = () => [...ACTS, ...targets()].filter(isOfUse);

/** The pages there are; of the editor's notes only where there are some. @returns {Command[]} */
const pages = () => Object.entries(PAGES)
  .filter(([page]) => page !== "notes" || `notes-${pageLang()}` in dtmm.later)
  .map(([page, name]) => ({ name, href: addressOfPage(page) }));

/** The domains, subdomains and levels; on the scorer the first two are on the page itself. @returns {Command[]} */
function places() {
  const at = (/** @type {string | undefined} */ page) => addressOf(`${pageLang()}/${page}`);
  const here = isOn(SCORER);
  const domains = dtmmTexts.domains.flatMap(({ id, page, name, subdomains }) => [
    { name, href: here ? `#${id}` : at(page) },
    ...subdomains.map(({ code, name }) => ({ name, href: here ? `#${code}` : at(anchorsOf(dtmmTexts).get(code)?.page) })),
  ]);
  return [...domains, ...dtmmTexts.levels.map(({ name, page }) => ({ name, href: at(page) }))]
    .map(({ name, href }) => ({ name: (_, lang) => name[lang], href }));
}

/** What a command is called in a language. @param {Command} command @param {Lang} lang */
export const nameOf = ({ name }, lang = pageLang()) => name(dtmmTexts.words[lang], lang);

/** The commands of a page in groups, each with the word for its heading. @returns {[string, Command[]][]} */
export function allCommands() {
  // What is done on another page is found by its name; here come the pages first.
  const here = acts().filter(({ page }) => !page || isOn(page));
  const isAtWork = here.some(({ page }) => page);
  /** @type {[string, Command[]][]} */
  const [ofActs, ofPages] = [["find_commands", here], ["find_pages", pages()]];
  return [...(isAtWork ? [ofActs, ofPages] : [ofPages, ofActs]), ["find_group_places", places()]];
}

/**
 * The commands that have every word of a query in one of their names, those that begin with it first. Places are among
 * the hits already; on the scorer they are where one answers.
 * @param {string} query
 * @param {number} limit
 */
export function commandsFor(query, limit) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  // A word of letters is the beginning of one.
  const parts = words.map((word) => new RegExp((CHINESE.test(word) ? "" : "(?:^|[^a-z0-9])") + escapeRegex(word)));
  const all = [...acts(), ...pages(), ...(isOn(SCORER) ? places() : [])].map((command) => {
    const names = dtmmTexts.languages.map((lang) => fold(nameOf(command, lang)));
    return { one: command, isFound: parts.every((one) => one.test(names.join("\n"))), isFirst: names.some((name) => name.startsWith(words[0])) };
  });
  const found = all.filter(({ isFound }) => isFound).sort((one, other) => Number(other.isFirst) - Number(one.isFirst)).slice(0, limit);
  return { commands: found.map(({ one }) => one), isFirst: !!found[0]?.isFirst };
}

/** What a command is remembered by from one page to the next. @param {Command} command */
const token = (command) => nameOf(command, dtmmTexts.languages[0]);

/** Does what a command says; on another page first goes to the one for it. @param {Command} command */
export function perform(command) {
  const { page, act } = command;
  if (!page || isOn(page)) return act?.();
  remember("command", token(command), "sessionStorage");
  location.href = addressOfPage(page);
  return undefined;
}

/** Does what was chosen on the page before, once the page is filled. */
export async function arrive() {
  const chosen = dtmm.remembered("command", "sessionStorage");
  remember("command", "", "sessionStorage");
  const command = acts().find((one) => one.page && isOn(one.page) && token(one) === chosen);
  await dtmm.drawn;
  command?.act?.();
}
