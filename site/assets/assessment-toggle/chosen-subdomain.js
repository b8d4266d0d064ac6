// Remembers which subdomain the scorer shows: in the history entry, for a page opened again, and for the next visit.
import { remember } from "../shared/remember.js";

const chooser = /** @type {HTMLSelectElement | null} */ (document.querySelector("[data-field=subdomain]"));

/** What the history entry remembers of it. */
export const chosenSubdomain = () => chooser?.value;

/** Shows what was shown before. Called before the engine fills the page. */
export function setUpChosenSubdomain() {
  if (!chooser) return;
  const before = history.state?.subdomain ?? dtmm.remembered("subdomain");
  if ([...chooser.options].some(({ value }) => value === before)) chooser.value = before;
}

/** Notes what is shown for the next visit, unless that would show it anyway. "All" is not noted: it lasts as long as the filters. */
export function rememberSubdomain() {
  if (!chooser?.value) return;
  const next = dtmm.remembered("subdomain") ?? chooser.querySelector("[selected]")?.getAttribute("value");
  if (chooser.value !== next) remember("subdomain", chooser.value);
}
