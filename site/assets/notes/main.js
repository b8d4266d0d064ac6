// The editor's notes: shown in the page and below it.
import { remark } from "./list.js";
import { show, toggle } from "./show.js";

globalThis.dtmmNoting = { remark, show, toggle };
