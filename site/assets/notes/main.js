// The editor's notes: shown in the page and below it, filtered on their own page.
import { setUpFilter } from "./filter.js";
import { remark } from "./list.js";
import { show, toggle } from "./show.js";

globalThis.dtmmNoting = { remark, show, toggle };
setUpFilter();
