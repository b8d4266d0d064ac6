globalThis.dtmmNoting = { footnotes, remark, sift };
