globalThis.dtmmComments = { begin, page };
