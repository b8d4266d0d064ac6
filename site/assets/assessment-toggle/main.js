// Switches answering on and off, and what the pages with answers do besides.
import { setUpChosenSubdomain } from "./chosen-subdomain.js";
import { setUpFilters } from "./filters.js";
import { setUpMapCells } from "./map-cells.js";
import { setUpMapPicture } from "./map-picture.js";
import { setUpPersistence } from "./persistence.js";
import { setUpReportTitle } from "./report-title.js";
import { setUpResultInSight } from "./result-in-sight.js";
import { setUpScrollRestore } from "./scroll-restore.js";
import { setUpSharing } from "./sharing.js";
import { setUpShelf } from "./shelf.js";
import { setUpSidebar } from "./sidebar.js";
import { drawn, toggle } from "./toggle.js";
import { setUpWebkitRepaint } from "./webkit-repaint.js";

globalThis.dtmmAnswering = { toggle, drawn };
setUpPersistence();
setUpFilters();
setUpMapCells();
setUpMapPicture();
setUpSharing();
setUpShelf();
setUpSidebar();
setUpReportTitle();
setUpResultInSight();
setUpWebkitRepaint();
setUpChosenSubdomain();
setUpScrollRestore(drawn);
