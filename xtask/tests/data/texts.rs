//! The texts for people and programs alike: the standard in Markdown, `llms.txt`, the sitemap.

use dtmm_model::Lang;
use dtmm_site::Tree;

use super::{rendered, text};
use crate::common;

/// What Markdown shows of a line.
fn unescaped(text: &str) -> String {
    text.replace('\\', "")
}

#[test]
fn the_full_text_has_every_word_in_order() {
    let document = common::document();
    for lang in Lang::ALL {
        let markdown = unescaped(text(&format!("data/standard-{lang}.md")));
        let mut rest = markdown.as_str();
        let mut follows = |words: &str| {
            let at = rest.find(words).unwrap_or_else(|| panic!("{lang}: {words} is missing or out of order"));
            rest = &rest[at + words.len()..];
        };
        follows(document.standard.title().get(lang));
        follows(document.interface.find("binding_notice", lang).unwrap());
        for term in &document.terms {
            follows(&format!("### {} ", term.number));
            follows(term.definition.get(lang));
            term.notes.iter().chain(&term.source).for_each(|note| follows(note.get(lang)));
        }
        document.abbreviations.iter().for_each(|one| follows(&format!("- {}: {}", one.short, one.name.get(lang))));
        document.standard.levels().iter().for_each(|level| follows(level.text.as_ref().unwrap().get(lang)));
        for domain in document.standard.domains() {
            follows(&format!("### {} {}", domain.clause().unwrap(), domain.name.get(lang)));
            follows(domain.intro.as_ref().unwrap().get(lang));
            for subdomain in &domain.subdomains {
                follows(&format!("- {} ({})\n", subdomain.name.get(lang), subdomain.code));
                for entry in subdomain.entries() {
                    follows(&format!(
                        "    - {} {}) {}\n",
                        entry.id,
                        entry.label.as_deref().unwrap(),
                        entry.text.get(lang)
                    ));
                    entry.examples.iter().for_each(|example| follows(example.text.get(lang)));
                }
            }
        }
        document.bibliography.iter().for_each(|one| follows(one.title.get(lang)));
        let parts = document.text.iter().map(|part| part.title.get(lang));
        assert!(
            parts
                .into_iter()
                .all(|title| markdown.lines().any(|line| line.starts_with("## ") && line.ends_with(title)))
        );
        assert!(!markdown.contains("{"), "an insertion is left");
    }
}

/// The targets of the links of a text of Markdown.
fn links(markdown: &str) -> impl Iterator<Item = &str> {
    markdown.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link)
}

#[test]
fn links_in_the_texts_lead_somewhere() {
    let is_there = |path: &str, fragment: Option<&str>| {
        let site: &Tree = common::site();
        let page = site.get(path).unwrap_or_else(|| panic!("{path} is missing"));
        fragment.is_none_or(|id| String::from_utf8_lossy(page).contains(&format!("id=\"{id}\"")))
    };
    for lang in Lang::ALL {
        let markdown = text(&format!("data/standard-{lang}.md"));
        assert!(links(markdown).count() > 0);
        for link in links(markdown) {
            let (path, id) = link.strip_prefix("../").unwrap().split_once('#').unwrap();
            assert!(is_there(path, Some(id)), "{link}");
        }
    }
    for link in links(text("llms.txt")) {
        assert!(is_there(link, None));
    }
}

#[test]
fn llms_txt_has_the_form_it_should_have() {
    let text = text("llms.txt");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("# Process industry") && lines[0].contains("流程工业企业"));
    assert_eq!(lines[1], "");
    assert!(lines[2].starts_with("> "));
    for said in ["unofficial translation", "draft", "does not say how to score"] {
        assert!(lines[2].contains(said), "the summary does not say {said}");
    }
    assert!(lines.iter().all(|line| !line.starts_with("# ") || *line == lines[0]), "one title");
    let sections: Vec<&&str> = lines.iter().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(sections.len(), 3);
    let listed: Vec<&str> = links(text).collect();
    for file in ["data/model.json", "data/requirements.csv", "data/oscal-catalog.json", "data/standard-zh.md"] {
        assert!(listed.contains(&file), "{file}");
    }
    let items = lines.iter().filter(|line| line.starts_with("- "));
    assert!(items.clone().count() >= 8 + 5 + 7 && items.clone().all(|line| line.contains("): ")));
}

#[test]
fn the_sitemap_has_every_page_once_with_its_day() {
    let sitemap = text("sitemap.xml");
    let places: Vec<&str> = sitemap.split("<loc>").skip(1).map(|rest| rest.split_once("</loc>").unwrap().0).collect();
    let pages = common::site().iter().filter(|(path, _)| path.ends_with(".html") && *path != "404.html");
    let expected: Vec<String> = pages.map(|(path, _)| format!("http://127.0.0.1:8000/{path}")).collect();
    assert_eq!(places, expected);
    let day = format!("</loc><lastmod>{}</lastmod>", common::document().modified);
    assert_eq!(sitemap.matches(&day).count(), expected.len());
    for page in ["r/QLT-302.html", "zh/developers.html", "en/developers.html"] {
        assert_eq!(sitemap.matches(&format!("<loc>http://127.0.0.1:8000/{page}</loc>")).count(), 1, "{page}");
    }
    let developers =
        sitemap.lines().find(|line| line.contains("<loc>http://127.0.0.1:8000/en/developers.html")).unwrap();
    assert!(developers.contains("hreflang=\"zh-CN\" href=\"http://127.0.0.1:8000/zh/developers.html\""));
}

#[test]
fn a_page_names_itself_in_each_language_where_its_address_is_known() {
    let published = rendered(common::document(), Some("https://example.org/model/"));
    let page = std::str::from_utf8(published.get("en/method.html").unwrap()).unwrap();
    for (tag, lang) in [("zh-CN", "zh"), ("en", "en")] {
        let link = format!(
            "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"https://example.org/model/{lang}/method.html\">"
        );
        assert!(page.contains(&link), "{link}");
    }
    assert!(!text("en/method.html").contains("rel=\"alternate\""));
}
