//! Printed letters and examples. An example that the draft letters by mistake counts among the
//! letters of its cell.

use dtmm_model::Lang;

use super::findings::Findings;
use super::place::Place;
use super::sequence::{OrderFault, order_faults};
use super::subject::Subject;
use crate::diagnostic::codes::{
    LETTER_ORDER, LETTERED_EXAMPLE, MISSING_EXAMPLE_PREFIX, REPEATED_LETTER, SKIPPED_LETTER, WRONG_LETTER,
};
use crate::parse::paths::STANDARD;
use crate::parse::{BilingualRecord, EntryRecord, Step};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let prefix = subject.content.model.as_ref().and_then(|model| model.example_prefix.as_ref());
    for source in subject.content.subdomains.values() {
        for (level, entries) in &source.record.levels {
            let cell = Place::value(source.path.as_str(), &[Step::Key("levels"), Step::Number(*level)]);
            let mut letters = Vec::new();
            for (index, entry) in entries.iter().enumerate() {
                let place = cell.step(Step::Item(index)).at(entry.id.as_str());
                letters.push((entry.letter, place.step(Step::Key("letter"))));
                examples(entry, &place, prefix, &mut letters, findings);
            }
            sequence(&letters, findings);
        }
    }
    let levels = subject.content.standard.iter().flat_map(|standard| &standard.levels);
    let letters = levels.enumerate().filter_map(|(index, level)| {
        let steps = [Step::Key("levels"), Step::Item(index), Step::Key("letter")];
        Some((level.letter?, Place::value(STANDARD, &steps).at(format!("level-{}", level.level))))
    });
    sequence(&letters.collect::<Vec<_>>(), findings);
}

fn examples<'a>(
    entry: &'a EntryRecord,
    place: &Place<'a>,
    prefix: Option<&BilingualRecord>,
    letters: &mut Vec<(char, Place<'a>)>,
    findings: &mut Findings<'a>,
) {
    let prefixes = Lang::ALL.map(|lang| (lang, prefix.map_or("", |prefix| prefix.get(lang))));
    let text = |lang, zh: &'a str, en: &'a str| if lang == Lang::Zh { zh } else { en };
    let begins =
        |(lang, prefix): (Lang, &str)| !prefix.is_empty() && text(lang, &entry.zh, &entry.en).starts_with(prefix);
    if prefixes.into_iter().any(begins) {
        let message = format!("{} is an example, lettered as if it were an entry", entry.id);
        let help = "move it to `examples:` of the entry before; an example takes no id";
        findings.add(LETTERED_EXAMPLE, place.clone(), message, help);
    }
    for (index, example) in entry.examples.iter().enumerate() {
        let place = place.step(Step::Key("examples")).step(Step::Item(index));
        if let Some(letter) = example.letter {
            let place = place.step(Step::Key("letter"));
            let message = format!("an example of {} carries the letter {letter})", entry.id);
            let help = "remove `letter:`; if the standard prints it so, waive it in waivers.yaml";
            findings.add(LETTERED_EXAMPLE, place.clone(), message, help);
            letters.push((letter, place));
        }
        for (lang, prefix) in prefixes {
            let text = text(lang, &example.zh, &example.en);
            if !text.is_empty() && !text.starts_with(prefix) {
                let message = format!("an example of {} does not begin with {prefix}", entry.id);
                let help = format!("begin it with {prefix}, as printed; if it is no example, make it an entry");
                findings.add(MISSING_EXAMPLE_PREFIX, place.step(Step::Key(lang.key())), message, help);
            }
        }
    }
}

fn sequence<'a>(letters: &[(char, Place<'a>)], findings: &mut Findings<'a>) {
    let mut numbers = Vec::with_capacity(letters.len());
    for (letter, place) in letters {
        if !letter.is_ascii_lowercase() {
            let message = format!("`{letter}` is not a letter from a to z");
            findings.add(
                WRONG_LETTER,
                place.clone(),
                message,
                "write the printed letter, in lower case, without bracket",
            );
            return;
        }
        numbers.push(*letter as u8 - b'a' + 1);
    }
    for (index, fault) in order_faults(&numbers) {
        let (letter, place) = &letters[index];
        let place = place.clone();
        let help = "write the printed letter; if the standard prints it so, waive it in waivers.yaml";
        match fault {
            OrderFault::Skipped(missing) => {
                let missing = char::from(b'a' + missing - 1);
                findings.add(SKIPPED_LETTER, place, format!("{letter}) stands here, but there is no {missing})"), help);
            }
            OrderFault::Repeated => {
                findings.add(REPEATED_LETTER, place, format!("{letter}) stands here a second time"), help)
            }
            OrderFault::Disordered => {
                findings.add(LETTER_ORDER, place, format!("{letter}) stands after a later letter"), help);
            }
        }
    }
}
