// The assessment as a workbook, and workbooks that come back.
import { isInApp } from "../shared/in-app.js";
import { readerLanguage } from "../shared/language.js";
import { saveFile } from "../shared/save-file.js";
import { painted, showDialog } from "./dialog.js";
import { loadWorkbooks, openFile } from "./engines.js";

const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** @param {import("./dialog.js").OpenDialog} open */
async function saveNow({ form, say }) {
  if (isInApp) return say("inApp");
  say("working");
  await painted();
  const lang = readerLanguage();
  const workbooks = await loadWorkbooks();
  await dtmm.need(`workbook-words-${lang}`);
  const [name, text] = await openFile(false);
  // In a folder there is no address that others could follow.
  const home = location.protocol === "file:" ? undefined : dtmm.home;
  const isByOwner = new FormData(form).get("by") === "owner";
  const file = `${name}.xlsx`;
  saveFile(file, new Blob([workbooks.writeWorkbook(text, lang, isByOwner, home)], { type: TYPE }));
  await openFile(true);
  say("saved", { file });
}

export const saveWorkbook = () => showDialog("workbook", saveNow);

/**
 * A workbook as what the engine of the page takes, under the same name.
 * @param {File} file
 * @param {boolean} isOfComments  Comments are read from one table.
 */
export async function readWorkbook(file, isOfComments) {
  const workbooks = await loadWorkbooks();
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = isOfComments ? workbooks.firstTable(bytes) : workbooks.readWorkbook(bytes);
  return text === undefined ? file : new File([text], file.name);
}
