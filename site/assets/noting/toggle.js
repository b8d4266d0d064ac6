// The switch for the notes.

/** Shows the notes, or leaves them out, and remembers the choice. */
function toggle(button) {
  const isOff = document.documentElement.classList.toggle("clean");
  button.setAttribute("aria-pressed", !isOff);
  remember("notes", isOff ? "off" : "");
}
