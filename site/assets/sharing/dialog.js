// The dialogs, which stand closed in the page.
import { fill, part } from "../shared/element.js";
import { isInApp } from "../shared/in-app.js";

/**
 * A dialog that is open. `say` says the text that it has under a name in its attributes, or nothing.
 * @typedef {{ dialog: HTMLDialogElement, form: HTMLFormElement, say(name?: string, values?: Record<string, string | number>): void, field(name: string): HTMLInputElement }} OpenDialog
 */

/** Lets the page be painted before work that holds it up. */
export const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/** @param {HTMLDialogElement} dialog @returns {OpenDialog} */
function opened(dialog) {
  const form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
  const said = part(".said", dialog);
  return {
    dialog,
    form,
    say: (name, values = {}) => {
      said.textContent = name ? fill(dialog.dataset[name] ?? "", values) : "";
    },
    field: (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name)),
  };
}

/**
 * Opens the dialog of this name, emptied. The promise resolves when it is closed.
 * @param {string} name
 * @param {(open: OpenDialog) => unknown} submit  Called when the reader presses its first button.
 * @param {(open: OpenDialog) => unknown} [begin]  Called before it is shown.
 * @returns {Promise<void>}
 */
export function showDialog(name, submit, begin) {
  const dialog = /** @type {HTMLDialogElement} */ (part(`dialog[data-sharing=${name}]`));
  const open = opened(dialog);
  const { form } = open;
  form.reset();
  open.say();
  let isBusy = false;
  form.onsubmit = async (event) => {
    event.preventDefault();
    // Work that is under way is not begun twice.
    if (isBusy) return;
    isBusy = true;
    try {
      await submit(open);
    } finally {
      isBusy = false;
    }
  };
  part("[data-close]", dialog).onclick = () => dialog.close();
  // No key means anything to the page beneath.
  dialog.onkeydown = (event) => event.stopPropagation();
  begin?.(open);
  if (isInApp && dialog.dataset.inApp) open.say("inApp");
  dialog.hidden = false;
  dialog.showModal();
  return new Promise((closed) => {
    dialog.onclose = () => {
      // A passphrase stays nowhere.
      form.reset();
      dialog.hidden = true;
      closed();
    };
  });
}

/** Shows the passphrases of a form while its box is ticked. @param {OpenDialog} open */
export function setUpShown({ form, field }) {
  const shown = field("shown");
  const fields = /** @type {HTMLInputElement[]} */ ([field("passphrase"), field("again")].filter(Boolean));
  const show = () => {
    for (const one of fields) one.type = shown.checked ? "text" : "password";
  };
  shown.onchange = show;
  form.onreset = () => setTimeout(show);
  show();
}
