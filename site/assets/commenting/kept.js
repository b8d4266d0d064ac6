// The comments of this browser, kept by the engine for all tabs: every act is a small change that can be undone
// alone. Without the engine nothing is written; what is stored is shown, and all of the page can be saved.
const FIELDS = { place: words.slip_place, original: words.slip_original, proposal: words.slip_proposal, reason: words.slip_reason, organization: words.slip_organization };
/** What stands between a comment and its field in the name of a field. */
const WITHIN = "\u001f";
/** The field that says that there is a comment. */
const THERE = "id";

let held = { organization: "", comments: [] };
let engine;
/** Whether the engine ended, and whether something was done since, or without it. */
let [hasEnded, isAhead] = [false, false];
/** What shows comments, and what says what keeps them from being stored. */
const [shows, warns] = [new Set(), new Set()];

const find = (id) => held.comments.find((one) => one.id === id);

/** A function that notices when it throws: then the engine has ended, and is asked nothing more. */
const guard = (call) => (...values) => {
  if (hasEnded) return undefined;
  try {
    return call(...values);
  } catch (error) {
    console.error(error);
    [engine, hasEnded, isAhead] = [undefined, true, true];
    update();
  }
};

/** Asks the engine. */
const ask = (name, ...values) => guard(() => engine?.[name](...values))();

/** Takes over what the engine has. */
function adopt() {
  const file = ask("comments");
  if (file) held = JSON.parse(file);
}

/** Brings the page to what is kept. */
function update() {
  adopt();
  for (const show of [...shows, ...warns]) show();
}

/** Takes over what other tabs stored. */
function refresh(key) {
  if (ask("look", key)) update();
  else for (const warn of warns) warn();
}

/**
 * Does something: each of `sets` is a comment, a field of it and the text in it, or nothing, the organization of the
 * next comment, and that. Gives the name of the act.
 */
function act(kind, about, sets, goesOn = false) {
  const paths = sets.flatMap(([id, name, text]) => [id ? id + WITHIN + name : name, text]);
  undone = undefined;
  const done = ask("change", kind, about, paths, goesOn);
  if (!engine) {
    isAhead = true;
    sets.forEach(put);
  }
  update();
  return done;
}

/** Sets a field where there is no engine: it lasts as long as the page. */
function put([id, name, text]) {
  if (!id) held[name] = text;
  else if (name !== THERE) Object.assign(find(id) ?? {}, { [name]: text });
  else if (!text) held.comments = held.comments.filter((one) => one.id !== id);
  else if (!find(id)) held.comments.push({ ...begun({}), organization: "", id });
}

const KNOWN = ["at", "note", ...Object.keys(FIELDS)];

/** What must be set for a comment to be there, and for it to be gone. What nobody knows is kept as it is written. */
const whole = ({ id, ...parts }) => [[id, THERE, "1"], ...Object.entries(parts).map(([name, value]) => [id, name, KNOWN.includes(name) ? value : JSON.stringify(value)])];
const none = ({ id, ...parts }) => [...Object.keys(parts).map((name) => [id, name, ""]), [id, THERE, ""]];

/** The end of new identifiers, which nobody else draws. */
const newEnd = () => Math.random().toString(16).slice(2, 10).padEnd(8, "0");

let count = 0;
/** A comment that begins with these parts. Comments stand in the order of their identifiers. */
function begun(parts) {
  const given = held.comments.map(({ id }) => Number(/^k(\d{6})-/.exec(id)?.[1] ?? 0));
  count = Math.max(count, ...given) + 1;
  const id = `k${String(count).padStart(6, "0")}-${newEnd()}`;
  return { id, at: "", place: "", original: "", proposal: "", reason: "", organization: held.organization, ...parts };
}

/** Whether all comments are stored, as far as this page knows. */
const isKept = () => (engine ? ask("isKept") !== false : !isAhead);

/** The stored comments as they can be read without the engine. */
function stored() {
  for (const key of [`${dtmm.prefix}comments:1`, "dtmm:comments"]) {
    try {
      // What the storage adds is no part of the comments.
      const { stored: _, ...file } = JSON.parse(localStorage.getItem(key));
      const { edition, organization, comments } = file;
      if (edition !== texts.edition) continue;
      const text = (value) => (typeof value === "string" ? value : "");
      const parts = (one) => Object.fromEntries(["at", ...Object.keys(FIELDS)].map((name) => [name, text(one[name])]));
      return { ...file, organization: text(organization), comments: comments.map((one, index) => ({ ...one, ...parts(one), id: text(one.id) || `c${index}` })) };
    } catch {}
  }
  return held;
}

/** Loads the engine and opens what is kept. */
async function open() {
  try {
    await dtmm.load("commenter");
    engine = await dtmmCommenter();
    const changed = (news) => Promise.resolve().then(news ? update : () => warns.forEach((warn) => warn()));
    ask("open", texts.edition, changed, guard);
  } catch (error) {
    console.error(error);
  }
  if (!engine) held = stored();
  update();
}

const ready = open();
addEventListener("storage", ({ key }) => refresh(key ?? undefined));
addEventListener("pageshow", ({ persisted }) => persisted && refresh());
addEventListener("beforeunload", (event) => !isKept() && event.preventDefault());
