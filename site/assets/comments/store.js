// The comments of this browser. The engine stores them for all tabs: every act is a set of small changes
// that can be undone alone. Without the engine nothing is written; what is stored is shown, and all of
// the page can be saved as a file.
import { texts, words } from "../shared/base.js";

/** The fields of a comment with their labels. @type {Record<string, string>} */
export const FIELDS = { place: words.slip_place, original: words.slip_original, proposal: words.slip_proposal, reason: words.slip_reason, organization: words.slip_organization };

/** Separates a comment's identifier from the field in the path of a change. */
export const WITHIN = "\u001f";

/** The field that says that a comment exists. */
const EXISTS = "id";

/** A change: the comment and its field, or "" and the organization of the next comment; and the new text. @typedef {[id: string, field: string, text: string]} Change */

/** What this page knows. */
export const state = {
  /** The comments as the engine has them. @type {CommentFile} */
  file: { organization: "", comments: [] },
  engine: /** @type {CommentEngine | undefined} */ (undefined),
  hasEnded: false,
  /** Whether something was done that is not stored. */
  isAhead: false,
  /** What was said of the last undo; the act to redo, if any. @type {{ said: string, id?: string } | undefined} */
  undone: undefined,
};

/** Called after every change, to show comments; and to show what keeps them from being stored. */
export const renderers = new Set(/** @type {(() => void)[]} */ ([]));
export const warnings = new Set(/** @type {(() => void)[]} */ ([]));

/** @param {string} id */
export const find = (id) => state.file.comments.find((one) => one.id === id);

/**
 * Wraps a function: if it throws, the engine has ended, and is not called any more.
 * @type {Guard}
 */
const guard = (call) => (...values) => {
  if (state.hasEnded) return undefined;
  try {
    return call(...values);
  } catch (error) {
    console.error(error);
    Object.assign(state, { engine: undefined, hasEnded: true, isAhead: true });
    update();
    return undefined;
  }
};

/**
 * Calls a function of the engine; without an engine nothing is returned.
 * @template {keyof CommentEngine} Name
 * @param {Name} name
 * @param {Parameters<CommentEngine[Name]>} values
 * @returns {ReturnType<CommentEngine[Name]> | undefined}
 */
export function ask(name, ...values) {
  return guard(() => /** @type {any} */ (state.engine)?.[name](...values))();
}

/** Reads the comments from the engine. */
export function readComments() {
  const file = ask("comments");
  if (file) state.file = JSON.parse(file);
}

/** Reads the comments from the engine, and shows them. */
export function update() {
  readComments();
  for (const show of [...renderers, ...warnings]) show();
}

/** Shows what other tabs have stored. @param {string} [key]  The key that changed, if it is known. */
export function refresh(key) {
  if (ask("look", key)) update();
  else for (const warn of warnings) warn();
}

/**
 * Makes changes that are one act.
 * @param {string} kind
 * @param {string} about  What the history shows of it, depending on the kind.
 * @param {Change[]} changes
 * @param {boolean} goesOn  Whether it may be joined with the last act, as letters typed one by one.
 * @returns {string | undefined}  The identifier of the act.
 */
export function act(kind, about, changes, goesOn = false) {
  const paths = changes.flatMap(([id, name, text]) => [id ? id + WITHIN + name : name, text]);
  state.undone = undefined;
  const id = ask("change", kind, about, paths, goesOn);
  if (!state.engine) {
    state.isAhead = true;
    changes.forEach(put);
  }
  update();
  return id;
}

/** Makes a change without the engine: it lasts as long as the page. @param {Change} change */
function put([id, name, text]) {
  const { file } = state;
  if (!id) Object.assign(file, { [name]: text });
  else if (name !== EXISTS) Object.assign(find(id) ?? {}, { [name]: text });
  else if (!text) file.comments = file.comments.filter((one) => one.id !== id);
  else if (!find(id)) file.comments.push({ ...newComment({}), organization: "", id });
}

const KNOWN = ["at", "note", ...Object.keys(FIELDS)];

/** The changes that add a comment. Fields of a newer version are kept as JSON. @param {ReviewComment} comment @returns {Change[]} */
export function additions({ id, ...parts }) {
  const fields = Object.entries(parts).map(([name, value]) => /** @type {Change} */ ([id, name, KNOWN.includes(name) ? String(value) : JSON.stringify(value)]));
  return [[id, EXISTS, "1"], ...fields];
}

/** The changes that delete a comment. @param {ReviewComment} comment @returns {Change[]} */
export function deletions({ id, ...parts }) {
  return [...Object.keys(parts).map((name) => /** @type {Change} */ ([id, name, ""])), [id, EXISTS, ""]];
}

/** A random suffix that makes identifiers unique across browsers. */
export const randomSuffix = () => Math.random().toString(16).slice(2, 10).padEnd(8, "0");

let lastNumber = 0;

/** A new comment with these fields. Comments are ordered by their identifiers. @param {Partial<ReviewComment>} parts @returns {ReviewComment} */
export function newComment(parts) {
  const { comments, organization } = state.file;
  const numbers = comments.map(({ id }) => Number(/^k(\d{6})-/.exec(id)?.[1] ?? 0));
  lastNumber = Math.max(lastNumber, ...numbers) + 1;
  const id = `k${String(lastNumber).padStart(6, "0")}-${randomSuffix()}`;
  return { id, at: "", place: "", original: "", proposal: "", reason: "", organization, ...parts };
}

/** Whether all comments are stored, as far as this page knows. */
const isStored = () => (state.engine ? ask("isKept") !== false : !state.isAhead);

/** The stored comments, read without the engine. @returns {CommentFile} */
function readStored() {
  for (const key of [`${dtmm.prefix}comments:1`, "dtmm:comments"]) {
    try {
      // `stored` belongs to the storage, not to the file.
      const { stored: _, ...file } = JSON.parse(localStorage.getItem(key) ?? "");
      const { edition, organization, comments } = file;
      if (edition !== texts.edition) continue;
      const text = (/** @type {unknown} */ value) => (typeof value === "string" ? value : "");
      const parts = (/** @type {ReviewComment} */ one) => Object.fromEntries(["at", ...Object.keys(FIELDS)].map((name) => [name, text(one[name])]));
      const read = (/** @type {ReviewComment} */ one, /** @type {number} */ index) => ({ ...one, ...parts(one), id: text(one.id) || `c${index}` });
      return { ...file, organization: text(organization), comments: comments.map(read) };
    } catch {
      // Nothing is stored there, or nothing that can be read.
    }
  }
  return state.file;
}

/** Loads the engine and opens the stored comments. */
async function open() {
  try {
    await dtmm.load("commenter");
    state.engine = await /** @type {() => Promise<CommentEngine>} */ (globalThis.dtmmCommenter)();
    const changed = (/** @type {boolean} */ isNew) => Promise.resolve().then(isNew ? update : () => warnings.forEach((warn) => warn()));
    ask("open", texts.edition, changed, guard);
  } catch (error) {
    console.error(error);
  }
  if (!state.engine) state.file = readStored();
  update();
}

/** Resolves when the comments can be shown. */
export const ready = open();
addEventListener("storage", ({ key }) => refresh(key ?? undefined));
addEventListener("pageshow", ({ persisted }) => persisted && refresh());
addEventListener("beforeunload", (event) => !isStored() && event.preventDefault());
