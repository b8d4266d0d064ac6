//! From a page to paragraphs, lists and tables.

use dtmm_package::escaped;
use dtmm_view::RadarChart;

use super::chart;
use super::paragraph::{is_seen, paragraph, runs, words_of};
use super::table;
use crate::html::{HtmlElement, HtmlNode};

/// Elements that begin a line of their own.
const BLOCKS: [&str; 17] = [
    "article", "aside", "caption", "div", "dl", "figure", "footer", "h1", "h2", "h3", "h4", "header", "main", "ol",
    "p", "section", "ul",
];
/// The place of the radar in the page.
const RADAR: &str = "report-radar";
/// The list with dots; those with numbers follow it.
const DOTS: usize = 1;
/// The deepest list that has a style.
const DEEPEST: usize = 2;

/// A document as it grows.
pub(super) struct Body<'a> {
    xml: String,
    radar: Option<&'a RadarChart>,
    /// The name of the list of contents, as the page has it.
    contents_name: String,
    /// The headings so far: how deep, and their words.
    headings: Vec<(usize, String)>,
    /// Where the list of contents goes.
    contents_at: Option<usize>,
    /// How many numbered lists there are: each begins with 1.
    numbered: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(page: &HtmlElement, radar: Option<&'a RadarChart>) -> Body<'a> {
        let mut body = Body {
            xml: String::new(),
            radar,
            contents_name: String::new(),
            headings: Vec::new(),
            contents_at: None,
            numbered: 0,
        };
        body.blocks(page, "Normal");
        body
    }

    /// The whole, with the list of contents in its place, and how many numbered lists it has.
    pub(super) fn finish(mut self) -> (String, usize) {
        if let Some(at) = self.contents_at {
            let contents = self.contents();
            self.xml.insert_str(at, &contents);
        }
        (self.xml, self.numbered)
    }

    /// What an element holds, as paragraphs; words right in it are in this style.
    fn blocks(&mut self, element: &HtmlElement, style: &str) {
        let mut line = Vec::new();
        for node in &element.children {
            match node {
                HtmlNode::Element(child) if is_block(child) => {
                    self.line(&std::mem::take(&mut line), style);
                    self.block(child, style);
                }
                node => line.push(node),
            }
        }
        self.line(&line, style);
    }

    /// A paragraph of what stands in one line; nothing where there are no words.
    fn line(&mut self, nodes: &[&HtmlNode], style: &str) {
        let runs = runs(nodes.iter().copied());
        if !runs.is_empty() {
            self.xml += &paragraph(style, "", &runs, ["", ""]);
        }
    }

    fn block(&mut self, element: &HtmlElement, style: &str) {
        if element.has_class("jump") {
            self.contents_name = element.get("aria-label").unwrap_or_default().to_owned();
        }
        if !is_seen(element) {
            return;
        }
        match element.name.as_str() {
            "h1" => self.line(&element.children.iter().collect::<Vec<_>>(), "Title"),
            "h2" => self.heading(element, 1),
            "h3" | "h4" => self.heading(element, 2),
            "ul" => self.list(element, "ListBullet", DOTS, 0),
            "ol" => {
                self.numbered += 1;
                self.list(element, "ListNumber", DOTS + self.numbered, 0);
            }
            "dl" => self.xml += &table::of_terms(element),
            "table" => self.xml += &table::of_rows(element),
            "figure" if element.get("data-list") == Some(RADAR) && self.radar.is_some() => {
                self.xml += &self.radar.map(chart::drawing).unwrap_or_default();
            }
            _ => {
                if element.has_class("second") {
                    self.contents_at = Some(self.xml.len());
                }
                self.blocks(element, style_of(element).unwrap_or(style));
            }
        }
    }

    /// A heading that the list of contents leads to.
    fn heading(&mut self, element: &HtmlElement, level: usize) {
        let runs = runs(&element.children);
        if runs.is_empty() {
            return;
        }
        let number = self.headings.len();
        let begin = format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"{}\"/>", bookmark(number));
        let end = format!("<w:bookmarkEnd w:id=\"{number}\"/>");
        self.xml += &paragraph(&format!("Heading{level}"), "", &runs, [&begin, &end]);
        self.headings.push((level, words_of(&runs)));
    }

    fn list(&mut self, list: &HtmlElement, style: &str, numbering: usize, depth: usize) {
        let properties =
            format!("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"{numbering}\"/></w:numPr>", depth.min(DEEPEST));
        for item in list.elements().filter(|item| is_seen(item)) {
            let inner = |node: &&HtmlNode| matches!(node, HtmlNode::Element(child) if matches!(child.name.as_str(), "ul" | "ol"));
            let runs = runs(item.children.iter().filter(|node| !inner(node)));
            if !runs.is_empty() {
                self.xml += &paragraph(style, &properties, &runs, ["", ""]);
            }
            for child in item.elements().filter(|child| matches!(child.name.as_str(), "ul" | "ol")) {
                self.list(child, style, numbering, depth + 1);
            }
        }
    }

    /// The list of contents, on a new sheet: a field, so that programs can make it anew, with what it holds now.
    fn contents(&self) -> String {
        let mut all = paragraph("ContentsHeading", "<w:pageBreakBefore/>", &[named(&self.contents_name)], ["", ""]);
        let last = self.headings.len().saturating_sub(1);
        for (number, (level, words)) in self.headings.iter().enumerate() {
            let begin = if number == 0 { BEGIN_CONTENTS } else { "" };
            let end = if number == last { END_CONTENTS } else { "" };
            let link = format!(
                "<w:hyperlink w:anchor=\"{}\"><w:r><w:t>{}</w:t></w:r></w:hyperlink>",
                bookmark(number),
                escaped(words)
            );
            all += &paragraph(&format!("TOC{level}"), "", &[], [&[begin, &link].concat(), end]);
        }
        all
    }
}

const BEGIN_CONTENTS: &str = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\n </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
const END_CONTENTS: &str = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

fn named(words: &str) -> super::paragraph::Run {
    super::paragraph::Run { words: words.to_owned(), ..Default::default() }
}

fn bookmark(number: usize) -> String {
    format!("_Toc{number}")
}

fn is_block(element: &HtmlElement) -> bool {
    element.name == "table" || BLOCKS.contains(&element.name.as_str())
}

/// The style of words in an element of a class that has one.
fn style_of(element: &HtmlElement) -> Option<&'static str> {
    let styles = [
        ("status", "Subtitle"),
        ("warning", "Notice"),
        ("notice", "Notice"),
        ("basis", "Small"),
        ("legend", "Small"),
        ("done", "Small"),
    ];
    styles.into_iter().find(|(class, _)| element.has_class(class)).map(|(_, style)| style)
}
