//! Texts as OSCAL takes them.

/// Escapes a text for Markdown.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '<' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A text on one line, for names and values of properties; `None` if it says nothing.
pub(crate) fn one_line(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(words.join(" ")).filter(|line| !line.is_empty())
}

/// A text that somebody typed in, as Markdown of several lines; `None` if it says nothing.
pub(crate) fn typed(text: &str) -> Option<String> {
    let text = text.trim();
    // Markdown joins lines that no empty line parts.
    let lines = || text.lines().map(|line| escape(line.trim()));
    (!text.is_empty()).then(|| lines().collect::<Vec<String>>().join("  \n"))
}

/// A text that is an address on the web, as a reference may hold it.
pub(crate) fn web_address(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let is_allowed = |byte: u8| byte.is_ascii_graphic() && !b"\"<>[]\\^`{|}".contains(&byte);
    let is_escaped = |after: &str| after.len() >= 2 && after.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    let escapes_are_right = rest.split('%').skip(1).all(is_escaped);
    let fits = !rest.is_empty() && rest.bytes().all(is_allowed) && escapes_are_right && rest.matches('#').count() < 2;
    fits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_references() {
        for good in ["https://example.org/plan.pdf", "http://example.org/a%20b?c=d#e"] {
            assert_eq!(web_address(good).as_deref(), Some(good));
        }
        for other in
            ["", "https://", "D:\\plan.pdf", "https://example.org/计划", "https://example.org/a b", "https://a%2"]
        {
            assert_eq!(web_address(other), None, "{other}");
        }
    }

    #[test]
    fn typed_texts_keep_their_lines_and_are_no_markup() {
        assert_eq!(typed(" a *b*\n<c> ").as_deref(), Some("a \\*b\\*  \n\\<c>"));
        assert_eq!((typed(" \n"), one_line("\u{3000}")), (None, None));
        assert_eq!(one_line(" a\n b ").as_deref(), Some("a b"));
    }
}
