//! One thing has the same name and number everywhere, and no two entries say the same.

use std::collections::HashMap;

use dtmm_model::{Lang, Languages};

use super::findings::Findings;
use super::passage::{Role, domain_path};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{REPEATED_SENTENCE, UNEQUAL_NAME, UNEQUAL_NUMBER};
use crate::parse::paths::STANDARD;
use crate::parse::{Step, SubdomainFile};

/// Two entries with the same words, whatever mark they end with.
pub(super) fn check_sentences<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(binding) = subject.languages.map(Languages::binding) else { return };
    let mut first: HashMap<&str, &str> = HashMap::new();
    for passage in subject.passages.iter().filter(|passage| passage.role == Role::Entry) {
        let words = passage.get(binding).trim_end_matches(['；', '。', '，', ';', '.']);
        if words.is_empty() {
            continue;
        }
        match first.get(words) {
            // A repeated id is reported as `repeated-id`.
            Some(other) if *other != passage.at => {
                let message = format!("{} says the same as {other}, word for word", passage.at);
                let help = "write what this entry asks for; if the standard prints both, waive it in waivers.yaml";
                findings.about(REPEATED_SENTENCE, passage.place(binding), other, message, help.to_owned());
            }
            Some(_) => {}
            None => drop(first.insert(words, passage.at.as_ref())),
        }
    }
}

/// The sentences above a table name its rows as the rows do.
pub(super) fn check_names<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for (slug, domain) in &subject.content.domains {
        let rows = domain.subdomains.iter().filter_map(|row| subject.content.subdomains.get(&format!("{slug}/{row}")));
        let rows: Vec<_> = rows.map(|source| &source.record).collect();
        let Some(intro) = &domain.intro else { continue };
        for (lang, intro) in [(Lang::Zh, &intro.zh), (Lang::En, &intro.en)] {
            let intro = intro.to_lowercase();
            let is_named = |row: &&&SubdomainFile| intro.contains(&row.name.get(lang).to_lowercase());
            // An introduction that names no row only says how many there are, and one may stand in a sentence by chance:
            // the name of a row can be a common word.
            if rows.iter().filter(|row| is_named(row) && !row.name.get(lang).is_empty()).count() < 2 {
                continue;
            }
            for record in rows.iter().filter(|row| !is_named(row)) {
                let name = record.name.get(lang);
                let place = Place::value(domain_path(slug), &[Step::Key("intro"), Step::Key(lang.key())]);
                let message = format!("{} is called `{name}`, but not here", record.code);
                let help = "give it one name; if the standard prints two, waive it in waivers.yaml".to_owned();
                findings.about(UNEQUAL_NAME, place.at(record.code.as_str()), name, message, help);
            }
        }
    }
}

/// The number on the cover is the number of the document.
pub(super) fn check_cover<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(head) = &subject.content.standard else { return };
    for (index, line) in head.cover.iter().enumerate().filter(|(_, line)| line.role == "number") {
        for (lang, text) in [(Lang::Zh, &line.zh), (Lang::En, &line.en)] {
            if !text.is_empty() && Some(text) != head.number.as_ref() {
                let steps = [Step::Key("cover"), Step::Item(index), Step::Key(lang.key())];
                let message = match &head.number {
                    Some(number) => format!("the cover says {text}, but the number is {number}"),
                    None => format!("the cover says {text}, but the document has no `number`"),
                };
                let help = "write the same number under `number` and on the cover";
                findings.add(UNEQUAL_NUMBER, Place::value(STANDARD, &steps), message, help);
            }
        }
    }
}
