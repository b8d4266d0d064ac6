// The fields of one comment, beside an entry and on the page of all comments.
import { binding, tags, words } from "../shared/base.js";
import { el } from "../shared/element.js";
import { FIELDS, act, additions, ask, find, readComments } from "./store.js";

/**
 * A field that grows with its text, and prints as plain text.
 * @param {string} name
 * @param {{ place: string, lang: string }} values
 */
function field(name, { place, lang: language }) {
  const copy = el("span", { className: "slip-copy", "aria-hidden": "true" });
  const area = el("textarea", { rows: 1, name, lang: language, "aria-label": `${FIELDS[name]}${words.colon}${place}` });
  if (!language) area.removeAttribute("lang");
  const set = (/** @type {string} */ value) => {
    if (area.value !== value) area.value = value;
    // The added line end keeps the height of an empty last line.
    if (copy.textContent !== `${value}\n`) copy.textContent = `${value}\n`;
  };
  return { area, set, label: el("label", {}, el("span", { className: "slip-name" }, FIELDS[name]), el("span", { className: "slip-field" }, area, copy)) };
}

/** @typedef {ReturnType<typeof field>} Field */
/** The form of a comment. @typedef {{ id: string, fields: Map<string, Field>, show: () => boolean }} CommentForm */

/**
 * The form of a comment; what is typed is stored at once.
 * @param {ReviewComment} first  What the comment is before it is stored.
 * @returns {CommentForm}
 */
export function commentForm(first) {
  let last = first;
  const type = (/** @type {string} */ name, /** @type {string} */ text) => {
    const changes = /** @type {import("./store.js").Change[]} */ ([[first.id, name, text]]);
    // The next comment begins with the organization of this one.
    if (name === "organization") changes.push(["", name, text]);
    // Nothing is shown before the letter is stored: that would end the composition of a word.
    if (ask("look")) readComments();
    last = { ...(find(first.id) ?? last), [name]: text };
    if (find(first.id)) act("typed", "", changes, true);
    else act("begun", "", [...additions(last), ...changes.slice(1)]);
  };
  const fields = new Map(/** @type {[string, Field][]} */ ([]));
  for (const name of Object.keys(FIELDS)) {
    // Comments are about the binding text.
    const made = field(name, { place: first.place, lang: name === "place" || name === "original" ? tags[binding] : "" });
    made.area.oninput = () => type(name, made.area.value);
    fields.set(name, made);
  }
  // Shows what is stored, and tells whether the comment is stored at all.
  const show = () => {
    const now = find(first.id);
    last = now ?? last;
    for (const [name, { set }] of fields) set(String(last[name] ?? ""));
    return Boolean(now);
  };
  show();
  return { id: first.id, fields, show };
}

/** Moves the focus to the proposal, which is what most readers come to write. @param {CommentForm | undefined} form */
export function focusProposal(form) {
  form?.fields.get("proposal")?.area.focus();
}
