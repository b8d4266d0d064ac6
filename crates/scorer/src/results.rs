//! The results in the page: levels, the map, the line that says why, and the announcement of a
//! changed level. Only what changed is written.

use dtmm_model::{CellId, Level, Outline};
use dtmm_scoring::{COMPANY, Method, Scope, Score};
use dtmm_view::{CellFace, Context, Layer, Names, Node as Part, Word, Words, brief, is_open, reached, result, why};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use crate::outcome::Outcome;
use crate::page::Page;

/// The places for results, with what is shown there.
#[derive(Default)]
pub(crate) struct ResultPlaces {
    values: Vec<ValuePlace>,
    cells: Vec<MapCell>,
    reasons: Vec<WhyPlace>,
    counts: Vec<CountPlace>,
    /// The scope that the page is about first, and its key.
    first: Option<(Scope, String)>,
    /// The levels last shown, of that scope and of the company.
    levels: Option<[Option<u8>; 2]>,
    /// What those are called.
    called: [String; 2],
}

/// Where a result is shown.
struct ValuePlace {
    element: Element,
    scope: Scope,
    method: Method,
    shown: String,
}

/// A cell of the map.
struct MapCell {
    element: Element,
    /// The text of its number of entries, and that number.
    text: Node,
    entries: Option<String>,
    row: usize,
    level: Level,
    shown: CellFace,
}

/// A line that says why.
struct WhyPlace {
    element: Element,
    scope: Scope,
    /// Whether it stands in the bar, where there is room for one short line.
    brief: bool,
    shown: Vec<Part>,
}

/// A place for the completeness or the best case of a scope.
struct CountPlace {
    element: Element,
    scope: Scope,
    best: bool,
    shown: String,
}

/// What is hidden until there are results.
const HIDDEN: &str = "[data-scope][data-profile], [data-result-bar], [data-score-panel]";

/// What is hidden once there are.
const NEEDLESS: &str = "[data-needs-script]";

impl ResultPlaces {
    /// Finds the places for results in the page. Nothing is shown yet.
    pub(crate) fn find(page: &Page, outline: &Outline) -> ResultPlaces {
        let mut results = ResultPlaces::default();
        page.document.document_element().inspect(|whole| results.add(outline, whole));
        let first = page.one("[data-result-bar] [data-scope]").and_then(|element| element.get_attribute("data-scope"));
        let first = first.unwrap_or_else(|| COMPANY.to_owned());
        results.first = Scope::from_key(outline, &first).map(|scope| (scope, first));
        results
    }

    /// Adds the places in a part of the page.
    pub(crate) fn add(&mut self, outline: &Outline, part: &Element) {
        let scope = |element: &Element, name: &str| Scope::from_key(outline, &element.get_attribute(name)?);
        let value = |element: Element| {
            let method = Method::from_key(&element.get_attribute("data-profile")?)?;
            Some(ValuePlace { scope: scope(&element, "data-scope")?, method, element, shown: String::new() })
        };
        let reason = |element: Element| {
            let brief = element.closest("[data-result-bar]").is_ok_and(|bar| bar.is_some());
            Some(WhyPlace { scope: scope(&element, "data-why")?, element, brief, shown: Vec::new() })
        };
        let count = |name: &'static str, best: bool| {
            let places = Page::all_in(part, &format!("[{name}]")).into_iter();
            places.filter_map(move |element| {
                Some(CountPlace { scope: scope(&element, name)?, element, best, shown: String::new() })
            })
        };
        self.values.extend(Page::all_in(part, "[data-scope][data-profile]").into_iter().filter_map(value));
        let cells = Page::all_in(part, "[data-cell]").into_iter();
        self.cells.extend(cells.filter_map(|element| cell(outline, element)));
        self.reasons.extend(Page::all_in(part, "[data-why]").into_iter().filter_map(reason));
        self.counts.extend(count("data-completeness", false).chain(count("data-best", true)));
    }

    /// Shows the places for results, or hides them.
    pub(crate) fn reveal(&self, page: &Page, on: bool) -> Outcome {
        for (selector, hidden) in [(HIDDEN, !on), (NEEDLESS, on)] {
            for element in page.all(selector) {
                element.toggle_attribute_with_force("hidden", hidden)?;
            }
        }
        Ok(())
    }

    /// Shows results. Says whether a level changed that is to be announced.
    pub(crate) fn show(&mut self, page: &Page, context: &Context<'_>, method: Method, layer: &Layer) -> Outcome<bool> {
        let Context { words, card, .. } = *context;
        for value in &mut self.values {
            let Some(score) = card.score(value.scope) else { continue };
            value.show(words, score)?;
        }
        for cell in &mut self.cells {
            cell.show(context.cell_face(layer, cell.row, cell.level))?;
        }
        let lead = card.scoring.first().for_levels();
        for reason in &mut self.reasons {
            let Some(score) = card.score(reason.scope) else { continue };
            let line = if reason.brief { brief } else { why };
            let pieces = line(words, score, &card.trace(reason.scope, method));
            if pieces != reason.shown {
                page.write(&reason.element, &pieces)?;
                reason.shown = pieces;
            }
        }
        for count in &mut self.counts {
            let Some(score) = card.score(count.scope) else { continue };
            let text = count.text(words, score, lead);
            if text != count.shown {
                count.element.set_text_content(Some(&text));
                count.shown = text;
            }
        }
        let level = |scope| card.score(scope).and_then(|score| score.now.level(lead));
        let first = self.first.as_ref().map_or(Scope::Company, |(scope, _)| *scope);
        let levels = [level(first), level(Scope::Company)];
        let called = |scope| card.score(scope).map(|score| reached(words, score, lead)).unwrap_or_default();
        self.called = [called(first), called(Scope::Company)];
        let before = self.levels.replace(levels);
        Ok(before.is_some_and(|before| before != levels))
    }

    /// What is said of the levels to those who do not see them.
    pub(crate) fn announcement(&self, words: &Words, names: &Names) -> String {
        if self.levels.is_none() {
            return String::new();
        }
        let [first, company] = &self.called;
        let say = |name: &str, level: &str| words.fill(Word::Announced, &[("scope", name), ("level", level)]);
        let of_company = say(words.say(Word::Company), company);
        let key = self.first.as_ref().map_or(COMPANY, |(_, key)| key);
        match names.of(key) {
            "" => of_company,
            name => say(name, first) + words.say(Word::Separator) + &of_company,
        }
    }

    /// Empties the places and gives the map its numbers back.
    pub(crate) fn clear(&mut self) {
        for value in &self.values {
            // An element that cannot be changed has nothing to be taken back.
            let _ = value.element.set_attribute("data-value", "");
            value.element.set_text_content(None);
        }
        for cell in &self.cells {
            cell.text.set_node_value(cell.entries.as_deref());
            let _ = cell.element.remove_attribute("data-state");
            let _ = cell.element.remove_attribute("title");
            let _ = draw(&cell.element, [0; 4]);
        }
        let emptied =
            self.reasons.iter().map(|reason| &reason.element).chain(self.counts.iter().map(|count| &count.element));
        emptied.for_each(|element| element.set_text_content(None));
        *self = ResultPlaces::default();
    }
}

impl ValuePlace {
    fn show(&mut self, words: &Words, score: &Score) -> Outcome {
        let exact = score.now.value(self.method).map_or_else(|| "NA".to_owned(), |value| value.text());
        let called = result(words, score, self.method);
        let both = format!("{exact} {called}");
        if both != self.shown {
            self.element.set_attribute("data-value", &exact)?;
            // That answers are missing says nothing beside the counts of a map; the stylesheet decides.
            self.element.toggle_attribute_with_force("data-unfinished", exact == "0" && !score.is_complete())?;
            self.element.toggle_attribute_with_force("data-open", is_open(score, self.method))?;
            self.element.set_text_content(Some(&called));
            self.shown = both;
        }
        Ok(())
    }
}

impl MapCell {
    fn show(&mut self, face: CellFace) -> Outcome {
        if face != self.shown {
            self.text.set_node_value(Some(&face.shown));
            self.element.set_attribute("data-state", face.state)?;
            self.element.set_attribute("title", &face.words)?;
            draw(&self.element, face.bar)?;
            self.shown = face;
        }
        Ok(())
    }
}

/// Draws the bar of a cell; the stylesheet has its colours.
fn draw(element: &Element, ends: [u32; 4]) -> Outcome {
    let style = element.unchecked_ref::<HtmlElement>().style();
    for (name, end) in ["--full", "--largely", "--partly", "--not"].into_iter().zip(ends) {
        style.set_property(name, &format!("{end}%"))?;
    }
    Ok(())
}

fn cell(outline: &Outline, element: Element) -> Option<MapCell> {
    let id: CellId = element.get_attribute("data-cell")?.parse().ok()?;
    let row = outline.subdomains().position(|subdomain| subdomain.code == id.subdomain)?;
    let text = element.last_child()?;
    let entries = text.node_value();
    Some(MapCell { element, text, entries, row, level: id.level, shown: CellFace::default() })
}

impl CountPlace {
    fn text(&self, words: &Words, score: &Score, lead: Method) -> String {
        if self.best {
            return words.level(score.best.level(lead));
        }
        let count = format!("{}/{}", score.tally.answered(), score.tally.applicable());
        if score.is_complete() || self.scope != Scope::Company {
            count
        } else {
            words.fill(Word::Unfinished, &[("count", &count)])
        }
    }
}
