/**
 * Puts text on the clipboard, and `formatted` (HTML of our own making) for programs that take it.
 * The old way on purpose: the newer one is refused on plain http, where plants have their sites.
 */
function copy(text, formatted) {
  const put = (event) => {
    event.clipboardData.setData("text/plain", text);
    if (formatted) event.clipboardData.setData("text/html", formatted);
    event.preventDefault();
  };
  // Some browsers copy only where something is selected.
  const field = el("textarea", { value: text, className: "hide", readOnly: true });
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  document.addEventListener("copy", put);
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch {}
  document.removeEventListener("copy", put);
  field.remove();
  focused?.focus({ preventScroll: true });
  return copied;
}
