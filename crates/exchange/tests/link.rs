//! Links: what is shared comes back, what is not shared is not in them, and damage is noticed.

mod common;

use base64ct::{Base64UrlUnpadded, Encoding};
use common::random::assessment;
use common::{Dice, item, large_outline, said};
use dtmm_example::{EDITION, mixed as outline};
use dtmm_exchange::{Share, from_link, to_link};
use dtmm_model::{Level, Outline};
use dtmm_scoring::{Answer, Assessment, Code, EntryDetails, Method};
use proptest::prelude::*;

fn code(link: &str, outline: &Outline) -> Code {
    let problems = from_link(link, outline).unwrap_err();
    assert_eq!(problems.len(), 1);
    problems[0].code
}

/// An assessment with something in every field.
fn full(outline: &Outline) -> Assessment {
    let mut assessment = Assessment::new(&outline.edition);
    assessment.title = "SECRET 2026".into();
    assessment.organization = "SECRET Ltd".into();
    assessment.scope = "SECRET site".into();
    assessment.date = "2026-11-22".into();
    assessment.profile = Some(Method::Weighted);
    assessment.set_target("company", Level::new(3));
    assessment.set_tailored("GHI".parse().unwrap(), Some("no customers")).unwrap();
    let details = EntryDetails {
        reason: "质 \"reason\"".into(),
        note: "SECRET note".into(),
        owner: "SECRET owner".into(),
        due: "2027-03-01".into(),
        evidence: vec!["SECRET.pdf".into()],
        kept: vec![("x".into(), "\"SECRET\"".into())],
    };
    for (item, answer) in outline.items().zip(Answer::ALL.into_iter().cycle()) {
        assessment.set(item, Some(answer), details.clone()).unwrap();
    }
    assessment
}

#[test]
fn a_link_holds_answers_by_whatever_points_they_are_counted() {
    let (usual, own) = (dtmm_example::three_levels(), dtmm_example::in_quarters("index"));
    let mut assessment = Assessment::new(EDITION);
    usual.items().for_each(|item| assessment.set_answer(item, Some(Answer::Partly)).unwrap());
    let link = to_link(&usual, &assessment, Share::Whole);
    assert_eq!(to_link(&own, &assessment, Share::Whole), link);
    assert_eq!(from_link(&link, &own).unwrap().assessment, assessment);
}

#[test]
fn answers_of_the_whole_standard_are_a_short_link() {
    let outline = large_outline();
    let mut assessment = Assessment::new(EDITION);
    for (item, answer) in outline.items().zip(Answer::ALL[..4].iter().cycle()) {
        assessment.set_answer(item, Some(*answer)).unwrap();
    }
    for share in [Share::Whole, Share::AnswersOnly] {
        let link = to_link(&outline, &assessment, share);
        assert!(link.len() < 400, "{} characters", link.len());
        assert!(link.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character)));
        assert_eq!(from_link(&link, &outline).unwrap().assessment, assessment);
    }
}

#[test]
fn answers_with_a_name_a_method_and_reasons_stay_under_2000_characters() {
    let outline = large_outline();
    let mut assessment = Assessment::new(EDITION);
    assessment.profile = Some(Method::Index);
    for code in ["AAA", "BAA"] {
        assessment.set_tailored(code.parse().unwrap(), Some("没有这样的业务")).unwrap();
    }
    let reason = EntryDetails { reason: "没有这样的业务".into(), ..EntryDetails::NONE };
    for (index, item) in outline.items().enumerate() {
        let (answer, details) = match index % 38 {
            0 => (Answer::NotApplicable, reason.clone()),
            _ => (Answer::ALL[index % 4], EntryDetails::NONE),
        };
        assessment.set(item, Some(answer), details).unwrap();
    }
    let link = to_link(&outline, &assessment, Share::AnswersOnly);
    assert!(link.len() < 2_000, "{} characters", link.len());
    assert_eq!(from_link(&link, &outline).unwrap().assessment, assessment);
}

#[test]
fn the_form_of_links_does_not_change() {
    let outline = outline();
    let mut assessment = Assessment::new(EDITION);
    let empty = to_link(&outline, &assessment, Share::Whole);
    let old_empty = from_link("13PSLjRQAAABmaXJzdAojAAAAAAAAAAAAAAAAAA", &outline).unwrap().assessment;
    assert_eq!(old_empty, assessment, "links made before the list of entries was in them are read");
    for (item, answer) in outline.items().zip(Answer::ALL[..4].iter().cycle()) {
        assessment.set_answer(item, Some(*answer)).unwrap();
    }
    let answered = to_link(&outline, &assessment, Share::Whole);
    assert_eq!(empty, "2KjFZqxYAAABmaXJzdAqk-s0fAAAAAAAAAAAAAAAA");
    assert_eq!(answered, "2ffENXhYAAABmaXJzdAqk-s0feVI_pHlSP6R5Uj8U");
    let old = "1izTfeBQAAABmaXJzdAojAHlSP6R5Uj-keVI_FA";
    assert_eq!(from_link(old, &outline).unwrap().assessment, assessment);
}

#[test]
fn answers_only_tells_nothing_else() {
    let outline = outline();
    let assessment = full(&outline);
    let link = to_link(&outline, &assessment, Share::AnswersOnly);
    let bytes = Base64UrlUnpadded::decode_vec(&link[1..]).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    for private in ["SECRET", "2026", "2027", "company"] {
        assert!(!text.contains(private), "{text}");
    }
    let read = from_link(&link, &outline).unwrap().assessment;
    assert_eq!(read.answers(), assessment.answers());
    assert_eq!(read.all_tailored(), assessment.all_tailored());
    assert_eq!(read.profile, assessment.profile);
    assert!(read.all_details().iter().all(|(_, details)| details.reason == "质 \"reason\""));
    assert_eq!(from_link(&to_link(&outline, &read, Share::Whole), &outline).unwrap().assessment, read);
}

#[test]
fn a_link_survives_what_mail_and_chat_do_to_it() {
    let outline = outline();
    let assessment = full(&outline);
    let link = to_link(&outline, &assessment, Share::Whole);
    let encoded: String = link.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let wrapped: Vec<&str> = link.as_bytes().chunks(70).map(|line| std::str::from_utf8(line).unwrap()).collect();
    for text in [
        format!("https://example.org/zh/score.html#a={link}"),
        format!("自评链接：https://example.org/zh/score.html#a={link}。请查收"),
        format!("<https://example.org/zh/score.html#a={link}>"),
        format!("{link}&shareTo=weixin"),
        format!("{link}?from=groupmessage&isappinstalled=0"),
        format!("{link})"),
        format!("{link}%EF%BC%89"),
        format!("{link}\nRegards, Li"),
        format!("https%3A%2F%2Fexample.org%2Fscore.html%23a%3D{link}&x=1"),
        format!(" \n{link}\r\n"),
        format!("%20{link}%0A"),
        link.replace('-', "%2D").replace('_', "%5f"),
        encoded,
        wrapped.join("\r\n "),
    ] {
        assert_eq!(from_link(&text, &outline).unwrap().assessment, assessment, "{text}");
    }
}

#[test]
fn a_link_that_is_none_is_refused() {
    let (outline, large) = (outline(), large_outline());
    let link = to_link(&outline, &full(&outline), Share::Whole);
    for (text, expected) in [
        ("  3abc", Code::LinkDamaged),
        ("%31A+B", Code::LinkCut),
        ("1AB%4", Code::LinkCut),
        ("1AB%e8%b4%a8", Code::LinkCut),
        ("2AAAA", Code::LinkCut),
        ("2AAAAAAAAAAAAAAAA", Code::LinkDamaged),
        ("2AAAA____________", Code::LinkCut),
        ("<script>", Code::LinkCut),
        ("", Code::LinkCut),
        (" ", Code::LinkCut),
        ("1", Code::LinkCut),
    ] {
        assert_eq!(code(text, &outline), expected, "{text}");
    }
    assert_eq!(code(&link, &large), Code::LinkOther);
    assert_eq!(code(&link, &Outline { edition: "2026".into(), ..outline.clone() }), Code::LinkOther);
    let mut other = outline.clone();
    other.domains[0].subdomains[0].cells[Level::LOWEST][0].conditional = true;
    assert_eq!(code(&link, &other), Code::LinkOther, "as many entries, but others");
    let mut shorter = outline.clone();
    shorter.domains[0].subdomains[0].cells[Level::LOWEST].pop();
    assert_eq!(code(&link, &shorter), Code::LinkOther);
}

#[test]
fn a_link_that_is_cut_off_or_mistyped_is_noticed() {
    let outline = outline();
    let link = to_link(&outline, &full(&outline), Share::AnswersOnly);
    for end in 0..link.len() {
        assert_eq!(code(&link[..end], &outline), Code::LinkCut, "{end}");
    }
    for at in 0..link.len() {
        for letter in ["A", "b", "_", "7"].into_iter().filter(|letter| *letter != &link[at..=at]) {
            let changed = [&link[..at], letter, &link[at + 1..]].concat();
            assert!(from_link(&changed, &outline).is_err(), "{changed}");
        }
        let swapped = [&link[..at], &link[at + 1..], &link[at..=at]].concat();
        assert!(swapped == link || from_link(&swapped, &outline).is_err());
    }
}

fn sum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for bit in bytes.iter().flat_map(|byte| (0..8).map(move |bit| u32::from(byte >> bit & 1))) {
        sum = if (sum ^ bit) & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    }
    !sum
}

/// A link whose checksum is right, whatever it holds after the edition and the sum of the outline.
fn forged(outline: &Outline, tail: &[u8]) -> String {
    let mut body = format!("{}\n", outline.edition).into_bytes();
    body.extend(sum(outline.to_string().as_bytes()).to_le_bytes());
    body.extend(tail);
    let checked = [&(body.len() as u32).to_le_bytes(), body.as_slice()].concat();
    format!("2{}", Base64UrlUnpadded::encode_string(&[&sum(&checked).to_le_bytes(), checked.as_slice()].concat()))
}

#[test]
fn what_only_another_program_could_have_written_is_refused() {
    let outline = outline();
    let packed = outline.items().count().div_ceil(3);
    let none = vec![0; packed];
    assert_eq!(forged(&outline, &none), to_link(&outline, &Assessment::new(EDITION), Share::Whole));
    assert_eq!(code(&forged(&outline, &none[1..]), &outline), Code::LinkDamaged);
    assert_eq!(code(&forged(&outline, &vec![216; packed]), &outline), Code::LinkDamaged);
    assert_eq!(code(&forged(&outline, &[&none[..], b"\xff"].concat()), &outline), Code::LinkDamaged);
    assert_eq!(code(&forged(&outline, &[&none[..], b"{"].concat()), &outline), Code::UnexpectedEnd);
    let mut first = none.clone();
    first[0] = 5;
    let said = said(&from_link(&forged(&outline, &first), &outline).unwrap_err());
    assert_eq!(said, ["1:1 missing-reason answers.ABC-101 [ABC-101]"]);
    let file = br#"{"format": "dtmm-assessment/1", "edition": "first", "answers": {"ABC-102": "F", "ABC-203": "L"}}"#;
    let read = from_link(&forged(&outline, &[&none[..], file].concat()), &outline).unwrap().assessment;
    assert!(read.answers().is_empty());
    assert_eq!(read.answer(item(&outline, "ABC-102").id), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn what_is_shared_comes_back(assessment in assessment(outline())) {
        let outline = outline();
        let link = to_link(&outline, &assessment, Share::Whole);
        let reading = from_link(&link, &outline).unwrap();
        prop_assert_eq!(&reading.assessment, &assessment);
        prop_assert!(reading.warnings.iter().all(|warning| !warning.code.is_error()));
        prop_assert_eq!(to_link(&outline, &reading.assessment, Share::Whole), link);

        let shared = from_link(&to_link(&outline, &assessment, Share::AnswersOnly), &outline).unwrap();
        prop_assert!(shared.warnings.is_empty());
        let mut expected = Assessment::new(EDITION);
        expected.profile = assessment.profile;
        expected.weights.clone_from(&assessment.weights);
        for (code, reason) in assessment.all_tailored() {
            expected.set_tailored(*code, Some(reason)).unwrap();
        }
        for item in outline.items() {
            let reason = assessment.details(item.id).reason.clone();
            expected.set(item, assessment.answer(item.id), EntryDetails { reason, ..EntryDetails::NONE }).unwrap();
        }
        prop_assert_eq!(shared.assessment, expected);
    }

    #[test]
    fn another_edition_of_the_assessment_is_kept(mut assessment in assessment(outline())) {
        assessment.edition = "2026".into();
        for share in [Share::Whole, Share::AnswersOnly] {
            let reading = from_link(&to_link(&outline(), &assessment, share), &outline()).unwrap();
            prop_assert_eq!(&reading.assessment.edition, "2026");
            prop_assert!(reading.warnings.iter().any(|warning| warning.code == Code::OtherEdition));
        }
    }
}

/// Damaged links: nothing panics and nothing wrong is read. Those with a right checksum over wrong
/// contents too.
#[test]
fn damaged_links_do_no_harm() {
    const PIECES: [&str; 8] = ["%", "%2", "A", "1", " ", "%41", "质", "--"];
    let outline = outline();
    let assessment = full(&outline);
    let link = to_link(&outline, &assessment, Share::Whole);
    let bytes = Base64UrlUnpadded::decode_vec(&link[1..]).unwrap();
    let tail = &bytes[8 + outline.edition.len() + 1 + 4..];
    assert_eq!(forged(&outline, tail), link);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..2_000 {
        let damaged = dice.damage(&link, &PIECES);
        if let Ok(reading) = from_link(&damaged, &outline) {
            assert_eq!(reading.assessment, assessment, "{damaged}");
        }
        let mut tail = tail.to_vec();
        for _ in 0..=dice.below(3) {
            let at = dice.below(tail.len());
            tail[at] = dice.below(256) as u8;
        }
        if let Ok(reading) = from_link(&forged(&outline, &tail), &outline) {
            let again = to_link(&outline, &reading.assessment, Share::Whole);
            assert_eq!(from_link(&again, &outline).unwrap().assessment, reading.assessment);
        }
    }
}
