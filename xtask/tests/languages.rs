//! A standard in one language, and one whose English binds: the sound content of the bad examples, turned by a program,
//! is checked and built, and nothing of a language that it does not have is left.

use std::collections::{BTreeMap, BTreeSet};

use dtmm_content::check::{Checked, check};
use dtmm_content::diagnostic::{DiagnosticFormat, render};
use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use dtmm_content::parse::{fingerprint, is_chinese};
use dtmm_model::{Lang, Languages};
use dtmm_site::{Tree, words};
use scraper::Html;
use serde_json::Value;

use crate::common::{rendered, root, select};

const BASE: &str = "https://example.org/";
const ENTRY: &str = "r/ABC-201.html";
/// What each standard must say itself.
const WORDS: &str = "\
site_name: {zh: 样例成熟度模型, en: The sample maturity model}
home_title: {zh: 样例成熟度模型总览, en: Overview of the sample maturity model}
home_intro: {zh: 这是一个样例成熟度模型。, en: This is a sample maturity model.}
issuer: {zh: 样例标准化技术委员会, en: Sample standards committee}
data_rights_text: {zh: 数据的权利属于其发布者。, en: Rights in these data belong to their issuer.}
";

/// The sound content with the words of the tool.
fn sources() -> Sources {
    let base = root().join("xtask/tests/check/base/content");
    let sources = Sources::load(&base, "content").unwrap().with_tool_words(&root()).unwrap();
    let mut sources = sources.with_uses(words::of_files(&root()).unwrap()).with_uses(words::of_program());
    sources.insert("content/interface.yaml".to_owned(), WORDS.as_bytes().to_vec());
    sources
}

/// What a standard becomes.
#[derive(Clone, Copy)]
struct Turn {
    languages: Languages,
    /// As `model.yaml` declares them.
    declared: &'static str,
}

fn one(lang: Lang) -> Turn {
    let declared = if lang == Lang::En { "languages: [en]\nbinding: en" } else { "languages: [zh]\nbinding: zh" };
    Turn { languages: Languages::new(&[lang], lang).unwrap(), declared }
}

fn english_binds() -> Turn {
    let languages = Languages::new(&[Lang::En, Lang::Zh], Lang::En).unwrap();
    Turn { languages, declared: "languages: [en, zh]\nbinding: en" }
}

/// The content with other languages, and what was taken out of it.
fn turned(turn: Turn) -> (Sources, Vec<String>) {
    let mut sources = sources();
    let mut taken_out = Vec::new();
    let paths = sources.iter().map(|file| file.path.clone());
    let paths: Vec<String> = paths.filter(|path| path.starts_with("content/")).collect();
    for path in paths {
        let text = sources.get(&path).unwrap().text.clone();
        let lang = ["zh", "en"].into_iter().find(|lang| path.contains(&format!("/{lang}/")));
        let text = match lang {
            _ if path.ends_with("model.yaml") => text.replace("languages: [zh, en]\nbinding: zh", turn.declared),
            Some(lang) if !turn.languages.iter().any(|one| one.key() == lang) => {
                taken_out.push(text);
                sources.remove(&path);
                continue;
            }
            Some(lang) => {
                let other = if lang == "zh" { "en" } else { "zh" };
                let original = sources_text(&path.replace(&format!("/{lang}/"), &format!("/{other}/")));
                reviewed_front(&text, turn.languages.translation().filter(|one| one.key() == lang).map(|_| original))
            }
            None => turned_yaml(&text, turn.languages, &mut taken_out),
        };
        sources.insert(path, text.into_bytes());
    }
    (sources, taken_out)
}

fn sources_text(path: &str) -> String {
    sources().get(path).unwrap_or_else(|| panic!("{path}")).text.clone()
}

/// A text file whose front matter has the fingerprints of `original`, or none.
fn reviewed_front(text: &str, original: Option<String>) -> String {
    let (front, body) = text[4..].split_once("---\n").unwrap();
    let mut lines: Vec<&str> = front.lines().collect();
    lines.retain(|line| !line.starts_with("reviewed:") && !line.starts_with("  - "));
    let mut out = format!("---\n{}\n", lines.join("\n"));
    if let Some(original) = original {
        let (_, blocks) = original[4..].split_once("---\n").unwrap();
        out += "reviewed:\n";
        for block in blocks.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
            out += &format!("  - \"{}\"\n", fingerprint(block));
        }
    }
    out + "---\n" + body
}

/// A YAML file without the texts of other languages, or with fingerprints of the text that binds.
fn turned_yaml(text: &str, languages: Languages, taken_out: &mut Vec<String>) -> String {
    let mut out = String::new();
    let mut begins_item = false;
    let mut binding = String::new();
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        let body = line.trim_start();
        let (dash, body) = match body.strip_prefix("- ") {
            Some(rest) => ("- ", rest),
            None if begins_item && indent >= 2 => ("- ", body),
            None => ("", body),
        };
        let indent = if begins_item && !line.trim_start().starts_with("- ") { indent - 2 } else { indent };
        let margin = " ".repeat(indent);
        begins_item = false;
        match body.split_once(": ") {
            Some((key @ ("zh" | "en"), value)) => {
                let lang = if key == "zh" { Lang::Zh } else { Lang::En };
                if lang == languages.binding() {
                    binding = value.trim_matches(['\'', '"']).to_owned();
                }
                if !languages.has(lang) {
                    taken_out.push(value.trim_matches(['\'', '"']).to_owned());
                    begins_item = !dash.is_empty();
                    continue;
                }
            }
            Some(("reviewed", _)) => {
                if languages.translation().is_some() {
                    out += &format!("{margin}{dash}reviewed: \"{}\"\n", fingerprint(&binding));
                }
                continue;
            }
            _ => {}
        }
        out += &format!("{margin}{dash}{}\n", in_braces(body, languages, taken_out));
    }
    out
}

/// A line in which `{zh: …, en: …}` has the languages of the standard only.
fn in_braces(line: &str, languages: Languages, taken_out: &mut Vec<String>) -> String {
    let parts = line.split_once("{zh: ").and_then(|(before, rest)| {
        let (zh, rest) = rest.split_once(", en: ")?;
        let (en, after) = rest.split_once('}')?;
        Some((before, zh, en, after))
    });
    let Some((before, zh, en, after)) = parts.filter(|_| languages.translation().is_none()) else {
        return line.to_owned();
    };
    let (kept, gone) = if languages.has(Lang::Zh) { (zh, en) } else { (en, zh) };
    taken_out.push(gone.to_owned());
    format!("{before}{{{}: {kept}}}{after}", languages.binding())
}

fn checked(sources: &Sources) -> Document {
    let Checked { document, mut diagnostics, .. } = check(sources);
    // A fault of one language that is waived is none where that language is gone.
    diagnostics.retain(|one| one.code != "stale-waiver");
    assert_eq!(render(&diagnostics, sources, DiagnosticFormat::Short, false), "");
    document.unwrap()
}

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(tree.get(path).unwrap_or_else(|| panic!("{path} is missing"))).unwrap()
}

fn json(tree: &Tree, path: &str) -> Value {
    serde_json::from_str(text(tree, path)).unwrap()
}

/// The files that readers and programs open, with their texts.
fn files(tree: &Tree) -> Vec<(&str, &str)> {
    let readable = |path: &str| !path.starts_with("assets/") && !path.ends_with(".js");
    let files = tree.iter().filter(|(path, _)| readable(path));
    files.filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?))).collect()
}

/// All keys of a JSON value, at any depth.
fn keys<'v>(value: &'v Value, all: &mut BTreeSet<&'v str>) {
    match value {
        Value::Array(list) => list.iter().for_each(|one| keys(one, all)),
        Value::Object(object) => object.iter().for_each(|(key, one)| {
            all.insert(key);
            keys(one, all);
        }),
        _ => {}
    }
}

/// Every link of the pages leads to a file of the site.
fn no_link_is_broken(tree: &Tree) {
    for (path, html) in files(tree).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = Html::parse_document(html);
        for element in select(&html, "[href]:not(base), [src]") {
            let link = element.attr("href").or(element.attr("src")).unwrap();
            let file = link.split(['#', '?']).next().unwrap();
            let (file, is_full) = file.strip_prefix(BASE).map_or((file, false), |file| (file, true));
            let mut at: Vec<&str> = if path == "404.html" || is_full { Vec::new() } else { path.split('/').collect() };
            at.pop();
            for step in file.split('/').filter(|step| !step.is_empty()) {
                match step {
                    ".." => drop(at.pop().map(str::len)),
                    step => at.push(step),
                }
            }
            assert!(file.is_empty() || tree.get(&at.join("/")).is_some(), "{path}: {link}");
        }
    }
}

/// The site of a standard in one language has nothing of the other: no page, link, text, key or tag.
fn is_only_in(lang: Lang) {
    let other = lang.other();
    let (sources, taken_out) = turned(one(lang));
    assert!(taken_out.len() > 50, "{}", taken_out.len());
    let document = checked(&sources);
    let tree = rendered(&document, Some(BASE));
    let kept: String = sources.iter().filter(|file| file.edition.is_some()).map(|file| file.text.as_str()).collect();
    // Short words may be part of others, or terms of a format.
    let least = if other == Lang::En { 25 } else { 12 };
    let is_long = |text: &&String| text.chars().count() >= least;
    // The tool has its words in all languages; the site says those of its own.
    let tool = sources.get("site/words/interface.yaml").unwrap().text.as_str();
    let of_tool =
        tool.lines().filter_map(|line| line.strip_prefix("  ")?.strip_prefix(other.key())?.strip_prefix(": "));
    let of_tool: Vec<String> = of_tool.map(|word| word.trim_matches('"').to_owned()).collect();
    let gone: Vec<&String> =
        taken_out.iter().chain(&of_tool).filter(is_long).filter(|text| !kept.contains(*text)).collect();
    assert!(gone.len() > 200, "{}", gone.len());
    for (path, _) in tree.iter() {
        let names = [format!("{other}/"), format!("standard-{other}"), format!("assets/notes-{other}")];
        assert!(!names.iter().any(|name| path.starts_with(name) || path.contains(&format!("/{name}"))), "{path}");
    }
    for (path, text) in files(&tree) {
        // Schemas describe formats of the tool, in English.
        for gone in gone.iter().filter(|_| !path.ends_with(".schema.json")) {
            assert!(!text.contains(gone.as_str()), "{path}: {gone}");
        }
        assert!(!text.contains("hreflang"), "{path}");
        assert!(!text.contains(&format!("/{other}/")) && !text.contains(&format!("\"{other}/")), "{path}");
        if path.ends_with(".html") {
            let html = Html::parse_document(text);
            let tags: BTreeSet<&str> = select(&html, "[lang]").iter().filter_map(|one| one.attr("lang")).collect();
            assert_eq!(tags, BTreeSet::from([lang.tag()]), "{path}");
            assert!(select(&html, "a.language").is_empty(), "{path}");
        } else if path.ends_with(".json") {
            let value: Value = serde_json::from_str(text).unwrap();
            let mut all = BTreeSet::new();
            keys(&value, &mut all);
            assert!(!all.contains(other.key()), "{path}");
        }
    }
    let rows = text(&tree, "data/requirements.csv");
    assert!(rows.contains(&format!("text_{lang}")) && !rows.contains(&format!("_{other}")), "{rows}");
    for (name, path) in [("model", "data/model.json"), ("requirement", "data/r/ABC-201.json")] {
        let schema = jsonschema::validator_for(&json(&tree, &format!("data/{name}.schema.json"))).unwrap();
        assert!(schema.is_valid(&json(&tree, path)), "{path}");
    }
    no_link_is_broken(&tree);
    leads_home(&tree, lang);
}

/// The page at the root leads to the home page, with and without scripts.
fn leads_home(tree: &Tree, lang: Lang) {
    let html = Html::parse_document(text(tree, "index.html"));
    let home = format!("{lang}/index.html");
    let attr = |selector: &str, name: &str| select(&html, selector)[0].attr(name).unwrap().to_owned();
    assert_eq!(attr("link[rel=canonical]", "href"), home);
    assert_eq!(attr("meta[http-equiv=refresh]", "content"), format!("0; url={home}"));
    assert_eq!((attr("[data-moved]", "data-moved"), attr("main a", "href")), (home.clone(), home));
    assert!(!text(tree, "sitemap.xml").contains(&format!("<loc>{BASE}index.html")), "it is no page of its own");
}

#[test]
fn a_standard_in_english_only_has_no_chinese() {
    is_only_in(Lang::En);
    let (sources, _) = turned(one(Lang::En));
    let tree = rendered(&checked(&sources), None);
    for path in ["data/model.json", "data/standard-en.md", "data/requirements.csv", "data/r/ABC-201.json"] {
        assert!(!text(&tree, path).contains(is_chinese), "{path}");
    }
    assert!(text(&tree, "en/standard.html").contains("The text is that of the standard."));
}

#[test]
fn the_methods_of_the_tool_are_filled_in_for_one_language() {
    let (mut sources, _) = turned(one(Lang::En));
    let paths = sources.iter().map(|file| file.path.clone()).filter(|path| path.starts_with("content/methods/"));
    paths.collect::<Vec<_>>().iter().for_each(|path| drop(sources.remove(path)));
    let document = checked(&sources);
    assert!(document.methods.len() > 3);
    let page = rendered(&document, None);
    let page = text(&page, "en/method.html");
    assert!(page.contains("0 to 5") && !page.contains("{levels}"), "{page}");
}

#[test]
fn a_standard_in_chinese_only_has_no_english() {
    is_only_in(Lang::Zh);
}

#[test]
fn where_the_english_binds_the_chinese_is_its_translation() {
    let (sources, _) = turned(english_binds());
    let document = checked(&sources);
    let tree = rendered(&document, None);
    no_link_is_broken(&tree);
    let html = Html::parse_document(text(&tree, ENTRY));
    assert_eq!(html.root_element().attr("lang"), Some("en"));
    let sections: Vec<_> = select(&html, ".pair > section").iter().map(|one| one.attr("lang").unwrap()).collect();
    assert_eq!(sections, ["en", "zh-CN"], "the binding text stands first");
    for path in [ENTRY, "index.html", "en/standard.html"] {
        assert!(text(&tree, path).contains("The English text prevails; the Chinese is a translation."), "{path}");
    }
    let block = select(&html, "script[type='application/ld+json']")[0].text().collect::<String>();
    let about: Value = serde_json::from_str(&block).unwrap();
    assert_eq!((&about["inLanguage"], &about["workTranslation"]["inLanguage"]), (&"en".into(), &"zh-CN".into()));
    let catalog = json(&tree, "data/oscal-catalog.json");
    let statement = &catalog["catalog"]["groups"][0]["groups"][0]["groups"][1]["controls"][0]["parts"][0];
    assert_eq!(statement["prose"], "The enterprise shall acquire quality data.");
    assert_eq!(
        (&statement["parts"][0]["prose"], &statement["parts"][0]["class"]),
        (&"应采集质量数据；".into(), &"zh-CN".into())
    );
    assert!(text(&tree, "data/requirements.csv").contains("text_en,text_zh"));
    let alternates = text(&rendered(&document, Some(BASE)), "en/index.html").matches("hreflang").count();
    assert_eq!(alternates, 3, "two alternates and the link to the other language");
}

#[test]
fn a_word_of_the_content_is_said_whatever_the_languages() {
    let (mut sources, _) = turned(one(Lang::En));
    let words = sources.get("content/interface.yaml").unwrap().text.clone() + "data_summary: {en: Own summary}\n";
    sources.insert("content/interface.yaml".to_owned(), words.into_bytes());
    let interface = checked(&sources).interface;
    assert_eq!(interface.find("data_summary", Lang::En), Some("Own summary"));
    assert_eq!(interface.find("find_permanent", Lang::En), Some("Permanent page of {id}"), "that of the tool");
}

/// The problems after a change of one word in a file.
fn after(turn: Turn, file: &str, from: &str, to: &str) -> (Checked, String) {
    let (mut sources, _) = turned(turn);
    let path = format!("content/editions/2024-sample/{file}");
    let text = sources.get(&path).unwrap().text.clone();
    assert!(text.contains(from), "{text}");
    sources.insert(path, text.replacen(from, to, 1).into_bytes());
    let outcome = check(&sources);
    let shown = render(&outcome.diagnostics, &sources, DiagnosticFormat::Short, false);
    (outcome, shown)
}

#[test]
fn a_fingerprint_is_that_of_the_text_that_binds() {
    let (outcome, shown) =
        after(english_binds(), "clauses/production/equipment-management.yaml", "an equipment register", "a register");
    assert!(shown.contains("DEF-101: the English has changed since the Chinese was reviewed"), "{shown}");
    let tree = rendered(&outcome.document.unwrap(), None);
    let badge = |lang: &str| text(&tree, &format!("{lang}/production/equipment-management.html")).contains("\"badge\"");
    assert!(badge("zh") && !badge("en"), "the translation is stale");
    let (_, shown) = after(english_binds(), "text/en/foreword.md", "may be used", "is for use");
    assert!(shown.contains("text/zh/foreword.md") && shown.contains("paragraph 1: the English has changed"), "{shown}");
    // A change of the translation asks for nothing.
    let (_, shown) =
        after(english_binds(), "clauses/production/equipment-management.yaml", "应维护设备台账", "应维护好设备台账");
    assert_eq!(shown, "");
}

#[test]
fn a_text_in_a_language_that_is_not_declared_is_an_error_at_its_place() {
    let cases: BTreeMap<&str, [&str; 3]> = BTreeMap::from([
        ("clauses/production.yaml", ["name: {en: Production}", "name: {en: Production, zh: 生产}", "this is Chinese"]),
        ("sample.yaml", ["title: {en: ", "title: {zh: 示例, en: ", "this is Chinese"]),
        ("terms.yaml", ["definition:\n", "definition:\n    reviewed: \"00000000\"\n", "the standard has none"]),
        ("text/en/1-scope.md", ["title: Scope", "title: Scope\nreviewed: [\"00000000\"]", "the standard has none"]),
    ]);
    for (file, [from, to, said]) in cases {
        let (outcome, shown) = after(one(Lang::En), file, from, to);
        assert!(outcome.document.is_none());
        assert!(shown.contains(file) && shown.contains("unknown-language") && shown.contains(said), "{file}: {shown}");
    }
    let (mut sources, _) = turned(one(Lang::En));
    sources.insert("content/editions/2024-sample/text/zh/1-scope.md".to_owned(), b"---\ntitle: x\n---\n\nx\n".to_vec());
    let shown = render(&check(&sources).diagnostics, &sources, DiagnosticFormat::Short, false);
    assert!(shown.contains("text/zh/1-scope.md") && shown.contains("unknown-language"), "{shown}");
}

#[test]
fn no_language_stands_in_for_one_that_is_missing() {
    let (outcome, shown) = after(one(Lang::En), "clauses/production.yaml", "name: {en: Production}", "name: {en: ''}");
    assert!(outcome.document.is_none());
    assert!(shown.contains("missing-language") && shown.contains("the English is missing"), "{shown}");
}
