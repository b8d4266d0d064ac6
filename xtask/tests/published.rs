//! Published addresses and identifiers are permanent: compares the built site with `content/published.txt`, to which
//! `cargo xtask publish` adds new ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{self, rendered};
use dtmm_content::check::{Checked, check};
use dtmm_content::diagnostic::{DiagnosticFormat, Severity, render as show};
use dtmm_content::document::Document;
use dtmm_content::load::Sources;
use dtmm_content::parse::{is_permanent, parse};
use dtmm_model::Lang;
use dtmm_site::Tree;
use scraper::{Html, Selector};
use xtask::publish::{Addresses, addresses, folded, listed, renewed, unlisted};

const LIST: &str = "content/published.txt";
const LANG: &str = "{lang}";

/// The addresses of a tree, without the assets.
fn built(tree: &Tree, document: &Document) -> Addresses {
    let unnumbered = document.text.iter().filter(|part| part.number.is_none());
    let parts = unnumbered.chain(&document.methods).map(|part| part.stem.as_str()).collect();
    let files = tree.iter().filter(|(path, _)| !path.starts_with("assets/"));
    files.map(|(path, bytes)| (path.to_owned(), identifiers(path, bytes, &parts))).collect()
}

fn identifiers(path: &str, bytes: &[u8], parts: &BTreeSet<&str>) -> Vec<String> {
    if !path.ends_with(".html") {
        return Vec::new();
    }
    let html = Html::parse_document(std::str::from_utf8(bytes).unwrap());
    let with_id = Selector::parse("[id]").unwrap();
    let ids = html.select(&with_id).filter_map(|element| element.attr("id"));
    ids.filter(|id| is_permanent(id, parts)).map(str::to_owned).collect()
}

/// Listed identifiers that are neither in the site nor redirected.
fn vanished(listed: &Addresses, built: &Addresses, document: &Document) -> Vec<String> {
    let moved: BTreeMap<&str, &str> = document.redirects.iter().map(|r| (r.from.as_str(), r.to.as_str())).collect();
    let mut vanished = Vec::new();
    for (address, ids) in listed {
        let now = moved.get(address.as_str()).copied().unwrap_or(address);
        let of_both = address.contains(LANG);
        for lang in Lang::ALL.iter().filter(|lang| of_both || **lang == Lang::Zh) {
            let in_language = |address: &str| address.replace(LANG, lang.key());
            if !built.contains_key(&in_language(address)) {
                vanished.push(in_language(address));
            }
            let there: BTreeSet<&str> =
                built.get(&in_language(now)).into_iter().flatten().map(String::as_str).collect();
            let gone = ids.iter().filter(|id| !there.contains(id.as_str()) && !moved.contains_key(id.as_str()));
            vanished.extend(gone.map(|id| format!("{}#{id}", in_language(address))));
        }
    }
    vanished
}

/// The first items of a list, and how many there are.
fn shortly(names: &[String]) -> String {
    const FEW: usize = 12;
    let few = names.iter().take(FEW).map(|name| format!("\n  {name}")).collect::<String>();
    format!("{} in all:{few}{}", names.len(), if names.len() > FEW { "\n  …" } else { "" })
}

fn checked(sources: &Sources) -> Document {
    let Checked { document, mut diagnostics, .. } = check(sources);
    diagnostics.retain(|one| one.severity == Severity::Error);
    document.unwrap_or_else(|| {
        panic!("the content is at fault:\n{}", show(&diagnostics, sources, DiagnosticFormat::Short, false))
    })
}

#[test]
fn every_published_address_and_identifier_is_there_and_every_new_one_listed() {
    let sources = dtmm_site::load(&common::root(), None).unwrap();
    let document = checked(&sources);
    let built = built(&rendered(&document, None), &document);
    assert_eq!(built, addresses(&rendered(&document, None), &document), "the list is made of the same identifiers");
    let (listed, folded) =
        (listed(&parse(&sources.edition("2024-draft")).0.published.unwrap()), folded(&built, document.languages));
    let gone = vanished(&listed, &built, &document);
    assert!(gone.is_empty(), "published and gone: restore it, or add it to content/redirects.yaml; {}", shortly(&gone));
    let new = unlisted(&listed, &folded);
    assert!(new.is_empty(), "not in {LIST} (`cargo xtask publish` adds it); {}", shortly(&new));
}

/// The real content, with an entry and a subdomain renamed.
fn renamed() -> Sources {
    let mut sources = dtmm_site::load(&common::root(), None).unwrap();
    let old = sources.remove("content/editions/2024-draft/clauses/production/quality-control.yaml").unwrap();
    let text = old.text.replace("id: QLT-303", "id: QLT-304");
    assert_ne!(text, old.text);
    sources.insert("content/editions/2024-draft/clauses/production/quality.yaml".to_owned(), text.into_bytes());
    let domain = "content/editions/2024-draft/clauses/production.yaml".to_owned();
    let text = sources.get(&domain).unwrap().text.replace("- quality-control", "- quality");
    sources.insert(domain, text.into_bytes());
    sources
}

const REDIRECTS: &str = r#"
- from: QLT-303
  to: QLT-304
  why: {zh: 已重编。, en: It was given anew.}
- from: "{lang}/production/quality-control.html"
  to: "{lang}/production/quality.html"
  why: {zh: 已改名。, en: It was renamed.}
"#;

#[test]
fn what_is_gone_is_told_by_the_check_and_found_by_its_redirect() {
    let mut sources = renamed();
    let errors = check(&sources).diagnostics;
    let told = |words: &str| errors.iter().any(|one| one.code == "vanished-id" && one.message.contains(words));
    assert!(told("`QLT-303`") && told("`{lang}/production/quality-control.html`"), "{errors:#?}");

    sources.insert("content/redirects.yaml".to_owned(), REDIRECTS.as_bytes().to_vec());
    let document = checked(&sources);
    let tree = rendered(&document, None);
    let listed = listed(&parse(&sources.edition("2024-draft")).0.published.unwrap());
    assert_eq!(vanished(&listed, &built(&tree, &document), &document), Vec::<String>::new());

    let page = |path: &str| std::str::from_utf8(tree.get(path).unwrap()).unwrap().to_owned();
    for (path, target, words) in [
        ("r/QLT-303.html", "../r/QLT-304.html", ["已重编。", "It was given anew."]),
        ("zh/production/quality-control.html", "../../zh/production/quality.html", ["已改名。", "It was renamed."]),
        ("en/production/quality-control.html", "../../en/production/quality.html", ["已改名。", "It was renamed."]),
    ] {
        let html = page(path);
        let fragment = if path.starts_with("r/") { "#QLT-303" } else { "" };
        let refresh = format!("<meta http-equiv=\"refresh\" content=\"0; url={target}{fragment}\">");
        assert!(html.contains(&refresh), "{html}");
        assert!(html.contains(&format!("<link rel=\"canonical\" href=\"{target}\">")), "{html}");
        assert!(html.contains(&format!("<a href=\"{target}\">")), "{html}");
        assert!(words.iter().all(|words| html.contains(words)), "{html}");
        assert!(tree.get(target.trim_start_matches("../")).is_some(), "{target}");
        assert!(!page("sitemap.xml").contains(path), "{path} is listed for search engines");
    }
    assert!(page("data/r/QLT-303.json").contains("\"moved_to\":\"QLT-304\""));
}

#[test]
fn the_list_grows_and_never_shrinks() {
    let list = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let listed = Addresses::from([("a.html".to_owned(), list(&["QLT", "QLT-1", "QLT-101", "QLT-102"]))]);
    let folded = Addresses::from([
        ("a.html".to_owned(), list(&["clause-8", "QLT", "QLT-1", "QLT-101", "QLT-103"])),
        ("b.html".to_owned(), Vec::new()),
    ]);
    let text = renewed("# head\na.html\n", &listed, &folded);
    assert_eq!(text, "# head\na.html\n  clause-8\n  QLT QLT-1 QLT-101 QLT-102 QLT-103\nb.html\n");
    assert_eq!(unlisted(&listed, &folded), ["a.html#clause-8", "a.html#QLT-103", "b.html"]);
}

#[test]
fn the_page_for_missing_addresses_leads_on_in_both_languages() {
    let html = std::str::from_utf8(common::site().get("404.html").unwrap()).unwrap();
    for lang in Lang::ALL {
        for page in ["index", "standard", "search", "score"] {
            assert!(html.contains(&format!("href=\"{lang}/{page}.html\"")), "{lang}/{page}");
        }
        let words = common::document().interface.find("missing_reason", lang).unwrap();
        assert!(html.contains(words), "{words}");
    }
    assert!(html.contains("<div data-suggestions hidden></div>"));
}
