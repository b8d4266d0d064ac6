// When the engine fails or ends, every stored assessment is offered as a file. This needs no engine.
import { part } from "../shared/element.js";

/** The texts of the stored assessments, without the field that only the storage needs. */
function storedTexts() {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${dtmm.prefix}assessment:`));
    const texts = keys.map((key) => localStorage.getItem(key) ?? "").filter((text) => !/\n {2}"stored": "1 d\b/.test(text));
    return texts.map((text) => text.replace(/,\n {2}"stored": "[^"]*"\n\}\n$/, "\n}\n"));
  } catch {
    return [];
  }
}

/** @param {string} text @param {number} index */
function link(text, index) {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  a.download = `assessment-${index + 1}.json`;
  // If not even the words were loaded, the name of the file says what it is.
  a.textContent = globalThis.dtmmScorer?.words.score_engine_rescue.replace("{number}", String(index + 1)) ?? a.download;
  return a;
}

/** Says that something failed, with a link to save each stored assessment. @param {string} words */
export function showRescue(words) {
  const notice = document.createElement("div");
  notice.className = "notice failed";
  notice.setAttribute("role", "alert");
  const said = document.createElement("p");
  said.textContent = words;
  notice.append(said, ...storedTexts().map(link));
  part("main").prepend(notice);
  // What the engine showed only in part can be read whole again.
  for (const one of document.querySelectorAll("[data-entries] :is([data-requirement], [data-group])[hidden]")) one.removeAttribute("hidden");
}
