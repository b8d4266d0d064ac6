//! The page: where the hooks of the templates are, and the few ways in which the engine writes to it.

use dtmm_model::RequirementId;
use dtmm_view::{Names, Node, Words};
use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, Document, Element, EventTarget, HtmlAnchorElement, HtmlElement, HtmlInputElement,
    IntersectionObserver, IntersectionObserverInit, Url, Window,
};

use crate::data::{Data, EarlierEditions, EntryTexts};
use crate::outcome::Outcome;

/// The mark of everything that the engine puts into the page; print hides what carries it.
pub(crate) const OWN: &str = "data-answers";

/// The functions through which the browser calls the engine.
pub(crate) struct Listeners {
    /// Takes every event.
    pub(crate) event: Function,
    /// Takes the end of the delay after which a stable level is announced.
    pub(crate) quiet: Function,
    /// Takes the end of the delay after which the page has shown what changed.
    pub(crate) idle: Function,
    /// Takes the grant of the lock under which this tab writes.
    pub(crate) lock: Function,
    /// Takes the end of the delay after which a write is confirmed.
    pub(crate) confirm: Function,
    /// Takes what has come near the visible part of the page, or left it.
    pub(crate) near: Function,
}

impl Listeners {
    /// Those of a page that takes events only: the others are never called.
    pub(crate) fn of_events(event: Function) -> Listeners {
        let unused = || event.clone();
        Listeners { quiet: unused(), idle: unused(), lock: unused(), confirm: unused(), near: unused(), event }
    }
}

/// How long a level must be stable before it is announced, in milliseconds.
const QUIET: i32 = 800;

/// How long lists wait until the results are on the screen, in milliseconds.
const IDLE: i32 = 30;

/// The delays.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wait {
    /// Until a level is stable.
    Quiet,
    /// Until the page has shown what changed.
    Idle,
}

/// The page the engine works on.
pub(crate) struct Page {
    pub(crate) window: Window,
    pub(crate) document: Document,
    listeners: Listeners,
    /// The way to the root of the pages, as `../../`: that of the site, or the folder of an earlier edition.
    root: String,
}

impl Page {
    pub(crate) fn new(listeners: Listeners) -> Outcome<Page> {
        let window = web_sys::window().ok_or("no window")?;
        let document = window.document().ok_or("no document")?;
        let html = document.document_element().ok_or("no element")?;
        let root = html.get_attribute("data-pages").or_else(|| html.get_attribute("data-root")).unwrap_or_default();
        let page = Page { window, document, listeners, root };
        page.listen(&page.document, &["change", "input", "click", "keydown", "focusout"])?;
        // It does not rise from where it happens.
        page.document.add_event_listener_with_callback_and_bool("toggle", &page.listeners.event, true)?;
        page.listen(&page.window, &["storage", "pageshow", "hashchange", "beforeunload"])?;
        Ok(page)
    }

    /// Has these events of a target brought to the engine.
    pub(crate) fn listen(&self, target: &EventTarget, kinds: &[&str]) -> Outcome {
        kinds.iter().try_for_each(|kind| target.add_event_listener_with_callback(kind, &self.listeners.event))
    }

    /// Starts a delay, in place of one that is still running (a debounce).
    pub(crate) fn wait(&self, wait: Wait, waiting: &mut Option<i32>) -> Outcome {
        if let Some(waiting) = waiting.take() {
            self.window.clear_timeout_with_handle(waiting);
        }
        let (call, milliseconds) = match wait {
            Wait::Quiet => (&self.listeners.quiet, QUIET),
            Wait::Idle => (&self.listeners.idle, IDLE),
        };
        let handle = self.window.set_timeout_with_callback_and_timeout_and_arguments_0(call, milliseconds)?;
        *waiting = Some(handle);
        Ok(())
    }

    /// What watches for elements that come as near as the window is high.
    pub(crate) fn watch(&self) -> Outcome<IntersectionObserver> {
        let options = IntersectionObserverInit::new();
        options.set_root_margin("100%");
        IntersectionObserver::new_with_options(&self.listeners.near, &options)
    }

    /// All elements that a selector finds, in the order of the page.
    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        self.document.document_element().map_or_else(Vec::new, |html| Page::all_in(&html, selector))
    }

    /// All elements in another one that a selector finds.
    pub(crate) fn all_in(element: &Element, selector: &str) -> Vec<Element> {
        let Ok(list) = element.query_selector_all(selector) else { return Vec::new() };
        (0..list.length()).filter_map(|index| list.item(index)).map(JsCast::unchecked_into).collect()
    }

    /// The first element that a selector finds.
    pub(crate) fn one(&self, selector: &str) -> Option<Element> {
        self.document.query_selector(selector).ok().flatten()
    }

    /// A new element of the engine's own, with its class and its text.
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
    pub(crate) fn write(&self, element: &Element, nodes: &[Node]) -> Outcome {
        element.set_text_content(None);
        nodes.iter().try_for_each(|node| self.add(element, node, false))
    }

    /// Adds to what an element holds. All text becomes text, never markup.
    fn add(&self, parent: &Element, node: &Node, drawn: bool) -> Outcome {
        match node {
            Node::Text(words) => parent.append_child(&self.document.create_text_node(words))?,
            Node::Entry(id) => {
                let link = self.create("a", "", &id.to_string())?;
                link.set_attribute("href", &self.place(*id))?;
                parent.append_child(&link)?
            }
            Node::Element(part) => {
                let drawn = drawn || part.name == "svg";
                let element = if drawn {
                    self.document.create_element_ns(Some("http://www.w3.org/2000/svg"), part.name)?
                } else {
                    self.document.create_element(part.name)?
                };
                for (name, value) in &part.attributes {
                    element.set_attribute(name, value)?;
                }
                part.children.iter().try_for_each(|child| self.add(&element, child, drawn))?;
                parent.append_child(&element)?
            }
        };
        Ok(())
    }

    /// Hands a text to the reader as a file.
    pub(crate) fn save(&self, name: &str, media_type: &str, content: &str) -> Outcome {
        let properties = BlobPropertyBag::new();
        properties.set_type(media_type);
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&content.into()), &properties)?;
        let link: HtmlAnchorElement = self.create("a", "", "")?.unchecked_into();
        // The address is never revoked: a browser may read it long after the click.
        link.set_href(&Url::create_object_url_with_blob(&blob)?);
        link.set_download(name);
        link.click();
        Ok(())
    }

    /// The entry that an element shows.
    pub(crate) fn entry_of(element: &Element) -> Option<RequirementId> {
        element.get_attribute("data-requirement")?.parse().ok()
    }

    /// Shows or hides the elements with this `data-show`.
    pub(crate) fn show(&self, key: &str, on: bool) -> Outcome {
        for element in self.all(&format!("[data-show=\"{key}\"]")) {
            element.toggle_attribute_with_force("hidden", !on)?;
        }
        Ok(())
    }

    /// Shows or hides what a button of the page folds on the screen, where the click is on one. Paper has it always.
    pub(crate) fn fold(&self, clicked: &Element) -> Outcome {
        let Some(button) = clicked.closest("[data-action=fold]")? else { return Ok(()) };
        let part = button.get_attribute("aria-controls").and_then(|id| self.document.get_element_by_id(&id));
        let Some(part) = part else { return Ok(()) };
        let is_folded = part.toggle_attribute("data-folded")?;
        button.set_attribute("aria-expanded", if is_folded { "false" } else { "true" })
    }

    /// Whether the history entry notes which subdomain was shown, as `chosen-subdomain.js` does.
    pub(crate) fn is_opened_again(&self) -> bool {
        let noted = self.window.history().and_then(|history| history.state());
        noted.and_then(|noted| Reflect::get(&noted, &"subdomain".into())).is_ok_and(|noted| noted.is_truthy())
    }

    /// The form control with this `data-field`.
    pub(crate) fn field(&self, key: &str) -> Option<Element> {
        self.one(&format!("[data-field=\"{key}\"]"))
    }

    /// The value of a form control of any kind; empty if it has none.
    pub(crate) fn value(control: &Element) -> String {
        let value = Reflect::get(control, &"value".into()).ok();
        value.and_then(|value| value.as_string()).unwrap_or_default()
    }

    /// Whether a control has letters of its own to undo.
    pub(crate) fn is_written(control: &Element) -> bool {
        let is_date = control.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "date");
        is_date || Page::is_typed(control)
    }

    /// Whether a control is written in.
    pub(crate) fn is_typed(control: &Element) -> bool {
        match control.dyn_ref::<HtmlInputElement>() {
            Some(input) => matches!(input.type_().as_str(), "text" | "search" | "number"),
            None => control.tag_name() == "TEXTAREA",
        }
    }

    /// Sets the value of a form control, unless it has it already: that would move the caret.
    pub(crate) fn put(control: &Element, value: &str) -> Outcome {
        if Page::value(control) != value {
            Reflect::set(control, &"value".into(), &value.into())?;
        }
        Ok(())
    }

    /// Whether a control holds an invalid input, such as half a date. Its value is empty then.
    pub(crate) fn is_incomplete(control: &Element) -> bool {
        let validity = Reflect::get(control, &"validity".into());
        validity.and_then(|validity| Reflect::get(&validity, &"badInput".into())).is_ok_and(|bad| bad.is_truthy())
    }

    /// Shows beside a control what is wrong with its value, or removes that.
    pub(crate) fn mark_wrong(&self, control: &Element, words: Option<&str>) -> Outcome {
        let said = control.next_element_sibling().filter(|next| next.class_list().contains("wrong"));
        let Some(words) = words else {
            said.inspect(Element::remove);
            return control.remove_attribute("aria-invalid");
        };
        control.set_attribute("aria-invalid", "true")?;
        if said.is_none() {
            let said = self.create("span", "wrong", words)?;
            said.set_attribute("role", "alert")?;
            said.set_attribute(OWN, "")?;
            control.unchecked_ref::<web_sys::Element>().after_with_node_1(&said)?;
        }
        Ok(())
    }

    /// The control as an input, to tick and to untick.
    pub(crate) fn input(control: &Element) -> Option<&HtmlInputElement> {
        control.dyn_ref()
    }

    /// Replaces the message.
    pub(crate) fn say(&self, nodes: &[Node]) -> Outcome {
        self.say_in("data-message", "message", "status", nodes)
    }

    /// Replaces the notices about the storage.
    pub(crate) fn notice(&self, nodes: &[Node]) -> Outcome {
        self.say_in("data-notices", "notices", "alert", nodes)
    }

    /// Replaces the content of the place with this attribute, which is created if the page has none. It moves
    /// to the bar while its own room is out of sight.
    fn say_in(&self, attribute: &str, class: &str, role: &str, nodes: &[Node]) -> Outcome {
        let place = match self.one(&format!("[{attribute}]")) {
            Some(place) => place,
            None if nodes.is_empty() => return Ok(()),
            None => {
                // The bar is there while answering is on.
                let bar = self.one("[data-result-bar]:not([hidden])").or_else(|| self.one("main"));
                let Some(bar) = bar else { return Ok(()) };
                let place = self.create("div", class, "")?;
                place.set_attribute("role", role)?;
                place.set_attribute(attribute, "")?;
                place.set_attribute(OWN, "")?;
                bar.prepend_with_node_1(&place)?;
                place
            }
        };
        let had_focus = self.document.active_element().is_some_and(|focus| place.contains(Some(&focus)));
        if !nodes.is_empty() {
            self.bring(&place)?;
        }
        self.write(&place, nodes)?;
        if had_focus {
            // The button that was pressed is gone; a keyboard goes on from its place.
            place.set_attribute("tabindex", "-1")?;
            place.unchecked_ref::<HtmlElement>().focus()?;
        }
        Ok(())
    }

    /// Puts a place for messages where the reader sees it: into its room on the page while that is in sight, else into
    /// the bar.
    fn bring(&self, place: &Element) -> Outcome {
        let (Some(room), Some(bar)) = (self.one("[data-said]"), self.one("[data-result-bar]")) else { return Ok(()) };
        let (top, height) = (room.get_bounding_client_rect().top(), self.window.inner_height()?.as_f64());
        let there = if (0.0..height.unwrap_or_default()).contains(&top) { room } else { bar };
        if place.parent_element().as_ref() != Some(&there) {
            there.prepend_with_node_1(place)?;
        }
        Ok(())
    }

    /// The address of an entry: on this page, where the page says that entries are answered, on the page its cell in the
    /// map leads to, or its own page.
    fn place(&self, id: RequirementId) -> String {
        if let Some(page) = self.one("[data-answered-at]").and_then(|at| at.get_attribute("data-answered-at")) {
            return format!("{page}#{id}");
        }
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

/// A copy of an element with all that it holds.
pub(crate) fn copy(element: &Element) -> Outcome<Element> {
    Ok(element.clone_node_with_deep(true)?.unchecked_into())
}

/// What comes with the page.
pub(crate) fn data() -> Outcome<Data> {
    let data = Reflect::get(&js_sys::global(), &"dtmmScorer".into())?;
    let part = |name: &str| Reflect::get(&data, &name.into());
    let text = |name: &str| Ok::<_, JsValue>(part(name)?.as_string().unwrap_or_default());
    let outline = text("outline")?.parse().map_err(|_| "no outline")?;
    let mut earlier = EarlierEditions::default();
    for one in part("earlier")?.dyn_ref::<Array>().iter().flat_map(|all| all.iter()) {
        let text = |name: &str| Reflect::get(&one, &name.into()).map(|text| text.as_string().unwrap_or_default());
        earlier.add(&text("outline")?, &text("changes")?, &text("texts")?);
    }
    Ok(Data {
        earlier,
        texts: EntryTexts::read(&text("texts")?, &text("labels")?, &outline),
        outline,
        words: Words::new(pairs(&part("words")?)),
        names: Names(pairs(&part("names")?)),
    })
}

/// The day where the reader is, as `2026-11-22`.
pub(crate) fn today() -> String {
    let now = Date::new_0();
    let two = |number: u32| if number < 10 { format!("0{number}") } else { number.to_string() };
    [now.get_full_year().to_string(), two(now.get_month() + 1), two(now.get_date())].join("-")
}

fn pairs(object: &JsValue) -> Vec<(String, String)> {
    let text = |pair: &Array, index| pair.get(index).as_string().unwrap_or_default();
    let pair = |pair: JsValue| -> (String, String) {
        let pair = pair.unchecked_into::<Array>();
        (text(&pair, 0), text(&pair, 1))
    };
    Object::entries(object.unchecked_ref()).iter().map(pair).collect()
}
