// Browsers name a printed file by the title of the page: a report is printed under the name of what it reports.
export function setUpReportTitle() {
  const main = document.getElementById("main");
  const title = document.title;
  addEventListener("beforeprint", () => (document.title = main?.dataset.printed ?? title));
  addEventListener("afterprint", () => (document.title = title));
}
