use super::table::Difference;
use super::*;
use crate::printed::Printed;
use crate::words::tests::of_content;
use dtmm_scoring::{Answer, CustomWeights, EntryDetails, Fraction, Method};

/// Two domains, three subdomains.
const OUTLINE: &str =
    "dtmm-outline/1 x made-up\n@production\nQLT cr|rs|r|r|r\nEQM r|r|r|r|r\n@services\nSVC rr|r|r|r|r\n";

const ALL: Printed = Printed(|id| Some(("a)".to_owned(), format!("<{id}>"))));

fn outline() -> Outline {
    OUTLINE.parse().unwrap()
}

/// An assessment after letters in the order of the standard: `F L P N`, `-` not applicable, `.` open.
fn assessed(title: &str, date: &str, letters: &str) -> Assessment {
    let mut assessment = Assessment::new("x");
    (assessment.title, assessment.date) = (title.to_owned(), date.to_owned());
    let letters = letters.chars().filter(|letter| *letter != ' ');
    for (item, letter) in outline().items().zip(letters) {
        let answer = if letter == '-' { Some(Answer::NotApplicable) } else { Answer::from_key(&letter.to_string()) };
        let reason = if letter == '-' && !item.conditional { "none here" } else { "" };
        assessment.set(item, answer, EntryDetails { reason: reason.to_owned(), ..EntryDetails::NONE }).unwrap();
    }
    assessment
}

fn kept(number: u32, in_use: bool, assessment: Assessment) -> Candidate {
    Candidate { key: format!("kept-{number}"), origin: Origin::Kept { number, in_use }, assessment }
}

fn opened(name: &str, assessment: Assessment) -> Candidate {
    Candidate { key: format!("file-{name}"), origin: Origin::File(name.to_owned()), assessment }
}

fn choice(candidates: Vec<Candidate>) -> Choice {
    let mut choice = Choice::default();
    choice.take(candidates);
    choice
}

/// Two years: the first finished, the second with changes and one entry not answered yet.
fn years() -> [Assessment; 2] {
    let before = assessed("2025", "2025-11-01", "FF LN N N N  F F N N N  FF P N N N");
    let after = assessed("2026", "2026-11-01", "-F FN L N N  F N N N N  FF . N N N");
    [before, after]
}

fn two() -> Choice {
    let [before, after] = years();
    choice(vec![kept(1, true, after), kept(2, false, before)])
}

fn nodes_by(lang: &str, weights: &Weights, choice: &Choice, key: &str) -> Vec<Node> {
    let (outline, words) = (outline(), of_content(lang));
    let names = [
        ("production", "Making"),
        ("services", "Serving"),
        ("QLT", "Quality"),
        ("EQM", "Machines"),
        ("SVC", "Clients"),
    ];
    let names = Names(names.map(|(key, name)| (key.to_owned(), name.to_owned())).to_vec());
    let all = SideBySide::new(&outline, &words, &names, &ALL, choice, weights);
    compare_list(key, &all).unwrap_or_else(|| panic!("no place {key}"))
}

/// The text of a place: rows by line, cells between bars.
fn shown(choice: &Choice, key: &str) -> String {
    shown_in("en", choice, key)
}

fn shown_in(lang: &str, choice: &Choice, key: &str) -> String {
    let mut out = String::new();
    nodes_by(lang, &Weights::Subdomain, choice, key).iter().for_each(|node| write(node, &mut out));
    out.trim_end().to_owned()
}

fn write(node: &Node, out: &mut String) {
    let Node::Element(element) = node else { return out.push_str(&node.words()) };
    element.children.iter().for_each(|child| write(child, out));
    match element.name {
        "td" | "th" => out.push('|'),
        "tr" | "li" | "caption" | "option" => out.push('\n'),
        _ => {}
    }
}

#[test]
fn what_is_new_is_chosen_while_there_is_room_the_one_in_use_first() {
    let mut choice = Choice::default();
    let one = |number: u32| kept(number, number == 8, assessed("", &format!("2026-01-0{number}"), ""));
    choice.take((1..=8).map(one).collect());
    assert_eq!(
        shown_in("zh", &choice, "compare-full"),
        "最多同时对比 6 份。已列出但未选中：未命名自评 6、未命名自评 7。"
    );
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
        shown_in("zh", &choice, "compare-choose"),
        " old.json 2020-01-01；已作答 0/17；来自文件 old.json\n new 2026-01-01；已作答 0/17\n undated 已作答 0/17；当前自评"
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
    assert_eq!(
        lines[0],
        "Results for the enterprise, domains and subdomains, Method B (staged). Each cell ends with the numbers of answered and applicable entries."
    );
    assert_eq!(lines[1], "Enterprise, domain or subdomain|No. 1 20252025-11-01|No. 2 20262026-11-01|Difference 1 → 2|");
    assert_eq!(lines[2], "Enterprise|Level 1 A: Level 1 17/17|Level 1 A: Level 1 15/16|=|");
    assert_eq!(lines[4], "Quality|Level 2 A: Level 1 6/6|Level 3 A: Level 2 5/5|↑ +1|");
    assert_eq!(lines[5], "Machines|Level 2 A: Level 2 5/5|Level 1 A: Level 1 5/5|↓ −1|");
    assert_eq!(lines.len(), 8);
    assert_eq!(shown(&two(), "compare-tally"), "1 → 2. Subdomains higher: 1; lower: 1; equal: 1; not comparable: 0.");
}

#[test]
fn all_numbers_are_by_the_one_method_that_is_chosen() {
    let mut choice = two();
    choice.method = Method::Strict;
    assert!(shown(&choice, "compare-table").contains("Quality|Level 1 B: Level 2 6/6|Level 2 B: Level 3 5/5|↑ +1|"));
    choice.method = Method::Weighted;
    let table = shown(&choice, "compare-table");
    assert!(table.contains("Machines|2.00 Level 2 5/5|1.00 Level 1 5/5|↓ −1|"), "{table}");
    choice.method = Method::Index;
    assert!(shown(&choice, "compare-table").contains("Machines|2.00 5/5|1.00 5/5|↓ −1|"));
    assert_eq!(
        shown_in("zh", &choice, "compare-basis"),
        "全部结果按方法 D（进展指数）计算，方法版本 dtmm-index/1；企业得分的权重：各能力子域权重相等。"
    );
    let weights = Weights::Custom(CustomWeights::new(&outline(), &[3, 1]).unwrap());
    let basis: String = nodes_by("en", &weights, &choice, "compare-basis").iter().map(Node::words).collect();
    assert!(basis.contains("custom: Making 3, Serving 1"), "{basis}");
}

#[test]
fn what_makes_numbers_incomparable_is_said() {
    let complete = || assessed("", "2026-01-01", &"F".repeat(18));
    let [mut one, mut other] = [complete(), complete()];
    let notes = |one: &Assessment, other: &Assessment| {
        shown_in("zh", &choice(vec![kept(1, true, one.clone()), kept(2, false, other.clone())]), "compare-notes")
    };
    assert_eq!(notes(&one, &other), "");
    (one.profile, other.profile) = (Some(Method::Strict), Some(Method::Staged));
    assert!(notes(&one, &other).contains("第 1 份：方法 A（严格符合）；第 2 份：方法 B（逐级累进）"));
    (one.profile, other.profile) = (Some(Method::Staged), None);
    assert_eq!(notes(&one, &other), "");
    other.edition = "y".to_owned();
    assert!(notes(&one, &other).starts_with("自评并非都针对版本 x：第 1 份：x；第 2 份：y。"));
    other.edition = "x".to_owned();
    (one.scope, other.scope) = ("一厂".to_owned(), "二厂".to_owned());
    assert_eq!(notes(&one, &other), "评估对象不同：第 1 份：一厂；第 2 份：二厂。不同对象之间的差异不能看作趋势。");
    other.scope = "一厂".to_owned();
    other.set_tailored("EQM".parse().unwrap(), Some("none")).unwrap();
    assert!(notes(&one, &other).starts_with("只在部分自评的范围内：Machines (1)。"));
    one.set_tailored("EQM".parse().unwrap(), Some("none")).unwrap();
    assert_eq!(notes(&one, &other), "");
    one.clear(outline().items().next().unwrap().id);
    assert!(notes(&one, &other).starts_with("未完成（第 1 份：11/12）"), "{}", notes(&one, &other));
}

#[test]
fn entries_that_differ_are_listed_with_both_answers() {
    let mut choice = two();
    assert_eq!(
        shown(&choice, "compare-summary"),
        "Entries answered differently: 5 (raised: 2; lowered: 2; other: 1). Only notes or other details differ: 0. Of the entries answered differently, unanswered in one of the two self-assessments: 1."
    );
    assert_eq!(shown(&choice, "compare-shown"), "5 of 5 entries listed");
    assert_eq!(
        shown(&choice, "compare-changes"),
        "Entries whose answer, notes or other details differ: 1 → 2\n\
         Entry|Text|No. 1|No. 2|Change|Details that differ|\n\
         Quality QLT|\n\
         QLT-101|a) <QLT-101>|Fully|N/A|↔ other||\n\
         QLT-201|a) <QLT-201>|Largely|Fully|↑ raised||\n\
         QLT-301|a) <QLT-301>|Not met|Largely|↑ raised||\n\
         Machines EQM|\n\
         EQM-201|a) <EQM-201>|Fully|Not met|↓ lowered||\n\
         Clients SVC|\n\
         SVC-201|a) <SVC-201>|Partly|Unanswered|↓ lowered||"
    );
    choice.only = Direction::from_key("lowered");
    assert_eq!(shown(&choice, "compare-shown"), "2 of 5 entries listed");
    let listed = shown(&choice, "compare-changes");
    assert!(!listed.contains("QLT") && listed.contains("EQM-201") && listed.contains("SVC-201"));
    choice.only = Direction::from_key("remarks");
    assert!(shown(&choice, "compare-changes").ends_with("No entries match this filter.|"));
}

#[test]
fn remarks_that_differ_are_named() {
    let [before, mut after] = years().map(|one| assessed(&one.title, &one.date, &"F".repeat(18)));
    let outline = outline();
    let item = outline.items().next().unwrap();
    let details = EntryDetails { owner: "Li".to_owned(), evidence: vec!["plan.pdf".to_owned()], ..EntryDetails::NONE };
    after.set(item, Some(Answer::Full), details).unwrap();
    let mut choice = choice(vec![kept(1, true, before.clone()), kept(2, false, after)]);
    assert!(shown(&choice, "compare-changes").ends_with("Fully|Fully|= same answer|Owner, Evidence|"));
    assert!(shown(&choice, "compare-summary").ends_with("Only notes or other details differ: 1."));
    choice.take(vec![kept(1, true, before.clone()), kept(2, false, before)]);
    assert_eq!(shown(&choice, "compare-summary"), "Answers, notes and other details are the same in both.");
}

#[test]
fn what_one_of_them_leaves_out_is_not_compared() {
    let [before, mut after] = years();
    after.set_tailored("EQM".parse().unwrap(), Some("sold")).unwrap();
    let choice = choice(vec![kept(1, true, before), kept(2, false, after)]);
    assert!(!shown(&choice, "compare-changes").contains("EQM"));
    let table = shown(&choice, "compare-table");
    assert!(table.contains("Machines|Level 2 A: Level 2 5/5|Out of scope|not comparable|"), "{table}");
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
    after.edition = "2023-old".to_owned();
    let choice = choice(vec![kept(1, true, before), kept(2, false, after)]);
    assert!(
        shown_in("zh", &choice, "compare-notes").starts_with("自评并非都针对版本 x：第 1 份：x；第 2 份：2023-old。")
    );
    assert!(shown(&choice, "compare-choose").contains("2026-11-01; for edition 2023-old; "));
    assert!(shown(&choice, "compare-table").contains("2026-11-01for edition 2023-old|"));
    assert_eq!(
        shown_in("zh", &choice, "compare-editions"),
        "按版本 x 对比；自评针对的版本：第 1 份：x；第 2 份：2023-old。"
    );
}

#[test]
fn text_from_files_stays_text() {
    let candidates = vec![kept(1, true, assessed("<b>", "", "")), kept(2, false, assessed("", "", ""))];
    let nodes = nodes_by("zh", &Weights::Subdomain, &choice(candidates), "compare-choose");
    assert!(format!("{nodes:?}").contains("Text(\"<b>\")"));
}
