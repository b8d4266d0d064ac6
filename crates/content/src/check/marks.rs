//! Marks: those of Chinese are full-width, quotation marks and brackets are paired, and plain text has no markup.

use dtmm_model::Lang;

use super::findings::Findings;
use super::passage::{Passage, Role};
use super::subject::Subject;
use crate::diagnostic::codes::{HALF_WIDTH_MARK, STRAY_MARKUP, UNPAIRED_MARK};

/// Pairs of opening and closing marks.
const PAIRS: [(char, char); 7] =
    [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》'), ('（', '）'), ('【', '】'), ('〔', '〕')];

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for passage in &subject.passages {
        if matches!(passage.role, Role::Entry | Role::Example) {
            half_width(passage, findings);
        }
        // Citation forms are words of the site, and may have Markdown or BibTeX in them.
        let may_have_signs = matches!(passage.role, Role::Clause | Role::Front | Role::Method | Role::Word);
        for lang in Lang::ALL {
            pairs(passage, lang, findings);
            if !may_have_signs {
                plain(passage, lang, findings);
            }
        }
    }
}

fn half_width<'a>(passage: &Passage<'a>, findings: &mut Findings<'a>) {
    let text = passage.zh;
    let bytes = text.as_bytes();
    for (at, mark) in text.match_indices([',', ';', ':', '(', ')']) {
        // The letter of a list item of another standard keeps its bracket: 7.1.4.c)
        let closes_letter = mark == ")"
            && at >= 2
            && bytes[at - 1].is_ascii_lowercase()
            && matches!(bytes[at - 2], b'.' | b' ' | b'0'..=b'9');
        if !closes_letter {
            let full = match mark {
                "," => '，',
                ";" => '；',
                ":" => '：',
                "(" => '（',
                _ => '）',
            };
            let place = passage.place(Lang::Zh).part(text, at..at + 1);
            findings.add(HALF_WIDTH_MARK, place, format!("half-width `{mark}` in Chinese"), format!("write `{full}`"));
        }
    }
}

fn pairs<'a>(passage: &Passage<'a>, lang: Lang, findings: &mut Findings<'a>) {
    let text = passage.get(lang);
    // In English the other pairs are reported as `chinese-in-english`.
    let known = if lang == Lang::Zh { &PAIRS[..] } else { &PAIRS[..1] };
    // A short word of the site may hold half a pair that the page completes.
    let Some((at, mark)) = unpaired(text, known).filter(|_| passage.role != Role::Word || text.chars().count() > 4)
    else {
        return;
    };
    let other = PAIRS.iter().find_map(|(open, close)| match () {
        () if *open == mark => Some(*close),
        () if *close == mark => Some(*open),
        () => None,
    });
    let message = format!("`{mark}` has no `{}`", other.unwrap_or(mark));
    let help = "write the other one; if the standard prints it so, waive it in waivers.yaml".to_owned();
    let place = passage.place(lang).part(text, at..at + mark.len_utf8());
    // A fault of the draft is in both languages: with the mark as subject, one declaration covers both.
    findings.about(UNPAIRED_MARK, place, &mark.to_string(), message, help);
}

/// The first mark without its counterpart, with its byte offset.
fn unpaired(text: &str, pairs: &[(char, char)]) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, mark) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        if pairs.iter().any(|(opens, _)| *opens == mark) {
            open.push((at, mark));
        } else if let Some((opens, _)) = pairs.iter().find(|(_, closes)| *closes == mark) {
            match open.pop() {
                Some((_, last)) if last == *opens => {}
                _ => return Some((at, mark)),
            }
        }
    }
    open.first().copied()
}

fn plain<'a>(passage: &Passage<'a>, lang: Lang, findings: &mut Findings<'a>) {
    let text = passage.get(lang);
    if let Some((at, mark)) = markup(text) {
        let message = format!("`{mark}` is markup, but this is plain text");
        let help = "remove it: readers would see it as it stands; only text files under text/ have Markdown";
        findings.add(STRAY_MARKUP, passage.place(lang).part(text, at..at + mark.len()), message, help);
    }
}

/// The first Markdown or HTML syntax in a text, with its byte offset.
fn markup(text: &str) -> Option<(usize, &str)> {
    for sign in ["**", "__", "`", "](", "</", "/>"] {
        if let Some(at) = text.find(sign) {
            return Some((at, &text[at..at + sign.len()]));
        }
    }
    // Tags and character references.
    for (sign, close) in [('<', '>'), ('&', ';')] {
        for (at, _) in text.match_indices(sign) {
            let name = text[at + 1..].find(close).map(|end| &text[at + 1..at + 1 + end]);
            let is_name =
                |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
            if let Some(name) = name.filter(is_name) {
                return Some((at, &text[at..at + name.len() + 2]));
            }
        }
    }
    let is_heading = text.trim_start_matches('#').starts_with(' ') && text.starts_with('#');
    is_heading.then(|| (0, &text[..1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unpaired_marks_are_found() {
        for text in ["“应”《（一）》", "a) b)、c)", "（“a” b）"] {
            assert_eq!(unpaired(text, &PAIRS), None, "{text}");
        }
        assert_eq!(unpaired("应“建立", &PAIRS), Some((3, '“')));
        assert_eq!(unpaired("应建立”", &PAIRS), Some((9, '”')));
        assert_eq!(unpaired("（《一）》", &PAIRS), Some((9, '）')));
    }

    #[test]
    fn markup_is_found_and_plain_signs_are_not() {
        for text in ["A & B; C", "a < b > c", "R&D", "5 * 3", "C#", "a_b", "（#1）"] {
            assert_eq!(markup(text), None, "{text}");
        }
        for (text, sign) in
            [("应**建立**", "**"), ("a<br>", "<br>"), ("a&nbsp;b", "&nbsp;"), ("[a](b)", "]("), ("# a", "#")]
        {
            assert_eq!(markup(text).map(|(_, mark)| mark), Some(sign), "{text}");
        }
    }
}
