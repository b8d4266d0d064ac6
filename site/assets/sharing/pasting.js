// A link or a text that was copied, opened as if it were a file.
import { chooseFiles } from "../shared/choose-files.js";
import { showDialog } from "./dialog.js";

export const paste = () => showDialog("paste", ({ dialog, field }) => {
  const input = /** @type {HTMLInputElement | null} */ (document.querySelector("input[type=file][data-drop]"));
  const text = field("text").value;
  dialog.close();
  if (input) chooseFiles(input, [new File([text], dialog.dataset.name ?? "")]);
});
