// Names the web manifest where it can be read; from a folder the browser only complains about it.
if (location.protocol !== "file:") {
  const link = document.createElement("link");
  link.rel = "manifest";
  link.href = `${document.documentElement.dataset.root}site.webmanifest`;
  document.head.append(link);
}
