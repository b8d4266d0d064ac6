// What a page does once it is shown.
import { setUpBrokenLinkHelp } from "./broken-links.js";
import { setUpExplanations } from "./explanations.js";
import { setUpKeys } from "./keys.js";
import { setUpNavigation } from "./navigation.js";
import { setUpOffline } from "./offline.js";
import { setUpRunningTitle } from "./printed.js";
import { setUpTocSpy } from "./toc-spy.js";
import { setUpWebkitWindows } from "./webkit-windows.js";

const { load, need, remembered } = dtmm;
// The page about stored data counts and deletes it.
if (document.querySelector("[data-kept]")) load("privacy").catch(console.error);
if (document.querySelector("[data-sift]")) load("sift").catch(console.error);
if (document.body.matches(".page-score, .page-compare, .page-comments")) load("dropping").catch(console.error);
if (remembered("command", "sessionStorage")) need("texts", "search").then(() => dtmmFind.arrive()).catch(console.error);
setUpBrokenLinkHelp();
setUpExplanations();
setUpKeys();
setUpNavigation();
setUpOffline();
setUpRunningTitle();
setUpTocSpy();
setUpWebkitWindows();
