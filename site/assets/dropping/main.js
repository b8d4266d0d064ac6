// A file dropped anywhere on a page that opens files is opened as if it had been chosen. Otherwise the
// browser would leave the page for the file.
import { chooseFiles } from "../shared/choose-files.js";
import { setUpLooking } from "./looking.js";

const field = () => /** @type {HTMLInputElement | null} */ (document.querySelector("input[type=file][data-drop]"));

/** @param {DragEvent} event */
const hasFiles = ({ dataTransfer }) => !!field() && !!dataTransfer?.types.includes("Files");

const place = Object.assign(document.createElement("p"), { className: "drop-place" });

/** @param {DragEvent} event */
function over(event) {
  if (!hasFiles(event)) return;
  event.preventDefault();
  place.textContent = field()?.getAttribute("data-drop") ?? "";
  document.body.append(place);
}

/** @param {DragEvent} event */
function drop(event) {
  if (!hasFiles(event)) return;
  event.preventDefault();
  place.remove();
  const input = field();
  // The part of the page that would open the file is hidden.
  if (!input?.offsetParent) return;
  chooseFiles(input, [...(event.dataTransfer?.files ?? [])].slice(0, input.multiple ? undefined : 1));
}

setUpLooking();
addEventListener("dragenter", over);
addEventListener("dragover", over);
// No related target: the pointer has left the window.
addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || place.remove());
addEventListener("drop", drop);
