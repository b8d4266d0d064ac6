// Comments on the standard: beside an entry or note, and on a page of their own.
import { binding } from "../shared/base.js";
import { begin } from "./panel.js";
import { page } from "./page.js";
import { ready } from "./store.js";

/** The notes, for a comment on one of them: what it quotes is in the binding language, whatever that of the page. @param {HTMLElement} button */
const notes = (button) => button.closest("[data-note]") && !globalThis.dtmmNotes?.[binding] && dtmm.load(`notes-${binding}`);

globalThis.dtmmComments = { begin: (button) => Promise.all([ready, notes(button)]).then(() => begin(button)), page: () => ready.then(page) };
