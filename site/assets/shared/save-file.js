/** Hands a file to the reader. @param {string} download  Its name. @param {Blob} content */
export function saveFile(download, content) {
  const link = document.createElement("a");
  // The address is never revoked: a browser may read it long after the click.
  Object.assign(link, { href: URL.createObjectURL(content), download }).click();
}
