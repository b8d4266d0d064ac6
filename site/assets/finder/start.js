// Where finding begins: the field in the head and, on its page, the search page.

let isStarted = false;

function start() {
  if (isStarted) return;
  isStarted = true;
  prepare();
  const page = document.querySelector("[data-find]");
  if (page) searchPage(page);
  const input = document.querySelector(".find input[type=search]");
  if (input) combobox(input);
}

globalThis.dtmmFind = { start, search };
