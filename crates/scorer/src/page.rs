//! The page: where the hooks of the templates are, and the few ways in which the shell writes to it.

use dtmm_model::RequirementId;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, EventTarget, HtmlElement, Window};

use crate::Outcome;
use crate::why::Piece;

/// The mark of everything that the shell puts into the page; print hides what carries it.
pub(crate) const OWN: &str = "data-answers";

/// The functions through which the browser calls the shell.
pub(crate) struct Listeners {
    /// Takes every event.
    pub(crate) event: Function,
    /// Takes the end of a wait.
    pub(crate) timer: Function,
}

/// The page the shell works on.
pub(crate) struct Page {
    pub(crate) window: Window,
    pub(crate) document: Document,
    listeners: Listeners,
    /// The way to the root of the site, as `../../`.
    root: String,
}

impl Page {
    pub(crate) fn new(listeners: Listeners) -> Outcome<Page> {
        let window = web_sys::window().ok_or("no window")?;
        let document = window.document().ok_or("no document")?;
        let html = document.document_element().ok_or("no element")?;
        let root = html.get_attribute("data-root").unwrap_or_default();
        let page = Page { window, document, listeners, root };
        page.listen(&page.document, &["change", "input", "click", "keydown"])?;
        page.listen(&page.window, &["storage", "pageshow"])?;
        Ok(page)
    }

    /// Has these events of a target brought to the shell.
    pub(crate) fn listen(&self, target: &EventTarget, kinds: &[&str]) -> Outcome {
        kinds.iter().try_for_each(|kind| target.add_event_listener_with_callback(kind, &self.listeners.event))
    }

    /// Has the shell called again after a while, in place of a call that is still waited for.
    pub(crate) fn wait(&self, waiting: Option<i32>, milliseconds: i32) -> Outcome<i32> {
        if let Some(waiting) = waiting {
            self.window.clear_timeout_with_handle(waiting);
        }
        self.window.set_timeout_with_callback_and_timeout_and_arguments_0(&self.listeners.timer, milliseconds)
    }

    /// All elements that a selector finds, in the order of the page.
    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let Ok(list) = self.document.query_selector_all(selector) else { return Vec::new() };
        (0..list.length()).filter_map(|index| list.item(index)).map(JsCast::unchecked_into).collect()
    }

    /// The first element that a selector finds.
    pub(crate) fn one(&self, selector: &str) -> Option<Element> {
        self.document.query_selector(selector).ok().flatten()
    }

    /// A new element of the shell's own, with its class and its text.
    pub(crate) fn create(&self, tag: &str, class: &str, text: &str) -> Outcome<Element> {
        let element = self.document.create_element(tag)?;
        if !class.is_empty() {
            element.set_class_name(class);
        }
        if !text.is_empty() {
            element.set_text_content(Some(text));
        }
        Ok(element)
    }

    /// Replaces what an element holds.
    pub(crate) fn write(&self, element: &Element, pieces: &[Piece]) -> Outcome {
        element.set_text_content(None);
        for piece in pieces {
            let part = match piece {
                Piece::Text(text) => self.create("span", "", text)?,
                Piece::Break => self.create("br", "", "")?,
                Piece::Entry(id) => {
                    let link = self.create("a", "", &id.to_string())?;
                    link.set_attribute("href", &self.place(*id))?;
                    link
                }
                Piece::Button(action, words) => {
                    let button = self.create("button", "quiet", words)?;
                    button.set_attribute("type", "button")?;
                    button.set_attribute("data-action", action)?;
                    button
                }
            };
            element.append_child(&part)?;
        }
        Ok(())
    }

    /// Says something at the place for messages, or takes back what was said.
    pub(crate) fn say(&self, pieces: &[Piece]) -> Outcome {
        let place = match self.one("[data-message]") {
            Some(place) => place,
            None if pieces.is_empty() => return Ok(()),
            None => {
                let Some(bar) = self.one("[data-result-bar]") else { return Ok(()) };
                let place = self.create("p", "message", "")?;
                place.set_attribute("role", "status")?;
                place.set_attribute("data-message", "")?;
                place.set_attribute(OWN, "")?;
                bar.prepend_with_node_1(&place)?;
                place
            }
        };
        let had_focus = self.document.active_element().is_some_and(|focus| place.contains(Some(&focus)));
        self.write(&place, pieces)?;
        if had_focus {
            // The button that was pressed is gone; a keyboard goes on from its place.
            place.set_attribute("tabindex", "-1")?;
            place.unchecked_ref::<HtmlElement>().focus()?;
        }
        Ok(())
    }

    /// Where an entry stands: on this page, on the page its cell in the map leads to, or its own.
    fn place(&self, id: RequirementId) -> String {
        if self.document.get_element_by_id(&id.to_string()).is_some() {
            return format!("#{id}");
        }
        let cell = self.one(&format!("a[data-cell=\"{}\"]", id.cell)).and_then(|cell| cell.get_attribute("href"));
        match cell.as_deref().and_then(|href| href.split_once('#')) {
            Some((page, _)) => format!("{page}#{id}"),
            None => format!("{}r/{id}.html", self.root),
        }
    }
}

/// What travels with the page for the shell.
pub(crate) struct Data {
    /// The outline of the standard in its text form.
    pub(crate) outline: String,
    /// The words of the page by key.
    pub(crate) words: Vec<(String, String)>,
    /// The names of domains and subdomains by slug and code.
    pub(crate) names: Vec<(String, String)>,
}

impl Data {
    pub(crate) fn of_page() -> Outcome<Data> {
        let data = Reflect::get(&js_sys::global(), &"dtmmScorer".into())?;
        let part = |name: &str| Reflect::get(&data, &name.into());
        Ok(Data {
            outline: part("outline")?.as_string().unwrap_or_default(),
            words: pairs(&part("words")?),
            names: pairs(&part("names")?),
        })
    }
}

fn pairs(object: &JsValue) -> Vec<(String, String)> {
    let text = |pair: &Array, index| pair.get(index).as_string().unwrap_or_default();
    let pair = |pair: JsValue| -> (String, String) {
        let pair = pair.unchecked_into::<Array>();
        (text(&pair, 0), text(&pair, 1))
    };
    Object::entries(object.unchecked_ref()).iter().map(pair).collect()
}
