// Every sheet says what it is part of: the page, the standard and its state, and the address. Stylesheets cannot take that
// from the page. A report has a title of its own.
export function setUpRunningTitle() {
  addEventListener("beforeprint", () => {
    const main = document.getElementById("main");
    const standing = document.querySelector("[data-standing]")?.textContent ?? "";
    const address = location.protocol === "file:" ? "" : location.origin + location.pathname;
    const parts = [document.title.split(" · ")[0], standing, address].filter(Boolean);
    const running = main?.dataset.printed ?? parts.join(" · ");
    document.documentElement.style.setProperty("--printed", JSON.stringify(running));
  });
}
