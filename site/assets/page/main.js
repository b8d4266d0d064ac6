// The script of every page. It stays small: whatever only some readers use is loaded when it is used.
import { setUpAssessmentToggle } from "./assessment-toggle.js";
import { setUpEntryButtons } from "./entry-buttons.js";
import { setUpLanguageLink } from "./language.js";
import { later, load, need, read } from "./loading.js";
import { setUpNavigation } from "./navigation.js";
import { setUpNotes, showNotes } from "./notes.js";
import { remembered, unstored } from "./remembered.js";
import { setUpSearch } from "./search.js";
import { home, prefix, site } from "./site.js";
import { setUpView } from "./view.js";

globalThis.dtmm = { home, prefix, site, later, load, need, read, remembered, showNotes, unstored };
addEventListener("load", () => need("post-load").catch(console.error));
setUpNavigation();
setUpAssessmentToggle();
setUpEntryButtons();
setUpSearch();
setUpLanguageLink();
setUpNotes();
setUpView();
