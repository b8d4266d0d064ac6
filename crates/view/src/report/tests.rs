use super::*;
use crate::Names;
use crate::printed::Printed;
use crate::words::tests::of_content;
use dtmm_model::{Level, Outline};
use dtmm_scoring::{Assessment, EntryDetails, Scorecard, Weights};

/// Two domains, three subdomains; conditional entries only in the first, one recommendation.
const OUTLINE: &str =
    "dtmm-outline/1 x made-up\n@production\nQLT cr|rrs|r|r|r\nEQM r|r|r|r|r\n@services\nSVC rrrr|r|r|r|r\n";

/// A page with every entry but one.
const PAGE: Printed = Printed(|id| (id.to_string() != "SVC-501").then(|| ("a)".to_owned(), format!("<{id}>"))));

/// An assessment after letters in the order of the standard: `F L P N`, `-` not applicable, `.` open.
fn assessed(letters: &str) -> Assessment {
    let outline: Outline = OUTLINE.parse().unwrap();
    let mut assessment = Assessment::new("x");
    let letters = letters.chars().filter(|letter| *letter != ' ');
    for (item, letter) in outline.items().zip(letters) {
        let answer = if letter == '-' { Some(Answer::NotApplicable) } else { Answer::from_key(&letter.to_string()) };
        let reason = if letter == '-' && !item.conditional { "none here" } else { "" };
        assessment.set(item, answer, EntryDetails { reason: reason.to_owned(), ..EntryDetails::NONE }).unwrap();
    }
    assessment
}

/// What the reader is to see in a place.
fn nodes_by(lang: &str, method: Method, weights: Weights, assessment: &Assessment, key: &str) -> Vec<Node> {
    let outline: Outline = OUTLINE.parse().unwrap();
    nodes_of(&outline, lang, method, weights, assessment, key)
}

fn nodes_of(
    outline: &Outline,
    lang: &str,
    method: Method,
    weights: Weights,
    assessment: &Assessment,
    key: &str,
) -> Vec<Node> {
    let card = Scorecard::with_weights(outline, assessment, weights);
    let names = [
        ("production", "Making"),
        ("services", "Serving"),
        ("QLT", "Quality"),
        ("EQM", "Machines"),
        ("SVC", "Clients"),
    ];
    let names = Names(names.map(|(key, name)| (key.to_owned(), name.to_owned())).to_vec());
    let words = of_content(lang);
    let context = Context { outline, words: &words, names: &names, assessment, card: &card, texts: &PAGE };
    let facts = Facts { date: "2026-11-22", hash: "c0ffee", method };
    list(key, &context, &facts).unwrap_or_else(|| panic!("no place {key}"))
}

fn nodes(assessment: &Assessment, key: &str) -> Vec<Node> {
    nodes_by("en", Method::Staged, Weights::Subdomain, assessment, key)
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
fn nothing_answered() {
    let empty = Assessment::new("x");
    assert_eq!(
        shown(&empty, "report-about"),
        "Name of self-assessment||\nOrganization||\nScope||\nDate of self-assessment||"
    );
    assert_eq!(shown(&empty, "report-level"), "Not started* provisional");
    assert_eq!(shown(&empty, "report-completeness"), "0/20 (0%)");
    assert_eq!(shown(&empty, "report-aim"), "No target set (requirements not met or not answered for Level 1: 7)");
    assert_eq!(shown(&empty, "report-excluded"), "0");
    assert_eq!(shown(&empty, "report-holds"), "There are no answers yet.");
    assert_eq!(shown(&empty, "report-gains"), "There are no answers yet.");
    assert_eq!(shown(&empty, "report-gaps-unmet"), "");
    assert!(
        shown(&empty, "report-gaps-unanswered")
            .starts_with("Unanswered: 7|\nQLT-101|Quality, Level 1, a)|<QLT-101>|Unanswered|||\n")
    );
    assert_eq!(shown(&empty, "report-evidence"), "No evidence has been added.|");
    assert_eq!(shown(&empty, "report-not-applicable"), "No entry is answered “not applicable”.|");
    assert_eq!(shown(&empty, "report-tailored"), "All subdomains are in scope.|");
    assert!(shown(&empty, "report-answers").starts_with("0 of 21 entries answered: Fully 0, "));
}

#[test]
fn half_done() {
    let half = assessed(HALF);
    assert_eq!(shown(&half, "report-level"), "Level 1* provisional");
    assert_eq!(shown(&half, "report-completeness"), "16/19 (84%)");
    assert_eq!(shown(&half, "report-aim"), "No target set (requirements not met or not answered for Level 2: 1)");
    assert_eq!(shown(&half, "report-excluded"), "1");
    assert_eq!(shown(&half, "report-holds"), "Machines* Level 1needs EQM-201");
    assert_eq!(
        shown(&half, "report-gains"),
        "Machines* Level 1 → Level 2needs EQM-201\nClients* Level 2 → Level 3needs SVC-301"
    );
    assert_eq!(shown(&half, "report-gaps-unmet"), "Not yet met: 1|\nEQM-201|Machines, Level 2, a)|<EQM-201>|Partly|||");
    assert_eq!(
        shown(&half, "report-gaps-recommended"),
        "Recommendations (should), which do not affect the level: 1|\nQLT-203|Quality, Level 2, a)|<QLT-203>|Not met|||"
    );
    assert_eq!(
        shown(&half, "report-gaps-note"),
        "No target is set, so the list goes up to the next level (Level 2). Based on: Method B (staged)."
    );
    assert_eq!(
        shown(&half, "report-not-applicable"),
        "QLT-101|Quality, Level 1, a)|<QLT-101>||Marked “where applicable” in the draft|"
    );
}

#[test]
fn done_and_everything_met() {
    let done = assessed(&"F".repeat(21));
    assert_eq!(shown(&done, "report-level"), "Level 5*");
    assert_eq!(shown(&done, "report-completeness"), "20/20 (100%)");
    assert_eq!(shown(&done, "report-aim"), "No target set");
    assert_eq!(shown(&done, "report-holds"), "Highest level reached");
    assert_eq!(shown(&done, "report-gains"), "No subdomain can reach a higher level.");
    assert_eq!(shown(&done, "report-gaps-unmet"), "There are no gaps.|");
}

#[test]
fn nothing_applies() {
    let none = assessed(&"-".repeat(21));
    assert_eq!(shown(&none, "report-level"), "N/A*");
    for key in ["completeness", "aim", "holds", "gaps-note"] {
        assert_eq!(shown(&none, &format!("report-{key}")), "No requirement applies", "{key}");
    }
    assert_eq!(shown(&none, "report-gaps-unmet"), "No requirement applies|");
    assert_eq!(shown(&none, "report-gains"), "No subdomain can reach a higher level.");
    assert_eq!(shown(&none, "report-excluded"), "21 (excluded by the user: 20)");
    assert_eq!(shown(&none, "report-count-staged-na"), "[svg]3");
    assert_eq!(shown(&none, "report-bar-QLT"), "N/A");
    assert!(
        shown(&none, "report-not-applicable").ends_with("SVC-501|Clients Level 5||none here|Excluded by the user|")
    );
}

#[test]
fn of_many_subdomains_three_are_named_and_ties_counted() {
    let rows = ["AAA rr|r|r|r|r", "BBB r|r|r|r|r", "CCC r|r|r|r|r", "DDD r|r|r|r|r", "EEE r|r|r|r|r"].join("\n");
    let outline: Outline = format!("dtmm-outline/1 x made-up\n@data\n{rows}\n").parse().unwrap();
    let mut assessment = Assessment::new("x");
    for item in outline.items() {
        assessment.set_answer(item, Some(Answer::Not)).unwrap();
    }
    let show = |assessment: &Assessment, method, key| {
        lines(&nodes_of(&outline, "en", method, Weights::Subdomain, assessment, key))
    };
    assert_eq!(
        show(&assessment, Method::Staged, "report-holds"),
        "* Below Level 1needs AAA-101, AAA-102\n* Below Level 1needs BBB-101\n* Below Level 1needs CCC-101\n\
         Other subdomains that hold the level back: 2."
    );
    // The nearest come first, wherever they stand.
    assert_eq!(
        show(&assessment, Method::Staged, "report-gains"),
        "* Below Level 1 → Level 1needs BBB-101\n* Below Level 1 → Level 1needs CCC-101\n* Below Level 1 → Level 1needs DDD-101\n\
         Other subdomains with the same number of entries to raise: 1. Entries to raise in each: 1."
    );
    // By score the weakest come first.
    for item in outline.items().filter(|item| item.id.cell.subdomain.as_str() == "AAA").take(1) {
        assessment.set_answer(item, Some(Answer::Full)).unwrap();
    }
    let held = show(&assessment, Method::Weighted, "report-holds");
    assert!(held.starts_with("* Below Level 1needs BBB-101\n"), "{held}");
}

#[test]
fn more_than_three_are_counted() {
    let open = assessed("PF FFF F F F  P F F F F  PPPP F F F F");
    let (holds, gains) = (shown(&open, "report-holds"), shown(&open, "report-gains"));
    assert_eq!(
        holds,
        "Quality* Below Level 1needs QLT-101\nMachines* Below Level 1needs EQM-101\nClients* Below Level 1needs SVC-101, SVC-102, SVC-103 and 1 more"
    );
    assert!(gains.ends_with("Clients* Below Level 1 → Level 5needs SVC-101, SVC-102, SVC-103, SVC-104"), "{gains}");
}

#[test]
fn targets_and_what_they_leave() {
    let mut half = assessed(HALF);
    half.set_target("company", Level::new(3));
    assert_eq!(shown(&half, "report-aim"), "Level 3 (levels to go: 2; requirements not met or not answered: 3)");
    assert_eq!(shown(&half, "report-target-SVC"), "3");
    half.set_target("services", Level::new(4));
    assert_eq!(
        ["company", "services", "SVC", "QLT"].map(|key| shown(&half, &format!("report-target-{key}"))),
        ["3", "4", "4", "3"]
    );
    half.set_target("SVC", Level::new(1));
    assert_eq!(shown(&half, "report-target-SVC"), "1");
    half.set_target("company", Level::new(1));
    assert_eq!(shown(&half, "report-aim"), "Level 1 (reached)");
    assert!(shown(&half, "report-gaps-note").starts_with("The list goes up to the target of each subdomain."));
}

#[test]
fn out_of_scope_and_remarks() {
    let mut half = assessed(HALF);
    half.organization = "A & B <Ltd>".to_owned();
    half.set_tailored("SVC".parse().unwrap(), Some("sold elsewhere")).unwrap();
    assert_eq!(shown(&half, "report-about"), "Organization|A & B <Ltd>|");
    assert_eq!(shown(&half, "report-tailored"), "Clients SVC|8|sold elsewhere|");
    assert_eq!(shown(&half, "report-tailored-count"), "1/3");
    let outline: Outline = OUTLINE.parse().unwrap();
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
        "1|QLT-101|Plan|https://example.org/a|2026-01-01|\n2|QLT-101|javascript:alert(1)|||"
    );
    let card = Scorecard::new(&outline, &half);
    let (words, names) = (of_content("en"), Names::default());
    let context =
        Context { outline: &outline, words: &words, names: &names, assessment: &half, card: &card, texts: &PAGE };
    let details = entry_details(&context, item.id);
    assert_eq!(
        lines(&details),
        "Not applicable: no such line\nseen\non site\nOwner: Wang; Due date: 2027-03-01\n\
         Evidence: Plan · https://example.org/a · 2026-01-01\nEvidence: javascript:alert(1)"
    );
    let link = el("a").set("href", "https://example.org/a").set("rel", "noreferrer").say("https://example.org/a");
    assert_eq!(links(&details), [link]);
    assert_eq!(answer_text(&context, item.id), "N/A");
    assert_eq!(answer_text(&context, "EQM-301".parse().unwrap()), "");
    assert_eq!(answer_text(&context, "SVC-101".parse().unwrap()), "Out of scope");
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
    let by = |method, weights, key: &str| lines(&nodes_by("en", method, weights, &weak, key));
    assert_eq!(
        shown(&weak, "report-warning"),
        "Warning: Level 5 by method C, but Below Level 1 by method B. The mean hides weaker subdomains (1): Clients."
    );
    assert_eq!(by(Method::Weighted, Weights::Domain, "report-weights"), "equal for each domain");
    let own = Weights::Custom(dtmm_scoring::CustomWeights::new(&OUTLINE.parse().unwrap(), &[2, 1]).unwrap());
    assert_eq!(by(Method::Weighted, own, "report-weights"), "custom: Making 2, Serving 1");
    // The index awards no levels: the staged method takes its place.
    assert_eq!(by(Method::Index, Weights::Subdomain, "report-method"), "Method B (staged)");
    assert_eq!(by(Method::Weighted, Weights::Subdomain, "report-bar-services"), "0.75[svg]");
    assert_eq!(by(Method::Weighted, Weights::Subdomain, "report-answered-services"), "8/8");
}

#[test]
fn the_first_page_shows_the_level_of_the_method_it_speaks_of() {
    // By A level 0, by B level 1, by C level 5.
    let weak = assessed("FF FFF F F F  F P F F F  LFFF F F F F");
    let by = |method, key: &str| lines(&nodes_by("en", method, Weights::Subdomain, &weak, key));
    let first = |method| {
        ["level-head", "level", "best", "beside-head", "beside"].map(|key| by(method, &format!("report-{key}")))
    };
    assert_eq!(
        first(Method::Strict),
        [
            "Self-assessed enterprise level (method A)",
            "Below Level 1*",
            "Below Level 1",
            "Method B (staged)",
            "Level 1"
        ]
    );
    assert_eq!(
        first(Method::Staged),
        ["Self-assessed enterprise level (method B)", "Level 1*", "Level 1", "Method A (strict)", "Below Level 1"]
    );
    assert_eq!(
        first(Method::Weighted),
        ["Self-assessed enterprise level (method C)", "Level 5*", "Level 5", "Method B (staged)", "Level 1"]
    );
    // The index awards no levels: what the page says goes by B, and so does the level.
    assert_eq!(first(Method::Index), first(Method::Staged));
    assert_eq!(by(Method::Strict, "report-aim"), "No target set (requirements not met or not answered for Level 1: 1)");
    assert_eq!(by(Method::Strict, "report-counts-head"), "Number of subdomains at each level (method A)");
    assert_eq!(by(Method::Strict, "report-count-chosen-0"), "[svg]1");
    assert_eq!(by(Method::Staged, "report-count-chosen-0"), "[svg]0");
}

#[test]
fn an_assessment_of_another_edition_says_so() {
    let mut half = assessed(HALF);
    assert_eq!(shown(&half, "report-edition-notice"), "");
    assert_eq!(shown(&half, "report-made-for"), "x");
    half.edition = "2023-old".to_owned();
    let notice = shown(&half, "report-edition-notice");
    assert!(
        notice.starts_with("This self-assessment was made for edition 2023-old; this site has edition x."),
        "{notice}"
    );
    assert!(!notice.contains("not counted"));
    let file = r#"{"format": "dtmm-assessment/1", "edition": "2023-old", "answers": {"QLT-102": "F", "XYZ-101": "F"}}"#;
    let outline: Outline = OUTLINE.parse().unwrap();
    let old = dtmm_scoring::read(file.as_bytes(), &outline).unwrap().assessment;
    assert!(
        shown(&old, "report-edition-notice")
            .ends_with("Answers not counted, because edition x does not have their entries: 1.")
    );
    assert_eq!(shown(&half, "report-made-for"), "2023-old");
    let basis = lines(&nodes_by("zh", Method::Staged, Weights::Subdomain, &half, "report-basis"));
    assert!(basis.contains("版本 x（自评针对 2023-old）；报告日期 2026-11-22"), "{basis}");
}

#[test]
fn what_no_browser_could_lay_out_is_counted() {
    let outline: Outline = OUTLINE.parse().unwrap();
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
    assert_eq!(rows[2000].words(), "More evidence, not listed here but saved in the self-assessment file: 98000.");
    let (words, names, card) = (of_content("en"), Names::default(), Scorecard::new(&outline, &many));
    let context =
        Context { outline: &outline, words: &words, names: &names, assessment: &many, card: &card, texts: &PAGE };
    let beside = entry_details(&context, item.id);
    assert!(beside.len() < 700, "{} paragraphs", beside.len());
    assert!(beside.iter().map(|node| node.words().len()).sum::<usize>() < 20_000);
    assert!(beside.last().unwrap().words().ends_with("file: 99900."));
}

#[test]
fn in_chinese() {
    let half = assessed(HALF);
    let zh = |key| lines(&nodes_by("zh", Method::Staged, Weights::Subdomain, &half, key));
    assert_eq!(zh("report-level"), "一级* 未完成");
    assert_eq!(zh("report-completeness"), "16/19（84%）");
    assert_eq!(zh("report-aim"), "未设目标；到二级还有 1 条要求未达到或未作答");
    assert_eq!(zh("report-holds"), "Machines* 一级还差 EQM-201");
    assert_eq!(
        zh("report-basis"),
        "以上按方法 B（逐级累进）分析，方法版本 dtmm-staged/1；标准版本 x；报告日期 2026-11-22。"
    );
}

#[test]
fn only_its_own_places() {
    let (outline, assessment): (Outline, _) = (OUTLINE.parse().unwrap(), Assessment::new("x"));
    let card = Scorecard::new(&outline, &assessment);
    let (words, names) = (of_content("en"), Names::default());
    let context =
        Context { outline: &outline, words: &words, names: &names, assessment: &assessment, card: &card, texts: &PAGE };
    let facts = Facts { date: "", hash: "", method: Method::Staged };
    for key in
        ["plan", "report-", "report-bar-XXX", "report-count-staged-6", "report-count-none-1", "report-count-staged"]
    {
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
        let key = key.replace("{{ key }}", "QLT").replace("{{ method }}", "staged").replace("{{ level.number }}", "3");
        nodes(&Assessment::new("x"), &key);
        asked += 1;
    }
    assert!(asked > 25, "{asked}");
}
