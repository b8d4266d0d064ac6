//! The built site as a whole: every page, link, identifier and word.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{self, select};
use dtmm_model::Lang;
use scraper::{ElementRef, Html, Selector};

struct Page {
    path: &'static str,
    html: Html,
}

fn pages() -> Vec<Page> {
    let pages = common::site().iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| Page { path, html: Html::parse_document(std::str::from_utf8(bytes).unwrap()) }).collect()
}

/// The words that a reader sees.
fn words(html: &Html) -> String {
    select(html, "body")[0].text().collect()
}

/// The path a link leads to from a page, and its fragment.
fn resolve(page: &str, href: &str) -> (String, Option<String>) {
    let (file, fragment) = href.split_once('#').map_or((href, None), |(file, id)| (file, Some(id.to_owned())));
    if file.is_empty() {
        return (page.to_owned(), fragment);
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {href} leaves the site"),
            "." => {}
            part => parts.push(part),
        }
    }
    (parts.join("/"), fragment)
}

/// The pages of a language, except those of domains, subdomains and levels.
const NAMES: &str = "index standard score report compare method notes comments glossary search developers privacy";

#[test]
fn the_addresses_are_those_promised() {
    let site = common::site();
    let mut expected: BTreeSet<String> = ["index.html", "404.html"].map(String::from).into();
    for lang in Lang::ALL {
        for page in NAMES.split(' ') {
            expected.insert(format!("{lang}/{page}.html"));
        }
        expected.extend((1..=5).map(|level| format!("{lang}/level-{level}.html")));
        for domain in common::document().standard.domains() {
            expected.insert(format!("{lang}/{}.html", domain.slug));
            expected.extend(domain.subdomains.iter().map(|s| format!("{lang}/{}/{}.html", domain.slug, s.slug)));
        }
    }
    expected.extend(common::document().standard.entries().map(|entry| format!("r/{}.html", entry.id)));
    let pages: BTreeSet<String> =
        site.iter().map(|(path, _)| path.to_owned()).filter(|path| path.ends_with(".html")).collect();
    let [unpromised, missing] =
        [pages.difference(&expected), expected.difference(&pages)].map(|some| some.collect::<Vec<_>>());
    assert!(unpromised.is_empty() && missing.is_empty(), "not in `NAMES`: {unpromised:?}; not built: {missing:?}");
    for file in ["sitemap.xml", "robots.txt", "site.webmanifest", "data/model.json", "data/requirements.csv"] {
        assert!(site.get(file).is_some(), "{file}");
    }
}

#[test]
fn every_link_is_relative_and_leads_somewhere() {
    let pages = pages();
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages
        .iter()
        .map(|page| (page.path, select(&page.html, "[id]").into_iter().filter_map(|e| e.attr("id")).collect()))
        .collect();
    let mut broken = Vec::new();
    for page in &pages {
        // Without a base URL, the base of the 404 page is the root of the host.
        for element in select(&page.html, "[href]:not(base), [src]") {
            let href = element.attr("href").or(element.attr("src")).unwrap();
            assert!(!href.contains(':') && !href.starts_with('/'), "{}: {href} is not relative", page.path);
            let (path, fragment) = resolve(page.path, href);
            let file_is_there = common::site().get(&path).is_some();
            let id_is_there =
                fragment.as_ref().is_none_or(|id| ids.get(path.as_str()).is_some_and(|ids| ids.contains(id.as_str())));
            if !file_is_there || !id_is_there {
                broken.push(format!("{}: {href}", page.path));
            }
        }
    }
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn identifiers_are_unique_on_each_page() {
    for page in pages() {
        let mut seen = BTreeSet::new();
        for element in select(&page.html, "[id]") {
            let id = element.attr("id").unwrap();
            assert!(seen.insert(id.to_owned()), "{}: id {id} twice", page.path);
        }
    }
}

/// The page kinds that show all 377 entries between them, and how many each shows.
#[test]
fn every_entry_is_shown_wherever_it_belongs() {
    let standard = &common::document().standard;
    let pages: BTreeMap<&str, Html> = pages().into_iter().map(|page| (page.path, page.html)).collect();
    for lang in Lang::ALL {
        for (domain, subdomain) in standard.subdomains() {
            for entry in subdomain.entries() {
                let homes = [
                    format!("{lang}/standard.html"),
                    format!("{lang}/{}.html", domain.slug),
                    format!("{lang}/{}/{}.html", domain.slug, subdomain.slug),
                    format!("{lang}/level-{}.html", entry.id.cell.level),
                ];
                for home in homes {
                    let hook = format!("[id=\"{0}\"][data-requirement=\"{0}\"]", entry.id);
                    let found = select(&pages[home.as_str()], &hook);
                    let [element] = found[..] else { panic!("{home}: {} occurs {} times", entry.id, found.len()) };
                    assert_eq!(element.attr("data-kind"), Some(entry.kind().key()));
                    assert_eq!(element.attr("data-level"), Some(entry.id.cell.level.to_string().as_str()));
                    let text = element.select(&Selector::parse("[data-text]").unwrap()).next().unwrap();
                    assert_eq!(&text.text().collect::<String>(), entry.text.get(lang), "{home}");
                }
            }
        }
    }
}

#[test]
fn a_permanent_page_has_both_languages_and_its_place() {
    let pages: BTreeMap<&str, Html> = pages().into_iter().map(|page| (page.path, page.html)).collect();
    for entry in common::document().standard.entries() {
        let html = &pages[format!("r/{}.html", entry.id).as_str()];
        let words = words(html);
        assert!(words.contains(&entry.text.zh) && words.contains(&entry.text.en), "{}", entry.id);
    }
    let words = words(&pages["r/QLT-302.html"]);
    assert!(words.contains("8.6 表 7 质量管控 三级 b)"));
    assert!(words.contains("8.6, Table 7, Quality control, Level 3, b)"));
}

#[test]
fn both_languages_have_the_same_identifiers() {
    let pages: BTreeMap<&str, Html> = pages().into_iter().map(|page| (page.path, page.html)).collect();
    let ids =
        |html| select(html, "[id]").into_iter().filter_map(|e| e.attr("id")).map(String::from).collect::<Vec<_>>();
    for (path, html) in &pages {
        if let Some(rest) = path.strip_prefix("zh/") {
            assert_eq!(ids(html), ids(&pages[format!("en/{rest}").as_str()]), "{path}");
        }
    }
}

#[test]
fn every_page_says_which_language_binds() {
    let document = common::document();
    for page in pages() {
        let words = words(&page.html);
        let lang = if page.path.starts_with("en/") { Lang::En } else { Lang::Zh };
        assert!(words.contains(document.interface.find("binding_notice", lang).unwrap()), "{}", page.path);
        if !page.path.starts_with("zh/") {
            assert!(words.contains(document.interface.find("binding_notice", Lang::En).unwrap()), "{}", page.path);
        }
    }
}

/// Chinese on an English page is in an element with `lang`.
#[test]
fn english_pages_hold_no_unmarked_chinese() {
    fn walk(element: ElementRef<'_>, path: &str) {
        let is_marked = element.attr("lang").is_some_and(|lang| lang.starts_with("zh"));
        if is_marked || element.value().name() == "script" {
            return;
        }
        for child in element.children() {
            if let Some(text) = child.value().as_text() {
                // 应, 宜 and 适用时 are quoted where the English explains a verbal form.
                let strays: String = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
                assert!(["", "宜", "应", "适用时"].contains(&strays.as_str()), "{path}: {strays}");
            } else if let Some(child) = ElementRef::wrap(child) {
                walk(child, path);
            }
        }
    }
    for page in pages().iter().filter(|page| page.path.starts_with("en/")) {
        walk(page.html.root_element(), page.path);
    }
}

#[test]
fn the_same_repository_gives_the_same_bytes() {
    assert_eq!(&common::build().tree.unwrap(), common::site());
}

#[test]
fn assets_stand_at_addresses_of_their_content() {
    for (path, _) in common::site().iter().filter(|(path, _)| path.starts_with("assets/")) {
        let hash = path.rsplit_once('-').and_then(|(_, tail)| tail.split_once('.')).map(|(hash, _)| hash);
        assert!(hash.is_some_and(|hash| hash.len() == 10 && hash.bytes().all(|b| b.is_ascii_hexdigit())), "{path}");
    }
}

#[test]
fn no_page_names_another_origin_or_runs_inline_code() {
    for page in pages() {
        let html = std::str::from_utf8(common::site().get(page.path).unwrap()).unwrap();
        // The vocabulary of JSON-LD; browsers do not request it.
        let html = html.replacen("\"@context\":\"https://schema.org\"", "", 1);
        assert!(!html.contains("http://") && !html.contains("https://"), "{}", page.path);
        for script in select(&page.html, "script") {
            match script.attr("type") {
                Some("application/ld+json") => assert!(script.attr("src").is_none(), "{}", page.path),
                _ => assert!(script.attr("src").is_some() && script.text().next().is_none(), "{}", page.path),
            }
        }
        assert!(select(&page.html, "style, [style], [onclick]").is_empty(), "{}", page.path);
    }
}

/// Whoever is led elsewhere from here, elsewhere is not told from which entry.
#[test]
fn no_page_tells_where_a_reader_comes_from() {
    for page in pages() {
        let found = select(&page.html, "head meta[name=referrer]");
        let values: Vec<_> = found.iter().filter_map(|meta| meta.attr("content")).collect();
        assert_eq!(values, ["same-origin"], "{}", page.path);
    }
}

/// `--base-url` refuses such URLs; the output is safe even if it did not.
#[test]
fn an_address_is_no_markup_wherever_it_is_written() {
    let site = common::rendered(common::document(), Some("https://example.org/a&b<c>\"d/"));
    for (path, bytes) in site.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml")) {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(!text.contains("<c>"), "{path}");
        assert!(path.ends_with(".html") || !text.contains("a&b"), "{path}");
    }
}
