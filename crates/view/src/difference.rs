//! Where two texts differ: one stretch of each, which is enough to see a change by.

use std::ops::Range;

/// The stretch of each text from the first difference to the last, in bytes. No word is cut that is written apart from
/// others. `None` where the texts are the same, or have so little in common that marks would say nothing.
pub(crate) fn differing(before: &str, after: &str) -> Option<[Range<usize>; 2]> {
    let mut start = shared(before.chars(), after.chars());
    if [before, after].iter().any(|text| text[start..].starts_with(is_of_word)) {
        start = before[..start].trim_end_matches(is_of_word).len();
    }
    let (old, new) = (&before[start..], &after[start..]);
    let mut end = shared(old.chars().rev(), new.chars().rev());
    if [old, new].iter().any(|text| text[..text.len() - end].ends_with(is_of_word)) {
        end = old[old.len() - end..].trim_start_matches(is_of_word).len();
    }
    let is_similar = (start + end) * 3 >= before.len().min(after.len());
    (before != after && is_similar).then(|| [before, after].map(|text| start..text.len() - end))
}

/// How many bytes the two have alike before the first difference.
fn shared(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).map(|(c, _)| c.len_utf8()).sum()
}

/// Whether a letter or figure can stand inside a word that is written apart: in Chinese none does.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_marked_from_its_first_to_its_last_word() {
        for (before, after, old, new) in [
            ("应建立制度；", "应建立制度，每年不少于 2 次；", "", "，每年不少于 2 次"),
            ("They plan work.", "They planned work.", "plan", "planned"),
            ("Keep a list.", "Keep a list, at least.", "", ", at least"),
            ("one two three", "one four three", "two", "four"),
            ("aa bb", "aa aa bb", "", "aa "),
        ] {
            let [one, other] = differing(before, after).unwrap();
            assert_eq!((&before[one], &after[other]), (old, new), "{before} > {after}");
        }
    }

    #[test]
    fn texts_that_have_little_in_common_have_no_marks() {
        for (before, after) in [("the same", "the same"), ("one", "other"), ("应记录质量信息。", "应保存环境数据。")]
        {
            assert_eq!(differing(before, after), None, "{before} > {after}");
        }
    }
}
