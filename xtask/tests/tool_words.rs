//! The words of the tool and those of the content: which is said, and what is reported of either.

use std::collections::BTreeSet;

use dtmm_content::check::{Checked, check};
use dtmm_content::diagnostic::Diagnostic;
use dtmm_content::document::{Brand, Document, OPTIONAL_WORDS, Variant};
use dtmm_content::load::Sources;
use dtmm_content::parse::Block;
use dtmm_model::Lang;
use scraper::{Html, Selector};
use xtask::explain;

use crate::common::{document, rendered, root, select};

const INTERFACE: &str = "content/interface.yaml";
const TOOL: &str = "site/words/interface.yaml";

/// The small sound content of the bad examples, with other words: those of the tool, and those of the content. It uses
/// the words `level_heading` and `list_comma`.
fn sources(tool: &str, content: &str) -> Sources {
    let mut sources = explain::example(&root(), &[]).unwrap();
    sources.insert(TOOL.to_owned(), tool.as_bytes().to_vec());
    sources.insert(INTERFACE.to_owned(), content.as_bytes().to_vec());
    sources
}

/// What was found: code, line of the file, message.
fn found(sources: &Sources, outcome: &Checked) -> Vec<String> {
    let line = |one: &Diagnostic| {
        let (line, _) = one.position(sources);
        format!("{}:{line} {}: {}", one.path, one.code, one.message)
    };
    outcome.diagnostics.iter().map(line).collect()
}

const HEADING: &str = "level_heading:\n  zh: 等级 {number}\n  en: Grade {number}\n";
const COMMA: &str = "list_comma:\n  zh: 、\n  en: \", \"\n";

#[test]
fn a_word_of_the_content_takes_the_place_of_that_of_the_tool() {
    let own = "level_heading:\n  zh: 第 {number} 级\n  en: Level {number}\n";
    let sources = sources(&format!("{HEADING}{COMMA}"), own);
    let outcome = check(&sources);
    assert_eq!(found(&sources, &outcome), [""; 0]);
    let interface = outcome.document.unwrap().interface;
    let said = |key| Lang::ALL.map(|lang| interface.find(key, lang).unwrap());
    assert_eq!(said("level_heading"), ["第 {number} 级", "Level {number}"], "the content says it");
    assert_eq!(said("list_comma"), ["、", ", "], "the tool alone says it");
}

#[test]
fn a_word_that_only_the_content_can_say_is_missed_there() {
    let sources = sources(HEADING, HEADING);
    let outcome = check(&sources);
    let missed = "the word `list_comma` is missing; templates/page.html:1 says it";
    assert_eq!(found(&sources, &outcome), [format!("{INTERFACE}:2 undefined-word: {missed}")]);
    let help = &outcome.diagnostics[0].help;
    assert_eq!(
        help,
        "add `list_comma:` with `zh:` and `en:` to interface.yaml; the tool has no word of its own for it"
    );
    assert!(outcome.document.is_none());
}

#[test]
fn a_word_that_nothing_says_is_reported_in_either_file() {
    let sources =
        sources(&format!("{HEADING}{COMMA}forgotten:\n  zh: 一\n  en: One\n"), "lost:\n  zh: 二\n  en: Two\n");
    let reported = found(&sources, &check(&sources));
    let lost = format!("{INTERFACE}:2 unused-word: nothing says the word `lost`");
    let forgotten = format!("{TOOL}:8 unused-word: nothing says the word `forgotten`");
    assert_eq!(reported, [lost, forgotten]);
}

#[test]
fn both_files_are_held_to_the_same_placeholders_and_names() {
    let tool = "level_heading:\n  zh: 等级 {number}\n  en: Grade\nlist_comma:\n  zh: 、\n  en: firm\n";
    let mut sources = sources(tool, "level_heading:\n  zh: 公司 {number}\n  en: Grade {level}\n");
    let names = "- zh: 单位\n  en: organization\n  meaning: the whole\n  not: {zh: [公司], en: [firm]}\n";
    sources.insert("site/words/own-terms.yaml".to_owned(), names.as_bytes().to_vec());
    let reported = found(&sources, &check(&sources));
    let expected = [
        format!(
            "{INTERFACE}:2 unequal-placeholders: `level_heading` has `{{number}}` in Chinese, `{{level}}` in English"
        ),
        format!("{INTERFACE}:2 other-word: level_heading: \"公司\" is called \"单位\" on this site"),
        format!("{TOOL}:2 unequal-placeholders: `level_heading` has `{{number}}` in Chinese, none in English"),
        format!("{TOOL}:6 other-word: list_comma: \"firm\" is called \"organization\" on this site"),
    ];
    assert_eq!(reported, expected);
}

#[test]
fn words_and_methods_say_facts_of_the_standard() {
    let words = "level_heading:\n  zh: 共 {levels} 级，{sample_name} {sample_level}\n  en: \"{levels} levels, {sample_name} {sample_level}\"\n";
    let mut sources = sources(COMMA, words);
    let put = |sources: &mut Sources, path: &str, text: &str| sources.insert(path.to_owned(), text.as_bytes().to_vec());
    put(&mut sources, "site/words/methods/zh/1-rules.md", "---\ntitle: 规则\n---\n\n0 至 {levels}\n");
    let english = "---\ntitle: Rules\nreviewed:\n  - \"7b1a4d60\"\n---\n\n0 to {levels}\n";
    put(&mut sources, "site/words/methods/en/1-rules.md", english);
    let own = check(&sources).document.unwrap();
    let stems = |document: &Document| document.methods.iter().map(|part| part.stem.clone()).collect::<Vec<_>>();
    assert_eq!(stems(&own), ["1-common"], "those of the content replace them all");
    let first = own.standard.subdomains().next().unwrap().1;
    let level = &own.standard.levels()[0];
    let expected = |lang| (own.standard.levels().len(), first.name.get(lang).as_str(), level.name.get(lang).as_str());
    let (levels, name, level) = expected(Lang::Zh);
    assert_eq!(own.interface.find("level_heading", Lang::Zh), Some(&*format!("共 {levels} 级，{name} {level}")));
    let (levels, name, level) = expected(Lang::En);
    assert_eq!(own.interface.find("level_heading", Lang::En), Some(&*format!("{levels} levels, {name} {level}")));

    for lang in Lang::ALL {
        sources.remove(&format!("content/methods/{lang}/1-common.md")).unwrap();
    }
    let general = check(&sources).document.unwrap();
    assert_eq!(stems(&general), ["1-rules"], "those of the tool, where the content has none");
    let said = |lang| general.methods[0].blocks.get(lang)[0].clone();
    assert_eq!(said(Lang::Zh), Block::Paragraph(format!("0 至 {levels}")));
    assert_eq!(said(Lang::En), Block::Paragraph(format!("0 to {levels}")));
}

#[test]
fn a_term_belongs_to_a_group_that_there_is() {
    let mut sources = explain::example(&root(), &[]).unwrap();
    let termbase = "terms:\n  - {zh: 质量, en: quality, group: modle}\ngroups:\n  - {id: model, zh: 模型, en: Model}\n";
    sources.insert("content/termbase.yaml".to_owned(), termbase.as_bytes().to_vec());
    let reported = found(&sources, &check(&sources));
    assert!(
        reported.contains(&"content/termbase.yaml:2 wrong-value: no group is called `modle`".to_owned()),
        "{reported:?}"
    );
}

/// The keys of a file of words.
fn keys(text: &str) -> BTreeSet<&str> {
    text.lines().filter_map(|line| line.strip_suffix(':')).filter(|key| !key.starts_with([' ', '#'])).collect()
}

/// A file of words without some of them.
fn without(text: &str, keys: &[&str]) -> String {
    let mut is_out = false;
    let stays = |line: &&str| {
        if !line.starts_with(' ') {
            is_out = line.strip_suffix(':').is_some_and(|key| keys.contains(&key));
        }
        !is_out
    };
    text.lines().filter(stays).map(|line| format!("{line}\n")).collect()
}

#[test]
fn each_word_that_is_taken_away_is_missed_at_its_place() {
    let mut sources = dtmm_site::load(&root(), None).unwrap();
    // Other content files have nothing to do with the words of the site.
    let stays = |path: &str| [INTERFACE, TOOL].contains(&path) || path.ends_with("/references.yaml");
    let others: Vec<_> = sources.iter().map(|file| file.path.clone()).filter(|path| !stays(path)).collect();
    others.iter().for_each(|path| drop(sources.remove(path)));
    let texts = [INTERFACE, TOOL].map(|path| (path, sources.get(path).unwrap().text.clone()));
    // What is said instead in other standards, nothing misses in this one.
    let is_missed = |key: &&str| Variant::base(key) == *key && !OPTIONAL_WORDS.contains(key);
    let all: BTreeSet<_> = texts.iter().flat_map(|(_, text)| keys(text)).filter(is_missed).collect();
    let all: Vec<_> = all.into_iter().collect();
    assert!(all.len() > 700);
    // Many at a time, because each check reads all words.
    for some in all.chunks(20) {
        for (path, text) in &texts {
            sources.insert((*path).to_owned(), without(text, some).into_bytes());
        }
        let outcome = check(&sources);
        let missed: Vec<_> = outcome.diagnostics.iter().filter(|one| one.code == "undefined-word").collect();
        assert_eq!(missed.len(), some.len(), "{some:?}");
        for key in some {
            let diagnostic = missed.iter().find(|one| one.message.contains(&format!("`{key}`")));
            let diagnostic = diagnostic.unwrap_or_else(|| panic!("{key} is not missed"));
            assert_eq!(diagnostic.path, INTERFACE, "{key}");
            assert!(diagnostic.span.start > 0 && diagnostic.help.contains(key), "{key}: {}", diagnostic.help);
        }
        assert!(outcome.document.is_none());
    }
}

#[test]
fn what_only_the_content_can_say_is_listed_at_its_head() {
    let [content, tool] = [INTERFACE, TOOL].map(|path| std::fs::read_to_string(root().join(path)).unwrap());
    let head: String = content.lines().take_while(|line| line.starts_with('#')).map(|line| &line[1..]).collect();
    let list = head.split_once("the tool cannot know it: ").unwrap().1;
    let (needed, optional) = list.split_once(". It can say here, since nothing stands there otherwise: ").unwrap();
    assert_eq!(optional.trim_end_matches('.').split(", ").collect::<Vec<_>>(), OPTIONAL_WORDS);
    let listed: BTreeSet<&str> = needed.split(", ").map(str::trim).chain(OPTIONAL_WORDS).collect();
    let tool = keys(&tool);
    let own: BTreeSet<&str> = keys(&content).into_iter().filter(|key| !tool.contains(key)).collect();
    assert_eq!(listed, own);
}

#[test]
fn the_content_repeats_no_word_of_the_tool() {
    let words = |path: &str| {
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        let lines: Vec<_> = text.lines().map(str::to_owned).collect();
        lines.windows(3).filter(|three| three[0].ends_with(':')).map(<[String]>::to_vec).collect::<BTreeSet<_>>()
    };
    let same: Vec<_> = words(INTERFACE).intersection(&words(TOOL)).cloned().collect();
    assert!(same.is_empty(), "{same:?}");
    assert!(document().interface.find("site_name", Lang::Zh).is_some());
}

#[test]
fn the_brand_of_the_content_colours_all_that_the_tool_colours() {
    let colours = |light: &str, dark: &str| Brand { colour: light.to_owned(), colour_dark: dark.to_owned() };
    let mut document = document().clone();
    let tool = Brand::default();
    assert_eq!(document.brand, tool);
    let files = |document: &Document| {
        let tree = rendered(document, None);
        let texts = tree.iter().filter_map(|(path, bytes)| Some((path.to_owned(), std::str::from_utf8(bytes).ok()?)));
        texts.map(|(path, text)| (path, text.to_owned())).collect::<Vec<_>>()
    };
    // Files stand at an address with their hash.
    let with = |files: &[(String, String)], colour: &str| {
        let named = files.iter().filter(|(_, text)| text.contains(colour)).map(|(path, _)| path);
        named.map(|path| path.split('-').next().unwrap().to_owned()).collect::<BTreeSet<_>>()
    };
    let before = files(&document);
    let light = ["assets/assessment", "assets/icon", "assets/post", "assets/style", "site.webmanifest"];
    let light = BTreeSet::from(light.map(str::to_owned));
    assert_eq!(with(&before, &tool.colour), light);
    assert_eq!(with(&before, &tool.colour_dark), BTreeSet::from(["assets/style".to_owned()]));
    document.brand = colours("#7a1f3d", "#f0a0b8");
    let after = files(&document);
    assert_eq!(with(&after, "#7a1f3d"), light);
    assert_eq!(with(&after, "#f0a0b8"), BTreeSet::from(["assets/style".to_owned()]));
    assert!(with(&after, &tool.colour).is_empty() && with(&after, &tool.colour_dark).is_empty());
    assert!(before.iter().all(|(_, text)| !text.contains("<a class=\"brand\"") || text.contains("<svg width=\"21\"")));
}

/// The real content with no word or method of its own but the words that the tool cannot know.
fn without_own_words() -> Sources {
    let mut sources = dtmm_site::load(&root(), None).unwrap();
    let [content, tool] = [INTERFACE, TOOL].map(|path| sources.get(path).unwrap().text.clone());
    let own: Vec<&str> = keys(&content).intersection(&keys(&tool)).copied().collect();
    sources.insert(INTERFACE.to_owned(), without(&content, &own).into_bytes());
    let paths = sources.iter().map(|file| file.path.clone());
    let methods: Vec<_> = paths.filter(|path| path.starts_with("content/methods/")).collect();
    methods.iter().for_each(|path| drop(sources.remove(path)));
    sources
}

#[test]
fn the_words_of_the_tool_are_enough_for_a_site() {
    let sources = without_own_words();
    let outcome = check(&sources);
    assert_eq!(found(&sources, &outcome), [""; 0]);
    let document = outcome.document.unwrap();
    let tree = rendered(&document, None);
    let pages = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    let mut seen = 0;
    for (path, bytes) in pages {
        let html = Html::parse_document(std::str::from_utf8(bytes).unwrap());
        let words: String = select(&html, "body p, body li, body td, body th, caption, h1, h2, h3, dt, dd")
            .into_iter()
            .filter(|element| element.select(&Selector::parse("pre, script").unwrap()).next().is_none())
            .flat_map(|element| element.text())
            .collect();
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let braces = words.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        let left: Vec<&str> = braces.map(|(name, _)| name).filter(|name| is_name(name)).collect();
        assert_eq!(left, [""; 0], "{path}");
        seen += 1;
    }
    assert!(seen > 400);
    for (path, words) in [
        ("en/index.html", format!("{} maturity levels", document.standard.levels().len())),
        ("zh/method.html", format!("0 至 {} 的得分", document.standard.levels().len())),
        ("en/method.html", "They are not part of the standard. This site also".to_owned()),
        ("en/notes.html", "To be confirmed by the issuer".to_owned()),
    ] {
        let page = std::str::from_utf8(tree.get(path).unwrap()).unwrap();
        assert!(page.contains(&words), "{path}: {words}");
    }
}
