// The reading tools: views, citations, explanations, help for broken links, short messages, the list of keys.
import { arrive } from "./broken-link-help.js";
import { cite, list } from "./cite.js";
import { citeEntry } from "./cite-entry.js";
import { explain } from "./explanation.js";
import { shortcuts } from "./shortcuts.js";
import { tell } from "./tell.js";
import { openView, reveal, view } from "./view.js";

globalThis.dtmmReader = { cite, citeEntry, list, explain, view, show: openView, reveal, arrive, tell, shortcuts };
