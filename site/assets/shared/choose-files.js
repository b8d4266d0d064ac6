/** Puts files into a control, as if the reader had chosen them. @param {HTMLInputElement} input @param {File[]} files */
export function chooseFiles(input, files) {
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
