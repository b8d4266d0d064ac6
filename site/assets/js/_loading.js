// Gets what only some readers use. Of all that may be loaded, the page script knows one script by
// itself: `bundles`, which names the others, each with the hash that the browser holds it against.

/** The address of the site. */
const home = new URL(document.documentElement.dataset.root || "./", document.baseURI).href;

/** What the names of everything begin with that this site keeps in the browser. Another site of the same host and
 * another standard have their own. */
const prefix = `dtmm:${document.documentElement.dataset.standard}:${new URL(home).pathname}:`;

/** Where browsers have Trusted Types, they run no script from an address that is not made here. */
const site = (globalThis.trustedTypes ?? { createPolicy: (_, rules) => rules }).createPolicy("dtmm", {
  createScriptURL: (path) => home + path,
});

const later = { bundles };

/** Loads the scripts and the stylesheet of a bundle: these bytes and no others. An error of the host that the browser
 * kept is asked for once more, past what it keeps. */
function load(name) {
  const put = ([path, hash]) =>
    new Promise((onload, onerror) => {
      const style = path.endsWith(".css");
      const values = style ? { rel: "stylesheet", href: home + path } : { src: site.createScriptURL(path) };
      // In a folder Chromium cannot check.
      if (location.protocol !== "file:") values.integrity = hash;
      document.head.append(Object.assign(document.createElement(style ? "link" : "script"), values, { onload, onerror }));
    });
  const one = (file) => put(file).catch(() => fetch(home + file[0], { cache: "reload" }).then(() => put(file)));
  return Promise.all(later[name].map(one));
}

globalThis.dtmm = { home, prefix, site, later, load, remembered, unstored: {} };

/** Loads bundles in their order, each once; what failed is tried again the next time. */
async function need(...names) {
  for (const name of ["bundles", ...names]) {
    need[name] ??= load(name).then(() => document.querySelector(".gone")?.remove());
    await need[name].catch((error) => {
      need[name] = undefined;
      throw error;
    });
  }
}

/** Says that a part did not come: the site has changed since the page was opened, or is out of reach. */
function gone(error) {
  console.error(error);
  const main = document.getElementById("main");
  const notice = main.querySelector(".gone") ?? document.createElement("p");
  main.prepend(Object.assign(notice, { className: "notice gone", role: "alert", textContent: main.dataset.gone }));
}

/** Loads the reader, then does something with it. */
function read(act) {
  return need("texts", "reader").then(() => act(dtmmReader), gone);
}

/** Loads the notes of the full text, which has no room for them. */
function notes() {
  return need(`notes-${document.documentElement.lang.slice(0, 2)}`, "noting");
}

addEventListener("load", () => need("after").catch(console.error));
