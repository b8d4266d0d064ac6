globalThis.dtmmNoting = { footnotes, offer, remark, toggle };
