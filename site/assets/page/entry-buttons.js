// Puts the buttons "cite" and "comment" beside every entry, and "comment" beside every note; what they
// open is loaded at the first press.
import { gone, need, read } from "./loading.js";
import { remembered } from "./remembered.js";

/** @param {"cite" | "comment"} kind */
function button(kind) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.textContent = document.getElementById("main")?.dataset[kind] ?? "";
  made.setAttribute("aria-expanded", "false");
  return made;
}

/**
 * Loads the comments, then calls one of their functions.
 * @param {(comments: typeof dtmmComments) => unknown} act
 */
const comment = (act) => need("texts", "comments").then(() => act(dtmmComments)).catch(gone);

export function setUpEntryButtons() {
  const both = [button("cite"), button("comment")];
  for (const marks of document.querySelectorAll("[data-requirement] > .marks")) {
    // After all that is there, so that nothing moves.
    marks.append(...both.map((one) => one.cloneNode(true)));
  }
  for (const kind of document.querySelectorAll("[data-note] > .remark-kind")) kind.append(" ", button("comment"));
  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.matches?.("button.cite")) read((reader) => reader.cite(target));
    if (target.matches?.("button.comment")) comment((comments) => comments.begin(target));
  });
  if (document.querySelector("[data-comments]")) comment((comments) => comments.page());
  if (remembered("picked")) read((reader) => reader.list());
}
