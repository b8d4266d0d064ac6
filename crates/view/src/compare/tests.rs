use super::table::Difference;
use super::*;
use crate::testing::{self, Printed, names, words};
use dtmm_example::plain;
use dtmm_scoring::{Answer, CustomWeights, EntryDetails, Fraction, Method};

const ALL: Printed = Printed(|id| Some(("a".to_owned(), format!("<{id}>"))));

/// An assessment after letters in the order of the standard: `F L P N`, `-` not applicable, `.` open.
fn assessed(title: &str, date: &str, letters: &str) -> Assessment {
    let mut assessment = testing::assessed(&plain(), letters);
    (assessment.title, assessment.date) = (title.to_owned(), date.to_owned());
    assessment
}

fn kept(number: u32, in_use: bool, assessment: Assessment) -> Candidate {
    let edition = assessment.edition.clone();
    Candidate { key: format!("kept-{number}"), origin: Origin::Kept { number, in_use }, edition, assessment }
}

fn opened(name: &str, assessment: Assessment) -> Candidate {
    let edition = assessment.edition.clone();
    Candidate { key: format!("file-{name}"), origin: Origin::File(name.to_owned()), edition, assessment }
}

fn choice(candidates: Vec<Candidate>) -> Choice {
    let mut choice = Choice::new(Method::Staged);
    choice.take(candidates);
    choice
}

/// Two years: the first finished, the second with changes and one entry not answered yet.
fn years() -> [Assessment; 2] {
    let before = assessed("2025", "2025-11-01", "FF LFN N N N  F F N N N  FFFF P N N N");
    let after = assessed("2026", "2026-11-01", "-F FFN L N N  F N N N N  FFFF . N N N");
    [before, after]
}

fn two() -> Choice {
    let [before, after] = years();
    choice(vec![kept(1, true, after), kept(2, false, before)])
}

fn nodes_by(weights: &Weights, choice: &Choice, key: &str) -> Vec<Node> {
    let (outline, words, names) = (plain(), words(), names());
    let all = SideBySide::new(&outline, &words, &names, &ALL, choice, weights);
    compare_list(key, &all).unwrap_or_else(|| panic!("no place {key}"))
}

/// The text of a place: rows by line, cells between bars.
fn shown(choice: &Choice, key: &str) -> String {
    let mut out = String::new();
    nodes_by(&Weights::Subdomain, choice, key).iter().for_each(|node| write(node, &mut out));
    out.trim_end().to_owned()
}

fn write(node: &Node, out: &mut String) {
    let Node::Element(element) = node else { return out.push_str(&node.words()) };
    element.children.iter().for_each(|child| write(child, out));
    match element.name {
        "td" | "th" => {
            out.truncate(out.trim_end().len());
            out.push('|');
        }
        "p" => out.push(' '),
        "tr" | "li" | "caption" | "option" => out.push('\n'),
        _ => {}
    }
}

#[test]
fn what_was_planned_stands_beside_what_came() {
    let [mut before, mut after] = years();
    let set = |one: &mut Assessment, id: &str, name: &str, value: &str| {
        let values: Vec<String> = value.split(' ').map(str::to_owned).collect();
        one.set_field(&dtmm_scoring::action_path(name, id), &values, &plain());
    };
    let planned = |before: &Assessment, after: &Assessment| {
        shown(&choice(vec![kept(1, true, after.clone()), kept(2, false, before.clone())]), "compare-planned")
    };
    set(&mut after, "P9", "action", "only later");
    assert_eq!(planned(&before, &after), "", "what the later one plans has not come yet");
    set(&mut before, "P1", "action", "train");
    set(&mut before, "P1", "for", "ABC-101 ABC-2 company XYZ-1");
    set(&mut before, "P1", "due", "2026-05-01");
    set(&mut after, "P1", "status", "done");
    set(&mut before, "P2", "action", "buy");
    let said = planned(&before, &after);
    let rows: Vec<&str> = said.lines().skip_while(|line| !line.contains("action_text")).skip(1).collect();
    assert_eq!(
        rows,
        [
            "train|2026-05-01|ABC-101|full|not_applicable|raise status_open status_done|",
            "ABC-201|largely|full|",
            "ABC-202|full|full|",
            "ABC-203|not|not|",
            "company|level_1|level_1|",
            "XYZ-1|||",
            "buy||–|||raise status_open compare_planned_gone|",
        ]
    );
}

#[test]
fn what_is_new_is_chosen_while_there_is_room_the_one_in_use_first() {
    let mut choice = Choice::new(Method::Staged);
    let one = |number: u32| kept(number, number == 8, assessed("", &format!("2026-01-0{number}"), ""));
    choice.take((1..=8).map(one).collect());
    assert_eq!(shown(&choice, "compare-full"), "compare_full 6 untitled 6, untitled 7");
    assert!(choice.has("kept-8") && choice.has("kept-5") && !choice.has("kept-6") && choice.is_full());
    choice.choose("kept-6", true);
    assert!(!choice.has("kept-6"));
    choice.choose("kept-1", false);
    assert_eq!(shown(&choice, "compare-full"), "");
    choice.choose("kept-6", true);
    assert!(choice.has("kept-6"));
    // What the reader left out stays out, what is gone goes, and what comes takes its place.
    let gone = (1..=7).map(one).chain([opened("a.json", assessed("", "", ""))]).collect();
    choice.take(gone);
    assert!(!choice.has("kept-1") && !choice.has("kept-8") && choice.has("file-a.json"));
}

#[test]
fn they_stand_in_the_order_of_their_dates() {
    let choice = choice(vec![
        kept(1, true, assessed("undated", "", "")),
        kept(2, false, assessed("new", "2026-01-01", "")),
        opened("old.json", assessed("", "2020-01-01", "")),
    ]);
    assert_eq!(shown(&choice, "compare-pair"), "1 old.json\n2 new\n3 undated");
    assert_eq!(
        shown(&choice, "compare-choose"),
        " old.json 2020-01-01; compare_answered 0/20; compare_from_file old.json\n \
         new 2026-01-01; compare_answered 0/20\n undated compare_answered 0/20; compare_in_use"
    );
}

#[test]
fn the_pair_is_the_first_and_the_last_until_it_is_set() {
    let one = |number: u32| kept(number, false, assessed("", &format!("2026-01-0{number}"), ""));
    let mut choice = choice((1..=3).map(one).collect());
    assert_eq!(choice.pair(), Some(["kept-1", "kept-3"]));
    choice.set_pair(0, "kept-2");
    assert_eq!(choice.pair(), Some(["kept-2", "kept-3"]));
    choice.set_pair(1, "kept-2");
    assert_eq!(choice.pair(), Some(["kept-3", "kept-2"]));
    // One that is left out gives its place up.
    choice.choose("kept-2", false);
    assert_eq!(choice.pair(), Some(["kept-3", "kept-1"]));
    choice.choose("kept-3", false);
    assert_eq!(choice.pair(), None);
    assert!(!choice.is_enough() && choice.is_possible());
    assert_eq!(shown(&choice, "compare-table"), "");
    assert_eq!(shown(&choice, "compare-summary"), "");
}

#[test]
fn levels_stand_beside_each_other_with_their_difference() {
    let table = shown(&two(), "compare-table");
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "compare_result report_staged");
    assert_eq!(
        lines[1],
        "compare_scope|compare_side 1 20252025-11-01compare_by B compare_by A|\
         compare_side 2 20262026-11-01compare_by B compare_by A|compare_difference compare_pair 1 2|"
    );
    let beside = |level: u8, strict: u8, count| format!("level_{level} level_{strict} {count}");
    assert_eq!(lines[2], format!("company|{}|{}|=|", beside(1, 1, "20/20"), beside(1, 1, "18/19")));
    assert_eq!(lines[4], format!("Quality|{}|{}|↑ +1|", beside(2, 1, "7/7"), beside(3, 2, "6/6")));
    assert_eq!(lines[5], format!("Machines|{}|{}|↓ −1|", beside(2, 2, "5/5"), beside(1, 1, "5/5")));
    assert_eq!(lines.len(), 8);
    assert_eq!(shown(&two(), "compare-tally"), "compare_tally compare_pair 1 2 1 1 1 0");
}

#[test]
fn all_numbers_are_by_the_one_method_that_is_chosen() {
    let mut choice = two();
    choice.method = Method::Strict;
    let quality = "Quality|level_1 level_2 7/7|level_2 level_3 6/6|↑ +1|";
    assert!(shown(&choice, "compare-table").contains(quality));
    choice.method = Method::Weighted;
    let table = shown(&choice, "compare-table");
    assert!(table.contains("Machines|2.00 level_2 5/5|1.00 level_1 5/5|↓ −1|"), "{table}");
    choice.method = Method::Index;
    assert!(shown(&choice, "compare-table").contains("Machines|2.00 5/5|1.00 5/5|↓ −1|"));
    assert_eq!(shown(&choice, "compare-basis"), "compare_all_by report_index dtmm-index/1 report_by_subdomain");
    let weights = Weights::Custom(CustomWeights::new(&plain(), &[3, 1]).unwrap());
    let basis: String = nodes_by(&weights, &choice, "compare-basis").iter().map(Node::words).collect();
    assert_eq!(basis, "compare_all_by report_index dtmm-index/1 report_by_weights Making 3, Serving 1");
}

#[test]
fn the_numbers_of_a_standard_that_counts_otherwise_say_by_what() {
    let outline = dtmm_example::in_quarters("index");
    let one = || testing::assessed(&outline, "FF LL");
    let mut choice = Choice::new(outline.scoring.first());
    choice.take(vec![kept(1, true, one()), kept(2, false, one())]);
    let (words, names) = (words(), names());
    let all = SideBySide::new(&outline, &words, &names, &ALL, &choice, &Weights::Subdomain);
    let basis: String = compare_list("compare-basis", &all).unwrap().iter().map(Node::words).collect();
    let id = "dtmm-index/1 largely=0.5 partly=0.25";
    assert_eq!(basis, format!("compare_all_by report_index {id} report_by_subdomain"));
}

#[test]
fn what_makes_numbers_incomparable_is_said() {
    let complete = || assessed("", "2026-01-01", &"F".repeat(21));
    let [mut one, mut other] = [complete(), complete()];
    let notes = |one: &Assessment, other: &Assessment| {
        shown(&choice(vec![kept(1, true, one.clone()), kept(2, false, other.clone())]), "compare-notes")
    };
    assert_eq!(notes(&one, &other), "");
    (one.profile, other.profile) = (Some(Method::Strict), Some(Method::Staged));
    assert_eq!(
        notes(&one, &other),
        "compare_profiles compare_each 1 report_strict; compare_each 2 report_staged report_staged"
    );
    (one.profile, other.profile) = (Some(Method::Staged), None);
    assert_eq!(notes(&one, &other), "");
    other.edition = "y".to_owned();
    assert_eq!(notes(&one, &other), "compare_editions first compare_each 1 first; compare_each 2 y");
    other.edition = one.edition.clone();
    (one.scope, other.scope) = ("一厂".to_owned(), "二厂".to_owned());
    assert_eq!(notes(&one, &other), "compare_subjects compare_each 1 一厂; compare_each 2 二厂");
    other.scope = "一厂".to_owned();
    other.set_tailored("DEF".parse().unwrap(), Some("none")).unwrap();
    assert_eq!(notes(&one, &other), "compare_tailored Machines (1)");
    one.set_tailored("DEF".parse().unwrap(), Some("none")).unwrap();
    assert_eq!(notes(&one, &other), "");
    one.clear(plain().items().next().unwrap().id);
    assert_eq!(notes(&one, &other), "compare_provisional compare_each 1 14/15");
}

#[test]
fn entries_that_differ_are_listed_with_both_answers() {
    let mut choice = two();
    assert_eq!(shown(&choice, "compare-summary"), "compare_summary 5 2 2 1 0 compare_open 1");
    assert_eq!(shown(&choice, "compare-shown"), "compare_shown 5 5");
    assert_eq!(
        shown(&choice, "compare-changes"),
        "compare_caption compare_pair 1 2\n\
         compare_entry|compare_text|compare_side 1|compare_side 2|compare_change|\n\
         Quality ABC|\n\
         ABC-101|a) <ABC-101>|full|not_applicable|↔ compare_other|\n\
         ABC-201|a) <ABC-201>|largely|full|↑ compare_raised|\n\
         ABC-301|a) <ABC-301>|not|largely|↑ compare_raised|\n\
         Machines DEF|\n\
         DEF-201|a) <DEF-201>|full|not|↓ compare_lowered|\n\
         Clients GHI|\n\
         GHI-201|a) <GHI-201>|partly|cell_open|↓ compare_lowered|"
    );
    choice.only = Direction::from_key("lowered");
    assert_eq!(shown(&choice, "compare-shown"), "compare_shown 2 5");
    let listed = shown(&choice, "compare-changes");
    assert!(!listed.contains("ABC") && listed.contains("DEF-201") && listed.contains("GHI-201"));
    choice.only = Direction::from_key("remarks");
    assert!(shown(&choice, "compare-changes").ends_with("compare_none_shown|"));
}

#[test]
fn remarks_that_differ_are_named() {
    let [before, mut after] = years().map(|one| assessed(&one.title, &one.date, &"F".repeat(21)));
    let outline = plain();
    let item = outline.items().next().unwrap();
    let details = EntryDetails { owner: "Li".to_owned(), evidence: vec!["plan.pdf".to_owned()], ..EntryDetails::NONE };
    after.set(item, Some(Answer::Full), details).unwrap();
    let mut choice = choice(vec![kept(1, true, before.clone()), kept(2, false, after)]);
    let listed = shown(&choice, "compare-changes");
    let sides = ["ownercompare_each 1 – compare_each 2 Li", "evidencecompare_each 1 – compare_each 2 plan.pdf"];
    assert!(listed.ends_with(&format!("full|full|= compare_same|\n{} {}|", sides[0], sides[1])), "{listed}");
    assert_eq!(shown(&choice, "compare-summary"), "compare_summary 0 0 0 0 1");
    choice.take(vec![kept(1, true, before.clone()), kept(2, false, before)]);
    assert_eq!(shown(&choice, "compare-summary"), "compare_no_changes");
}

#[test]
fn notes_that_differ_are_shown_in_full_with_their_lines() {
    let [mut before, mut after] = years().map(|one| assessed(&one.title, &one.date, &"F".repeat(21)));
    let outline = plain();
    let item = outline.items().next().unwrap();
    for (one, note) in [(&mut before, "old ".repeat(500)), (&mut after, "new\n".repeat(90))] {
        one.set(item, Some(Answer::Full), EntryDetails { note, ..EntryDetails::NONE }).unwrap();
    }
    let listed = shown(&choice(vec![kept(1, true, before), kept(2, false, after)]), "compare-changes");
    assert!(listed.contains(&"old ".repeat(500)) && listed.contains(&"new\n".repeat(89)), "{listed}");
    assert!(!listed.contains("cut"), "{listed}");
}

/// The classes of the lines of the radar, from the lowest to the highest.
fn lines_of(choice: &Choice) -> Vec<String> {
    let picture = nodes_by(&Weights::Subdomain, choice, "compare-picture");
    let Node::Element(radar) = &picture[0] else { panic!("no radar") };
    let class = |node: &Node| match node {
        Node::Element(part) if part.name == "path" => {
            part.attributes.iter().find(|(name, _)| *name == "class").map(|(_, value)| value.clone())
        }
        _ => None,
    };
    radar.children.iter().filter_map(class).filter(|class| class.starts_with('s')).collect()
}

#[test]
fn radars_lie_over_one_another_as_many_as_can_be_told_apart() {
    let choice_of = |count: u32, answer: &str| {
        let one = |number: u32| assessed("", &format!("2026-01-0{number}"), &answer.repeat(40));
        choice((1..=count).map(|number| kept(number, false, one(number))).collect())
    };
    assert_eq!(lines_of(&choice_of(2, "N")), ["s1", "s2"]);
    let six = choice_of(6, "N");
    assert_eq!(lines_of(&six), ["s1", "s2", "s3", "s4"]);
    let said = shown(&six, "compare-picture");
    // The first and the last are the two whose differences are shown.
    for number in [1, 2, 3, 6] {
        assert!(said.contains(&format!("compare_each {number} untitled {number}\n")), "{number}: {said}");
    }
    assert!(!said.contains("compare_each 4") && said.ends_with("compare_radar_more 2"), "{said}");
    assert!(said.starts_with("compare_radar report_staged") && said.contains("Making 0→0"), "{said}");
    // Nothing is drawn of what is not known yet.
    assert_eq!(shown(&choice_of(2, ""), "compare-picture"), "");
}

/// Whether no result of the two differs.
fn is_equal(choice: &Choice) -> bool {
    let (outline, words, names) = (plain(), words(), names());
    SideBySide::new(&outline, &words, &names, &ALL, choice, &Weights::Subdomain).is_equal()
}

#[test]
fn what_became_of_each_subdomain_is_drawn_and_the_rest_is_folded() {
    assert_eq!(
        shown(&two(), "compare-dumbbells"),
        "compare_dumbbells 1 2 compare_subdomain|compare_difference compare_pair 1 2compare_pair 1 2|compare_pair 1 2012345|\n\
         Quality|↑ +1|level_2 → level_3|\nMachines|↓ −1|level_2 → level_1|\n\
         compare_unchanged 1compare_subdomain|compare_difference compare_pair 1 2compare_pair 1 2|compare_pair 1 2012345|\n\
         Clients|=|level_1 → level_1|"
    );
    let [before, _] = years();
    let same = choice(vec![kept(1, true, before.clone()), kept(2, false, before)]);
    // Where nothing differs, the table alone says so, and the page folds it.
    assert_eq!(shown(&same, "compare-dumbbells"), "");
    assert!(is_equal(&same) && !is_equal(&two()));
    let mut by_score = two();
    by_score.method = Method::Weighted;
    assert!(shown(&by_score, "compare-dumbbells").contains("Machines|↓ −1|2.00 → 1.00|"));
}

#[test]
fn what_was_carried_over_says_from_which_edition_and_what_became_of_its_answers() {
    let outline = plain();
    let [before, after] = years();
    let mut carried = Candidate { edition: "old".to_owned(), ..kept(2, false, before) };
    let review = r#"{"from":["ABC-101"],"edition":"old","answer":"L"}"#.to_owned();
    let path = format!("{}.kept.review", outline.items().next().unwrap().id);
    carried.assessment.set_field(&path, &[review], &outline);
    let held = carried.assessment.answers().len();
    let choice = choice(vec![kept(1, true, after), carried]);
    let line = format!("compare_each 1 carried old first {held} 1 0");
    let notes = shown(&choice, "compare-notes");
    assert!(notes.starts_with(&line) && !notes.contains("compare_editions"), "{notes}");
    let head = shown(&choice, "compare-table");
    assert!(head.contains("2025-11-01compare_made_for oldcompare_by B compare_by A|"), "{head}");
    let foot = shown(&choice, "compare-editions");
    assert_eq!(foot, "compare_editions_foot first compare_each 1 old; compare_each 2 first");
}

#[test]
fn what_one_of_them_leaves_out_is_not_compared() {
    let [before, mut after] = years();
    after.set_tailored("DEF".parse().unwrap(), Some("sold")).unwrap();
    let choice = choice(vec![kept(1, true, before), kept(2, false, after)]);
    assert!(!shown(&choice, "compare-changes").contains("DEF"));
    let table = shown(&choice, "compare-table");
    assert!(table.contains("Machines|level_2 level_2 5/5|report_out|compare_none|"), "{table}");
}

#[test]
fn differences_are_exact_and_signed() {
    let of = |before: (u64, u64), after: (u64, u64)| {
        Difference::of(Fraction::new(before.0, before.1), Fraction::new(after.0, after.1)).shown()
    };
    assert_eq!(of((1, 1), (3, 1)), "↑ +2");
    assert_eq!(of((5, 2), (9, 4)), "↓ −0.25");
    assert_eq!(of((1, 1000), (0, 1)), "↓ < −0.01");
    assert_eq!(of((2, 1), (2, 1)), "=");
    assert_eq!(of((0, 1), (1, 3)), "↑ +0.33");
    // Half a hundredth goes to the even one, and nothing is rounded before it is subtracted.
    assert_eq!(of((0, 1), (1, 8)), "↑ +0.12");
    assert_eq!(of((3, 8), (0, 1)), "↓ −0.38");
    assert_eq!(of((1, 1), (201, 200)), "↑ < +0.01");
    assert_eq!(of((1, 1), (203, 200)), "↑ +0.02");
    assert_eq!(of((1, 3), (2, 3)), "↑ +0.33");
}

#[test]
fn an_assessment_of_another_edition_says_so_wherever_it_is_named() {
    let [before, mut after] = years();
    after.edition = "earlier".to_owned();
    let choice = choice(vec![kept(1, true, before), kept(2, false, after)]);
    let notes = shown(&choice, "compare-notes");
    assert!(notes.starts_with("compare_editions first compare_each 1 first; compare_each 2 earlier\n"), "{notes}");
    assert!(shown(&choice, "compare-choose").contains("2026-11-01; compare_made_for earlier; "));
    assert!(shown(&choice, "compare-table").contains("2026-11-01compare_made_for earliercompare_by B"));
    assert_eq!(
        shown(&choice, "compare-editions"),
        "compare_editions_foot first compare_each 1 first; compare_each 2 earlier"
    );
}

#[test]
fn text_from_files_stays_text() {
    let candidates = vec![kept(1, true, assessed("<b>", "", "")), kept(2, false, assessed("", "", ""))];
    let nodes = nodes_by(&Weights::Subdomain, &choice(candidates), "compare-choose");
    assert!(format!("{nodes:?}").contains("Text(\"<b>\")"));
}
