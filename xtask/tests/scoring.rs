//! A standard that counts answers by points of its own, with another method first: declared, checked, shown, scored.

use dtmm_content::check::{Checked, check};
use dtmm_content::diagnostic::{DiagnosticFormat, render};
use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use dtmm_model::{Lang, Method, Outline};
use dtmm_scoring::{Answer, Assessment, write};
use dtmm_site::Tree;
use scraper::Html;
use serde_json::Value;
use tempfile::TempDir;
use xtask::score::{ScoreFormat, Scorer, Weighing, run};

use crate::common::{rendered, root, select};

/// The points of a scale in quarters.
const QUARTERS: &str = "largely: 0.5, partly: 0.25, pass-mark: 0.5";

/// The example of the repository with this declared in its `model.yaml`.
fn sources(scoring: &str) -> Sources {
    let mut sources = dtmm_site::load(&root(), Some(&root().join("examples/laboratory"))).unwrap();
    let model = sources.iter().find(|file| file.path.ends_with("model.yaml")).unwrap();
    let (path, text) = (model.path.clone(), format!("{}\nscoring: {{{scoring}}}\n", model.text));
    sources.insert(path, text.into_bytes());
    sources
}

/// What is reported, without the path of the file.
fn reported(scoring: &str) -> Vec<String> {
    let sources = sources(scoring);
    let found = render(&check(&sources).diagnostics, &sources, DiagnosticFormat::Short, false);
    let said = |line: &str| line.split_once("error[").map_or(line, |(_, said)| said).to_owned();
    found.lines().map(said).collect()
}

fn document(scoring: &str) -> Document {
    let Checked { document, .. } = check(&sources(scoring));
    document.unwrap_or_else(|| panic!("{scoring}: {:?}", reported(scoring)))
}

#[test]
fn numbers_are_read_exactly_as_text_or_not_and_each_may_be_left_out() {
    for (typed, read) in [
        ("", "staged 0.8 0.5 0.8"),
        ("default: index", "index 0.8 0.5 0.8"),
        ("pass-mark: 0.75", "staged 0.8 0.5 0.75"),
        ("largely: 0.5, partly: \"0.25\", pass-mark: 0.500, default: weighted", "weighted 0.5 0.25 0.5"),
        ("largely: 1, partly: 0, pass-mark: 1.0", "staged 1 0 1"),
        ("largely: 0.667, partly: 0.333, pass-mark: 0.001", "staged 0.667 0.333 0.001"),
    ] {
        assert_eq!(document(typed).standard.scoring().to_string(), read, "{typed}");
    }
}

#[test]
fn what_is_no_number_or_contradicts_another_is_refused() {
    for (typed, said) in [
        (
            "largely: 0.8000000000000001",
            "wrong-value]: `0.8000000000000001` is not a number from 0 to 1 with at most three decimals",
        ),
        ("partly: 5e-1", "wrong-value]: `5e-1` is not a number from 0 to 1 with at most three decimals"),
        ("pass-mark: -0.5", "wrong-value]: `-0.5` is not a number from 0 to 1 with at most three decimals"),
        ("default: best", "wrong-value]: `best` is not a scoring method"),
        ("pass-mark: 0", "wrong-scoring]: with a pass mark of 0, every level is reached whatever is answered"),
        ("largely: 0.7", "wrong-scoring]: the pass mark is 0.8, but “largely met” is worth only 0.7"),
        ("partly: 0.9", "wrong-scoring]: “partly met” is worth 0.9, more than “largely met” with 0.8"),
    ] {
        assert_eq!(reported(typed), [said], "{typed}");
    }
}

fn page(tree: &Tree, path: &str) -> Html {
    Html::parse_document(std::str::from_utf8(tree.get(path).unwrap()).unwrap())
}

fn shown(html: &Html, selector: &str) -> Vec<String> {
    let said = |element: scraper::ElementRef<'_>| element.text().collect::<String>().trim().to_owned();
    select(html, selector).into_iter().map(said).collect()
}

#[test]
fn the_page_about_the_methods_says_by_what_is_counted() {
    let tree = rendered(&document(&format!("default: weighted, {QUARTERS}")), None);
    for lang in Lang::ALL {
        let page = page(&tree, &format!("{lang}/method.html"));
        let points: Vec<_> = shown(&page, "section > table td:last-child").into_iter().skip(4).take(4).collect();
        assert_eq!(points, ["1", "0.5", "0.25", "0"], "{lang}");
        let ids = shown(&page, "section > p > code");
        let expected = [
            "dtmm-staged/1",
            "dtmm-strict/1",
            "dtmm-weighted/1 largely=0.5 partly=0.25 pass-mark=0.5",
            "dtmm-index/1 largely=0.5 partly=0.25",
        ];
        assert_eq!(ids, expected, "{lang}");
        // Only the examples, which are of another standard, may say the usual numbers, and the sentence that says so.
        let rules = shown(&page, "section > p, section > ol > li, section > ul > li").join("\n");
        let usual = if lang == Lang::Zh {
            "分值是 1、0.8、0.5 和 0，分数线是 0.8"
        } else {
            "Its points are 1, 0.8, 0.5 and 0, and its pass mark is 0.8"
        };
        assert_eq!(rules.matches(usual).count(), 1, "{lang}");
        let rules = rules.replace(usual, "");
        assert!(!rules.contains("0.8") && !rules.contains("4/5"), "{lang}: {rules}");
        let said = match lang {
            Lang::Zh => ["默认采用方法 C", "1、0.5、0.25 或 0", "不低于分数线 0.5", "z(k) < 0.5"],
            Lang::En => ["Method C is the default", "1, 0.5, 0.25 or 0", "at least the pass mark, 0.5,", "z(f) < 0.5"],
        };
        for words in said {
            assert!(rules.contains(words), "{lang}: {words}");
        }
    }
}

#[test]
fn the_method_that_the_standard_declares_comes_first_on_its_pages() {
    for method in Method::ALL {
        let tree = rendered(&document(&format!("default: {}", method.key())), None);
        for lang in Lang::ALL {
            let score = page(&tree, &format!("{lang}/score.html"));
            let of = |html: &Html, selector: &str| -> Vec<String> {
                let key = |element: scraper::ElementRef<'_>| element.attr("data-profile").unwrap().to_owned();
                select(html, selector).into_iter().map(key).collect()
            };
            let rows = of(&score, ".summary [data-profile]");
            assert_eq!((rows[0].as_str(), rows.len()), (method.key(), 4), "{lang}: {rows:?}");
            assert!(Method::ALL.iter().all(|one| rows.contains(&one.key().to_owned())), "{lang}: {rows:?}");
            let marked = if lang == Lang::Zh { "默认" } else { "default" };
            let options = select(&score, "[data-field=profile] option");
            let default: Vec<_> = options
                .iter()
                .filter(|one| one.text().collect::<String>().contains(marked))
                .map(|one| one.attr("value").unwrap())
                .collect();
            assert_eq!(default, [method.key()], "{lang}");
            let compare = page(&tree, &format!("{lang}/compare.html"));
            let options = select(&compare, "[data-field=compare-method] option");
            let chosen = options.iter().find(|one| one.attr("selected").is_some()).unwrap_or(&options[0]);
            assert_eq!(chosen.attr("value"), Some(method.key()), "{lang}");
            for path in ["index.html", "score.html"] {
                let html = page(&tree, &format!("{lang}/{path}"));
                let bar = of(&html, "[data-result-bar] [data-profile]");
                assert!(!bar.is_empty() && bar.iter().all(|key| key == method.key()), "{lang} {path}: {bar:?}");
                let said = shown(&html, "[data-result-bar] .method").join(" ");
                assert!(said.contains(&format!(" {}", method.letter())), "{lang} {path}: {said}");
            }
        }
    }
}

/// An assessment with this answer to every entry.
fn filled(outline: &Outline, answer: Answer) -> Assessment {
    let mut assessment = Assessment::new(&outline.edition);
    outline.items().for_each(|item| assessment.set_answer(item, Some(answer)).unwrap());
    assessment
}

fn score(document: &Document, answer: Answer, format: ScoreFormat) -> String {
    let outline = document.standard.outline();
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("answers.json");
    std::fs::write(&file, write(&filled(&outline, answer), &outline)).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    run(&Scorer::new(document, Weighing::Subdomain), &[file], format, &mut out, &mut err).unwrap();
    assert_eq!(String::from_utf8(err).unwrap(), "");
    String::from_utf8(out).unwrap()
}

#[test]
fn scores_say_by_what_they_were_counted() {
    let document = document(&format!("default: weighted, {QUARTERS}"));
    let value = |answer| -> Value { serde_json::from_str(&score(&document, answer, ScoreFormat::Ndjson)).unwrap() };
    let largely = value(Answer::Largely);
    assert_eq!(largely["weighted"]["company"]["shown"], "3.00", "a half is enough");
    assert_eq!(largely["index"]["company"]["score"], "3/2");
    assert_eq!(value(Answer::Partly)["weighted"]["company"]["score"], "1/4");
    let ids = ["dtmm-weighted/1 largely=0.5 partly=0.25 pass-mark=0.5", "dtmm-index/1 largely=0.5 partly=0.25"];
    assert_eq!(largely["methods"]["weighted"], ids[0]);
    assert_eq!(largely["methods"]["staged"], "dtmm-staged/1");
    let csv = score(&document, Answer::Largely, ScoreFormat::Csv);
    let table = score(&document, Answer::Largely, ScoreFormat::Table { colour: false });
    for id in ids {
        assert!(csv.contains(id) && table.contains(id), "{csv}\n{table}");
    }
    assert!(
        table.contains("\nSelf-assessed level (method C): 3    method B: 3    if the rest were met (method C): 3\n"),
        "{table}"
    );
}

#[test]
fn the_table_of_scores_begins_with_the_method_that_the_standard_declares() {
    let first = |key: &str| {
        let table = score(&document(&format!("default: {key}")), Answer::Largely, ScoreFormat::Table { colour: false });
        table.lines().nth(3).unwrap().split(':').next().unwrap().to_owned()
    };
    assert_eq!(first("staged"), "Self-assessed level (method B)");
    assert_eq!(first("strict"), "Self-assessed level (method A)");
    assert_eq!(first("weighted"), "Self-assessed level (method C)");
    assert_eq!(first("index"), "Method D, progress index");
}
