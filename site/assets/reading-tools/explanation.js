// The bubble beside a word: what a term or abbreviation means, or what a note says.
import { lang, other, tags, texts } from "../shared/base.js";
import { el } from "../shared/element.js";

/** The open bubble with its link. @type {{ element: HTMLElement, link: HTMLAnchorElement } | undefined} */
let bubble;

/** How long the pointer may take from the link to the bubble, in milliseconds. */
const LEAVE_DELAY = 200;

/** What a term or abbreviation means. @param {string} target  The fragment of its anchor. */
function explanation(target) {
  const term = texts.terms.find(({ id }) => id === target);
  if (term) return { title: `${term.number} ${term.name[lang]}`, second: other && term.name[other], text: term.definition[lang] };
  const short = [...texts.abbreviations, ...texts.additions].find(({ id }) => id === target);
  return short && { title: short.short, second: other && short.name[other], text: short.name[lang] };
}

/**
 * The paragraphs of a note: from the list on the page, if it has one.
 * @param {string} id
 * @param {string} name
 */
function note(id, name) {
  const listed = [...document.querySelectorAll(`[data-note="${CSS.escape(id)}"] > p`)];
  const said = listed.length ? listed.map((paragraph) => /** @type {HTMLElement} */ (paragraph.cloneNode(true))) : globalThis.dtmmNoting?.remark(id);
  // A button inside the bubble could not be reached.
  for (const paragraph of said ?? []) paragraph.querySelector("button")?.remove();
  return said && [el("p", {}, el("strong", {}, name)), ...said];
}

/** What a link explains, as paragraphs. @param {HTMLAnchorElement} link */
function paragraphs(link) {
  const target = decodeURIComponent(link.hash.slice(1));
  if (link.matches(".n")) return note(target, link.getAttribute("aria-label") ?? "");
  const found = explanation(target);
  return found && [el("p", {}, el("strong", {}, found.title), ...(other ? [" ", el("span", { lang: tags[other] }, found.second ?? "")] : [])), el("p", {}, found.text)];
}

/** Shows the bubble of a link. @param {HTMLAnchorElement} link */
export function explain(link) {
  if (bubble?.link === link) return;
  hideExplanation();
  const said = paragraphs(link);
  if (!said) return;
  const element = el("div", { className: "explanation", role: "tooltip", id: "explanation", lang: tags[lang] }, ...said);
  bubble = { element, link };
  (link.closest("main") ?? document.body).append(element);
  link.setAttribute("aria-describedby", "explanation");
  const at = link.getClientRects()[0];
  const below = at.bottom + element.offsetHeight + 8 < innerHeight;
  element.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - element.offsetWidth - 8)) + scrollX}px`;
  element.style.top = `${(below ? at.bottom + 4 : at.top - element.offsetHeight - 4) + scrollY}px`;
  element.onpointerleave = leave;
  link.onpointerleave = leave;
  link.onblur = hideExplanation;
}

/** Hides the bubble, unless the pointer or the focus is on it or its link after a moment. */
function leave() {
  const { link } = bubble ?? {};
  setTimeout(() => {
    if (bubble?.link === link && !bubble?.element.matches(":hover") && !link?.matches(":hover, :focus-visible")) hideExplanation();
  }, LEAVE_DELAY);
}

function hideExplanation() {
  bubble?.link.removeAttribute("aria-describedby");
  bubble?.element.remove();
  bubble = undefined;
}

addEventListener("keydown", ({ key }) => key === "Escape" && hideExplanation());
