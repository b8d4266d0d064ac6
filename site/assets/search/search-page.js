// The search page: field, filters and results, with the query and the filters in the address.
import { el, part } from "../shared/element.js";
import { LONGEST } from "./query.js";
import { GROUP_WORDS, pageLang, remarks, result, say } from "./render-hit.js";
import { FILTERS, readAddress, writeAddress } from "./search-address.js";
import { count, find, suggestions } from "./search.js";
import { cutTo } from "./text.js";

/** So many hits of a group are shown at first. */
const AT_FIRST = 20;
/** Debounce of the address in milliseconds: browsers limit how often it may change. */
const DEBOUNCE = 300;
/** From this width on the filters are beside the results. */
const WIDE = "(min-width: 60em)";

/** The parts of the page. @typedef {ReturnType<typeof partsOf>} Parts */

function partsOf() {
  const named = (/** @type {string} */ name) => part(`[data-find-${name}]`);
  const form = /** @type {HTMLFormElement} */ (named("form"));
  const filterBox = /** @type {HTMLDetailsElement} */ (named("filters"));
  return {
    form,
    field: /** @type {HTMLInputElement} */ (form.elements.namedItem("q")),
    filterBox,
    choices: /** @type {HTMLFormElement} */ (part("form", filterBox)),
    status: named("status"),
    resultList: named("results"),
    examples: named("examples"),
    browse: named("browse"),
    clear: named("clear"),
    // Empty where the standard has one edition.
    editions: /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("[data-find-editions] a")),
    title: document.title,
    // Whether the address is a history entry to come back to, or was written while the reader typed.
    isStep: true,
    timer: /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined),
  };
}

/** A filter: a check box, or radio buttons of one name. @param {Parts} parts @param {string} name */
const control = ({ choices }, name) => /** @type {HTMLInputElement | RadioNodeList} */ (choices.elements.namedItem(name));

/** The names of the filters of the page: it has only those by which entries differ. @param {Parts} parts */
const filterNames = ({ choices }) => FILTERS.filter((name) => choices.elements.namedItem(name));

/** The chosen filters. @param {Parts} parts @returns {SearchFilters} */
function filters(parts) {
  return Object.fromEntries(filterNames(parts).map((name) => {
    const one = control(parts, name);
    return [name, one instanceof HTMLInputElement && one.type === "checkbox" ? (one.checked ? "1" : "") : one.value];
  }));
}

/** The query and filters as they are in an address. @param {Parts} parts */
function asked(parts) {
  const all = new URLSearchParams();
  const query = parts.field.value.trim();
  if (query) all.set("q", query);
  for (const [name, value] of Object.entries(filters(parts))) if (value) all.set(name, value);
  return String(all);
}

/** Fills the field and filters in from the address. @param {Parts} parts */
function read(parts) {
  const values = readAddress(location);
  parts.field.value = cutTo(LONGEST, values.get("q") ?? "");
  for (const name of filterNames(parts)) {
    const one = control(parts, name);
    const value = values.get(name) ?? "";
    if (one instanceof HTMLInputElement) one.checked = value === "1";
    else for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (/** @type {unknown} */ (one))) radio.checked = radio.value === value;
  }
}

/** Writes the query and filters to the address. @param {Parts} parts @param {boolean} isStep */
function write(parts, isStep) {
  clearTimeout(parts.timer);
  const query = asked(parts);
  if (query !== String(readAddress(location))) writeAddress(query, isStep);
}

/** Shows the results of what is asked. @param {Parts} parts */
function update(parts) {
  const query = parts.field.value.trim();
  const chosen = filters(parts);
  const isEmpty = !asked(parts);
  const answer = find(query, { lang: pageLang(), filters: chosen, each: AT_FIRST });
  const isFound = answer.total > 0;
  parts.examples.hidden = !isEmpty && isFound;
  parts.browse.hidden = isFound;
  parts.filterBox.hidden = isEmpty || !answer.scored.size;
  parts.clear.hidden = !Object.values(chosen).some(Boolean);
  showCounts(parts.choices, count(answer.scored.keys(), chosen));
  parts.status.textContent = isEmpty ? "" : totalWords(answer, !parts.clear.hidden);
  const expand = () => {
    const whole = find(query, { lang: pageLang(), filters: chosen });
    parts.resultList.replaceChildren(...notices(whole, query), ...groups(whole));
  };
  parts.resultList.replaceChildren(...notices(answer, query), ...groups(answer, expand));
  for (const link of parts.editions) {
    link.search = query && String(new URLSearchParams({ q: query }));
    if (query && !answer.scored.size) parts.resultList.append(el("p", {}, link.cloneNode(true)));
  }
  document.title = query ? `${query} · ${parts.title}` : parts.title;
}

/** Shows what the address asks. @param {Parts} parts */
function arrive(parts) {
  read(parts);
  parts.isStep = true;
  update(parts);
  write(parts, false);
}

/** A choice that is finished: a history entry of its own. @param {Parts} parts */
function settle(parts, isStep = true) {
  update(parts);
  write(parts, isStep);
  parts.isStep = true;
}

/** @param {Parts} parts */
function listen(parts) {
  const { field, form, choices, clear, filterBox } = parts;
  field.addEventListener("input", (event) => {
    if (/** @type {InputEvent} */ (event).isComposing) return;
    update(parts);
    clearTimeout(parts.timer);
    parts.timer = setTimeout(() => {
      write(parts, parts.isStep && !!readAddress(location).get("q"));
      parts.isStep = false;
    }, DEBOUNCE);
  });
  field.addEventListener("compositionend", () => update(parts));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    settle(parts, parts.isStep);
  });
  choices.addEventListener("change", () => settle(parts));
  clear.addEventListener("click", () => {
    choices.reset();
    update(parts);
    write(parts, true);
    (filterBox.querySelector("summary") ?? field).focus();
  });
  // If the reader follows a link at once, the way back and the other language must find this query.
  document.addEventListener("click", ({ target }) => /** @type {Element} */ (target).closest("a") && write(parts, false), true);
  // Steps through the history, but not what this page wrote itself.
  const come = () => asked(parts) === String(readAddress(location)) || arrive(parts);
  addEventListener("popstate", come);
  addEventListener("hashchange", come);
}

/** Starts the search page. @param {HTMLElement} page */
export function searchPage(page) {
  const parts = partsOf();
  listen(parts);
  for (const link of parts.examples.querySelectorAll("a")) link.search = String(new URLSearchParams({ q: link.textContent ?? "" }));
  const wide = matchMedia(WIDE);
  const fold = () => {
    parts.filterBox.open = wide.matches;
  };
  wide.addEventListener("change", fold);
  fold();
  page.hidden = false;
  arrive(parts);
  // Only with a mouse: on a phone, the keyboard would cover the page.
  if (!asked(parts) && document.activeElement === document.body && matchMedia("(hover: hover)").matches) parts.field.focus();
}

/** @param {SearchAnswer} answer @param {boolean} isFiltered */
function totalWords({ total }, isFiltered) {
  if (!total) return "";
  return say(isFiltered ? "find_found_filtered" : "find_found", { count: total });
}

/** What there is to say before the results. @param {SearchAnswer} answer @param {string} query */
function notices(answer, query) {
  const line = (/** @type {string} */ text) => el("p", { className: "find-notice" }, text);
  if (answer.total) return remarks(answer).map(line);
  if (!query) return [];
  if (answer.scored.size) return [line(say("find_none_filtered", { count: answer.scored.size }))];
  const near = suggestions(query);
  const links = near.flatMap((word) => [el("a", { href: `search.html?${new URLSearchParams({ q: word })}` }, word), " "]);
  return [
    line(say("find_none", { query: cutTo(60, query) })),
    ...(near.length ? [el("p", { className: "find-near" }, say("find_near"), " ", ...links)] : []),
    el("p", {}, say("find_none_help", { id: say("find_example_id"), place: say("find_example_place") })),
  ];
}

/** The groups of results. @param {SearchAnswer} answer @param {() => void} [expand]  Shows all hits of a group that is cut. */
function groups({ hits, totals }, expand) {
  return [...totals].map(([name, total]) => {
    const shown = hits.filter(({ group }) => group === name);
    const heading = el("h2", {}, say(GROUP_WORDS[name]), " ", el("span", { className: "number" }, String(total)));
    const list = el("ol", { className: "find-hits" }, ...shown.map(result));
    const rest = total - shown.length;
    const more = rest && expand ? [el("button", { type: "button", className: "quiet", onclick: expand }, say("find_more", { count: rest }))] : [];
    return el("section", {}, heading, list, ...more);
  });
}

/** Writes beside each filter how many documents it would select. @param {HTMLFormElement} choices @param {Record<string, Record<string, number>>} counts */
function showCounts(choices, counts) {
  for (const input of choices.querySelectorAll("input")) {
    const value = input.type === "checkbox" ? "true" : input.value;
    const count = (value ? counts[input.name][value] : counts.all[input.name]) ?? 0;
    if (input.parentElement) input.parentElement.dataset.count = String(count);
    input.disabled = !count && !input.checked;
  }
}
