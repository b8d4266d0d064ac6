// The assessment as an encrypted file.
import { isInApp } from "../shared/in-app.js";
import { saveFile } from "../shared/save-file.js";
import { painted, setUpShown, showDialog } from "./dialog.js";
import { loadSharer, openFile } from "./engines.js";

/** @param {import("./dialog.js").OpenDialog} open */
async function encryptNow({ say, field }) {
  const passphrase = field("passphrase").value;
  if (passphrase !== field("again").value) return say("differs");
  if (isInApp) return say("inApp");
  say("working");
  await painted();
  const sharer = await loadSharer();
  const [name, text] = await openFile(false);
  const random = crypto.getRandomValues(new Uint8Array(sharer.randomBytes()));
  try {
    saveFile(`${name}.json.age`, new Blob([sharer.encrypt(text, passphrase, random)], { type: "application/octet-stream" }));
  } catch (error) {
    console.error(error);
    return say("tooMuchWork");
  }
  await openFile(true);
  say("saved", { file: `${name}.json.age` });
}

export const saveEncrypted = () => showDialog("encrypt", encryptNow, setUpShown);
