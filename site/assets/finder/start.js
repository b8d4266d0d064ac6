// Where finding begins: the field in the head and, on its page, the search page.

let isStarted = false;
/** Milliseconds after which nothing else is about to happen. */
const WARM_UP = 30;

function start() {
  if (isStarted) return;
  isStarted = true;
  prepare();
  const page = document.querySelector("[data-find]");
  if (page) searchPage(page);
  const input = document.querySelector(".find input[type=search]");
  if (input) combobox(input);
  // What has run once runs faster; a reader who has not begun to type waits for nothing.
  if (!input?.value) setTimeout(() => find("qlt 3 a", { limit: 1 }), WARM_UP);
}

globalThis.dtmmFind = { start, search };
