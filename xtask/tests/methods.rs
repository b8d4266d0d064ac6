//! The worked examples on the page about the methods, in both languages: their answers are those of a scenario in
//! `scenarios/`, and the values in bold are those that the engine computes.

#[path = "methods/arithmetic.rs"]
mod arithmetic;

use arithmetic::{equations, number};
use dtmm_model::{Lang, Level};
use dtmm_scoring::{Answer, Fraction, Method, Points, Scope, Score, Scorecard, Weights};
use scraper::{ElementRef, Html, Selector};

use crate::common::{document, select, text};
use crate::scenarios::notation::Printed;
use crate::scenarios::notation::scenario::{Scenario, scenarios};
use crate::scenarios::{COMPANY, SUBDOMAINS, draft};

/// For each example: its scenario, the subdomains that it names, and its values in bold, in order. A value is a scope
/// and a property; with `domains` before it, domains have equal weights.
const EXAMPLES: [(&str, &[&str], &[&str]); 15] = [
    ("X3", &["INT"], &[]),
    ("X4", &["ORG"], &["ORG staged"]),
    ("X8", &["FND"], &["FND staged"]),
    ("X7", &["SVC"], &["SVC staged"]),
    ("X6", &["SVC"], &["SVC answered", "SVC state", "SVC best"]),
    ("C7", &[], &["company exact", "company shown"]),
    ("X3", &["INT"], &["INT staged", "INT held"]),
    ("C4", &["SVC"], &["company at 2", "SVC staged", "company staged", "company held", "company next"]),
    ("X3", &["INT"], &["INT strict", "INT staged", "INT largely"]),
    (
        "X3",
        &["INT"],
        &[
            "INT score 1",
            "INT score 2",
            "INT score 3",
            "INT score 4",
            "INT score 5",
            "INT weighted",
            "INT exact",
            "INT shown",
        ],
    ),
    (
        "C6",
        &["SVC"],
        &[
            "company score 2",
            "domains company score 2",
            "company weighted",
            "domains company weighted",
            "company exact",
            "domains company exact",
            "company shown",
            "domains company shown",
        ],
    ),
    ("C5", &[], &["company score 2", "company weighted", "company shown", "company staged", "company warned"]),
    ("X3", &["INT"], &["INT index", "INT index-shown"]),
    ("X2", &["INT"], &["INT score 2", "INT index", "INT index-shown", "INT staged"]),
    ("C4", &["SVC"], &["company staged", "company answered", "company not-applicable"]),
];

/// How many equations the examples have in each language.
const EQUATIONS: usize = 15;

/// How many the methods of the tool have.
const TOOL_EQUATIONS: usize = 13;

#[test]
fn what_stands_in_bold_is_what_the_engine_computes() {
    let draft = draft();
    let scenarios = all(&draft);
    for lang in Lang::ALL {
        let page = page(lang);
        let examples = examples(&page);
        assert_eq!(examples.len(), EXAMPLES.len(), "{lang}");
        for (index, (example, (name, _, asked))) in examples.iter().zip(EXAMPLES).enumerate() {
            let bold: Vec<String> = within(*example, "strong").into_iter().map(words).collect();
            let title = choose(lang, format!("例 {}", index + 1), format!("Example {}.", index + 1));
            assert_eq!(bold[0], title);
            assert_eq!(bold.len(), asked.len() + 1, "{lang} {title}: {bold:?}");
            let scenario = find(&scenarios, name);
            for (shown, asked) in bold[1..].iter().zip(asked) {
                let computed = value(&draft, scenario, asked, lang);
                let is_same = *shown == computed || number(shown).is_some_and(|one| number(&computed) == Some(one));
                assert!(is_same, "{lang} {title} {asked}: {shown} stands there, {computed} is computed");
            }
        }
    }
}

#[test]
fn what_is_answered_is_what_the_scenario_answers() {
    let draft = draft();
    let scenarios = all(&draft);
    for lang in Lang::ALL {
        let page = page(lang);
        let mut tables = 0;
        for (example, (name, codes, _)) in examples(&page).into_iter().zip(EXAMPLES) {
            let rows: Vec<Vec<String>> = within(example, "tr").into_iter().map(cells).collect();
            for code in codes.iter().filter(|_| rows.first().is_some_and(|head| head.contains(&"a)".to_owned()))) {
                tables += 1;
                assert_eq!(rows.len(), 6, "{lang} {name}");
                for (level, row) in draft.outline.levels().zip(&rows[1..]) {
                    assert_eq!(row[0], level_name(level.number(), lang));
                    let said: Vec<&str> = row[1..].iter().map(String::as_str).filter(|said| !said.is_empty()).collect();
                    assert_eq!(said, answered(&draft, find(&scenarios, name), code, level, lang), "{lang} {name}");
                }
            }
        }
        assert_eq!(tables, 2, "{lang}");
    }
}

#[test]
fn examples_name_their_subdomains_as_the_standard_does() {
    let standard = &document().standard;
    for lang in Lang::ALL {
        for (example, (name, codes, _)) in examples(&page(lang)).into_iter().zip(EXAMPLES) {
            let said = words(example);
            for code in codes {
                let (_, subdomain) = standard.subdomains().find(|(_, one)| one.code.as_str() == *code).unwrap();
                // The last one goes by the number of the example before it.
                let is_named =
                    said.contains(subdomain.name.get(lang)) || said.contains(choose(lang, "例 8", "example 8"));
                assert!(is_named, "{lang} {name}: {}", subdomain.name.get(lang));
            }
        }
    }
}

#[test]
fn every_calculation_of_the_tool_comes_out() {
    for lang in Lang::ALL {
        let folder = crate::common::root().join(format!("site/words/methods/{lang}"));
        let texts =
            std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        let shown: Vec<String> =
            texts.flat_map(|text| text.lines().flat_map(tool_equations).collect::<Vec<_>>()).collect();
        for equation in &shown {
            assert_eq!(arithmetic::wrong(equation), None, "{lang}: {equation}");
        }
        assert_eq!(shown.len(), TOOL_EQUATIONS, "{lang}: {shown:?}");
    }
}

/// The equations in a line of an example in Markdown.
fn tool_equations(line: &str) -> Vec<String> {
    let cells = line.strip_prefix("> ").into_iter().flat_map(|words| words.split('|'));
    cells.flat_map(|cell| equations(&cell.replace("**", ""))).collect()
}

#[test]
fn every_calculation_comes_out() {
    for lang in Lang::ALL {
        let page = page(lang);
        let lines = examples(&page).into_iter().flat_map(|example| within(example, "p, td"));
        let shown: Vec<String> = lines.flat_map(|line| equations(&words(line))).collect();
        for equation in &shown {
            assert_eq!(arithmetic::wrong(equation), None, "{lang}: {equation}");
        }
        assert_eq!(shown.len(), EQUATIONS, "{lang}: {shown:?}");
    }
}

#[test]
fn points_pass_mark_default_and_identifiers_are_those_of_the_engine() {
    let scoring = document().standard.scoring();
    let points = Points::new(&scoring);
    for lang in Lang::ALL {
        let page = page(lang);
        let rows: Vec<Vec<String>> = select(&page, "article section > table tr").into_iter().map(cells).collect();
        for answer in Answer::ALL.into_iter().filter(|answer| *answer != Answer::NotApplicable) {
            let name = answer_name(answer, lang);
            let row = rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{lang}: no row {name}"));
            let worth = answer.worth(points).unwrap();
            assert_eq!(number(&row[2]), number(&format!("{worth}/{}", points.full)), "{lang} {name}");
        }
        for method in Method::ALL {
            let id = scoring.id(method);
            let section = select(&page, "article section").into_iter().find(|one| words(*one).contains(&id));
            assert!(section.is_some(), "{lang}: {id} is not named");
        }
        let default = choose(lang, "默认）", "the default)");
        let named = select(&page, "article h2, article section > table :is(th, td)").into_iter().map(words);
        let named: Vec<String> = named.filter(|words| words.contains(default)).collect();
        let first = format!("{} {}", choose(lang, "方法", "Method"), scoring.first().letter());
        assert!(named.len() == 2 && named.iter().all(|words| words.contains(&first)), "{lang}: {named:?}");
        let rules = select(&page, "article section > p, article section > ol > li, article section > ul > li");
        let rules: String = rules.into_iter().map(words).collect();
        let pass_mark = scoring.pass_mark();
        let fraction = Fraction::new(pass_mark.thousandths().into(), 1000).text();
        for said in [format!("{} {pass_mark}", choose(lang, "不低于", "at least")), format!("< {fraction}")] {
            assert!(rules.contains(&said), "{lang}: {said}");
        }
        let values = format!("1{0}{1}{0}{2}", choose(lang, "、", ", "), scoring.largely(), scoring.partly());
        assert!(rules.contains(&values), "{lang}: {values}");
        assert!(words(*examples(&page).last().unwrap()).contains(document().standard.number().unwrap()), "{lang}");
    }
}

/// The text of a value of [`EXAMPLES`], computed by the engine and formatted as on the page.
fn value(draft: &Printed, scenario: &Scenario<'_>, asked: &str, lang: Lang) -> String {
    let (weights, asked) = match asked.strip_prefix("domains ") {
        Some(asked) => (Weights::Domain, asked),
        None => (Weights::Subdomain, asked),
    };
    let card = Scorecard::with_weights(&draft.outline, &scenario.assessment, weights);
    let words: Vec<&str> = asked.split(' ').collect();
    let scope = Scope::from_key(&draft.outline, words[0]).unwrap();
    let score = card.score(scope).unwrap();
    let weighted = score.now.weighted.unwrap();
    match words[1..] {
        ["strict"] => level_name(score.now.strict.unwrap(), lang),
        ["staged"] => level_name(score.now.staged.unwrap(), lang),
        ["best"] => level_name(score.best.staged.unwrap(), lang),
        ["weighted"] => level_name(weighted.level, lang),
        ["exact"] => weighted.score.text(),
        ["shown"] => weighted.shown(),
        ["score", level] => weighted.levels[level.parse().unwrap()].unwrap().text(),
        ["index"] => score.now.index.unwrap().text(),
        ["index-shown"] => score.now.index.unwrap().shown(),
        ["state"] => state(&card, scope, score, lang).to_owned(),
        ["answered"] => format!("{}/{}", score.tally.answered(), score.tally.applicable()),
        ["not-applicable"] => score.tally.not_applicable.to_string(),
        ["largely"] => score.largely_within.to_string(),
        ["held"] => card.trace(scope, Method::Staged).blockers.len().to_string(),
        ["next"] => level_name(card.trace(scope, Method::Staged).next.unwrap(), lang),
        ["warned"] => card.compensated(scope).len().to_string(),
        ["at", level] => card.histogram(scope, Method::Staged).levels[level.parse::<usize>().unwrap()].to_string(),
        _ => panic!("{asked}"),
    }
}

/// The words for a subdomain that has not reached level 1.
fn state(card: &Scorecard, scope: Scope, score: &Score, lang: Lang) -> &'static str {
    assert_eq!(score.now.staged, Some(0));
    match card.subdomains_of(scope)[0].cells[Level::LOWEST].unanswered {
        _ if score.tally.answered() == 0 => choose(lang, "未作答", "Not started"),
        0 => choose(lang, "未达一级", "Below Level 1"),
        _ => choose(lang, "作答中", "In progress"),
    }
}

/// The answers of a cell by name, in printed order.
fn answered(draft: &Printed, scenario: &Scenario<'_>, code: &str, level: Level, lang: Lang) -> Vec<String> {
    let items = draft.cells_of(code)[level].iter().flatten();
    items.map(|item| answer_name(scenario.assessment.answer(item.id).unwrap(), lang)).collect()
}

/// The full label of an answer.
fn answer_name(answer: Answer, lang: Lang) -> String {
    let names = document().interface.find("score_answers_in_full", lang).unwrap();
    let place = Answer::ALL.iter().position(|one| *one == answer).unwrap();
    names.split(" | ").nth(place).unwrap().to_owned()
}

fn level_name(level: u8, lang: Lang) -> String {
    let levels = document().standard.levels();
    levels[usize::from(level) - 1].name.get(lang).to_owned()
}

/// The scenarios of both texts.
fn all(draft: &Printed) -> Vec<Scenario<'_>> {
    [SUBDOMAINS, COMPANY].into_iter().flat_map(|text| scenarios(draft, text)).collect()
}

fn find<'s, 'd>(scenarios: &'s [Scenario<'d>], name: &str) -> &'s Scenario<'d> {
    scenarios.iter().find(|one| one.name.split(' ').next() == Some(name)).unwrap()
}

fn page(lang: Lang) -> Html {
    Html::parse_document(text(&format!("{lang}/method.html")))
}

fn examples(page: &Html) -> Vec<ElementRef<'_>> {
    select(page, "article blockquote")
}

fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

fn cells(row: ElementRef<'_>) -> Vec<String> {
    within(row, "th, td").into_iter().map(words).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

fn choose<T>(lang: Lang, zh: T, en: T) -> T {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
