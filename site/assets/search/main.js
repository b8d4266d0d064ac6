// Search starts here: the field in the header and, on its own page, the search page.
import { LISTED, combobox, open } from "./combobox.js";
import { arrive } from "./commands.js";
import { option, pageLang } from "./render-hit.js";
import { find, prepare, search, suggestions } from "./search.js";
import { searchPage } from "./search-page.js";

let isStarted = false;

function start() {
  if (isStarted) return;
  isStarted = true;
  prepare();
  const page = document.querySelector("[data-find]");
  if (page) searchPage(page);
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector(".find input[type=search]"));
  if (!input) return;
  // Warm-up: code that has run once is compiled, so the first letter is answered as fast as later ones.
  if (!input.value) for (const query of ["abc 3 a", "数"]) find(query, { lang: pageLang(), limit: LISTED }).hits.map(option);
  combobox(input);
}

globalThis.dtmmFind = { start, open, arrive, search, find, suggestions };
