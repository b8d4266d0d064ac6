// Ways of reading: the other language beside the text, and which levels are shown. Both stand in the
// address, so that a link carries them.
const SHOWN = {
  only: { name: words.view_only, shows: (level, chosen) => level === chosen },
  to: { name: words.view_to, shows: (level, chosen) => level <= chosen },
  adds: { name: words.view_adds, shows: (level, chosen) => level === chosen || level === chosen - 1 },
};

/** What is chosen: by the address, otherwise as it was the last time. */
function chosenView() {
  const asked = new URLSearchParams(location.search);
  return {
    both: (asked.get("text") ?? dtmm.remembered("text")) === "both",
    levels: readLevels(asked.get("levels") ?? dtmm.remembered("levels", "sessionStorage")),
  };
}

/** `adds-3` as `{ way: "adds", level: 3 }`; nothing for anything else. */
function readLevels(text) {
  const [, way, level] = /^(only|to|adds)-([1-5])$/.exec(text ?? "") ?? [];
  return way && !(way === "adds" && level === "1") ? { way, level: Number(level) } : null;
}

const writeLevels = (levels) => (levels ? `${levels.way}-${levels.level}` : "");

/** Takes over a choice: remembers it, writes it into the address, shows it. */
function choose({ both, levels }) {
  const values = { text: both ? "both" : "", levels: writeLevels(levels) };
  remember("text", values.text);
  remember("levels", values.levels, "sessionStorage");
  writeQuery(values);
  showView();
}

/** Shows a page that was just opened as chosen, and whatever its address leads to. */
function openView() {
  choose(chosenView());
  const target = document.getElementById(location.hash.slice(1));
  if (target?.closest("[hidden]")) reveal(target);
}

/** Shows the page as chosen. */
function showView() {
  const { both, levels } = chosenView();
  inPlace(() => {
    document.documentElement.classList.toggle("both", both);
    alignTexts(both);
    showLevels(levels);
  });
}

function showLevels(levels) {
  const visible = (level) => !levels || SHOWN[levels.way].shows(level, levels.level);
  const count = [1, 2, 3, 4, 5].filter(visible).length;
  for (const table of document.querySelectorAll("table.levels")) {
    table.classList.toggle("filtered", count < 5);
    for (const row of table.rows) {
      if (row.cells.length === 5) [...row.cells].forEach((cell, index) => (cell.hidden = !visible(index + 1)));
    }
  }
  document.querySelector(".view-notice")?.remove();
  if (!document.querySelector("table.levels")) return;
  markAdded(levels?.way === "adds" ? levels.level : 0);
  const select = document.querySelector(".view-panel select");
  if (select) select.value = writeLevels(levels);
  if (!levels) return;
  const name = texts.levels[levels.level - 1].name[lang];
  document.querySelector(".view-switch").after(
    el("p", { className: "view-notice notice" }, fill(words.view_shown, { view: fill(SHOWN[levels.way].name, { level: name }) }), levels.way === "adds" ? ` ${words.view_adds_help}` : "", " ",
      el("button", { type: "button", className: "quiet", onclick: showAll }, words.view_all)));
}

/** Takes the choice of levels back; the button for it goes away. */
function showAll() {
  choose({ ...chosenView(), levels: null });
  document.querySelector("[data-action=view]").focus();
}

/** Shows all levels again, so that `target` can be seen. */
function reveal(target) {
  choose({ ...chosenView(), levels: null });
  target.scrollIntoView();
}

/** Opens and closes the choice. */
function view(button) {
  const open = document.querySelector(".view-panel");
  button.setAttribute("aria-expanded", !open);
  if (open) return open.remove();
  const { both, levels } = chosenView();
  const otherPage = document.querySelector("a.language");
  const languages = el("p", { className: "segments", role: "group", "aria-label": words.view_text },
    el("button", { type: "button", "aria-pressed": !both, onclick: () => choose({ ...chosenView(), both: false }) }, words.view_this),
    el("a", { href: otherPage.href, lang: tags[other], onclick: (event) => (event.preventDefault(), otherPage.click()) }, texts.words[other].view_this),
    el("button", { type: "button", "aria-pressed": both, onclick: () => choose({ ...chosenView(), both: true }) }, words.view_both));
  const panel = el("div", { className: "view-panel" }, languages);
  languages.addEventListener("click", () => {
    const [one, two] = languages.querySelectorAll("button");
    one.setAttribute("aria-pressed", !chosenView().both);
    two.setAttribute("aria-pressed", chosenView().both);
  });
  if (document.querySelector("table.levels")) panel.append(levelChoice(levels));
  panel.addEventListener("keydown", ({ key }) => key === "Escape" && (view(button), button.focus()));
  button.parentElement.after(panel);
  languages.querySelector("button").focus();
}

function levelChoice(levels) {
  const option = (value, name) => el("option", { value }, name);
  const choices = Object.entries(SHOWN).flatMap(([way, { name }]) =>
    texts.levels.flatMap((level, index) => (way === "adds" && !index ? [] : [option(`${way}-${index + 1}`, fill(name, { level: level.name[lang] }))])));
  const select = el("select", { onchange: () => choose({ ...chosenView(), levels: readLevels(select.value) }) }, option("", words.view_all), ...choices);
  select.value = writeLevels(levels);
  return el("label", {}, el("span", {}, words.view_levels), select);
}
