//! The JSON-LD of every page, read as a search engine does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use dtmm_content::document::Interface;
use dtmm_model::{Bilingual, Lang};
use dtmm_site::Tree;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::rendered;
use crate::common;

const OPEN: &str = "<script type=\"application/ld+json\">";

fn pages(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let pages = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap()))
}

/// A page before and after its block, and the block.
fn cut(html: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = html.split_once(OPEN)?;
    let (block, after) = rest.split_once("</script>").unwrap();
    assert!(!after.contains(OPEN), "two blocks");
    Some((before, block, after))
}

fn block(tree: &Tree, path: &str) -> Value {
    let html = std::str::from_utf8(tree.get(path).unwrap()).unwrap();
    serde_json::from_str(cut(html).unwrap_or_else(|| panic!("{path} has none")).1).unwrap()
}

fn of(path: &str) -> Value {
    block(common::site(), path)
}

fn gzip(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn every_page_has_one_block_that_parses() {
    for (path, html) in pages(common::site()) {
        if path == "404.html" {
            assert!(cut(html).is_none());
            continue;
        }
        let (_, block, _) = cut(html).unwrap_or_else(|| panic!("{path} has none"));
        assert!(!block.contains('<'), "{path}");
        let value: Value = serde_json::from_str(block).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(value["@context"], "https://schema.org", "{path}");
        for node in value["@graph"].as_array().unwrap_or(&vec![value.clone()]) {
            assert!(
                node["@type"].is_string() && (node["name"].is_string() || node["@type"] == "BreadcrumbList"),
                "{path}"
            );
        }
    }
}

/// What a block adds to its page as it is transferred.
#[test]
fn the_blocks_are_light() {
    for (path, html) in pages(common::site()) {
        let Some((before, _, after)) = cut(html) else { continue };
        let limit = if path.ends_with("/standard.html") { 200 } else { 350 };
        let added = gzip(html) - gzip(&format!("{before}{after}"));
        assert!(added <= limit, "the block of {path} adds {added} bytes");
    }
}

#[test]
fn the_document_is_described_in_both_languages() {
    for page in ["index.html", "zh/index.html"] {
        let work = of(page);
        assert_eq!(work["@type"], "CreativeWork");
        assert_eq!(
            (&work["name"], &work["alternateName"]),
            (
                &json!("流程工业企业 数字化转型成熟度模型"),
                &json!("Process industry enterprises — Maturity model for digital transformation"),
            )
        );
        assert_eq!((&work["identifier"], &work["version"]), (&json!("T/CCUA 0000-2024"), &json!("2024-draft")));
        assert_eq!((&work["creativeWorkStatus"], &work["inLanguage"]), (&json!("Draft"), &json!("zh-CN")));
        assert_eq!(work["publisher"]["name"], "中国计算机用户协会");
        assert_eq!(work["dateModified"], common::document().modified);
    }
    assert_eq!(of("zh/index.html")["workTranslation"]["@id"], "../en/standard.html");
    assert_eq!(of("index.html")["workTranslation"]["@id"], "en/standard.html");
    let english = of("en/index.html");
    assert_eq!((&english["inLanguage"], &english["@id"]), (&json!("en"), &json!("../en/standard.html")));
    assert_eq!(english["translationOfWork"]["@id"], "../zh/standard.html");
    assert!(english["publisher"].is_null(), "the association has not published the English");
    assert_eq!(english["translationOfWork"]["publisher"]["alternateName"], "China Computer Users Association");
    for lang in Lang::ALL {
        let text = of(&format!("{lang}/standard.html"));
        assert_eq!(
            (&text["@type"], &text["@id"]),
            (&json!("CreativeWork"), &json!(format!("../{lang}/standard.html")))
        );
    }
}

#[test]
fn the_parts_of_the_document_say_what_they_are_part_of() {
    let part = |path: &str| of(path)["@graph"][0].clone();
    let domain = part("en/production.html");
    assert_eq!((&domain["name"], &domain["position"]), (&json!("8.6 Digitalized production"), &json!(6)));
    assert_eq!(domain["isPartOf"]["@id"], "../en/standard.html");
    let subdomain = part("zh/production/quality-control.html");
    assert_eq!((&subdomain["name"], &subdomain["position"]), (&json!("质量管控"), &json!(5)));
    assert_eq!(subdomain["isPartOf"]["@id"], "../../zh/production.html");
    assert_eq!(part("zh/level-3.html")["name"], "三级");
    let trail = of("zh/production/quality-control.html")["@graph"][1].clone();
    assert_eq!(trail["@type"], "BreadcrumbList");
    let steps: Vec<(&str, &str)> = trail["itemListElement"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| (step["name"].as_str().unwrap(), step["item"].as_str().unwrap()))
        .collect();
    assert_eq!(
        steps,
        [
            ("模型", "../../zh/index.html"),
            ("数字化生产", "../../zh/production.html"),
            ("质量管控", "../../zh/production/quality-control.html"),
        ]
    );
}

#[test]
fn every_requirement_is_described_in_both_languages() {
    let standard = &common::document().standard;
    for (domain, subdomain) in standard.subdomains() {
        for entry in subdomain.entries() {
            let node = of(&format!("r/{}.html", entry.id));
            let page = |lang: Lang| format!("../{lang}/{}/{}.html", domain.slug, subdomain.slug);
            let (id, translation) = (entry.id.to_string(), &node["workTranslation"]);
            assert_eq!(node["identifier"], id);
            assert_eq!(node["@id"], format!("../r/{id}.html"));
            assert_eq!((&node["text"], &node["inLanguage"]), (&json!(entry.text.zh), &json!("zh-CN")));
            assert_eq!((&translation["text"], &translation["inLanguage"]), (&json!(entry.text.en), &json!("en")));
            assert_eq!(translation["@id"], format!("{}#{id}", page(Lang::En)));
            assert_eq!(node["isPartOf"]["@id"], page(Lang::Zh));
            let position = subdomain.cell(entry.id.cell.level).entries.iter().position(|one| one.id == entry.id);
            assert_eq!(node["position"], position.unwrap() + 1);
        }
    }
}

#[test]
fn a_published_site_is_described_by_full_addresses() {
    let tree = rendered(common::document(), Some("https://example.org/model/"));
    let node = block(&tree, "r/QLT-302.html");
    assert_eq!(node["@id"], "https://example.org/model/r/QLT-302.html");
    assert_eq!(node["isPartOf"]["@id"], "https://example.org/model/zh/production/quality-control.html");
    let all: BTreeMap<&str, &str> = pages(&tree).collect();
    assert!(all["zh/developers.html"].contains("curl -s \"https://example.org/model/data/model.json\""));
    let llms = std::str::from_utf8(tree.get("llms.txt").unwrap()).unwrap();
    assert!(llms.contains("(https://example.org/model/data/model.json)"));
}

#[test]
fn no_word_can_end_the_block_it_stands_in() {
    const TITLE: &str = "a </script><b> & \"c\"";
    let mut document = common::document().clone();
    let words = |lang| document.interface.in_language(lang);
    let mut all: BTreeMap<String, Bilingual> = words(Lang::Zh)
        .into_iter()
        .zip(words(Lang::En).into_values())
        .map(|((key, zh), en)| (key.to_owned(), Bilingual { zh: zh.to_owned(), en: en.to_owned() }))
        .collect();
    all.get_mut("method_title").unwrap().en = TITLE.to_owned();
    document.interface = Interface::new(all, &BTreeSet::new());
    assert_eq!(block(&rendered(&document, None), "en/method.html")["name"], TITLE);
}
