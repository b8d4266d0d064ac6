//! Abbreviations, where the standard lists them: what the entries use is in the list, and what is in the list is used.

use std::collections::BTreeSet;

use dtmm_model::{Lang, Languages};

use super::findings::Findings;
use super::passage::Role;
use super::place::Place;
use super::scan;
use super::subject::Subject;
use crate::diagnostic::codes::{REPEATED_ABBREVIATION, UNLISTED_ABBREVIATION, UNUSED_ABBREVIATION};
use crate::parse::Step;
use crate::parse::paths::ABBREVIATIONS;

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(list) = &subject.content.abbreviations else { return };
    let Some(binding) = subject.languages.map(Languages::binding) else { return };
    let listed: BTreeSet<&str> = list.iter().map(|abbreviation| abbreviation.short.as_str()).collect();
    let holder = subject.content.list_name("abbreviations", "the list of abbreviations");
    let mut used = BTreeSet::new();
    for passage in &subject.passages {
        if matches!(passage.role, Role::Name | Role::Cover | Role::Word | Role::Method | Role::EditorNote) {
            continue;
        }
        let mut seen = BTreeSet::new();
        let text = passage.get(binding);
        for range in scan::abbreviations(text).into_iter().filter(|range| is_one(&text[range.clone()], binding)) {
            let short = &text[range.clone()];
            used.insert(short);
            let is_entry = matches!(passage.role, Role::Entry | Role::Example);
            if is_entry && !listed.contains(short) && seen.insert(short) {
                let place = passage.place(binding).part(text, range);
                let message = format!("{short} is used here, but {holder} does not list it");
                let help = "list it in abbreviations.yaml; if the standard does not, waive it in waivers.yaml";
                findings.about(UNLISTED_ABBREVIATION, place, short, message, help.to_owned());
            }
        }
    }
    let mut seen = BTreeSet::new();
    for (index, abbreviation) in list.iter().enumerate() {
        let short = abbreviation.short.as_str();
        let place = Place::value(ABBREVIATIONS, &[Step::Item(index), Step::Key("short")]).at(short);
        if !seen.insert(short) {
            let help = "keep one of the two; if the standard lists both, waive it in waivers.yaml";
            findings.add(REPEATED_ABBREVIATION, place, format!("{short} is listed twice"), help);
        } else if subject.is_complete && !used.contains(short) {
            let help = "remove it; if the standard lists it nevertheless, waive it in waivers.yaml";
            findings.add(UNUSED_ABBREVIATION, place, format!("{short} is listed, but nowhere used"), help);
        }
    }
}

/// Whether a word with a capital letter is an abbreviation. In Chinese any is; in English it has two capitals, and is
/// not one of the words that print sets in capitals.
fn is_one(word: &str, lang: Lang) -> bool {
    const IN_CAPITALS: [&str; 3] = ["EXAMPLE", "NOTE", "SOURCE"];
    let capitals = word.bytes().filter(u8::is_ascii_uppercase).count();
    lang == Lang::Zh || (capitals > 1 && !IN_CAPITALS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_english_word_with_a_capital_is_no_abbreviation() {
        for word in ["DCS", "IoT", "OPC"] {
            assert!(is_one(word, Lang::En) && is_one(word, Lang::Zh), "{word}");
        }
        for word in ["Where", "EXAMPLE", "NOTE", "SOURCE"] {
            assert!(!is_one(word, Lang::En), "{word}");
        }
        assert!(is_one("App", Lang::Zh));
    }
}
