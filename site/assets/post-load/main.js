// What a page does once it is shown.
import { setUpNavigation } from "./navigation.js";
import { setUpOffline } from "./offline.js";
import { setUpTocSpy } from "./toc-spy.js";
import { setUpWebkitWindows } from "./webkit-windows.js";

const { load } = dtmm;
// The page about stored data counts and deletes it.
if (document.querySelector("[data-kept]")) load("privacy").catch(console.error);
if (document.body.matches(".page-score, .page-compare, .page-comments")) load("dropping").catch(console.error);
setUpNavigation();
setUpOffline();
setUpTocSpy();
setUpWebkitWindows();
