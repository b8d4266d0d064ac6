//! The documents of the repository are true: paths exist, examples are valid, quoted labels are on the site.

use crate::common;

use std::collections::BTreeSet;
use std::fs;

use dtmm_content::check;
use dtmm_model::Lang;

/// The words between single backticks.
fn quoted(markdown: &str) -> impl Iterator<Item = &str> {
    markdown.split('`').skip(1).step_by(2)
}

#[test]
fn every_path_that_the_documents_name_exists() {
    // Made by commands, not kept in git.
    const MADE: [&str; 5] = ["site/dist", "site/dist/", "site/dist.zip", "target/engine/", "index.html"];
    let root = common::root();
    // Files of content are named as they are within the content folder or an edition.
    let content = root.join("content");
    let editions = fs::read_dir(content.join("editions")).unwrap().map(|entry| entry.unwrap().path());
    let folders: Vec<_> = [root.clone(), content.clone()].into_iter().chain(editions).collect();
    let is_there = |path: &str| folders.iter().any(|folder| folder.join(path).exists());
    let mut missing = Vec::new();
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root.join(document)).unwrap();
        let paths = quoted(&text).filter(|word| {
            let is_path = word.contains('/') && !word.contains([' ', '<', ':']) && !word.starts_with(['/', '-']);
            is_path && !word.contains("//") && !MADE.contains(word)
        });
        missing.extend(paths.filter(|path| !is_there(path)).map(|path| format!("{document}: {path}")));
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_document_links_to_a_missing_file() {
    let root = common::root();
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "site/hosting/README.md"] {
        let text = fs::read_to_string(root.join(document)).unwrap();
        let folder = root.join(document).parent().unwrap().to_path_buf();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            assert!(link.starts_with('#') || folder.join(link).is_file(), "{document}: {link}");
        }
    }
}

/// The annotated file in CONTRIBUTING.md, in the place of the real one, is without fault; it only
/// has fewer entries than the edition states, and not those that were published or that
/// `waivers.yaml` and the sample speak of.
#[test]
fn the_annotated_example_is_valid() {
    let text = fs::read_to_string(common::root().join("CONTRIBUTING.md")).unwrap();
    let example = text.split_once("```yaml\n").unwrap().1.split_once("```").unwrap().0;
    let place = "content/editions/2024-draft/clauses/production/quality-control.yaml";
    let mut sources = dtmm_site::load(&common::root(), None).unwrap();
    assert!(sources.remove(place).is_some());
    sources.insert(place.to_owned(), example.as_bytes().to_vec());
    // What other files say of entries that the example lacks is not its fault.
    let found = check::check(&sources).diagnostics;
    let faults: Vec<_> = found.iter().filter(|one| one.path == place).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The texts between “ and ”.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split('“').skip(1).filter_map(|rest| rest.split_once('”')).map(|(name, _)| name)
}

/// A word that the site puts in quotation marks is one that the reader finds in it, on a control, a column or a badge.
#[test]
fn what_the_site_quotes_of_itself_is_there() {
    // Not of the site: what the draft says, what other programs and the browser call theirs, what is only supposed.
    const OTHERS: [&str; 21] = [
        "shall",
        "适用时",
        "#",
        "format",
        "应",
        "应符合",
        "CSV UTF-8",
        "CSV UTF-8（逗号分隔）",
        "数据",
        "获取数据",
        "从文本/CSV",
        "自网站",
        "隐私",
        "本地文件",
        "not yet answered",
        "页眉和页脚",
        "Headers and footers",
        // Lines that one writes.
        "部门：编号",
        "质量部：{first}-1~5  2027-02-01",
        "Department: identifiers",
        "Quality: {first}-1~5  2027-02-01",
    ];
    let document = common::document();
    for lang in [Lang::Zh, Lang::En] {
        let words = document.interface.in_language(lang);
        // The answers in full are one word of several.
        let said: BTreeSet<String> = words.values().flat_map(|word| word.split(" | ")).map(str::to_lowercase).collect();
        let known = |name: &str| name.starts_with('{') || OTHERS.contains(&name) || said.contains(&name.to_lowercase());
        let quoting = words.iter().flat_map(|(key, word)| named(word).map(move |name| (key, name)));
        let missing: Vec<_> = quoting.filter(|(_, name)| !known(name)).collect();
        assert!(missing.is_empty(), "named as if the site had it: {missing:?}");
    }
}
