//! What every built site is, whatever its standard has: whole, with nothing printed that is not there.

use std::collections::{BTreeMap, BTreeSet};

use dtmm_content::document::Document;
use dtmm_model::Lang;
use dtmm_site::Tree;
use scraper::Html;

use crate::common::select;

pub(crate) fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(tree.get(path).unwrap_or_else(|| panic!("there is no {path}"))).unwrap()
}

/// The pages of a site, parsed, by path.
pub(crate) fn pages(tree: &Tree) -> BTreeMap<&str, Html> {
    let pages = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, Html::parse_document(std::str::from_utf8(bytes).unwrap()))).collect()
}

/// The path that a relative link leads to.
pub(super) fn resolved(from: &str, link: &str) -> String {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for step in link.split('/') {
        match step {
            ".." => drop(path.pop()),
            "." => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

/// Every link and label leads to what is there, no identifier stands twice, and nothing is left empty.
pub(crate) fn assert_whole(tree: &Tree) {
    let pages = pages(tree);
    let ids =
        |html: &Html| select(html, "[id]").iter().map(|one| one.attr("id").unwrap().to_owned()).collect::<Vec<_>>();
    let known: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(path, html)| (*path, ids(html).into_iter().collect())).collect();
    for (path, html) in &pages {
        assert_eq!(ids(html).len(), known[path].len(), "{path} has an identifier twice");
        for link in select(html, "[href]").iter().map(|one| one.attr("href").unwrap()) {
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            if file.contains(':') || *path == "404.html" {
                continue;
            }
            let target = if file.is_empty() { (*path).to_owned() } else { resolved(path, file) };
            assert!(tree.get(&target).is_some(), "{path} leads to {link}, which is not there");
            let has_fragment =
                known.get(target.as_str()).is_none_or(|ids| fragment.is_empty() || ids.contains(fragment));
            assert!(has_fragment, "{path} leads to {link}, which {target} has not");
        }
        for attribute in ["aria-labelledby", "aria-describedby", "for"] {
            for one in select(html, &format!("[{attribute}]")) {
                let labels = one.attr(attribute).unwrap();
                // The engine brings the captions of what it compares.
                let is_there = |id: &str| known[path].contains(id) || id.starts_with("compare-");
                assert!(labels.split(' ').all(is_there), "{path}: {attribute}=\"{labels}\"");
            }
        }
        for shown in select(html, "h1, h2, h3, h4, h5, h6, caption, figcaption, title, dt, a.number") {
            let words: String = shown.text().collect();
            let is_filled = shown.attr("data-list").is_some() || !words.trim_matches([' ', '#', '\n']).is_empty();
            assert!(is_filled, "{path} has an empty {}: {}", shown.value().name(), shown.html());
        }
        for shown in select(html, ".number, .code, .letter, optgroup") {
            let words = shown.attr("label").map_or_else(|| shown.text().collect(), str::to_owned);
            assert!(!words.is_empty() && words.trim() == words, "{path}: {}", shown.html());
        }
        for list in select(html, "main ul, main ol, main dl, main tbody") {
            let is_filled = list.value().attrs().any(|(name, _)| name.starts_with("data-"));
            assert!(is_filled || list.child_elements().next().is_some(), "{path} has an empty {}", list.html());
        }
    }
}

/// What no page and no file says: signs that something was printed that is not there.
pub(crate) fn assert_nothing_missing(tree: &Tree) {
    for (path, html) in pages(tree) {
        let shown: String = select(&html, "body").iter().flat_map(|body| body.text()).collect();
        let metas = select(&html, "meta[content]");
        let metas = metas.iter().map(|meta| meta.attr("content").unwrap());
        for text in metas.chain([shown.as_str()]) {
            for sign in
                ["undefined", "null", "None", "()", "（）", "《》", " , ", "， ，", "· ·", "**", "{number}", "{clause}"]
            {
                assert!(!text.contains(sign), "{path} says `{sign}`: {}", around(text, sign));
            }
            let begins = |line: &str| line.trim_start().starts_with(['·', ',', '，', ':', '：']);
            assert!(!text.lines().any(begins), "{path}: {text}");
        }
    }
    for markdown in Lang::ALL.iter().filter_map(|lang| tree.get(&format!("data/standard-{lang}.md"))) {
        let markdown = std::str::from_utf8(markdown).unwrap();
        assert!(!markdown.contains("****") && !markdown.contains("None") && !markdown.contains("\n\n\n"), "{markdown}");
    }
}

/// No page speaks of what its standard has not: no other kind of entry, no note, no number, no printed page. The pages on
/// the methods speak of any standard.
pub(crate) fn assert_silent(document: &Document, tree: &Tree) {
    let is_numbered = document.standard.domains()[0].clause().is_some();
    let has_abbreviations = !document.abbreviations.is_empty() || !document.glossary.additions.is_empty();
    let silences: [(bool, &[&str]); 7] = [
        (!document.has_recommendations(), &["推荐", "ecommend", "requirement or"]),
        (!document.has_verbal_forms, &["类别：", "Requirement (", "Requirements ("]),
        (!document.has_conditions(), &["有条件适用", "here applicable"]),
        (document.notes.is_empty(), &["编者注", "ditor’s note"]),
        (!is_numbered, &["章条", "clause", "Clause"]),
        (!has_abbreviations, &["缩略语", "bbreviation"]),
        (
            document.standard.number().is_none(),
            &["as printed", "printed text", "printed label", "照录原文", "印刷", "图由本站"],
        ),
    ];
    for (path, html) in pages(tree).into_iter().filter(|(path, _)| !path.ends_with("method.html")) {
        let shown: String = select(&html, "body").iter().flat_map(|body| body.text()).collect();
        let described = select(&html, "meta[name=description]");
        let described: String = described.iter().filter_map(|meta| meta.attr("content")).collect();
        for word in silences.iter().filter(|(is_silent, _)| *is_silent).flat_map(|(_, words)| *words) {
            assert!(!shown.contains(word), "{path} says `{word}`: {}", around(&shown, word));
            assert!(!described.contains(word), "{path} says `{word}`: {described}");
        }
        let kinds: Vec<String> = select(&html, ".kind").iter().map(|kind| kind.text().collect()).collect();
        let is_plain =
            |kind: &String| document.has_verbal_forms || ["有条件适用", "where applicable"].contains(&kind.as_str());
        assert!(kinds.iter().all(is_plain), "{path} says of which kind an entry is: {kinds:?}");
    }
    for path in Lang::ALL.map(|lang| format!("{lang}/notes.html")).iter().map(String::as_str).chain(["data/notes.json"])
    {
        assert!(tree.get(path).is_none() || !document.notes.is_empty(), "{path}");
    }
}

pub(super) fn around<'t>(text: &'t str, sign: &str) -> &'t str {
    let at = text.find(sign).unwrap_or_default();
    let start = text[..at].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let end = text[at..].char_indices().nth(60).map_or(text.len(), |(end, _)| at + end);
    &text[start..end]
}
