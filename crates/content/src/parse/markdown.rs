//! Markdown of the running text. The only file that uses the Markdown parser.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

const OPTIONS: Options = Options::ENABLE_TABLES;

/// The targets of all links of a paragraph, each with the range of the link.
pub fn links(markdown: &str) -> Vec<(String, Range<usize>)> {
    // Most paragraphs have no links, and searching for a bracket is cheaper than parsing.
    if !markdown.contains(['[', '<']) {
        return Vec::new();
    }
    let links = Parser::new_ext(markdown, OPTIONS).into_offset_iter().filter_map(|(event, range)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some((dest_url.into_string(), range)),
        _ => None,
    });
    links.collect()
}

/// The HTML of a paragraph or list.
///
/// Lines are joined: without a space between two Chinese characters, else with one.
pub fn to_html(markdown: &str) -> String {
    push_html(markdown, |text, _| Event::Text(text))
}

/// The HTML of a paragraph or list, with text outside of links replaced by the HTML that `show` makes of it.
pub fn to_html_with(markdown: &str, mut show: impl FnMut(&str) -> String) -> String {
    push_html(markdown, |text, in_link| if in_link { Event::Text(text) } else { Event::Html(show(&text).into()) })
}

fn push_html<'a>(markdown: &'a str, mut text: impl FnMut(CowStr<'a>, bool) -> Event<'a>) -> String {
    let joined = join_lines(markdown);
    let mut links = 0;
    let events = Parser::new_ext(&joined, OPTIONS).map(|event| match event.into_static() {
        Event::SoftBreak => Event::Text(" ".into()),
        Event::Text(words) => text(words, links > 0),
        other => {
            match other {
                Event::Start(Tag::Link { .. }) => links += 1,
                Event::End(TagEnd::Link) => links -= 1,
                _ => {}
            }
            other
        }
    });
    let mut out = String::with_capacity(joined.len() + 64);
    html::push_html(&mut out, events);
    out.truncate(out.trim_end().len());
    out
}

/// The text of a paragraph or list without markup.
pub fn to_text(markdown: &str) -> String {
    let joined = join_lines(markdown);
    let mut out = String::with_capacity(joined.len());
    for event in Parser::new_ext(&joined, OPTIONS) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Item | TagEnd::TableCell | TagEnd::Paragraph) => {
                out.push(' ')
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn join_lines(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut chars = markdown.chars().peekable();
    let mut last = ' ';
    while let Some(c) = chars.next() {
        let joins = c == '\n' && super::is_chinese(last) && chars.peek().copied().is_some_and(super::is_chinese);
        if !joins {
            out.push(c);
        }
        last = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_with_their_places() {
        let text = "见[表 1](#table-1)和 [x](y.html)。";
        let found = links(text);
        assert_eq!(found[0], ("#table-1".to_owned(), 3.."见[表 1](#table-1)".len()));
        assert_eq!(found[1].0, "y.html");
    }

    #[test]
    fn wrapped_chinese_is_joined_and_wrapped_english_is_not() {
        let html = to_html("数字化\n转型，\n见 [图 2](#figure-2)。");
        assert_eq!(html, "<p>数字化转型，见 <a href=\"#figure-2\">图 2</a>。</p>");
        assert_eq!(to_html("digital\ntransformation"), "<p>digital transformation</p>");
        assert_eq!(to_text("数字化\n转型，见 [图 2](#figure-2)。"), "数字化转型，见 图 2。");
        assert_eq!(to_html("采用 ESB\n以支持"), "<p>采用 ESB 以支持</p>");
    }

    #[test]
    fn words_of_neighbouring_parts_stay_apart() {
        let quoted = "> One\n>\n> | a | b |\n> | --- | --- |\n> | 1 | 2 |\n>\n> **Two**";
        assert_eq!(to_text(quoted), "One a b 1 2 Two");
        assert_eq!(to_text("1. one\n2. two"), "one two");
    }
}
