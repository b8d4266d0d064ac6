// Remembers which subdomain the scorer shows: in the history entry, for a page opened again, and for the next visit.
import { entryScrolledTo } from "../shared/entry-in-view.js";
import { remember } from "../shared/remember.js";

const chooser = /** @type {HTMLSelectElement | null} */ (document.querySelector("[data-field=subdomain]"));

/** What the history entry remembers of it. "All" is not remembered: it lasts as long as the page. */
export const chosenSubdomain = () => chooser?.value || undefined;

/** @param {string | undefined} code */
function choose(code) {
  if (chooser && code && [...chooser.options].some(({ value }) => value === code)) chooser.value = code;
}

/** Shows what was shown before, and again on the way back within the page. Called before the engine fills the page. */
export function setUpChosenSubdomain() {
  if (!chooser) return;
  choose(history.state?.subdomain ?? dtmm.remembered("subdomain"));
  addEventListener("popstate", ({ state }) => {
    if (!state?.subdomain || state.subdomain === chooser.value) return;
    choose(state.subdomain);
    chooser.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** Chooses the subdomain that the reader looks at while the engine is on its way, so that the engine does not hide it; a page opened again has its own. */
export function chooseWhatIsRead() {
  if (!chooser || history.state?.subdomain) return;
  const read = document.querySelector("[data-entries] :target") ?? entryScrolledTo();
  choose(read?.closest(".subject")?.id);
}

/** Notes what is shown for the next visit, unless that would show it anyway. */
export function rememberSubdomain() {
  if (!chooser?.value) return;
  const next = dtmm.remembered("subdomain") ?? chooser.querySelector("[selected]")?.getAttribute("value");
  if (chooser.value !== next) remember("subdomain", chooser.value);
}
