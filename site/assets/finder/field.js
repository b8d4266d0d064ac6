// The field in the head of every page: a list of the best hits while one types.

const LISTED = 8;

function combobox(input) {
  const form = input.form;
  const list = el("ul", { id: "find-list", role: "listbox", "aria-label": say("find_options") });
  const note = el("p", { className: "find-note" });
  const panel = el("div", { className: "find-panel", hidden: true }, note, list);
  const live = el("span", { className: "hide", role: "status" });
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }
  panel.lang = live.lang = TAGS[pageLang()];
  form.append(panel, live);

  let answer;
  let active = -1;
  const options = () => [...list.querySelectorAll("a")];
  const hasQuery = () => !!input.value.trim();

  const point = (index) => {
    active = index;
    for (const [at, one] of options().entries()) one.setAttribute("aria-selected", at === index);
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options()[index].id);
    options()[index].scrollIntoView({ block: "nearest" });
  };
  const show = (isOpen) => {
    panel.hidden = !isOpen;
    input.setAttribute("aria-expanded", isOpen);
    if (!isOpen) point(-1);
  };
  const line = (path, index, className, ...children) => {
    const option = { id: `find-option-${index}`, href: addressOf(path), tabIndex: -1, role: "option", "aria-selected": false };
    return el("li", { className, role: "presentation" }, el("a", option, ...children));
  };
  const update = () => {
    if (!hasQuery()) {
      live.textContent = "";
      list.replaceChildren();
      return show(false);
    }
    const query = input.value;
    answer = find(query, { lang: pageLang(), limit: LISTED });
    const { hits, total } = answer;
    const lines = hits.map((hit, index) => line(hit.path, index, "", ...option(hit)));
    const all = `${pageLang()}/search.html?${new URLSearchParams({ q: query.trim() })}`;
    lines.push(line(all, hits.length, "find-all", total ? say("find_all", { count: total }) : say("find_help")));
    list.replaceChildren(...lines);
    note.textContent = total ? remarks(answer).join(" ") : say("find_none", { query: query.trim() });
    note.hidden = !note.textContent;
    live.textContent = total ? say("find_shown", { count: total, shown: hits.length }) : note.textContent;
    show(true);
    point(-1);
  };

  const keys = {
    ArrowDown: () => (panel.hidden ? update() : point(active + 1 < options().length ? active + 1 : -1)),
    ArrowUp: () => (panel.hidden ? update() : point(active < 0 ? options().length - 1 : active - 1)),
    Escape: () => show(false),
  };
  input.addEventListener("keydown", (event) => {
    // Safari tells only by this code of the key that ends the choosing of a word.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && !panel.hidden) {
      const chosen = active < 0 ? answer?.exact && options()[0] : options()[active];
      if (!chosen) return;
      event.preventDefault();
      chosen.click();
    } else if (event.key === "Home" || event.key === "End") {
      point(-1);
    } else if (keys[event.key] && (event.key !== "Escape" || !panel.hidden) && (event.key === "Escape" || hasQuery())) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  input.addEventListener("input", (event) => event.isComposing || update());
  input.addEventListener("compositionend", update);
  input.addEventListener("focus", () => hasQuery() && update());
  input.addEventListener("blur", () => show(false));
  // A press in the list must not take the focus from the field before it is a click.
  panel.addEventListener("mousedown", (event) => event.preventDefault());
  panel.addEventListener("click", (event) => event.target.closest("a") && show(false));
  // A page that comes back by the back button shows no list of its own.
  addEventListener("pageshow", ({ persisted }) => persisted && show(false));
  if (document.activeElement === input) update();
}

/** What there is to say of an answer that is not all of what was asked. */
function remarks({ corrected, partial, missing }) {
  if (missing) return [say("find_no_id", { id: missing })];
  return [...corrected.map((pair) => say("find_corrected", pair)), ...(partial ? [say("find_partial")] : [])];
}
