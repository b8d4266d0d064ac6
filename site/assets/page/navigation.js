// The sidebar as the reader left it: folded or not, and how far it was scrolled.
import { remembered } from "./remembered.js";

export function setUpNavigation() {
  const sidebar = document.querySelector(".sidebar");
  if (!sidebar) return;
  document.documentElement.classList.toggle("folded", remembered("sidebar") === "folded");
  sidebar.scrollTop = Number(remembered("sidebar-scroll", "sessionStorage") ?? 0);
  const current = /** @type {HTMLElement | null} */ (sidebar.querySelector("[aria-current]"));
  if (!current) return;
  const isInSight = current.offsetTop >= sidebar.scrollTop && current.offsetTop + current.offsetHeight <= sidebar.scrollTop + sidebar.clientHeight;
  if (!isInSight) sidebar.scrollTop = current.offsetTop - sidebar.clientHeight / 2;
}
