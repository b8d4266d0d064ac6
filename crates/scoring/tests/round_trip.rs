//! Reading and writing random assessments, and texts that nobody meant to be one.

use dtmm_example::{EDITION, mixed};
use dtmm_model::{Item, Kind, Level, Outline};
use dtmm_scoring::{
    ActionStatus, Answer, Assessment, Code, CustomWeights, EntryDetails, Method, Scope, Scorecard, Weights, merge,
    merge_by, read, write,
};
use proptest::prelude::*;
use proptest::sample::Index;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[ -~]{0,9}", "\\PC{0,6}", "[\u{0}-\u{1f}\\\\\"\u{7f}\u{2028}]{0,5}"]
}

fn kept() -> impl Strategy<Value = Vec<(String, String)>> {
    let value = prop_oneof![Just("null"), Just("[1,-0.5e+7,{}]"), Just("{\"a\":{\"a\":\"\\u0000 \"}}"), Just("\" \"")];
    proptest::collection::vec(("x[a-z \"]{0,3}", value), 0..3).prop_map(|list| {
        let sorted: std::collections::BTreeMap<String, &str> = list.into_iter().collect();
        sorted.into_iter().map(|(key, value)| (key, value.to_owned())).collect()
    })
}

prop_compose! {
    fn details()(
        reason in text(), note in text(), owner in text(), evidence in proptest::collection::vec(text(), 0..3),
        due in proptest::option::of(1u32..=28), kept in kept(),
    ) -> EntryDetails {
        let due = due.map_or(String::new(), |day| format!("2028-02-{day:02}"));
        EntryDetails { reason, note, owner, due, evidence, kept }
    }
}

prop_compose! {
    /// Some actions, not always in the order of their identifiers: fields of an assessment, each with its value.
    fn plan(outline: Outline)(
        actions in proptest::collection::btree_map("P[1-9]{1,2}|[a-z.]{1,4}", (
            proptest::collection::vec(any::<Index>(), 0..3), [text(), text()], proptest::option::of(1u32..=28), 0usize..5, 0usize..4, kept(),
        ), 0..4), is_turned in any::<bool>(),
    ) -> Vec<(String, Vec<String>)> {
        let scopes: Vec<String> = Scope::all(&outline).map(|scope| scope.key(&outline).to_owned())
            .chain(outline.items().flat_map(|item| [item.id.to_string(), item.id.cell.to_string()])).collect();
        let mut fields = Vec::new();
        for (id, (places, [action, person], due, status, priority, kept)) in &actions {
            let mut put = |name: &str, value: Vec<String>| fields.push((format!("plan.{name}.{id}"), value));
            put("for", places.iter().map(|place| place.get(&scopes).clone()).collect());
            put("action", vec![action.clone()]);
            put("person", vec![person.clone()]);
            put("due", due.map(|day| format!("2028-02-{day:02}")).into_iter().collect());
            put("status", ActionStatus::ALL.get(*status).map(|status| status.key().to_owned()).into_iter().collect());
            put("priority", (*priority > 0).then(|| priority.to_string()).into_iter().collect());
            put("kept", kept.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect());
        }
        let mut set = Assessment::new(EDITION);
        fields.iter().for_each(|(path, value)| set.set_field(path, value, &outline));
        let turned: Vec<String> = set.plan().iter().rev().map(|action| action.id.clone()).collect();
        if is_turned && turned.len() > 1 {
            fields.push(("plan.order".to_owned(), turned));
        }
        fields
    }
}

fn answer() -> impl Strategy<Value = Option<Answer>> {
    proptest::option::of(proptest::sample::select(Answer::ALL.to_vec()))
}

prop_compose! {
    fn assessment(outline: Outline)(
        texts in [text(), text(), text()], date in any::<bool>(), method in proptest::option::of(0usize..4), weights in 0usize..4,
        targets in proptest::collection::vec((any::<Index>(), 1u8..=5), 0..4),
        tailored in proptest::collection::vec((any::<Index>(), text()), 0..3),
        entries in proptest::collection::vec((any::<Index>(), answer(), details()), 0..40),
        plan in plan(outline.clone()),
    ) -> Assessment {
        let mut assessment = Assessment::new(EDITION);
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
            // A refused reason changes nothing.
            let _ = assessment.set_tailored(index.get(&items).id.cell.subdomain, Some(&reason));
        }
        for (index, answer, details) in entries {
            let _ = assessment.set(index.get(&items), answer, details);
        }
        plan.iter().for_each(|(path, value)| assessment.set_field(path, value, &outline));
        assessment
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn what_is_written_is_read_again(assessment in assessment(mixed())) {
        let outline = mixed();
        let text = write(&assessment, &outline);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
        let reading = read(text.as_bytes(), &outline).unwrap();
        prop_assert!(reading.warnings.iter().all(|warning| warning.code == Code::UnknownField));
        prop_assert_eq!(&reading.assessment, &assessment);
        prop_assert_eq!(write(&reading.assessment, &outline), text);
    }

    #[test]
    fn all_fields_together_are_the_assessment(assessment in assessment(mixed())) {
        let outline = mixed();
        let mut other = Assessment::new(EDITION);
        for path in assessment.paths(&outline) {
            other.set_field(&path, &assessment.field(&path, &outline), &outline);
        }
        prop_assert_eq!(write(&other, &outline), write(&assessment, &outline));
        prop_assert_eq!(&other, &assessment);
    }

    #[test]
    fn each_entry_has_its_own_line(assessment in assessment(mixed())) {
        let outline = mixed();
        let text = write(&assessment, &outline);
        for item in outline.items() {
            let recorded = assessment.answer(item.id).is_some() || !assessment.details(item.id).is_empty();
            let start = format!("    \"{}\": ", item.id);
            let lines: Vec<&str> = text.lines().filter(|line| line.starts_with(&start)).collect();
            prop_assert_eq!(lines.len(), usize::from(recorded));
        }
    }

    #[test]
    fn strings_mean_what_another_reader_says(text in text(), other in "[ -~]{0,12}") {
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04X}")).collect();
        for string in [serde_json::to_string(&text).unwrap(), format!("\"{escaped}\""), format!("\"{other}\"")] {
            let file = format!(
                r#"{{"format": "dtmm-assessment/1", "edition": "first", "answers": {{}}, "title": {string}}}"#
            );
            let theirs = serde_json::from_str::<serde_json::Value>(&file).ok();
            let theirs = theirs.filter(|value| value.as_object().is_some_and(|object| object.len() == 4));
            let theirs = theirs.map(|value| value["title"].as_str().unwrap_or_default().to_owned());
            let ours = read(file.as_bytes(), &mixed()).ok().filter(|reading| reading.warnings.is_empty());
            prop_assert_eq!(ours.map(|reading| reading.assessment.title), theirs);
        }
    }

    #[test]
    fn merging_is_idempotent(assessment in assessment(mixed())) {
        let merged = merge(&mixed(), &[&assessment, &assessment, &assessment]);
        prop_assert_eq!(merged.assessment, assessment);
        prop_assert!(merged.conflicts.is_empty());
    }

    #[test]
    fn merging_is_commutative_where_there_is_no_conflict(whole in assessment(mixed()), cut in any::<u64>()) {
        let outline = mixed();
        let part = |other: bool| {
            let mut part = whole.clone();
            for (index, item) in outline.items().enumerate() {
                // Entries of both, of one, of the other.
                if index % 3 > 0 && (cut >> (index % 64) & 1 == 1) == other {
                    part.clear(item.id);
                }
            }
            part
        };
        let (one, two) = (part(false), part(true));
        let merged = merge(&outline, &[&one, &two]);
        prop_assert!(merged.conflicts.is_empty());
        prop_assert_eq!(&merged.assessment, &whole);
        prop_assert_eq!(merge(&outline, &[&two, &one]), merged);
    }

    #[test]
    fn merging_loses_nothing_and_what_comes_out_can_be_written(
        one in assessment(mixed()), two in assessment(mixed()),
    ) {
        let outline = mixed();
        let merged = merge(&outline, &[&one, &two]);
        let again = read(write(&merged.assessment, &outline).as_bytes(), &outline).unwrap();
        prop_assert_eq!(&again.assessment, &merged.assessment);
        for (place, side) in [&one, &two].into_iter().enumerate() {
            for (id, answer) in side.answers() {
                let listed = merged.conflicts.iter().any(|conflict| {
                    conflict.path == format!("answers.{id}.answer")
                        && conflict.sides.contains(&(place, answer.key().to_owned()))
                });
                prop_assert!(listed || merged.assessment.answer(*id) == Some(*answer), "{id}");
            }
            for (id, details) in side.all_details() {
                let merged_one = merged.assessment.details(*id);
                let is_theirs = side.answer(*id).is_some() && merged.assessment.answer(*id) != side.answer(*id);
                let listed = |field: &str, value: &str| {
                    merged.conflicts.iter().any(|conflict| {
                        conflict.path == format!("answers.{id}.{field}")
                            && conflict.sides.contains(&(place, value.to_owned()))
                    })
                };
                // What goes with an answer that was not taken is lost with it, and with nothing else.
                prop_assert!(
                    is_theirs || details.note.trim().is_empty() || merged_one.note == details.note
                        || listed("note", &details.note), "{id}"
                );
                prop_assert!(
                    is_theirs || details.evidence.iter().all(|text| merged_one.evidence.contains(text))
                        || listed("evidence", &details.evidence.join("\n")), "{id}"
                );
            }
        }
    }

    #[test]
    fn merging_mixes_no_answer_with_what_others_remarked(
        one in assessment(mixed()), two in assessment(mixed()), preferred in 0usize..2,
    ) {
        let merged = merge_by(&mixed(), &[&one, &two], preferred, &|_| None).assessment;
        for (id, details) in merged.all_details() {
            let same = [&one, &two].into_iter().filter(|side| side.answer(*id) == merged.answer(*id));
            let own: Vec<&EntryDetails> = same.map(|side| side.details(*id)).collect();
            let texts = |one: &EntryDetails| [&one.reason, &one.note, &one.owner, &one.due].map(String::clone);
            for (field, text) in texts(details).into_iter().enumerate() {
                prop_assert!(text.is_empty() || own.iter().any(|one| texts(one)[field] == text), "{id}");
            }
            prop_assert!(details.evidence.iter().all(|text| own.iter().any(|one| one.evidence.contains(text))), "{id}");
            prop_assert!(details.kept.iter().all(|pair| own.iter().any(|one| one.kept.contains(pair))), "{id}");
        }
    }
}

/// A small generator of numbers, the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % limit
    }
}

/// Hostile inputs: files that were damaged. Whether they are JSON is asked of another reader too, and
/// whatever can be read is scored, written and read again. `DTMM_HOSTILE` sets their number.
#[test]
fn damaged_files_do_no_harm() {
    let outline = mixed();
    let count = std::env::var("DTMM_HOSTILE").ok().and_then(|count| count.parse().ok()).unwrap_or(4_000);
    let seed = include_bytes!("files/whole.json");
    let small: &[u8] = br#"{"format":"dtmm-assessment/1","edition":"first","targets":{"JKL":2},"tailored":{"DEF":"x"},"answers":{"JKL-101":{"answer":"NA","reason":"\ud83d\ude00","due":"2028-02-29","evidence":["a",""],"k":[1.5e3,true]}},"plan":[{"id":"P1","for":["JKL-1","x"],"due":"2028-02-29","status":"open","priority":1},{"id":"P2","action":"a"}]}"#;
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut read_well, mut disagreed) = (0, 0);
    for round in 0..count {
        let mut bytes = if round % 8 == 0 { seed.to_vec() } else { small.to_vec() };
        for _ in 0..dice.below(4) {
            damage(&mut bytes, &mut dice);
        }
        let theirs = serde_json::from_slice::<serde_json::Value>(&bytes);
        match read(&bytes, &outline) {
            Ok(reading) => {
                assert!(theirs.is_ok() || has_huge_number(&bytes), "{}", String::from_utf8_lossy(&bytes));
                read_well += 1;
                check(&outline, &reading.assessment);
            }
            Err(problems) => {
                assert!(problems.iter().any(|problem| problem.code.is_error()));
                let no_json = problems.iter().any(|problem| {
                    matches!(problem.code, Code::NotUtf8 | Code::Syntax | Code::UnexpectedEnd | Code::TooDeep)
                });
                disagreed += u64::from(no_json == theirs.is_ok() && !has_huge_number(&bytes));
                let last = bytes.split(|byte| *byte == b'\n').count();
                assert!(problems.iter().all(|problem| problem.line >= 1 && problem.line <= last));
            }
        }
    }
    assert_eq!(disagreed, 0);
    assert!(read_well > count / 20, "only {read_well} could be read");
}

/// Numbers too large for the other reader are text to ours.
fn has_huge_number(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| matches!(pair, [b'e' | b'E', b'0'..=b'9' | b'+']))
}

fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const PIECES: [&[u8]; 24] = [
        b"\"",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b"\\",
        b"\\u00",
        b"\\ud800",
        b"\xff",
        b"\xe8\xb4",
        b"null",
        b"1e9",
        b"-",
        b"NA",
        b"\"GHI-102\":\"F\",",
        b"\"DEF-101\":\"N\",",
        b" ",
        b"\n",
        b"\0",
        b"[[[[[[[[[[[[",
        b"JKL",
        b"0",
    ];
    if bytes.is_empty() {
        return;
    }
    let at = dice.below(bytes.len());
    match dice.below(4) {
        0 => bytes[at] = dice.below(256) as u8,
        1 => drop(bytes.splice(at..at, PIECES[dice.below(PIECES.len())].iter().copied())),
        2 => {
            let end = (at + dice.below(12)).min(bytes.len());
            bytes.drain(at..end);
        }
        _ => {
            let end = (at + dice.below(40)).min(bytes.len());
            let piece = bytes[at..end].to_vec();
            let to = dice.below(bytes.len());
            bytes.splice(to..to, piece);
        }
    }
}

fn check(outline: &Outline, assessment: &Assessment) {
    let text = write(assessment, outline);
    assert_eq!(read(text.as_bytes(), outline).unwrap().assessment, *assessment, "{text}");
    let card = Scorecard::new(outline, assessment);
    for scope in [Scope::Company, Scope::Domain(1), Scope::Subdomain(3), Scope::Subdomain(4)] {
        for method in Method::ALL {
            let (trace, plan) = (card.trace(scope, method), card.plan(scope, method));
            assert!(plan.is_none_or(|plan| trace.next == Some(plan.to)), "{scope:?} {method:?}");
        }
        let gaps = card.gaps_to_targets(scope, assessment, Method::Staged);
        let unmet = gaps.unmet.iter().chain(&gaps.unanswered);
        assert!(
            unmet
                .into_iter()
                .all(|gap| outline.items().any(|item| { item.id == gap.id && item.kind == Kind::Requirement }))
        );
    }
}
