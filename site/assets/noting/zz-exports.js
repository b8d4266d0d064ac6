globalThis.dtmmNoting = { footnotes, sift };
