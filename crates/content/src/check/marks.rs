//! Plain text: marks come in pairs, and nothing is markup.

use dtmm_model::Lang;

use super::passage::{Passage, Role};
use super::report::Report;
use super::subject::Subject;
use crate::diagnostic::codes::{STRAY_MARKUP, UNPAIRED_MARK};

/// The marks that open and close, in the texts of either language.
const PAIRS: [(char, char); 7] =
    [('“', '”'), ('「', '」'), ('『', '』'), ('《', '》'), ('（', '）'), ('【', '】'), ('〔', '〕')];

pub(super) fn check<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    for passage in &subject.passages {
        // A word of the site may be a form of citing, which has signs of its own.
        let may_have_signs = matches!(passage.role, Role::Clause | Role::Front | Role::Method | Role::Word);
        for lang in Lang::ALL {
            pairs(passage, lang, report);
            if !may_have_signs {
                plain(passage, lang, report);
            }
        }
    }
}

fn pairs<'a>(passage: &Passage<'a>, lang: Lang, report: &mut Report<'a>) {
    // A word of the site may be a part of a sentence that the page completes.
    let text = passage.get(lang);
    // In English, the others are Chinese marks, which is told as that.
    let known = if lang == Lang::Zh { &PAIRS[..] } else { &PAIRS[..1] };
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
    let help = "write the other one; if the standard prints it so, declare it in content/known.yaml".to_owned();
    let place = passage.place(lang).part(text, at..at + mark.len_utf8());
    // Both languages have it where the draft does: it is declared once.
    report.about(UNPAIRED_MARK, place, &mark.to_string(), message, help);
}

/// The first mark that lacks its other.
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

fn plain<'a>(passage: &Passage<'a>, lang: Lang, report: &mut Report<'a>) {
    let text = passage.get(lang);
    if let Some((at, mark)) = markup(text) {
        let message = format!("`{mark}` is markup, but this is plain text");
        let help = "remove it: readers would see it as it stands; only text files under content/text/ have Markdown";
        report.add(STRAY_MARKUP, passage.place(lang).part(text, at..at + mark.len()), message, help);
    }
}

/// The first sign of Markdown or HTML.
fn markup(text: &str) -> Option<(usize, &str)> {
    for sign in ["**", "__", "`", "](", "</", "/>"] {
        if let Some(at) = text.find(sign) {
            return Some((at, &text[at..at + sign.len()]));
        }
    }
    // A tag, and a character by its name or number.
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
    fn marks_are_told_that_lack_their_other() {
        for text in ["“应”《（一）》", "a) b)、c)", "（“a” b）"] {
            assert_eq!(unpaired(text, &PAIRS), None, "{text}");
        }
        assert_eq!(unpaired("应“建立", &PAIRS), Some((3, '“')));
        assert_eq!(unpaired("应建立”", &PAIRS), Some((9, '”')));
        assert_eq!(unpaired("（《一）》", &PAIRS), Some((9, '）')));
    }

    #[test]
    fn markup_is_told_from_signs() {
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
