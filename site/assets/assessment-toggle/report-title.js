// Browsers name a printed file by the title of the page: a report is printed under the name of what it reports. That is
// also the running title of its sheets, which stylesheets cannot take from the page.
export function setUpReportTitle() {
  const main = document.getElementById("main");
  const title = document.title;
  addEventListener("beforeprint", () => {
    document.title = main?.dataset.printed ?? title;
    document.documentElement.style.setProperty("--printed", JSON.stringify(document.title));
  });
  addEventListener("afterprint", () => (document.title = title));
}
