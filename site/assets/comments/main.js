// Comments on the standard: beside an entry or note, and on a page of their own.
import { begin } from "./panel.js";
import { page } from "./page.js";
import { ready } from "./store.js";

globalThis.dtmmComments = { begin: (button) => ready.then(() => begin(button)), page: () => ready.then(page) };
