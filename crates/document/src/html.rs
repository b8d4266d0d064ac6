//! A built page as a tree of elements.

use dtmm_view::Node;
use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};

/// An element of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HtmlElement {
    /// Its name, as `td`.
    pub name: String,
    /// Its attributes; one without a value has an empty one.
    pub attributes: Vec<(String, String)>,
    /// What it holds.
    pub children: Vec<HtmlNode>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HtmlNode {
    /// Words.
    Text(String),
    /// An element with what it holds.
    Element(HtmlElement),
}

/// Elements that hold nothing and have no end.
const VOID: [&str; 8] = ["br", "col", "hr", "img", "input", "link", "meta", "wbr"];

impl HtmlElement {
    /// Reads an element of a page as the site writes it: every element that can hold something has its end. `None` where
    /// the text is none.
    pub fn parse(text: &str) -> Option<HtmlElement> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        // What is open, the outermost first; the first holds the whole.
        let mut open = vec![HtmlElement::default()];
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => {
                    let element = HtmlElement::from(&start);
                    if VOID.contains(&element.name.as_str()) {
                        open.last_mut()?.children.push(HtmlNode::Element(element));
                    } else {
                        open.push(element);
                    }
                }
                Event::End(end) if VOID.contains(&end.name().as_ref()) => {}
                Event::End(_) => {
                    let element = open.pop()?;
                    open.last_mut()?.children.push(HtmlNode::Element(element));
                }
                Event::Text(text) => open.last_mut()?.say(&text.xml10_content()),
                Event::GeneralRef(name) => {
                    let text = unescaped(&["&", &*name, ";"].concat());
                    open.last_mut()?.say(&text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let [whole] = <[HtmlElement; 1]>::try_from(open).ok()?;
        whole.children.into_iter().find_map(|node| match node {
            HtmlNode::Element(element) => Some(element),
            HtmlNode::Text(_) => None,
        })
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// Whether it has this class.
    pub fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|own| own == class))
    }

    /// The elements right in it.
    pub fn elements(&self) -> impl Iterator<Item = &HtmlElement> {
        self.children.iter().filter_map(|node| match node {
            HtmlNode::Element(element) => Some(element),
            HtmlNode::Text(_) => None,
        })
    }

    /// Takes an attribute away.
    pub(crate) fn remove(&mut self, name: &str) {
        self.attributes.retain(|(own, _)| own != name);
    }

    fn say(&mut self, words: &str) {
        match self.children.last_mut() {
            Some(HtmlNode::Text(text)) => text.push_str(words),
            _ => self.children.push(HtmlNode::Text(words.to_owned())),
        }
    }
}

impl From<&BytesStart<'_>> for HtmlElement {
    fn from(start: &BytesStart<'_>) -> HtmlElement {
        let mut all = start.html_attributes();
        let attributes = all.with_checks(false).filter_map(Result::ok);
        let attributes = attributes.map(|one| (one.key.as_ref().to_owned(), unescaped(&one.value)));
        HtmlElement { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), children: Vec::new() }
    }
}

/// Composed parts as they stand in a page.
pub(crate) fn html_nodes(nodes: &[Node]) -> Vec<HtmlNode> {
    let html_node = |node: &Node| match node {
        Node::Text(text) => HtmlNode::Text(text.clone()),
        Node::Entry(id) => HtmlNode::Text(id.to_string()),
        Node::Element(element) => HtmlNode::Element(HtmlElement {
            name: element.name.to_owned(),
            attributes: element.attributes.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            children: html_nodes(&element.children),
        }),
    };
    nodes.iter().map(html_node).collect()
}

/// A text with its characters in the place of their names; as it is where it names what pages of the site do not.
fn unescaped(text: &str) -> String {
    let named = |name: &str| match name {
        "nbsp" => Some("\u{a0}"),
        name => resolve_predefined_entity(name),
    };
    unescape_with(text, named).map_or_else(|_| text.to_owned(), |text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_it_is_written() {
        let page = r#"<main id="main"><p class="a b" hidden>1 &lt; 2&nbsp;&amp; <b>3</b><br>four</p><ul><li></li></ul></main> "#;
        let main = HtmlElement::parse(page).unwrap();
        assert_eq!((main.name.as_str(), main.get("id")), ("main", Some("main")));
        let [p, ul] = main.elements().collect::<Vec<_>>()[..] else { panic!("{main:?}") };
        assert!(p.has_class("b") && !p.has_class("c"));
        assert_eq!(p.get("hidden"), Some(""));
        assert_eq!(p.children[0], HtmlNode::Text("1 < 2\u{a0}& ".to_owned()));
        assert_eq!(p.elements().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["b", "br"]);
        assert_eq!(p.children[3], HtmlNode::Text("four".to_owned()));
        assert_eq!(ul.elements().count(), 1);
    }

    #[test]
    fn what_is_no_element_is_none() {
        for text in ["", "words", "<main>", "<main><p></main", "</p>"] {
            assert_eq!(HtmlElement::parse(text), None, "{text}");
        }
    }
}
