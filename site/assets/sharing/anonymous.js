// A copy of the assessment that names nobody, or one without some words.
import { isInApp } from "../shared/in-app.js";
import { saveFile } from "../shared/save-file.js";
import { showDialog } from "./dialog.js";
import { loadSharer, openFile, outline } from "./engines.js";

/** What is counted, in the order of the engine. */
const COUNTED = ["names", "dates", "owners", "notes", "evidence", "reasons", "actions", "unknown"];

/** @param {import("./dialog.js").OpenDialog} open */
async function saveCopy({ dialog, form, say, field }) {
  if (isInApp) return say("inApp");
  const isByWords = new FormData(form).get("kind") === "words";
  const words = field("words").value;
  if (isByWords && !words.trim()) return say("noWords");
  const sharer = await loadSharer();
  const [, text] = await openFile(false);
  const file = `${dialog.dataset.name}.json`;
  const save = (/** @type {string} */ copy) => saveFile(file, new Blob([copy], { type: "application/json" }));
  if (isByWords) {
    const [copy, count, unknown] = sharer.withoutWords(outline(), text, words);
    save(copy);
    return say("hidden", { file, count, unknown });
  }
  const [copy, ...counts] = sharer.anonymous(outline(), text, dialog.dataset.reason ?? "");
  save(copy);
  say("saved", { file, ...Object.fromEntries(COUNTED.map((name, index) => [name, counts[index]])) });
}

export const saveAnonymous = () => showDialog("anonymous", saveCopy, ({ form, field }) => {
  field("words").oninput = () => {
    /** @type {RadioNodeList} */ (/** @type {unknown} */ (form.elements.namedItem("kind"))).value = "words";
  };
});
