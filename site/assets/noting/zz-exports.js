globalThis.dtmmNoting = { footnotes, remark, toggle };
