// Terms and abbreviations: what they mean, and notes: what they say, beside the word.
let bubble;

function explanation(target) {
  const [kind, name] = [target.slice(0, target.indexOf("-")), target.slice(target.indexOf("-") + 1)];
  if (kind === "term") {
    const term = texts.terms.find(({ number }) => number === name);
    return term && { title: `${term.number} ${term.name[lang]}`, second: term.name[other], text: term.definition[lang] };
  }
  const short = [...texts.abbreviations, ...texts.additions].find(({ short }) => short === name);
  return short && { title: short.short, second: short.name[other], text: short.name[lang] };
}

/** The paragraphs of a note: from the list on the page, on the full text as they would be printed. */
function note(id, name) {
  const listed = [...document.querySelectorAll(`[data-note="${CSS.escape(id)}"] > p`)];
  const said = listed.length ? listed.map((paragraph) => paragraph.cloneNode(true)) : globalThis.dtmmNoting?.remark(id);
  // What is explained beside a word cannot be reached to be pressed.
  for (const paragraph of said ?? []) paragraph.querySelector("button")?.remove();
  return said && [el("p", {}, el("strong", {}, name)), ...said];
}

/** What a link explains, as paragraphs. */
function paragraphs(link) {
  const target = decodeURIComponent(link.hash.slice(1));
  if (link.matches(".n")) return note(target, link.getAttribute("aria-label"));
  const found = explanation(target);
  return found && [el("p", {}, el("strong", {}, found.title), " ", el("span", { lang: tags[other] }, found.second)), el("p", {}, found.text)];
}

function explain(link) {
  if (bubble?.link === link) return;
  hideExplanation();
  const said = paragraphs(link);
  if (!said) return;
  bubble = el("div", { className: "explanation", role: "tooltip", id: "explanation", lang: tags[lang] }, ...said);
  bubble.link = link;
  (link.closest("main") ?? document.body).append(bubble);
  link.setAttribute("aria-describedby", "explanation");
  const at = link.getClientRects()[0];
  const below = at.bottom + bubble.offsetHeight + 8 < innerHeight;
  bubble.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - bubble.offsetWidth - 8)) + scrollX}px`;
  bubble.style.top = `${(below ? at.bottom + 4 : at.top - bubble.offsetHeight - 4) + scrollY}px`;
  bubble.onpointerleave = leave;
  link.onpointerleave = leave;
  link.onblur = hideExplanation;
}

/** Gives the pointer time to reach the explanation. */
function leave() {
  const { link } = bubble ?? {};
  setTimeout(() => {
    if (bubble?.link === link && !bubble?.matches(":hover") && !link?.matches(":hover, :focus-visible")) hideExplanation();
  }, 200);
}

function hideExplanation() {
  bubble?.link.removeAttribute("aria-describedby");
  bubble?.remove();
  bubble = undefined;
}

addEventListener("keydown", ({ key }) => key === "Escape" && hideExplanation());
