//! What is printed before an entry: `a)`, `(1)`, `2.`, or nothing.

use std::fmt;
use std::str::FromStr;

/// What the labels of a standard are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// Lower-case Latin letters: `a` to `z`.
    Letters,
    /// Capital Latin letters: `A` to `Z`.
    Capitals,
    /// Whole numbers from 1.
    Numbers,
    /// Whatever each entry has, as `2.1.4` or `iv)`: nothing is known of their order.
    AsTyped,
    /// Nothing is printed before an entry.
    None,
}

/// How a standard prints the labels of its entries. Its text form is a sample of what is printed: `a)`, `a.`, `(a)`,
/// `a`, the same with `A` or `1`, or else `as-typed` or `none`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelStyle {
    /// Letters, numbers or nothing.
    pub kind: LabelKind,
    /// The marks before and after a label.
    marks: [&'static str; 2],
}

/// A text that is no sample of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelStyleError;

/// The marks that may be around a label.
const MARKS: [[&str; 2]; 4] = [["", ")"], ["", "."], ["(", ")"], ["", ""]];

impl LabelStyle {
    /// The marks before and after a label, each empty where there is none.
    pub const fn marks(&self) -> [&'static str; 2] {
        self.marks
    }

    /// Nothing is printed before an entry.
    pub const NONE: LabelStyle = LabelStyle { kind: LabelKind::None, marks: ["", ""] };

    /// Labels are printed as they are typed, marks and all.
    pub const AS_TYPED: LabelStyle = LabelStyle { kind: LabelKind::AsTyped, marks: ["", ""] };

    /// A label with its marks, as it is printed.
    pub fn print(&self, label: &str) -> String {
        let [before, after] = self.marks;
        [before, label, after].concat()
    }

    /// A label within a sentence, where other marks follow it: as it is printed, without a full stop at its end.
    pub fn in_sentence(&self, label: &str) -> String {
        let printed = self.print(label);
        printed.strip_suffix('.').map(str::to_owned).unwrap_or(printed)
    }

    /// What stands before an entry in a list: its label as it is printed; its identifier where it has none.
    pub fn in_list(&self, label: Option<&str>, id: impl fmt::Display) -> String {
        label.map_or_else(|| id.to_string(), |label| self.print(label))
    }

    /// The label that comes `index` places after the first one, without marks; `None` beyond `z` and where labels do
    /// not follow one another.
    pub fn nth(&self, index: usize) -> Option<String> {
        match self.kind {
            LabelKind::Letters => ('a'..='z').nth(index).map(String::from),
            LabelKind::Capitals => ('A'..='Z').nth(index).map(String::from),
            LabelKind::Numbers => Some((index + 1).to_string()),
            LabelKind::AsTyped | LabelKind::None => None,
        }
    }

    /// The place of a label among the labels of its kind, counted from 0; `None` where it is none of them.
    pub fn place_of(&self, label: &str) -> Option<usize> {
        let place = match (self.kind, label.as_bytes()) {
            (LabelKind::Letters, [letter @ b'a'..=b'z']) => Some(usize::from(letter - b'a')),
            (LabelKind::Capitals, [letter @ b'A'..=b'Z']) => Some(usize::from(letter - b'A')),
            (LabelKind::Numbers, [b'1'..=b'9', ..]) => label.parse::<usize>().ok()?.checked_sub(1),
            _ => None,
        };
        place.filter(|place| self.nth(*place).as_deref() == Some(label))
    }
}

impl FromStr for LabelStyle {
    type Err = LabelStyleError;

    fn from_str(sample: &str) -> Result<Self, LabelStyleError> {
        let following = [LabelKind::Letters, LabelKind::Capitals, LabelKind::Numbers]
            .into_iter()
            .flat_map(|kind| MARKS.map(|marks| LabelStyle { kind, marks }));
        let mut styles = following.chain([LabelStyle::AS_TYPED, LabelStyle::NONE]);
        styles.find(|style| style.to_string() == sample).ok_or(LabelStyleError)
    }
}

impl fmt::Display for LabelStyle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.nth(0) {
            Some(first) => f.write_str(&self.print(&first)),
            None if self.kind == LabelKind::AsTyped => f.write_str("as-typed"),
            None => f.write_str("none"),
        }
    }
}

impl fmt::Display for LabelStyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a)")
    }
}

impl std::error::Error for LabelStyleError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_printed_as_their_sample() {
        for (sample, third) in [
            ("a)", "c)"),
            ("a.", "c."),
            ("(a)", "(c)"),
            ("a", "c"),
            ("A.", "C."),
            ("1)", "3)"),
            ("1.", "3."),
            ("(1)", "(3)"),
            ("1", "3"),
        ] {
            let style: LabelStyle = sample.parse().unwrap();
            assert_eq!(style.to_string(), sample);
            assert_eq!(style.print(&style.nth(2).unwrap()), third);
            assert_eq!(style.in_list(style.nth(2).as_deref(), "ABC-303"), third);
            assert_eq!(style.in_list(None, "ABC-303"), "ABC-303");
            assert_eq!(style.in_sentence(&style.nth(2).unwrap()), third.trim_end_matches('.'));
        }
        let none: LabelStyle = "none".parse().unwrap();
        assert_eq!((none, none.to_string().as_str(), none.nth(0)), (LabelStyle::NONE, "none", None));
        let typed: LabelStyle = "as-typed".parse().unwrap();
        assert_eq!((typed.to_string().as_str(), typed.nth(0)), ("as-typed", None));
        assert_eq!(typed.in_list(Some("2.1.4"), "ABC-303"), "2.1.4");
        assert_eq!(["2.1.4", "iv."].map(|label| typed.in_sentence(label)), ["2.1.4", "iv"]);
        for sample in ["", "b)", "a))", "(a", "i)", "B)", "0.", "[1]"] {
            assert_eq!(sample.parse::<LabelStyle>(), Err(LabelStyleError), "{sample}");
        }
    }

    #[test]
    fn a_label_has_one_place() {
        let letters: LabelStyle = "a)".parse().unwrap();
        let numbers: LabelStyle = "1".parse().unwrap();
        assert_eq!(
            ["a", "z", "aa", "A", "1", ""].map(|label| letters.place_of(label)),
            [Some(0), Some(25), None, None, None, None]
        );
        assert_eq!(
            ["1", "12", "01", "0", "a", "1a"].map(|label| numbers.place_of(label)),
            [Some(0), Some(11), None, None, None, None]
        );
        assert_eq!(letters.nth(26), None);
    }
}
