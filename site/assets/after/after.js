// What a page does once it is shown: names the site to the device, and keeps it for reading without a network.
(() => {
  const { home, site, later, load } = dtmm;
  // What is kept here is counted and deleted on its page.
  if (document.querySelector("[data-kept]")) load("keeping").catch(console.error);
  if (document.body.matches(".page-score, .page-compare, .page-comments")) load("dropping").catch(console.error);
  // In a folder everything is there already, and the page for missing addresses may not know where it is.
  if (location.protocol === "file:" || document.querySelector("base")) return;
  const put = (tag, values) => document.head.append(Object.assign(document.createElement(tag), values));
  put("meta", { name: "theme-color", content: "#0a5a86" });
  // Others take theirs from the manifest.
  if ("standalone" in navigator) put("link", { rel: "apple-touch-icon", href: home + later.icon });
  put("link", { rel: "manifest", href: `${home}site.webmanifest` });
  // Nothing is loaded beforehand for those who save data, nor while the site is edited.
  if (!later.offline || navigator.connection?.saveData) return;
  const keep = async () => {
    // What the reader waits for comes first.
    await dtmm.drawn;
    await navigator.serviceWorker.register(site.createScriptURL("sw.js"));
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage(document.documentElement.lang.slice(0, 2));
  };
  // Where it is refused, the site is as it was.
  keep().catch(() => {});
})();
