// Switches answering on and off, loads the scoring engine for it, and remembers the choice.
import { part } from "../shared/element.js";
import { isInApp } from "../shared/in-app.js";
import { readerLanguage } from "../shared/language.js";
import { remember } from "../shared/remember.js";
import { inPlace } from "../shared/scroll-anchor.js";
import { chooseWhatIsRead } from "./chosen-subdomain.js";
import { showRescue } from "./rescue.js";

// The engine asks this before it saves a file.
dtmm.isInApp = isInApp;

const html = document.documentElement;
const button = part("[data-action=answering]");
/** The pages about results show them always. */
const always = document.body.classList.contains("scores");

/** Whether the reader has switched answering on. */
let chosen = false;
const recall = () => {
  chosen = dtmm.remembered("answering") === "on";
};
const isWanted = () => chosen || always;

const lang = readerLanguage();
// On a page in both languages the controls speak one.
for (const one of document.querySelectorAll(".record [data-requirement], [data-result-bar], [data-live]")) one.lang = lang === "zh" ? "zh-CN" : lang;

/** The engine, once it was asked for. @type {Promise<Engine> | undefined} */
let engine;
function loadEngine() {
  engine ??= Promise.all([
    always || dtmm.load("assessment"),
    dtmm.load(`scorer-${lang}`).then(() => dtmm.load(html.dataset.engine ?? "")),
  ]).then(() => /** @type {() => Promise<Engine>} */ (globalThis.dtmmEngine)());
  return engine;
}

let hasEnded = false;

/** Says, once, that the engine ended. What it had stored is still there. @param {unknown} error */
function end(error) {
  console.error(error);
  if (hasEnded) return;
  hasEnded = true;
  html.classList.add("engine-ended");
  showRescue(globalThis.dtmmScorer?.words.score_engine_ended ?? "");
  addEventListener("beforeunload", (event) => event.preventDefault());
}

// The engine wraps its callbacks in this: whatever they throw means that it has ended.
globalThis.dtmmGuard = (call) => (...values) => {
  try {
    return call(...values);
  } catch (error) {
    end(error);
    return undefined;
  }
};

/** @param {unknown} error */
function fail(error) {
  console.error(error);
  // The next attempt starts afresh.
  engine = globalThis.dtmmEngine = undefined;
  chosen = false;
  showRescue(button.dataset.failed ?? "");
}

const nextTask = () => new Promise((done) => setTimeout(done));

/** How long the engine draws at a stretch, in milliseconds: longer would hold up what the reader does, shorter lays out the page more often. */
const STRETCH = 12;

/** Draws for a stretch. Says whether there is more to come. @param {Engine["start"]} start */
function draw(start) {
  const end = performance.now() + STRETCH;
  let hasMore;
  do hasMore = start();
  while (hasMore && performance.now() < end);
  return hasMore;
}

/** Brings the page to the reader's choice, which may change again while the engine loads and draws. */
async function apply() {
  document.querySelector(".failed")?.remove();
  try {
    if (isWanted()) {
      button.setAttribute("aria-busy", "true");
      const { start } = await loadEngine();
      chooseWhatIsRead();
      if (isWanted()) inPlace(() => html.classList.add("drawing"));
      while (isWanted() && inPlace(() => draw(start))) await nextTask();
    } else if (engine) {
      inPlace((await engine).stop);
    }
  } catch (error) {
    fail(error);
  }
  button.removeAttribute("aria-busy");
  button.setAttribute("aria-pressed", String(chosen));
  inPlace(() => {
    html.classList.remove("drawing");
    html.classList.toggle("answering", !!engine && isWanted());
  });
}

export function toggle() {
  chosen = !chosen;
  remember("answering", chosen ? "on" : "");
  apply();
}

button.onclick = toggle;
// A page restored from the back/forward cache may be older than the choice.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  recall();
  apply();
});
recall();

/** Resolves when the controls are drawn, if answering is on as the page opens. */
export const drawn = isWanted() ? apply() : undefined;
