// The menus close by themselves, and a button folds the sidebar.
import { remember } from "../shared/remember.js";

function setUpMenus() {
  const menus = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll(".menu, .manage")]);
  /** What lies over the page; what stands in it would move the page by closing. @param {HTMLDetailsElement} menu */
  const isOver = (menu) => menu.lastElementChild && getComputedStyle(menu.lastElementChild).position === "absolute";
  /** @param {EventTarget | null} target  What stays open is around it. */
  const close = (target) => {
    for (const menu of menus) if (menu.open && !menu.contains(/** @type {Node} */ (target)) && isOver(menu)) menu.open = false;
  };
  // What is said of these acts, with the way back, is beneath the menu.
  const isSaidBeneath = (/** @type {Element} */ target) => target.matches?.(".manage :is([data-action=copy], [data-action=delete], [data-action=clear])");
  document.addEventListener("click", ({ target }) => close(isSaidBeneath(/** @type {Element} */ (target)) ? null : target));
  document.addEventListener("focusin", ({ target }) => close(target));
  document.addEventListener("keydown", ({ key }) => {
    const open = menus.find((menu) => menu.open && isOver(menu));
    if (key !== "Escape" || !open) return;
    open.querySelector("summary")?.focus();
    close(null);
  });
}

function setUpSidebar() {
  const sidebar = document.querySelector(".sidebar");
  const button = document.querySelector("[data-action=sidebar]");
  if (!sidebar || !button) return;
  const html = document.documentElement;
  const show = () => button.setAttribute("aria-expanded", String(!html.classList.contains("folded")));
  show();
  button.hidden = false;
  button.onclick = () => {
    remember("sidebar", html.classList.toggle("folded") ? "folded" : "");
    show();
  };
  const { scrollTop } = sidebar;
  addEventListener("pagehide", () => sidebar.scrollTop !== scrollTop && remember("sidebar-scroll", String(sidebar.scrollTop), "sessionStorage"));
}

export function setUpNavigation() {
  setUpMenus();
  setUpSidebar();
}
