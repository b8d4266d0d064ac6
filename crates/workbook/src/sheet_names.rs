//! Names of sheets as the format allows them.

use dtmm_exchange::FILE_SHEET;

/// How many UTF-16 units a name has at most.
const LONGEST: usize = 31;

/// The names given so far, so that no two are the same.
pub(crate) struct SheetNames(Vec<String>);

impl SheetNames {
    pub(crate) fn new() -> SheetNames {
        // Excel keeps the second name for itself.
        SheetNames(vec![FILE_SHEET.to_owned(), "history".to_owned()])
    }

    /// A name as near to the wished one as the format allows, and not given before.
    pub(crate) fn give(&mut self, wished: &str) -> String {
        let is_kept = |one: &char| !matches!(one, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !one.is_control();
        let plain: String = wished.chars().filter(is_kept).collect();
        let plain = plain.trim_matches(|one: char| one == '\'' || one.is_whitespace());
        let mut count = 1;
        loop {
            let end = if count > 1 { format!(" ({count})") } else { String::new() };
            let base = if plain.is_empty() { "1" } else { plain };
            let name = cut(base, LONGEST - end.len()) + &end;
            let folded = name.to_lowercase();
            if !self.0.contains(&folded) {
                self.0.push(folded);
                return name;
            }
            count += 1;
        }
    }
}

fn cut(text: &str, most: usize) -> String {
    let mut units = 0;
    let fits = |one: &char| {
        units += one.len_utf16();
        units <= most
    };
    let cut: String = text.chars().take_while(fits).collect();
    cut.trim_end_matches(|one: char| one == '\'' || one.is_whitespace()).to_owned()
}

/// A name as formulas write it.
pub(crate) fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_allowed_and_different() {
        let mut names = SheetNames::new();
        assert_eq!(names.give("生产/运营: [a]*?\\"), "生产运营 a");
        assert_eq!(names.give("'quoted'"), "quoted");
        assert_eq!(names.give("QUOTED"), "QUOTED (2)");
        assert_eq!(names.give("history"), "history (2)");
        assert_eq!(names.give("dtmm"), "dtmm (2)");
        assert_eq!((names.give(" "), names.give("")), ("1".into(), "1 (2)".into()));
        let long = "长".repeat(40);
        assert_eq!(names.give(&long), "长".repeat(31));
        assert_eq!(names.give(&long), "长".repeat(27) + " (2)");
        assert_eq!(names.give(&"😀".repeat(20)), "😀".repeat(15));
        assert_eq!(quoted("a'b"), "'a''b'");
    }
}
