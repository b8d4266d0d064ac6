//! A part of a page as a value.

use dtmm_model::RequirementId;

/// A part of a page. All text in it is text, wherever it came from; none is read as markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Words.
    Text(String),
    /// An element with what it holds.
    Element(Element),
    /// The identifier of an entry as a link to its place.
    Entry(RequirementId),
}

/// An element. What lies within an `svg` is drawn, all else is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its name, as `td`.
    pub name: &'static str,
    /// Its attributes.
    pub attributes: Vec<(&'static str, String)>,
    /// What it holds.
    pub children: Vec<Node>,
}

/// An element that holds nothing yet.
pub fn el(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

/// Words.
pub fn text(text: impl Into<String>) -> Node {
    Node::Text(text.into())
}

impl Element {
    /// The element with an attribute.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Into<String>) -> Element {
        self.attributes.push((name, value.into()));
        self
    }

    /// The element with a class.
    #[must_use]
    pub fn class(self, class: &str) -> Element {
        self.set("class", class)
    }

    /// The element with something more in it.
    #[must_use]
    pub fn with(mut self, child: impl Into<Node>) -> Element {
        self.children.push(child.into());
        self
    }

    /// The element with more words in it.
    #[must_use]
    pub fn say(self, words: impl Into<String>) -> Element {
        self.with(text(words))
    }

    /// The element with several things more in it.
    #[must_use]
    pub fn with_all(mut self, children: impl IntoIterator<Item = impl Into<Node>>) -> Element {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Node {
        Node::Element(element)
    }
}

impl Node {
    /// All its words in order, with the identifiers of the entries.
    pub fn words(&self) -> String {
        match self {
            Node::Text(text) => text.clone(),
            Node::Entry(id) => id.to_string(),
            Node::Element(element) => element.children.iter().map(Node::words).collect(),
        }
    }
}
