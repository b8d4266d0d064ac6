//! HTML escaping.

use std::ops::Range;

/// Escapes a text for the content of an element, and appends it to `html`. Numbers of standards, such as
/// `GB/T 36073-2018`, are marked so that no line breaks inside them.
pub(crate) fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(range) = standard_number(rest) {
        escape_characters(&rest[..range.start], html);
        html.push_str("<span class=\"unbroken\">");
        escape_characters(&rest[range.clone()], html);
        html.push_str("</span>");
        rest = &rest[range.end..];
    }
    escape_characters(rest, html);
}

/// A text escaped for the content of an element, as [`escape`] does.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(text, &mut html);
    html
}

/// Where the first number of a standard stands: capitals as `GB/T`, the number and the year.
pub(crate) fn standard_number(text: &str) -> Option<Range<usize>> {
    text.match_indices(['-', '—']).find_map(|(at, dash)| {
        let year = at + dash.len()..at + dash.len() + 4;
        let is_year = text.get(year.clone())?.bytes().all(|byte| byte.is_ascii_digit());
        let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let publisher = before.strip_suffix(' ')?;
        let start = publisher.trim_end_matches(|c: char| c.is_ascii_uppercase() || c == '/').len();
        let is_number = before.len() < at && start < publisher.len();
        (is_year && is_number).then_some(start..year.end)
    })
}

fn escape_characters(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_standard_is_marked_whole() {
        assert_eq!(
            escaped("GB 1-2020、<GB/T 2.1—2021>"),
            "<span class=\"unbroken\">GB 1-2020</span>、&lt;<span class=\"unbroken\">GB/T 2.1—2021</span>&gt;"
        );
    }

    #[test]
    fn what_is_no_whole_number_stays_plain() {
        for text in ["GB/T", "GB/T 1", "GB/T 1-20", "GB/T x-2020", "GB/T 1-等标准", "a-b", " 1-2020"] {
            assert_eq!(escaped(text), text);
        }
    }
}
