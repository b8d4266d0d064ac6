// Notices of what keeps comments from being stored, and of records that could not be read, with the ways out.
import { words } from "../shared/base.js";
import { el, fill } from "../shared/element.js";
import { inGroups, quiet } from "./controls.js";
import { saveText } from "./import-export.js";
import { ask, state, update } from "./store.js";

/** @type {Record<string, string>} */
const TROUBLES = {
  blocked: words.slip_not_kept,
  full: words.slip_not_kept,
  emptied: words.slip_emptied,
  unreadable: words.slip_unreadable,
  stuck: words.slip_stuck,
};

/** The place of notices. @param {() => void} save  Saves all comments as a file. */
export function notices(save) {
  const box = el("div", { className: "slip-notices", role: "alert" });
  let last = "";
  const show = () => {
    const all = [...notStored(save), ...putAside()];
    const text = all.map((one) => one.textContent).join("\n");
    // What is there already is not announced again.
    if (text !== last) box.replaceChildren(...all);
    last = text;
  };
  return { box, show };
}

/** @param {() => void} save */
function notStored(save) {
  const saveButton = quiet(words.slip_save, save, "slip-save");
  if (!state.engine) return [el("p", {}, state.hasEnded ? words.slip_ended : words.slip_no_engine, " ", saveButton)];
  const trouble = ask("trouble");
  if (!trouble) return [];
  const retry = () => {
    ask(trouble === "emptied" ? "keepAgain" : "tryAgain");
    update();
  };
  const button = quiet(trouble === "emptied" ? words.slip_keep_again : words.slip_try_again, retry, "slip-again");
  return [el("p", {}, TROUBLES[trouble], " ", saveButton, ...(trouble === "blocked" ? [] : [" ", button]))];
}

/** The records that could not be read were put aside, each under a number. */
function putAside() {
  const all = inGroups(ask("asides") ?? [], 2);
  if (!all.length) return [];
  const buttons = all.flatMap(([n, text]) => [" ", quiet(fill(words.slip_save_aside, { n }), () => saveText(`comments-${n}.txt`, text))]);
  const dismiss = () => {
    ask("told");
    update();
  };
  return [el("p", {}, ask("hasNewer") ? words.slip_newer : words.slip_damaged, ...buttons, " ", quiet(words.slip_told, dismiss, "slip-told"))];
}
