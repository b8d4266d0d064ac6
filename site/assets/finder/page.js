// The search page: field, filters and results, with the query and the filters in the address.

const FILTERS = ["domain", "level", "kind", "conditional"];
/** How many hits of a group are shown at first. */
const AT_FIRST = 20;
/** How long after the last letter the address follows: browsers allow only so many changes of it. */
const SETTLED = 300;
/** From here on the filters stand beside the results. */
const WIDE = "(min-width: 60em)";

function searchPage(page) {
  const part = (name) => document.querySelector(`[data-find-${name}]`);
  const [form, details, status, results] = ["form", "filters", "status", "results"].map(part);
  const [examples, browse, clear] = ["examples", "browse", "clear"].map(part);
  const field = form.elements.q;
  const choices = details.querySelector("form");
  const title = document.title;
  let timer;
  // Whether the address in the bar is one to come back to, or one on the way.
  let isKept = true;

  const filters = () => Object.fromEntries(FILTERS.map((name) => {
    const control = choices.elements[name];
    return [name, control.type === "checkbox" ? (control.checked ? "1" : "") : control.value];
  }));

  /** What is asked as it stands in an address. */
  const asked = () => {
    const all = new URLSearchParams();
    if (field.value.trim()) all.set("q", field.value.trim());
    for (const [name, value] of Object.entries(filters())) if (value) all.set(name, value);
    return String(all);
  };

  const read = () => {
    const values = readAddress();
    field.value = cutTo(LONGEST, values.get("q") ?? "");
    for (const name of FILTERS) {
      const control = choices.elements[name];
      const value = values.get(name) ?? "";
      if (control.type === "checkbox") control.checked = value === "1";
      else for (const one of control) one.checked = one.value === value;
    }
  };

  /** Brings the address to what is asked: a step to come back to, or the same step. */
  const write = (isStep) => {
    clearTimeout(timer);
    const query = asked();
    if (query === String(readAddress())) return;
    writeAddress(query, isStep);
  };

  const update = () => {
    const query = field.value.trim();
    const chosen = filters();
    const isEmpty = !asked();
    const answer = find(query, { lang: pageLang(), filters: chosen, each: AT_FIRST });
    const isFound = answer.total > 0;
    examples.hidden = !isEmpty && isFound;
    browse.hidden = isFound;
    details.hidden = isEmpty || !answer.scored.size;
    clear.hidden = !Object.values(chosen).some(Boolean);
    showCounts(choices, count(answer.scored, chosen));
    status.textContent = isEmpty ? "" : sayTotal(answer, query, !clear.hidden);
    results.replaceChildren(...notices(answer, query), ...groups(answer, () => expand(chosen, query)));
    document.title = query ? `${query} · ${title}` : title;
  };
  const expand = (chosen, query) => {
    const answer = find(query, { lang: pageLang(), filters: chosen });
    results.replaceChildren(...notices(answer, query), ...groups(answer));
  };
  const arrive = () => {
    read();
    isKept = true;
    update();
    write(false);
  };

  field.addEventListener("input", (event) => {
    if (event.isComposing) return;
    update();
    clearTimeout(timer);
    timer = setTimeout(() => {
      write(isKept && !!readAddress().get("q"));
      isKept = false;
    }, SETTLED);
  });
  field.addEventListener("compositionend", update);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
    write(isKept);
    isKept = true;
  });
  choices.addEventListener("change", () => {
    update();
    write(true);
    isKept = true;
  });
  clear.addEventListener("click", () => {
    choices.reset();
    update();
    write(true);
    (details.querySelector("summary") ?? field).focus();
  });
  // A reader who follows a link at once must find this query again on the way back, and in the other language.
  document.addEventListener("click", ({ target }) => target.closest("a") && write(false), true);
  // Steps back and forth; not what this page wrote there itself.
  const come = () => asked() === String(readAddress()) || arrive();
  addEventListener("popstate", come);
  addEventListener("hashchange", come);

  for (const link of examples.querySelectorAll("a")) link.search = new URLSearchParams({ q: link.textContent });
  const wide = matchMedia(WIDE);
  const fold = () => { details.open = wide.matches; };
  wide.addEventListener("change", fold);
  fold();
  page.hidden = false;
  arrive();
  // Where there is a keyboard; on a phone it would cover the page.
  if (!asked() && document.activeElement === document.body && matchMedia("(hover: hover)").matches) field.focus();
}

/** What an address asks; from a folder it may stand behind the number sign only. */
function readAddress() {
  const behind = new URLSearchParams(location.hash.slice(1));
  const known = ["q", ...FILTERS];
  const values = known.some((name) => behind.has(name)) ? behind : new URLSearchParams(location.search);
  const ours = [...values].filter(([name, value]) => known.includes(name) && value);
  return new URLSearchParams(known.flatMap((name) => ours.filter(([one]) => one === name).slice(0, 1)));
}

function writeAddress(query, isStep) {
  try {
    const address = location.pathname + (query && `?${query}`);
    if (isStep) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  } catch {
    // A browser that has the page from a folder lets only the end of the address change.
    if (isStep) location.hash = query;
    else location.replace(`#${query}`);
  }
}

function sayTotal({ total }, query, isFiltered) {
  if (!total) return "";
  return say(isFiltered ? "find_found_filtered" : "find_found", { count: total });
}

/** What there is to say before the results. */
function notices(answer, query) {
  const { total, scored } = answer;
  const line = (text) => el("p", { className: "find-notice" }, text);
  if (total) return remarks(answer).map(line);
  if (!query) return [];
  if (scored.size) return [line(say("find_none_filtered", { count: scored.size }))];
  const near = suggestions(query);
  const links = near.flatMap((word) => [el("a", { href: `search.html?${new URLSearchParams({ q: word })}` }, word), " "]);
  return [
    line(say("find_none", { query: cutTo(60, query) })),
    near.length ? el("p", { className: "find-near" }, say("find_near"), " ", ...links) : null,
    el("p", {}, say("find_none_help", { id: say("find_example_id"), place: say("find_example_place") })),
  ].filter(Boolean);
}

/** The groups of results; `expand` shows all of one that is cut. */
function groups({ hits, totals }, expand) {
  return [...totals].map(([name, total]) => {
    const shown = hits.filter(({ group }) => group === name);
    const heading = el("h2", {}, say(GROUP_WORDS[name]), " ", el("span", { className: "number" }, total));
    const list = el("ol", { className: "find-hits" }, ...shown.map(result));
    const rest = total - shown.length;
    const more = rest && expand ? [el("button", { type: "button", className: "quiet", onclick: expand }, say("find_more", { count: rest }))] : [];
    return el("section", {}, heading, list, ...more);
  });
}

/** Writes beside each filter how many it lets through. */
function showCounts(choices, counts) {
  for (const input of choices.querySelectorAll("input")) {
    const value = input.type === "checkbox" ? true : input.value;
    const count = (value ? counts[input.name][value] : counts.all[input.name]) ?? 0;
    input.parentElement.dataset.count = count;
    input.disabled = !count && !input.checked;
  }
}
