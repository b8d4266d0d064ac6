// The comments kept in this browser. Its storage may be blocked, full or damaged, and other tabs write
// to it meanwhile: what they write is taken over, what is written here is never lost by that.
const KEY = "dtmm:comments";
const FORMAT = "dtmm-comments/1";
const FIELDS = { place: words.slip_place, original: words.slip_original, proposal: words.slip_proposal, reason: words.slip_reason, organization: words.slip_organization };
/** How long a change may be overtaken by a tab that did not know of it, in milliseconds. */
const MOMENT = 2000;

const held = { edition: texts.edition, organization: "", comments: [] };
/** The text as this page last read or wrote it. */
let seen = null;
let isKept = true;
let wasDamaged = false;
/** Where not even a damaged text could be put aside, the storage is left alone. */
let isOff = false;
/** By comment: what it is now, what it was a moment before, and whether that is stored. */
const changes = new Map();
/** What shows comments. */
const shows = new Set();

const find = (id) => held.comments.find((one) => one.id === id);

/** The comments in a text, or nothing where it cannot be read. */
function read(text) {
  try {
    const { format, comments, ...rest } = JSON.parse(text);
    if (format !== FORMAT) return undefined;
    const ids = new Set();
    const all = comments.map((one, index) => {
      const id = typeof one.id === "string" && !ids.has(one.id) ? one.id : `c${index}`;
      ids.add(id);
      const parts = ["at", ...Object.keys(FIELDS)].map((name) => [name, one[name] ?? ""]);
      if (parts.some(([, value]) => typeof value !== "string")) throw new TypeError(FORMAT);
      return { id, ...one, ...Object.fromEntries(parts) };
    });
    return { ...rest, organization: String(rest.organization ?? ""), comments: all };
  } catch {
    return undefined;
  }
}

/** Takes over what another tab stored. Says whether that was news. */
function refresh() {
  let text;
  try {
    if (isOff) throw new Error(KEY);
    text = localStorage.getItem(KEY);
  } catch {
    isKept = false;
    return false;
  }
  if (text === seen) return false;
  seen = text;
  // What is gone without having been removed here or in another tab stays as long as the page.
  if (text === null) return false;
  const found = read(text);
  found ? adopt(found) : putAside(text);
  return true;
}

function adopt(found) {
  Object.assign(held, found);
  let isLost = false;
  for (const [id, { now, was, stored }] of changes) {
    const theirs = JSON.stringify(find(id));
    const isOld = was.some(({ text, time }) => text === theirs && Date.now() - time < MOMENT);
    if (theirs === JSON.stringify(now) || (stored && !isOld)) continue;
    put(id, now);
    isLost = true;
  }
  if (isLost) write();
}

/** Keeps a text that cannot be read under another name, and what is on the page in its place. */
function putAside(text) {
  wasDamaged = true;
  try {
    let name = `${KEY}-damaged`;
    for (let n = 2; (localStorage.getItem(name) ?? text) !== text; n++) name = `${KEY}-damaged:${n}`;
    localStorage.setItem(name, text);
  } catch {
    isOff = true;
  }
  write();
}

function put(id, now) {
  const index = held.comments.findIndex((one) => one.id === id);
  if (index >= 0) held.comments.splice(index, 1, ...(now ? [now] : []));
  else if (now) held.comments.push(now);
}

/** Changes comments, each to what `[id, comment]` says, or away where that is no comment. */
function change(pairs) {
  refresh();
  const time = Date.now();
  for (const [id, now] of pairs) {
    const before = changes.get(id)?.was.filter((one) => time - one.time < MOMENT) ?? [];
    changes.set(id, { now, was: [...before, { text: JSON.stringify(find(id)), time }], stored: false });
    put(id, now);
  }
  write();
  for (const show of shows) show();
}

function write() {
  try {
    if (isOff) throw new Error(KEY);
    const text = JSON.stringify({ format: FORMAT, ...held });
    localStorage.setItem(KEY, text);
    seen = text;
    isKept = true;
    for (const one of changes.values()) one.stored = true;
  } catch {
    isKept = false;
  }
}

/** A comment that begins with these parts. */
function begun(parts) {
  const id = Date.now().toString(36) + Math.random().toString(36).slice(2, 7);
  return { id, at: "", place: "", original: "", proposal: "", reason: "", organization: held.organization, ...parts };
}

/** What the reader is to know of keeping, if anything. */
const trouble = () => (!isKept && held.comments.length ? words.slip_not_kept : wasDamaged ? words.slip_damaged : "");

const follow = () => {
  if (refresh()) for (const show of shows) show();
};
addEventListener("storage", ({ key }) => (key === KEY || key === null) && follow());
addEventListener("pageshow", ({ persisted }) => persisted && follow());
addEventListener("beforeunload", (event) => !isKept && held.comments.length && event.preventDefault());
