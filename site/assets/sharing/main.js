// What is handed on and taken in beside plain files: workbooks, encrypted files, anonymous copies, QR codes, pasted texts.
import { saveAnonymous } from "./anonymous.js";
import { saveEncrypted } from "./encrypting.js";
import { decrypted } from "./opening.js";
import { paste } from "./pasting.js";
import { showQrCode } from "./qr.js";
import { readWorkbook, saveWorkbook } from "./workbooks.js";

/** What the buttons do, by their `data-share`. @type {Record<string, (() => unknown) | undefined>} */
const ACTS = { anonymous: saveAnonymous, encrypt: saveEncrypted, paste, qr: showQrCode, workbook: saveWorkbook };

globalThis.dtmmSharing = { show: (name) => ACTS[name]?.(), decrypted, read: readWorkbook };
