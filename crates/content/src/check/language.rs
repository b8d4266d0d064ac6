//! Both languages, each in its own script, without stray white space.

use dtmm_model::Lang;

use super::passage::{Passage, Role};
use super::report::Report;
use super::subject::Subject;
use crate::diagnostic::codes::{CHINESE_IN_ENGLISH, CONTROL_CHARACTER, HALF_WIDTH_MARK, MISSING_LANGUAGE, OUTER_SPACE};
use crate::parse::is_chinese;

pub(super) fn check<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    for passage in &subject.passages {
        for lang in Lang::ALL {
            spaces(passage, lang, report);
        }
        if passage.is_paired() {
            both(passage, report);
        }
        english(passage, report);
        if matches!(passage.role, Role::Entry | Role::Example) {
            marks(passage, report);
        }
    }
}

fn both<'a>(passage: &Passage<'a>, report: &mut Report<'a>) {
    for lang in Lang::ALL {
        if passage.get(lang).trim().is_empty() {
            let (name, other) = match lang {
                Lang::Zh => ("Chinese", "English"),
                Lang::En => ("English", "Chinese"),
            };
            let message = format!("the {name} is missing");
            let help = format!("write `{}:` beside the {other}; neither language stands in for the other", lang.key());
            report.add(MISSING_LANGUAGE, passage.place(lang), message, help);
        }
    }
}

fn spaces<'a>(passage: &Passage<'a>, lang: Lang, report: &mut Report<'a>) {
    let text = passage.get(lang);
    let may_break = matches!(passage.role, Role::Clause | Role::Front | Role::Method);
    let is_bad = |c: char| (c.is_control() && !(may_break && c == '\n')) || is_invisible(c);
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_bad(*c)) {
        let name = match c {
            '\n' => "a line break".to_owned(),
            '\t' => "a tab".to_owned(),
            c => format!("the invisible character U+{:04X}", c as u32),
        };
        let place = passage.place(lang).part(text, at..at + c.len_utf8());
        report.add(CONTROL_CHARACTER, place, format!("there is {name} in this text"), "remove it, or write one space");
    }
    // A separator, as `, ` between the items of a list, is a word of the site, too.
    let is_separator = passage.role == Role::Word && !text.contains(char::is_alphanumeric);
    if text.trim().len() != text.len() && !text.trim().is_empty() && !is_separator {
        let message = "white space at the beginning or end of this text";
        report.add(OUTER_SPACE, passage.place(lang), message, "remove it");
    }
}

/// Characters that take no room and are not control characters by Unicode.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFD}')
}

fn english<'a>(passage: &Passage<'a>, report: &mut Report<'a>) {
    // A word that is the same in both languages is one on purpose: the name of a language.
    if passage.role == Role::Word && passage.zh == passage.en {
        return;
    }
    let text = passage.en;
    if text.is_ascii() {
        return;
    }
    // What the site and the editor say may give the Chinese word it speaks of: Recommendation (宜).
    let may_quote = matches!(passage.role, Role::Word | Role::Method | Role::Remark);
    let mut at = 0;
    while let Some(start) = text[at..].find(is_chinese).map(|offset| at + offset) {
        at = text[start..].find(|c| !is_chinese(c)).map_or(text.len(), |len| start + len);
        if !(may_quote && text[..start].ends_with('(')) {
            let place = passage.place(Lang::En).part(text, start..at);
            let message = format!("`{}` in English text", &text[start..at]);
            report.add(CHINESE_IN_ENGLISH, place, message, "translate it, or write the half-width mark");
            return;
        }
    }
}

fn marks<'a>(passage: &Passage<'a>, report: &mut Report<'a>) {
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
            report.add(HALF_WIDTH_MARK, place, format!("half-width `{mark}` in Chinese"), format!("write `{full}`"));
        }
    }
}
