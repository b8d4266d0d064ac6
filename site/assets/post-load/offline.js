// Makes the site installable, and starts the service worker that caches it for reading offline.

/** @param {"link" | "meta"} tag @param {Record<string, string>} values */
const put = (tag, values) => document.head.append(Object.assign(document.createElement(tag), values));

async function startWorker() {
  // What the reader waits for comes first.
  await dtmm.drawn;
  await navigator.serviceWorker.register(/** @type {string} */ (dtmm.site.createScriptURL("sw.js")));
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(document.documentElement.lang.slice(0, 2));
}

export function setUpOffline() {
  const { home, later } = dtmm;
  // Under file:// everything is there already, and the page for missing addresses may not know where it is.
  if (location.protocol === "file:" || document.querySelector("base")) return;
  put("meta", { name: "theme-color", content: "#0a5a86" });
  // Other browsers take the icon from the manifest.
  if ("standalone" in navigator) put("link", { rel: "apple-touch-icon", href: home + later.icon });
  put("link", { rel: "manifest", href: `${home}site.webmanifest` });
  // No prefetching for readers who save data, nor while the site is being edited.
  if (!later.offline || navigator.connection?.saveData) return;
  // Where workers are refused, the site works as it did.
  startWorker().catch(() => {});
}
