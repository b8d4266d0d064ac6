// The reading tools: views, citations, explanations, help for broken links, short messages.
import { arrive } from "./broken-link-help.js";
import { cite, list } from "./cite.js";
import { explain } from "./explanation.js";
import { tell } from "./tell.js";
import { openView, reveal, view } from "./view.js";

globalThis.dtmmReader = { cite, list, explain, view, show: openView, reveal, arrive, tell };
