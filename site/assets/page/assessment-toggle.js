// The button that switches answering on; the engine behind it is loaded at the first press, or at once
// if answering was left on.
import { gone, need } from "./loading.js";
import { remembered } from "./remembered.js";

export function setUpAssessmentToggle() {
  const button = document.querySelector("[data-action=answering]");
  if (!button || !document.documentElement.dataset.engine) return;
  const always = document.body.classList.contains("scores");
  button.hidden = always;
  if (always || remembered("answering") === "on") {
    // Others wait for this promise with work that is less urgent.
    dtmm.drawn = need("assessment-toggle").then(() => dtmmAnswering.drawn, gone);
    return;
  }
  button.onclick = () => need("assessment-toggle").then(() => dtmmAnswering.toggle(), gone);
  addEventListener("pageshow", ({ persisted }) => persisted && need("assessment-toggle").catch(gone));
}
