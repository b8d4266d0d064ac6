// Files that are encrypted are opened with their passphrase, then handed on as if they had been chosen.
import { fill, part } from "../shared/element.js";
import { painted, setUpShown, showDialog } from "./dialog.js";
import { loadSharer } from "./engines.js";

/** Why a file is not opened, by the name of what is said of it; what is not known is damage. @param {unknown} why */
const reason = (why) => ({
  "wrong-passphrase": "wrongPassphrase",
  "too-much-work": "tooMuchWork",
  "for-key": "forKey",
  "not-encrypted": "notEncrypted",
})[String(why)] ?? "damaged";

/**
 * The file without its encryption; nothing if the reader gives up.
 * @param {File} file
 * @returns {Promise<File | undefined>}
 */
export async function decrypted(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  /** @type {File | undefined} */
  let plain;
  await showDialog("decrypt", async ({ dialog, say, field }) => {
    say("working");
    await painted();
    const sharer = await loadSharer();
    try {
      plain = new File([sharer.decrypt(bytes, field("passphrase").value)], file.name.replace(/\.age$/i, ""));
      dialog.close();
    } catch (why) {
      say(reason(why));
      field("passphrase").select();
    }
  }, (open) => {
    setUpShown(open);
    part("p[data-about]", open.dialog).textContent = fill(open.dialog.dataset.about ?? "", { file: file.name });
  });
  return plain;
}
