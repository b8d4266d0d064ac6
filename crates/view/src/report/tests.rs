use super::*;
use crate::testing::{self, Printed, names, words};
use dtmm_example::{EDITION, plain};
use dtmm_model::{Level, Outline};
use dtmm_scoring::{Assessment, EntryDetails, Scorecard, Weights};

/// A page with every entry but one.
const PAGE: Printed = Printed(|id| (id.to_string() != "GHI-501").then(|| ("a".to_owned(), format!("<{id}>"))));

/// An assessment after letters in the order of the standard: `F L P N`, `-` not applicable, `.` open.
fn assessed(letters: &str) -> Assessment {
    testing::assessed(&plain(), letters)
}

/// What the reader is to see in a place.
fn nodes_by(method: Method, weights: Weights, assessment: &Assessment, key: &str) -> Vec<Node> {
    nodes_of(&plain(), method, weights, assessment, key)
}

fn nodes_of(outline: &Outline, method: Method, weights: Weights, assessment: &Assessment, key: &str) -> Vec<Node> {
    let card = Scorecard::with_weights(outline, assessment, weights);
    let (words, names) = (words(), names());
    let context = Context { outline, words: &words, names: &names, assessment, card: &card, texts: &PAGE };
    let facts = Facts { date: "2026-11-22", hash: "c0ffee", method };
    list(key, &context, &facts).unwrap_or_else(|| panic!("no place {key}"))
}

fn nodes(assessment: &Assessment, key: &str) -> Vec<Node> {
    nodes_by(Method::Staged, Weights::Subdomain, assessment, key)
}

/// The text of it, paragraphs and rows by line, cells between bars.
fn shown(assessment: &Assessment, key: &str) -> String {
    lines(&nodes(assessment, key))
}

fn lines(nodes: &[Node]) -> String {
    let mut out = String::new();
    nodes.iter().for_each(|node| write(node, &mut out));
    out.trim_end().to_owned()
}

fn write(node: &Node, out: &mut String) {
    let Node::Element(element) = node else { return out.push_str(&node.words()) };
    if element.name == "svg" {
        return out.push_str("[svg]");
    }
    element.children.iter().for_each(|child| write(child, out));
    match element.name {
        "td" | "th" | "dt" | "dd" => out.push('|'),
        "tr" | "li" | "p" | "div" => out.push('\n'),
        "strong" => out.push('*'),
        _ => {}
    }
}

const HALF: &str = "-F FFN L F F  F P . . .  FFFF F N N N";

#[test]
fn the_plan_stands_by_due_date_and_there_is_nothing_where_there_is_none() {
    let mut one = assessed("");
    assert_eq!(nodes(&one, "report-plan"), []);
    for (id, fields) in [
        ("P1", &[("action", "later"), ("due", "2027-01-01"), ("priority", "1")][..]),
        ("P2", &[("action", "late"), ("due", "2026-01-01"), ("person", "甲"), ("for", "GHI-201")]),
        ("P3", &[("status", "done")]),
    ] {
        for (name, value) in fields {
            one.set_field(&dtmm_scoring::action_path(name, id), &[(*value).to_owned()], &plain());
        }
    }
    let said = shown(&one, "report-plan");
    let rows: Vec<&str> = said.lines().filter(|line| line.contains('|')).collect();
    assert_eq!(
        rows,
        [
            "action_text|action_for|owner|due|action_status|action_priority|",
            "late|GHI-201|甲|2026-01-01 action_overdue*|status_open||",
            "later|||2027-01-01|status_open|priority_high|",
            "action_untitled||||status_done||",
        ]
    );
    assert!(said.contains("field_plan") && said.contains("action_count 3 2 1"));
}

#[test]
fn those_responsible_stand_with_how_far_they_are_and_there_is_nothing_where_none_is_listed() {
    let mut one = assessed("");
    assert_eq!(nodes(&one, "report-owners"), []);
    for (field, value) in [("scope", "ABC-1"), ("due", "2020-01-01")] {
        one.set_field(&dtmm_scoring::owner_path(field, "质量部"), &[value.to_owned()], &plain());
    }
    let said = shown(&one, "report-owners");
    let rows: Vec<&str> = said.lines().filter(|line| line.contains('|')).collect();
    assert!(rows[0].ends_with("owner_name|owner_scope|owner_entries|owner_answered|due|"), "{rows:?}");
    assert!(
        rows[1].starts_with("质量部|report_place_unlabelled Quality level_1|2|0|2020-01-01 owner_overdue 2*|"),
        "{rows:?}"
    );
    assert!(rows[2].starts_with("owner_nobody||"), "{rows:?}");
}

#[test]
fn nothing_answered() {
    let empty = Assessment::new(EDITION);
    let about = ["title", "organization", "scope", "date"].map(|key| format!("report_{key}|report_fill_in|"));
    assert_eq!(shown(&empty, "report-about"), about.join("\n"));
    assert_eq!(shown(&empty, "report-level"), "");
    assert!(shown(&empty, "report-radar").starts_with("[svg]"), "the form has a radar to draw in");
    assert_eq!(shown(&empty, "report-completeness"), "report_completeness 0 20 0");
    assert_eq!(shown(&empty, "report-aim"), "report_aim_next level_1 7");
    assert_eq!(shown(&empty, "report-excluded"), "0");
    assert_eq!(shown(&empty, "report-holds"), "nothing");
    assert_eq!(shown(&empty, "report-gains"), "nothing");
    assert_eq!(shown(&empty, "report-gaps-unmet"), "");
    assert!(
        shown(&empty, "report-gaps-unanswered")
            .starts_with("report_unanswered 7|\nABC-101|report_place Quality level_1 a)|<ABC-101>|cell_open|||\n")
    );
    assert_eq!(shown(&empty, "report-evidence"), "report_no_evidence|");
    assert_eq!(shown(&empty, "report-not-applicable"), "report_no_exclusion|");
    assert_eq!(shown(&empty, "report-tailored"), "report_no_tailoring|");
    assert_eq!(
        shown(&empty, "report-answers"),
        "report_answers 0 21 full 0, largely 0, partly 0, not 0, not_applicable 0"
    );
}

#[test]
fn half_done() {
    let half = assessed(HALF);
    assert_eq!(shown(&half, "report-level"), "level_1* report_provisional");
    assert_eq!(shown(&half, "report-completeness"), "report_completeness 16 19 84");
    assert_eq!(shown(&half, "report-aim"), "report_aim_next level_2 1");
    assert_eq!(shown(&half, "report-excluded"), "1");
    assert_eq!(shown(&half, "report-holds"), "Machines* level_1report_missing DEF-201");
    assert_eq!(
        shown(&half, "report-gains"),
        "Machines* level_1 → level_2report_missing DEF-201\nClients* level_2 → level_3report_missing GHI-301"
    );
    assert_eq!(
        shown(&half, "report-gaps-unmet"),
        "report_unmet 1|\nDEF-201|report_place Machines level_2 a)|<DEF-201>|partly|||"
    );
    assert_eq!(
        shown(&half, "report-gaps-recommended"),
        "report_recommended 1|\nABC-203|report_place Quality level_2 a)|<ABC-203>|not|||"
    );
    assert_eq!(shown(&half, "report-gaps-note"), "report_to_next level_2 report_staged");
    assert_eq!(
        shown(&half, "report-not-applicable"),
        "ABC-101|report_place Quality level_1 a)|<ABC-101>||report_conditional|"
    );
}

/// What the first page says in words: the target, the sentence, and the steps.
fn first_page(assessment: &Assessment) -> [String; 3] {
    ["goal", "why", "next"].map(|key| shown(assessment, &format!("report-{key}")))
}

#[test]
fn the_first_page_says_why_and_what_to_do_next_in_every_state() {
    let why = |assessment: &Assessment| shown(assessment, "report-why");
    let held = "report_held Machines report_to_raise level_2 1";
    let steps = "DEF-201 report_place Machines level_2 a) → level_2<DEF-201>\n\
                 DEF-301 report_place Machines level_3 a) report_then level_2<DEF-301>\n\
                 GHI-301 report_place Clients level_3 a) report_then level_2<GHI-301>";
    let mut half = assessed(HALF);
    let no_target = format!("report_why level_1 report_why_no_target {held}");
    assert_eq!(first_page(&half), ["report_aim_none".to_owned(), no_target, steps.to_owned()]);
    half.set_target("company", Level::new(3));
    assert_eq!(shown(&half, "report-goal"), "report_target level_3*");
    assert_eq!(why(&half), format!("report_why level_1 report_why_target level_3 {held}"));
    half.set_target("company", Level::new(1));
    assert_eq!(why(&half), format!("report_why level_1 report_why_reached level_1 {held}"));
    let unfilled = ["report_aim_none", "nothing", "nothing"].map(str::to_owned);
    assert_eq!(first_page(&Assessment::new(EDITION)), unfilled);
    assert_eq!(first_page(&assessed(&"-".repeat(21)))[1..], ["none_applies", "none_applies"]);
    let top = ["report_why level_5 report_why_no_target top_after", "top"];
    assert_eq!(first_page(&assessed(&"F".repeat(21)))[1..], top);
    let capped = assessed("FF FFF F F -  F F F F F  FFFF F F F F");
    let said = ["report_why level_4 report_why_no_target capped_after", "capped"];
    assert_eq!(first_page(&capped)[1..], said);
    assert_eq!(
        why(&assessed("F")),
        "report_why_open level_5 report_held Quality, Machines, Clients report_to_raise_open level_1 0 6"
    );
}

#[test]
fn before_there_is_a_level_the_report_leads_with_how_much_is_answered() {
    let mut begun = assessed("FN");
    assert_eq!(shown(&begun, "report-level-head"), "in_progress");
    assert_eq!(shown(&begun, "report-level"), "report_share 10*[svg]");
    assert_eq!(shown(&begun, "report-goal"), "report_aim_none");
    begun.set_target("company", Level::new(1));
    assert_eq!(shown(&begun, "report-goal"), "report_target level_1* to_target 2 7");
    // With a level it leads with that, and says no more of the target than which it is.
    let mut half = assessed(HALF);
    half.set_target("company", Level::new(3));
    assert_eq!(shown(&half, "report-level-head"), "report_level_head B");
    assert_eq!(shown(&half, "report-goal"), "report_target level_3*");
}

#[test]
fn domains_are_bars_until_there_is_an_outline_to_draw() {
    let bars = "report_shares|Making|[svg]|2/12|\nServing|[svg]|0/8|";
    assert_eq!(shown(&assessed("FN"), "report-radar").replace("report_shares", "report_shares|"), bars);
    assert!(shown(&assessed(HALF), "report-radar").starts_with("[svg]"));
}

#[test]
fn of_many_that_hold_the_level_three_are_named() {
    let outline = dtmm_example::outline("@making\nAAA r|r\nBBB r|r\nCCC r|r\nDDD r|r\n");
    let assessment = testing::assessed(&outline, "N N N N N N N N");
    let show = |key| lines(&nodes_of(&outline, Method::Staged, Weights::Subdomain, &assessment, key));
    assert_eq!(
        show("report-why"),
        "report_why below report_why_no_target report_held_many , ,  4 report_to_raise level_1 4"
    );
    assert!(show("report-next").ends_with("\nreport_more_steps level_1 1"), "{}", show("report-next"));
}

#[test]
fn a_step_says_who_does_it_by_when() {
    let mut half = assessed(HALF);
    let outline = plain();
    let item = outline.items().find(|item| item.id.to_string() == "DEF-201").unwrap();
    let details = EntryDetails { owner: "Wang".to_owned(), due: "2027-03-01".to_owned(), ..EntryDetails::NONE };
    half.set(item, Some(Answer::Partly), details).unwrap();
    assert!(shown(&half, "report-next").starts_with(
        "DEF-201 report_place Machines level_2 a) → level_2<DEF-201>report_owner Wang; report_due 2027-03-01\n"
    ));
}

#[test]
fn done_and_everything_met() {
    let done = assessed(&"F".repeat(21));
    assert_eq!(shown(&done, "report-level"), "level_5*");
    assert_eq!(shown(&done, "report-completeness"), "report_completeness 20 20 100");
    assert_eq!(shown(&done, "report-aim"), "report_aim_none");
    assert_eq!(shown(&done, "report-holds"), "top");
    assert_eq!(shown(&done, "report-gains"), "report_no_gain");
    assert_eq!(shown(&done, "report-gaps-unmet"), "report_no_gaps|");
}

#[test]
fn nothing_applies() {
    let none = assessed(&"-".repeat(21));
    assert_eq!(shown(&none, "report-level"), "not_applicable*");
    for key in ["completeness", "aim", "holds", "gaps-note"] {
        assert_eq!(shown(&none, &format!("report-{key}")), "none_applies", "{key}");
    }
    assert_eq!(shown(&none, "report-gaps-unmet"), "none_applies|");
    assert_eq!(shown(&none, "report-gains"), "report_no_gain");
    assert_eq!(shown(&none, "report-excluded"), "report_excluded_count 21 20");
    assert_eq!(shown(&none, "report-count-staged-na"), "[svg]3");
    assert_eq!(shown(&none, "report-bar-ABC"), "not_applicable");
    assert!(
        shown(&none, "report-not-applicable")
            .ends_with("GHI-501|report_place_unlabelled Clients level_5||none here|report_excluded|")
    );
}

#[test]
fn of_many_subdomains_three_are_named_and_ties_counted() {
    let rows = ["AAA rr|r|r|r|r", "BBB r|r|r|r|r", "CCC r|r|r|r|r", "DDD r|r|r|r|r", "EEE r|r|r|r|r"].join("\n");
    let outline = dtmm_example::outline(&format!("@making\n{rows}\n"));
    let mut assessment = Assessment::new(EDITION);
    for item in outline.items() {
        assessment.set_answer(item, Some(Answer::Not)).unwrap();
    }
    let show =
        |assessment: &Assessment, method, key| lines(&nodes_of(&outline, method, Weights::Subdomain, assessment, key));
    assert_eq!(
        show(&assessment, Method::Staged, "report-holds"),
        "* belowreport_missing AAA-101, AAA-102\n* belowreport_missing BBB-101\n* belowreport_missing CCC-101\n\
         report_more_hold 2"
    );
    // The nearest come first, wherever they stand.
    assert_eq!(
        show(&assessment, Method::Staged, "report-gains"),
        "* below → level_1report_missing BBB-101\n* below → level_1report_missing CCC-101\n\
         * below → level_1report_missing DDD-101\nreport_more_gain 1 1"
    );
    // By score the weakest come first.
    for item in outline.items().filter(|item| item.id.cell.subdomain.as_str() == "AAA").take(1) {
        assessment.set_answer(item, Some(Answer::Full)).unwrap();
    }
    let held = show(&assessment, Method::Weighted, "report-holds");
    assert!(held.starts_with("* belowreport_missing BBB-101\n"), "{held}");
}

#[test]
fn more_than_three_are_counted() {
    let open = assessed("PF FFF F F F  P F F F F  PPPP F F F F");
    let (holds, gains) = (shown(&open, "report-holds"), shown(&open, "report-gains"));
    assert_eq!(
        holds,
        "Quality* belowreport_missing ABC-101\nMachines* belowreport_missing DEF-101\n\
         Clients* belowreport_missing more GHI-101, GHI-102, GHI-103 1"
    );
    assert!(gains.ends_with("Clients* below → level_5report_missing GHI-101, GHI-102, GHI-103, GHI-104"), "{gains}");
}

#[test]
fn targets_and_what_they_leave() {
    let mut half = assessed(HALF);
    half.set_target("company", Level::new(3));
    assert_eq!(shown(&half, "report-aim"), "report_aim level_3 2 3");
    assert_eq!(shown(&half, "report-target-GHI"), "3");
    half.set_target("serving", Level::new(4));
    assert_eq!(
        ["company", "serving", "GHI", "ABC"].map(|key| shown(&half, &format!("report-target-{key}"))),
        ["3", "4", "4", "3"]
    );
    half.set_target("GHI", Level::new(1));
    assert_eq!(shown(&half, "report-target-GHI"), "1");
    half.set_target("company", Level::new(1));
    assert_eq!(shown(&half, "report-aim"), "report_aim_reached level_1");
    assert_eq!(shown(&half, "report-gaps-note"), "report_to_targets level_1 report_staged");
}

#[test]
fn out_of_scope_and_remarks() {
    let mut half = assessed(HALF);
    half.organization = "A & B <Ltd>".to_owned();
    half.set_tailored("GHI".parse().unwrap(), Some("sold elsewhere")).unwrap();
    assert_eq!(
        shown(&half, "report-about"),
        "report_title|report_fill_in|\nreport_organization|A & B <Ltd>|\nreport_scope|report_fill_in|\nreport_date|report_fill_in|"
    );
    assert_eq!(shown(&half, "report-tailored"), "Clients GHI|8|sold elsewhere|");
    assert_eq!(shown(&half, "report-tailored-count"), "1/3");
    let outline = plain();
    let item = outline.items().next().unwrap();
    let details = EntryDetails {
        reason: "no such line".to_owned(),
        note: "seen\n\non site".to_owned(),
        owner: "Wang".to_owned(),
        due: "2027-03-01".to_owned(),
        evidence: vec!["Plan | https://example.org/a | 2026-01-01".to_owned(), "javascript:alert(1)".to_owned()],
        ..EntryDetails::NONE
    };
    half.set(item, Some(Answer::NotApplicable), details).unwrap();
    assert_eq!(
        shown(&half, "report-evidence"),
        "1|ABC-101|Plan|https://example.org/a|2026-01-01|\n2|ABC-101|javascript:alert(1)|||"
    );
    let card = Scorecard::new(&outline, &half);
    let (words, names) = (words(), names());
    let context =
        Context { outline: &outline, words: &words, names: &names, assessment: &half, card: &card, texts: &PAGE };
    let details = entry_details(&context, item.id);
    assert_eq!(
        lines(&details),
        "report_reason no such line\nseen\non site\nreport_owner Wang; report_due 2027-03-01\n\
         report_evidence Plan · https://example.org/a · 2026-01-01\nreport_evidence javascript:alert(1)"
    );
    let link = el("a").set("href", "https://example.org/a").set("rel", "noreferrer").say("https://example.org/a");
    assert_eq!(links(&details), [link]);
    assert_eq!(answer_text(&context, item.id), "not_applicable");
    assert_eq!(answer_text(&context, "DEF-301".parse().unwrap()), "cell_open");
    assert_eq!(answer_text(&context, "GHI-101".parse().unwrap()), "report_out");
}

#[test]
fn what_a_standard_counts_by_is_named_with_the_methods() {
    let outline = dtmm_example::in_quarters("weighted");
    let assessment = testing::assessed(&outline, "FF FF F LLF LL F L L");
    let by = |method, key: &str| lines(&nodes_of(&outline, method, Weights::Subdomain, &assessment, key));
    let methods = [
        "report_strict dtmm-strict/1",
        "report_staged dtmm-staged/1",
        "report_weighted dtmm-weighted/1 largely=0.5 partly=0.25 pass-mark=0.5",
        "report_index dtmm-index/1 largely=0.5 partly=0.25",
    ];
    assert_eq!(by(Method::Weighted, "report-methods"), methods.join("\n"));
    let basis = by(Method::Weighted, "report-basis");
    assert!(basis.contains(&methods[2].replace("report_weighted ", "")), "{basis}");
    assert!(!by(Method::Staged, "report-basis").contains("largely="));
}

fn links(nodes: &[Node]) -> Vec<Element> {
    let of = |node: &Node| match node {
        Node::Element(element) if element.name == "a" => vec![element.clone()],
        Node::Element(element) => links(&element.children),
        _ => Vec::new(),
    };
    nodes.iter().flat_map(of).collect()
}

#[test]
fn the_mean_is_warned_of_and_the_weights_are_named() {
    let weak = assessed("FF FFF F F F  F F F F F  FFFN F F F F");
    let by = |method, weights, key: &str| lines(&nodes_by(method, weights, &weak, key));
    assert_eq!(shown(&weak, "report-warning"), "report_warning level_5 below 1 Clients");
    assert_eq!(by(Method::Weighted, Weights::Domain, "report-weights"), "report_by_domain");
    let own = Weights::Custom(dtmm_scoring::CustomWeights::new(&plain(), &[2, 1]).unwrap());
    assert_eq!(by(Method::Weighted, own, "report-weights"), "report_by_weights Making 2, Serving 1");
    // The index awards no levels: the staged method takes its place.
    assert_eq!(by(Method::Index, Weights::Subdomain, "report-method"), "report_staged");
    assert_eq!(by(Method::Weighted, Weights::Subdomain, "report-bar-serving"), "0.75[svg]");
    assert_eq!(by(Method::Weighted, Weights::Subdomain, "report-answered-serving"), "8/8");
}

#[test]
fn the_first_page_shows_the_level_of_the_method_it_speaks_of() {
    // By A level 0, by B level 1, by C level 5.
    let weak = assessed("FF FFF F F F  F P F F F  LFFF F F F F");
    let by = |method, key: &str| lines(&nodes_by(method, Weights::Subdomain, &weak, key));
    let first = |method| {
        ["level-head", "level", "best", "beside-head", "beside"].map(|key| by(method, &format!("report-{key}")))
    };
    assert_eq!(first(Method::Strict), ["report_level_head A", "below*", "below", "report_staged", "level_1"]);
    assert_eq!(first(Method::Staged), ["report_level_head B", "level_1*", "level_1", "report_strict", "below"]);
    assert_eq!(first(Method::Weighted), ["report_level_head C", "level_5*", "level_5", "report_staged", "level_1"]);
    // The index awards no levels: what the page says goes by B, and so does the level.
    assert_eq!(first(Method::Index), first(Method::Staged));
    assert_eq!(by(Method::Strict, "report-aim"), "report_aim_next level_1 1");
    assert_eq!(by(Method::Strict, "report-counts-head"), "report_counts_head A");
    assert_eq!(by(Method::Strict, "report-count-chosen-0"), "[svg]1");
    assert_eq!(by(Method::Staged, "report-count-chosen-0"), "[svg]0");
}

#[test]
fn an_assessment_of_another_edition_says_so() {
    let mut half = assessed(HALF);
    assert_eq!(shown(&half, "report-edition-notice"), "");
    assert_eq!(shown(&half, "report-made-for"), EDITION);
    half.edition = "earlier".to_owned();
    assert_eq!(shown(&half, "report-edition-notice"), "edition_notice earlier first");
    let file = r#"{"format": "dtmm-assessment/1", "edition": "earlier", "answers": {"ABC-102": "F", "XYZ-101": "F"}}"#;
    let outline = plain();
    let old = dtmm_scoring::read(file.as_bytes(), &outline).unwrap().assessment;
    assert_eq!(shown(&old, "report-edition-notice"), "edition_notice earlier first\nedition_unknown first 1");
    assert_eq!(shown(&half, "report-made-for"), "earlier");
    assert_eq!(
        shown(&half, "report-basis"),
        "report_basis report_staged dtmm-staged/1 report_editions first earlier 2026-11-22"
    );
}

#[test]
fn what_no_browser_could_lay_out_is_counted() {
    let outline = plain();
    let item = outline.items().next().unwrap();
    let mut many = assessed(HALF);
    let details = EntryDetails {
        note: "line\n".repeat(1_000_000),
        owner: "o".repeat(1_000_000),
        evidence: (0..100_000).map(|number| format!("photo {number}")).collect(),
        ..EntryDetails::NONE
    };
    many.set(item, Some(Answer::Full), details).unwrap();
    let rows = nodes(&many, "report-evidence");
    assert_eq!(rows.len(), 2001);
    assert_eq!(rows[2000].words(), "report_more_evidence 98000");
    let (words, names, card) = (words(), names(), Scorecard::new(&outline, &many));
    let context =
        Context { outline: &outline, words: &words, names: &names, assessment: &many, card: &card, texts: &PAGE };
    let beside = entry_details(&context, item.id);
    assert!(beside.len() < 700, "{} paragraphs", beside.len());
    assert!(beside.iter().map(|node| node.words().len()).sum::<usize>() < 20_000);
    assert!(beside.last().unwrap().words().ends_with("report_more_evidence 99900"));
}

#[test]
fn only_its_own_places() {
    let (outline, assessment) = (plain(), Assessment::new(EDITION));
    let card = Scorecard::new(&outline, &assessment);
    let (words, names) = (words(), names());
    let context =
        Context { outline: &outline, words: &words, names: &names, assessment: &assessment, card: &card, texts: &PAGE };
    let facts = Facts { date: "", hash: "", method: Method::Staged };
    for key in [
        "plan",
        "report-",
        "report-bar-XXX",
        "report-map-ABC",
        "report-count-staged-6",
        "report-count-none-1",
        "report-count-staged",
    ] {
        assert_eq!(list(key, &context, &facts), None, "{key}");
    }
}

/// Every place that the page has is filled.
#[test]
fn the_page_asks_for_nothing_else() {
    let page = concat!(
        include_str!("../../../../templates/pages/report.html"),
        include_str!("../../../../templates/parts/report.html")
    );
    let keys = page.split("data-list=\"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(key, _)| key);
    let mut asked = 0;
    for key in keys {
        let key = key
            .replace("{{ key }}", "ABC")
            .replace("{{ row.code }}", "ABC")
            .replace("{{ method }}", "staged")
            .replace("{{ level.number }}", "3");
        nodes(&Assessment::new(EDITION), &key);
        asked += 1;
    }
    assert!(asked > 25, "{asked}");
}

#[test]
fn counts_go_up_to_the_highest_level() {
    let outline = dtmm_example::three_levels();
    let assessment = testing::assessed(&outline, "FF FF F FFF FF F F F");
    let show = |key| lines(&nodes_of(&outline, Method::Staged, Weights::Subdomain, &assessment, key));
    assert_eq!(show("report-count-staged-3"), "[svg]3");
    assert_eq!(show("report-count-staged-0"), "[svg]0");
    assert_eq!(show("report-aim"), "report_aim_none");
}
