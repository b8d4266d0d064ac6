// The editor's notes: printed as footnotes, filtered on their page, switched on and off.
import { setUpFilter } from "./filter.js";
import { footnotes, remark } from "./footnotes.js";
import { toggle } from "./toggle.js";

globalThis.dtmmNoting = { footnotes, remark, toggle };
setUpFilter();
