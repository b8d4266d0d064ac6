//! Each text is there in all languages of the standard and in no other, in the script of its language, without stray
//! white space.

use dtmm_model::{Lang, Languages};

use super::findings::Findings;
use super::metadata::languages_of;
use super::passage::{Home, Passage, Role};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{
    CHINESE_IN_ENGLISH, CONTROL_CHARACTER, MISSING_LANGUAGE, OUTER_SPACE, UNKNOWN_LANGUAGE,
};
use crate::parse::is_chinese;
use crate::parse::paths::MODEL;

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for passage in &subject.passages {
        for lang in Lang::ALL {
            spaces(passage, lang, findings);
        }
        if let Some(languages) = subject.languages {
            declared(passage, languages_of(passage.path(), languages), findings);
        }
        english(passage, findings);
    }
}

/// What a language is called in messages.
pub(super) const fn name(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "Chinese",
        Lang::En => "English",
    }
}

/// Checks that a text is there in each language that the standard declares, and in no other.
fn declared<'a>(passage: &Passage<'a>, languages: Languages, findings: &mut Findings<'a>) {
    for lang in Lang::ALL {
        let is_there = !passage.get(lang).trim().is_empty();
        if !languages.has(lang) {
            // A text file in another language is reported as a whole.
            if is_there && matches!(passage.home, Home::Yaml(..)) {
                unknown(lang, passage.place(lang), findings);
            }
        } else if !is_there && passage.has_home(lang) {
            let message = format!("the {} is missing", name(lang));
            let help = match languages.other(lang) {
                Some(other) => format!("write it as `{}:` beside the {}", lang.key(), name(other)),
                None => format!("write it as `{}:`", lang.key()),
            };
            findings.add(MISSING_LANGUAGE, passage.place(lang), message, help);
        }
    }
}

/// Reports a text in a language that the standard does not declare.
pub(super) fn unknown<'a>(lang: Lang, place: Place<'a>, findings: &mut Findings<'a>) {
    let message = format!("this is {}, in which the standard is not published", name(lang));
    let help = format!("remove it; or add `{}` to `languages` in {MODEL}, and translate everything", lang.key());
    findings.add(UNKNOWN_LANGUAGE, place, message, help);
}

fn spaces<'a>(passage: &Passage<'a>, lang: Lang, findings: &mut Findings<'a>) {
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
        findings.add(
            CONTROL_CHARACTER,
            place,
            format!("there is {name} in this text"),
            "remove it, or write one space",
        );
    }
    // Separators such as `, ` are words of the site too, and may end with a space.
    let is_separator = passage.role == Role::Word && !text.contains(char::is_alphanumeric);
    if text.trim().len() != text.len() && !text.trim().is_empty() && !is_separator {
        let message = "white space at the beginning or end of this text";
        findings.add(OUTER_SPACE, passage.place(lang), message, "remove it");
    }
}

/// Invisible characters that Unicode does not class as control characters.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFD}')
}

fn english<'a>(passage: &Passage<'a>, findings: &mut Findings<'a>) {
    // A word that is the same in both languages is so on purpose, as the name of a language.
    if passage.role == Role::Word && passage.zh == passage.en {
        return;
    }
    let text = passage.en;
    if text.is_ascii() {
        return;
    }
    // Texts of the site and the editor may quote a Chinese word in brackets: Recommendation (宜).
    let may_quote = matches!(passage.role, Role::Word | Role::Method | Role::EditorNote);
    let mut at = 0;
    while let Some(start) = text[at..].find(is_chinese).map(|offset| at + offset) {
        at = text[start..].find(|c| !is_chinese(c)).map_or(text.len(), |len| start + len);
        if !(may_quote && text[..start].ends_with('(')) {
            let place = passage.place(Lang::En).part(text, start..at);
            let message = format!("`{}` in English text", &text[start..at]);
            findings.add(CHINESE_IN_ENGLISH, place, message, "translate it, or write the half-width mark");
            return;
        }
    }
}
