globalThis.dtmmComments = { begin: (button) => ready.then(() => begin(button)), page: () => ready.then(page) };
