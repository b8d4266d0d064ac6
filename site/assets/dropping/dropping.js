// A file dropped anywhere on a page that opens files is opened as if it had been chosen. Else the browser would
// leave the page for the file.
(() => {
  const field = () => document.querySelector("input[type=file][data-drop]");
  const hasFiles = ({ dataTransfer }) => !!field() && dataTransfer.types.includes("Files");
  const place = Object.assign(document.createElement("p"), { className: "drop-place" });
  const over = (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    place.textContent = field().getAttribute("data-drop");
    document.body.append(place);
  };
  addEventListener("dragenter", over);
  addEventListener("dragover", over);
  // Outside the window there is nothing to go to.
  addEventListener("dragleave", ({ relatedTarget }) => relatedTarget || place.remove());
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    place.remove();
    const input = field();
    // Hidden with the part that would open it.
    if (!input.offsetParent) return;
    const chosen = new DataTransfer();
    for (const file of [...event.dataTransfer.files].slice(0, input.multiple ? undefined : 1)) chosen.items.add(file);
    input.files = chosen.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
