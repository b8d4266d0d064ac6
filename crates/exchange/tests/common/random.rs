//! Random assessments against any standard.

use dtmm_example::EDITION;
use dtmm_model::{Item, Level, Outline};
use dtmm_scoring::{Answer, Assessment, CustomWeights, EntryDetails, Method, Scope, Weights, read};
use proptest::prelude::*;
use proptest::sample::Index;

/// Texts that a table, a spreadsheet or a link could stumble over.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        2 => "[ -~]{0,9}",
        2 => "\\PC{0,6}",
        1 => "['=+@＝\t\r-]{0,4}[a-c]?",
        2 => "[\",;\t\r\n a]{0,6}",
        1 => "[␀␤␍␛\r\n a]{0,6}",
        1 => "[\u{0}-\u{1f}\\\\\"\u{7f}\u{2028}\u{feff}]{0,5}",
    ]
}

prop_compose! {
    fn details()(
        reason in text(), note in text(), owner in text(), evidence in proptest::collection::vec(text(), 0..4),
        due in proptest::option::of(1u32..=28), kept in any::<bool>(),
    ) -> EntryDetails {
        let due = due.map_or(String::new(), |day| format!("2028-02-{day:02}"));
        let kept = if kept { vec![("rated-by".to_owned(), "{\"n\":[1.50,\"李\"]}".to_owned())] } else { vec![] };
        EntryDetails { reason, note, owner, due, evidence, kept }
    }
}

/// What other programs and editions put into a file.
const FOREIGN: &str = r#"{"format": "dtmm-assessment/1", "edition": "first", "targets": {"moon": 2},
    "tailored": {"XYZ": "x"}, "answers": {"XYZ-101": "F", "八.六": {"a": ["\n  "]}}, "color": {"b": null}}"#;

prop_compose! {
    /// An assessment with anything that one can have.
    pub(crate) fn assessment(outline: Outline)(
        texts in [text(), text(), text()], date in any::<bool>(), method in proptest::option::of(0usize..4), weights in 0usize..4,
        targets in proptest::collection::vec((any::<Index>(), 1u8..=5), 0..3),
        tailored in proptest::collection::vec((any::<Index>(), text()), 0..3),
        entries in proptest::collection::vec((any::<Index>(), proptest::option::of(0usize..5), details()), 0..30),
        foreign in any::<bool>(),
    ) -> Assessment {
        let mut assessment =
            if foreign { read(FOREIGN.as_bytes(), &outline).unwrap().assessment } else { Assessment::new(EDITION) };
        [assessment.title, assessment.organization, assessment.scope] = texts;
        assessment.date = if date { "2028-02-29".into() } else { String::new() };
        assessment.profile = method.map(|index| Method::ALL[index]);
        let custom: Vec<u16> = (0..outline.domains.len()).map(|place| (place as u16 + 1) * 3 % 7).collect();
        let custom = CustomWeights::new(&outline, &custom).map(Weights::Custom);
        assessment.weights = [None, Some(Weights::Subdomain), Some(Weights::Domain), custom][weights].clone();
        let scopes: Vec<Scope> = Scope::all(&outline).collect();
        for (index, level) in targets {
            assessment.set_target(index.get(&scopes).key(&outline), Level::new(level));
        }
        let items: Vec<Item> = outline.items().copied().collect();
        for (index, reason) in tailored {
            // What is refused, here and below, changes nothing.
            let _ = assessment.set_tailored(index.get(&items).id.cell.subdomain, Some(&reason));
        }
        for (index, answer, details) in entries {
            let _ = assessment.set(index.get(&items), answer.map(|index| Answer::ALL[index]), details);
        }
        assessment
    }
}
