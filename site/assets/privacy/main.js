// The page about stored data: counts what is stored, and deletes it after a second press.
import { fill, part } from "../shared/element.js";
import { deleteAll, storedItems, storedPages } from "./stored.js";

const table = part("[data-kept]");
const rows = [...table.querySelectorAll("[data-keys]")];

/** The names of what a row counts; none means the pages cached for reading offline. @param {HTMLElement} row */
const names = (row) => (row.dataset.keys ?? "").split(" ").filter(Boolean);

async function count() {
  for (const row of rows) {
    const found = names(row).length ? storedItems(names(row)) : await storedPages();
    const size = found.reduce((sum, [, bytes]) => sum + bytes, 0);
    const values = { n: found.length, size: Math.ceil(size / 1024) };
    const words = (found.length ? table.dataset.some : table.dataset.none) ?? "";
    if (row.lastElementChild) row.lastElementChild.textContent = fill(words, values);
  }
}

function setUpButton() {
  const button = /** @type {HTMLButtonElement} */ (part("[data-delete]"));
  const label = button.textContent;
  let isSure = false;
  const ask = (/** @type {boolean} */ again) => {
    isSure = again;
    button.textContent = (again ? button.dataset.sure : label) ?? "";
  };
  button.onclick = async () => {
    if (!isSure) {
      ask(true);
      return;
    }
    ask(false);
    await deleteAll(rows.flatMap(names));
    await count();
    part("[data-said]").textContent = button.dataset.done ?? "";
  };
  button.onblur = () => ask(false);
  return button;
}

async function start() {
  const button = setUpButton();
  try {
    part("[data-prefix]").textContent = dtmm.prefix;
    await count();
    button.hidden = false;
  } catch {
    part("[data-said]").textContent = button.dataset.refused ?? "";
  }
}

start();
