// Views of the text: the other language beside it, and which levels are shown. Both are part of the
// address, so that a link carries them.
import { lang, other, tags, texts, words } from "../shared/base.js";
import { writeQuery } from "../shared/address-query.js";
import { el, fill, part } from "../shared/element.js";
import { remember } from "../shared/remember.js";
import { inPlace } from "../shared/scroll-anchor.js";
import { alignTexts } from "./align.js";
import { markAdded } from "./mark-added.js";

/**
 * A choice of levels: that one only, those up to it, or what it adds to the one below.
 * @typedef {{ way: "only" | "to" | "adds", level: number }} Levels
 */

/** @typedef {{ both: boolean, levels: Levels | null }} View */

/** @type {Record<string, { name: string, shows: (level: number, chosen: number) => boolean }>} */
const WAYS = {
  only: { name: words.view_only, shows: (level, chosen) => level === chosen },
  to: { name: words.view_to, shows: (level, chosen) => level <= chosen },
  adds: { name: words.view_adds, shows: (level, chosen) => level === chosen || level === chosen - 1 },
};

/** The view that the address asks for, otherwise the last one. @returns {View} */
function chosenView() {
  const asked = new URLSearchParams(location.search);
  return {
    both: Boolean(other) && (asked.get("text") ?? dtmm.remembered("text")) === "both",
    levels: readLevels(asked.get("levels") ?? dtmm.remembered("levels", "sessionStorage")),
  };
}

/**
 * Reads `adds-3` as `{ way: "adds", level: 3 }`.
 * @param {string | undefined} text
 * @returns {Levels | null}  Nothing for anything else.
 */
function readLevels(text) {
  const [, way, level] = /^(only|to|adds)-([1-9])$/.exec(text ?? "") ?? [];
  return way && Number(level) <= texts.levels.length && !(way === "adds" && level === "1") ? /** @type {Levels} */ ({ way, level: Number(level) }) : null;
}

/** @param {Levels | null} levels */
const writeLevels = (levels) => (levels ? `${levels.way}-${levels.level}` : "");

/** Makes a view the chosen one: remembers it, writes it into the address, shows it. @param {View} view */
function choose({ both, levels }) {
  const values = { text: both ? "both" : "", levels: writeLevels(levels) };
  remember("text", values.text);
  remember("levels", values.levels, "sessionStorage");
  writeQuery(values);
  showView();
}

/** Shows the chosen view of a page that was just opened, with the target of its address in sight. */
export function openView() {
  choose(chosenView());
  const target = document.getElementById(location.hash.slice(1));
  if (target?.closest("[hidden]")) reveal(target);
}

function showView() {
  const { both, levels } = chosenView();
  inPlace(() => {
    document.documentElement.classList.toggle("both", both);
    alignTexts(both);
    showLevels(levels);
  });
}

/** @param {Levels | null} levels */
function showLevels(levels) {
  const visible = (/** @type {number} */ level) => !levels || WAYS[levels.way].shows(level, levels.level);
  const all = texts.levels.length;
  const count = texts.levels.filter((_, index) => visible(index + 1)).length;
  for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("table.levels"))) {
    table.classList.toggle("filtered", count < all);
    for (const row of table.rows) {
      if (row.cells.length === all) [...row.cells].forEach((cell, index) => (cell.hidden = !visible(index + 1)));
    }
  }
  document.querySelector(".view-notice")?.remove();
  if (!document.querySelector("table.levels")) return;
  markAdded(levels?.way === "adds" ? levels.level : 0);
  const select = /** @type {HTMLSelectElement | null} */ (document.querySelector(".view-panel select"));
  if (select) select.value = writeLevels(levels);
  if (levels) part(".view-switch").after(viewNotice(levels));
}

/** Says which levels are shown, with a button to show all. @param {Levels} levels */
function viewNotice(levels) {
  const name = texts.levels[levels.level - 1].name[lang];
  const shown = fill(words.view_shown, { view: fill(WAYS[levels.way].name, { level: name }) });
  return el("p", { className: "view-notice notice" }, shown, levels.way === "adds" ? ` ${words.view_adds_help}` : "", " ",
    el("button", { type: "button", className: "quiet", onclick: showAllLevels }, words.view_all));
}

/** Shows all levels; the button for it disappears, so the focus moves on. */
function showAllLevels() {
  choose({ ...chosenView(), levels: null });
  part("[data-action=view]").focus();
}

/** Shows all levels, so that an element can be seen. @param {HTMLElement} target */
export function reveal(target) {
  choose({ ...chosenView(), levels: null });
  target.scrollIntoView();
}

/** Opens or closes the panel of views. @param {HTMLElement} button */
export function view(button) {
  const open = document.querySelector(".view-panel");
  button.setAttribute("aria-expanded", String(!open));
  if (open) {
    open.remove();
    return;
  }
  const { both, levels } = chosenView();
  const languages = other ? [languageChoice(both, other)] : [];
  const panel = el("div", { className: "view-panel" }, ...languages);
  if (document.querySelector("table.levels")) panel.append(levelChoice(levels));
  panel.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    view(button);
    button.focus();
  });
  button.parentElement?.after(panel);
  part("button, select", panel).focus();
}

/** @param {boolean} both @param {Lang} other */
function languageChoice(both, other) {
  const otherPage = /** @type {HTMLAnchorElement} */ (part("a.language"));
  const follow = (/** @type {Event} */ event) => {
    event.preventDefault();
    otherPage.click();
  };
  const one = el("button", { type: "button", "aria-pressed": !both, onclick: () => choose({ ...chosenView(), both: false }) }, words.view_this);
  const two = el("button", { type: "button", "aria-pressed": both, onclick: () => choose({ ...chosenView(), both: true }) }, words.view_both);
  const link = el("a", { href: otherPage.href, lang: tags[other], onclick: follow }, texts.words[other].view_this);
  const languages = el("p", { className: "segments", role: "group", "aria-label": words.view_text }, one, link, two);
  languages.addEventListener("click", () => {
    one.setAttribute("aria-pressed", String(!chosenView().both));
    two.setAttribute("aria-pressed", String(chosenView().both));
  });
  return languages;
}

/** @param {Levels | null} levels */
function levelChoice(levels) {
  const option = (/** @type {string} */ value, /** @type {string} */ name) => el("option", { value }, name);
  const choices = Object.entries(WAYS).flatMap(([way, { name }]) =>
    texts.levels.flatMap((level, index) => (way === "adds" && !index ? [] : [option(`${way}-${index + 1}`, fill(name, { level: level.name[lang] }))])));
  const select = el("select", { onchange: () => choose({ ...chosenView(), levels: readLevels(select.value) }) }, option("", words.view_all), ...choices);
  select.value = writeLevels(levels);
  return el("label", {}, el("span", {}, words.view_levels), select);
}
