// Where finding begins: the field in the head and, on its page, the search page.

let isStarted = false;

function start() {
  if (isStarted) return;
  isStarted = true;
  prepare();
  const page = document.querySelector("[data-find]");
  if (page) searchPage(page);
  const input = document.querySelector(".find input[type=search]");
  if (!input) return;
  // What has run once runs faster: the first letter is answered like those after it.
  if (!input.value) for (const query of ["qlt 3 a", "数"]) find(query, { lang: pageLang(), limit: LISTED }).hits.map(option);
  combobox(input);
}

globalThis.dtmmFind = { start, search, find, suggestions };
