// A report is printed under the name of what it reports: browsers take the title of the page for the file.
(() => {
  const main = document.getElementById("main");
  const title = document.title;
  addEventListener("beforeprint", () => (document.title = main.dataset.printed ?? title));
  addEventListener("afterprint", () => (document.title = title));
})();
