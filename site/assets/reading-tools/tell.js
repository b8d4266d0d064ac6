// A short message at the foot of the window, for what is done with a key or a command and shows nothing of itself.
import { lang, tags } from "../shared/base.js";
import { el } from "../shared/element.js";

/** So long a message is shown, in milliseconds. */
const SHOWN = 6000;

const message = el("p", { className: "told", role: "status", lang: tags[lang] });
let timer = 0;

/** Says something, and takes it away again after a while. @param {string} text */
export function tell(text) {
  clearTimeout(timer);
  message.textContent = "";
  document.body.append(message);
  // Screen readers say what changes in a place that is there already.
  timer = setTimeout(() => {
    message.textContent = text;
    timer = setTimeout(() => message.remove(), SHOWN);
  });
}
