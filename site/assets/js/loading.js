// Gets what only some readers use: the scripts named in `later`, each with its stylesheet.
function put(tag, values) {
  return new Promise((done, fail) => document.head.append(Object.assign(document.createElement(tag), values, { onload: done, onerror: fail })));
}

function load(path) {
  const from = document.documentElement.dataset.root + path;
  return path.endsWith(".css") ? put("link", { rel: "stylesheet", href: from }) : put("script", { src: from });
}

/** Loads bundles in their order, each once; what failed is tried again the next time. */
async function need(...names) {
  for (const name of names) {
    need[name] ??= Promise.all(later[name].map(load));
    await need[name].catch((error) => {
      need[name] = undefined;
      throw error;
    });
  }
}

/** Loads the reader, then does something with it. */
function read(act) {
  return need("texts", "reader").then(() => act(dtmmReader), console.error);
}

/** The bundle with the notes in the language of the page. */
function notesOfPage() {
  return `notes-${document.documentElement.lang.slice(0, 2)}`;
}
