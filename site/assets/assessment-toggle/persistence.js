// Asks the browser not to evict stored answers, and marks browsers that delete them after days.
import { remember } from "../shared/remember.js";

/** Asks at the first answer, once: some browsers show the question to the reader. @param {Event} event */
function ask({ target }) {
  if (!(/** @type {Element} */ (target).closest?.("[data-requirement]"))) return;
  removeEventListener("change", ask);
  if (dtmm.remembered("persist")) return;
  remember("persist", "asked");
  navigator.storage?.persist?.().catch(() => {});
}

export function setUpPersistence() {
  // Safari, and every browser on an iPhone; sites on the home screen keep their data.
  const forgets = navigator.vendor.startsWith("Apple") && !navigator.standalone;
  if (forgets) document.documentElement.dataset.forgets = "";
  addEventListener("change", ask);
}
