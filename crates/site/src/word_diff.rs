//! Two versions of a text with the words that differ marked: in Chinese by character, in English by word. The only file
//! that uses `similar`.

use dtmm_model::Lang;
use similar::{Algorithm, ChangeTag, TextDiff};

use super::html::escape;

/// Both versions as HTML, what is only in the first within `del`, what is only in the second within `ins`.
pub(super) fn marked(before: &str, after: &str, lang: Lang) -> [String; 2] {
    let mut config = TextDiff::configure();
    config.algorithm(Algorithm::Patience);
    let (before, after) = (tokens(before, lang), tokens(after, lang));
    let diff = config.diff_slices(&before, &after);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            _ => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    [side(&runs, ChangeTag::Delete, "del"), side(&runs, ChangeTag::Insert, "ins")]
}

/// The pieces that are compared: single characters, in English whole words.
fn tokens(text: &str, lang: Lang) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric() && (lang == Lang::En || c.is_ascii());
        if at > start && !(in_word && is_word) {
            tokens.push(&text[start..at]);
            start = at;
        }
        in_word = is_word;
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

/// One version: what both have, and what only this one has within an element.
fn side(runs: &[(ChangeTag, String)], own: ChangeTag, element: &str) -> String {
    let mut html = String::new();
    for (index, (tag, text)) in runs.iter().enumerate() {
        if *tag == own {
            html.push_str(&format!("<{element}>"));
            escape(text, &mut html);
            html.push_str(&format!("</{element}>"));
        } else if *tag == ChangeTag::Equal {
            // A mark or space alone between two changes belongs to them: many short marks are harder to read than one.
            let between = index > 0 && index + 1 < runs.len() && text.chars().all(|c| !c.is_alphanumeric());
            let is_inside = between && html.ends_with(&format!("</{element}>")) && follows(runs, index, own);
            if is_inside {
                html.truncate(html.len() - element.len() - 3);
                escape(text, &mut html);
                html.push_str(&format!("</{element}>"));
            } else {
                escape(text, &mut html);
            }
        }
    }
    html.replace(&format!("</{element}><{element}>"), "")
}

/// Whether the next words of this version after a run are marked.
fn follows(runs: &[(ChangeTag, String)], index: usize, own: ChangeTag) -> bool {
    let mut later = runs[index + 1..].iter().map(|(tag, _)| *tag).take_while(|tag| *tag != ChangeTag::Equal);
    later.any(|tag| tag == own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_compared_by_character_and_english_by_word() {
        let [before, after] = marked("应监测设备；", "应每日监测全部设备；", Lang::Zh);
        assert_eq!(before, "应监测设备；");
        assert_eq!(after, "应<ins>每日</ins>监测<ins>全部</ins>设备；");
        let [before, after] = marked("shall monitor equipment.", "shall inspect equipment daily.", Lang::En);
        assert_eq!(before, "shall <del>monitor</del> equipment.");
        assert_eq!(after, "shall <ins>inspect</ins> equipment<ins> daily</ins>.");
    }

    #[test]
    fn equal_texts_have_no_marks_and_signs_of_html_are_escaped() {
        assert_eq!(marked("a < b", "a < b", Lang::En), ["a &lt; b", "a &lt; b"]);
        assert_eq!(marked("", "<x>", Lang::Zh), ["", "<ins>&lt;x&gt;</ins>"]);
    }
}
