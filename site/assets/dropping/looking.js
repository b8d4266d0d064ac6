// A file that was chosen is looked at before anything else reads it: one that is encrypted is opened with its passphrase,
// and a workbook is read by the engine of workbooks. What comes of either goes on as if it had been chosen.
import { chooseFiles } from "../shared/choose-files.js";

const BEGINNINGS = ["age-encryption.org/v1", "-----BEGIN AGE ENCRYPTED FILE-----"];

/** Whether a file is encrypted, by its bytes. @param {File} file */
async function isEncrypted(file) {
  const start = (await file.slice(0, 64).text().catch(() => "")).trimStart();
  return BEGINNINGS.some((beginning) => start.startsWith(beginning));
}

/** No larger file is read by the engine, which says so. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Whether a file is a workbook, by its bytes: an archive with such a part, whose name some programs write their own way. @param {File} file */
async function isWorkbook(file) {
  if (file.size > MOST_BYTES || await file.slice(0, 4).text().catch(() => "") !== "PK\x03\x04") return false;
  return /xl[/\\]workbook\.xml/i.test(new TextDecoder("latin1").decode(await file.arrayBuffer()));
}

/** A workbook as what the engine of the page takes; the file itself, which that engine refuses, where this cannot be had. @param {File} file */
async function unpacked(file) {
  try {
    await dtmm.need("sharing");
    return await globalThis.dtmmSharing?.read(file, document.body.matches(".page-comments")) ?? file;
  } catch (error) {
    console.error(error);
    return file;
  }
}

/** The files as the page reads them; without those whose passphrase the reader does not give. @param {File[]} files */
async function opened(files) {
  const plain = [];
  for (const file of files) {
    const isLocked = await isEncrypted(file);
    if (isLocked) await dtmm.need("sharing");
    const one = isLocked ? await globalThis.dtmmSharing?.decrypted(file) : file;
    if (one) plain.push(await isWorkbook(one) ? await unpacked(one) : one);
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

export const setUpLooking = () => addEventListener("change", look, true);
