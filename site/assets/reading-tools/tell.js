// A short message at the foot of the window, for what is done with a key or a command and shows nothing of itself.
import { lang, tags, words } from "../shared/base.js";
import { el } from "../shared/element.js";

/** So long a message is shown, in milliseconds. */
const SHOWN = 6000;

const message = el("p", { role: "status" });
const box = el("div", { className: "told", lang: tags[lang] }, message);
let timer = 0;

/**
 * Says something, and takes it away again after a while.
 * @param {string} text
 * @param {string} [toCopy]  A text that is shown with it, until the reader closes it.
 */
export function tell(text, toCopy) {
  clearTimeout(timer);
  message.textContent = "";
  box.replaceChildren(message);
  document.body.append(box);
  // Screen readers say what changes in a place that is there already.
  timer = setTimeout(() => {
    message.textContent = text;
    if (toCopy) showText(toCopy);
    else timer = setTimeout(() => box.remove(), SHOWN);
  });
}

/** Shows a text, selected for the reader to copy. @param {string} text */
function showText(text) {
  const shown = el("pre", { tabIndex: 0 }, text);
  const close = el("button", { type: "button", className: "quiet", onclick: () => box.remove() }, words.cite_close);
  box.append(shown, close);
  getSelection()?.selectAllChildren(shown);
}
