//! Text as HTML.

use std::ops::Range;

/// Writes a text as HTML. Numbers of standards, as `GB/T 36073-2018`, are marked so that no line breaks
/// inside them.
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

/// Where the first number of a standard stands: `GB/T`, the number and the year.
pub(crate) fn standard_number(text: &str) -> Option<Range<usize>> {
    const BEFORE: &str = "GB/T ";
    text.match_indices(BEFORE).find_map(|(start, _)| {
        let rest = &text[start + BEFORE.len()..];
        let (number, year) = rest.split_once(['-', '—'])?;
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
        let is_year = year.len() >= 4 && year.as_bytes()[..4].iter().all(u8::is_ascii_digit);
        let end = text.len() - year.len() + 4;
        (is_number && is_year).then_some(start..end)
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

    fn html(text: &str) -> String {
        let mut html = String::new();
        escape(text, &mut html);
        html
    }

    #[test]
    fn the_number_of_a_standard_is_marked_whole() {
        assert_eq!(
            html("GB/T 1-2020、<GB/T 2.1—2021>"),
            "<span class=\"unbroken\">GB/T 1-2020</span>、&lt;<span class=\"unbroken\">GB/T 2.1—2021</span>&gt;"
        );
    }

    #[test]
    fn what_is_no_whole_number_stays_plain() {
        for text in ["GB/T", "GB/T 1", "GB/T 1-20", "GB/T x-2020", "GB/T 1-等标准", "a-b"] {
            assert_eq!(html(text), text);
        }
    }
}
