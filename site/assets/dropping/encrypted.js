// A file that was chosen is looked at first: one that is encrypted is opened with its passphrase before anything else
// reads it.
import { chooseFiles } from "../shared/choose-files.js";

const BEGINNINGS = ["age-encryption.org/v1", "-----BEGIN AGE ENCRYPTED FILE-----"];

/** Whether a file is encrypted, by its bytes. @param {File} file */
async function isEncrypted(file) {
  const start = (await file.slice(0, 64).text().catch(() => "")).trimStart();
  return BEGINNINGS.some((beginning) => start.startsWith(beginning));
}

/** The files without their encryption; without those whose passphrase the reader does not give. @param {File[]} files */
async function opened(files) {
  const plain = [];
  for (const file of files) {
    const isLocked = await isEncrypted(file);
    if (isLocked) await dtmm.need("sharing");
    const one = isLocked ? await globalThis.dtmmSharing?.decrypted(file) : file;
    if (one) plain.push(one);
  }
  return plain;
}

/** The controls whose files were looked at, and which is told again that they were chosen. */
const looked = new WeakSet();

/** @param {Event} event */
async function look(event) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  if (!input.matches?.("input[type=file][data-drop]") || looked.delete(input)) return;
  event.stopImmediatePropagation();
  const files = [...(input.files ?? [])];
  const plain = await opened(files);
  // What a reader opens again without the passphrase would otherwise be no change.
  if (!plain.length) return void (input.value = "");
  looked.add(input);
  chooseFiles(input, plain);
}

export const setUpEncrypted = () => addEventListener("change", look, true);
