//! Several editions of one standard, made from the real content by a seeded program.

mod make;
mod migrate;
mod others;

use std::collections::BTreeSet;
use std::fs;
use std::sync::OnceLock;

use dtmm_content::check::{Checked, check};
use dtmm_content::diagnostic::{DiagnosticFormat, Severity, render};
use dtmm_content::load::Sources;
use dtmm_site::{Editions, Tree};
use serde_json::{Value, json};

use crate::common;
use make::{Made, RENAMED, next_edition};
use scraper::Html;
use tempfile::TempDir;
use walkdir::WalkDir;
use xtask::edition;

/// The real content as the oldest of three editions, and what the program changed in each step.
fn three() -> (Sources, [Made; 2]) {
    let mut sources = dtmm_site::load(&common::root(), None).unwrap();
    let second = next_edition(&mut sources, "2024-draft", "2026", 1);
    let third = next_edition(&mut sources, "2026", "2028", 2);
    (sources, [second, third])
}

fn checked(sources: &Sources) -> Checked {
    let outcome = check(sources);
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|one| one.severity == Severity::Error).cloned().collect();
    assert_eq!(render(&errors, sources, DiagnosticFormat::Short, false), "");
    outcome
}

#[test]
fn three_editions_made_from_the_content_pass_all_checks() {
    let (sources, made) = three();
    let outcome = checked(&sources);
    assert_eq!(outcome.earlier.len(), 2);
    for (document, made) in outcome.earlier[1..].iter().chain(&outcome.document).zip(&made) {
        let changes = document.changes.as_ref().unwrap();
        assert_eq!(changes.iter().count(), made.len());
    }
}

/// The site of the three editions, built once for all tests.
fn site() -> &'static Tree {
    static SITE: OnceLock<Tree> = OnceLock::new();
    SITE.get_or_init(|| {
        let outcome = checked(&three().0);
        let newest = outcome.document.unwrap();
        common::rendered_editions(Editions { newest: &newest, earlier: &outcome.earlier }, None)
    })
}

fn text(path: &str) -> &'static str {
    std::str::from_utf8(site().get(path).unwrap_or_else(|| panic!("{path} is missing"))).unwrap()
}

#[test]
fn every_edition_has_all_its_pages_and_data() {
    for (path, _) in common::site().iter() {
        let is_page = path.starts_with("zh/") || path.starts_with("en/");
        if is_page {
            for edition in ["2024-draft", "2026"] {
                assert!(site().get(&format!("{edition}/{path}")).is_some(), "{edition}/{path}");
            }
        } else if let Some(file) = path.strip_prefix("data/") {
            assert!(site().get(&format!("data/2024-draft/{file}")).is_some(), "data/2024-draft/{file}");
        }
    }
}

#[test]
fn pages_of_an_earlier_edition_lead_to_the_same_place_in_the_newest() {
    let banner = |path: &str| {
        let html = text(path);
        let at = html.find("class=\"earlier-edition\"").unwrap_or_else(|| panic!("{path} has no banner"));
        html[at..].split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    for (path, target) in [
        ("2024-draft/zh/production/quality-control.html", "../../../zh/production/quality-control.html"),
        ("2026/en/standard.html", "../../en/standard.html"),
        ("2026/zh/score.html", "../../zh/score.html"),
    ] {
        assert_eq!(banner(path), target, "{path}");
        assert!(text(path).contains(&format!("<link rel=\"canonical\" href=\"{target}\">")), "{path}");
    }
    assert!(!text("zh/standard.html").contains("class=\"earlier-edition\""));
}

#[test]
fn the_search_page_of_each_edition_leads_to_those_of_the_others() {
    for (folder, targets) in [
        ("", ["../2026/en/search.html", "../2024-draft/en/search.html"]),
        ("2026/", ["../../en/search.html", "../../2024-draft/en/search.html"]),
        ("2024-draft/", ["../../en/search.html", "../../2026/en/search.html"]),
    ] {
        let html = Html::parse_document(text(&format!("{folder}en/search.html")));
        let links = common::select(&html, "[data-find-editions] a");
        let links: Vec<_> = links.iter().filter_map(|link| link.value().attr("href")).collect();
        assert_eq!(links, targets, "{folder}");
        let names = text(&format!("{folder}en/search.html")).matches("Search in edition ").count();
        assert_eq!(names, 4, "with and without scripts");
    }
    let one = std::str::from_utf8(common::site().get("en/search.html").unwrap()).unwrap();
    assert!(!one.contains("data-find-editions") && !one.contains("Search in edition"));
}

#[test]
fn the_page_of_changes_lists_each_change_once() {
    let (_, made) = three();
    for (folder, made) in ["2026/", ""].into_iter().zip(&made) {
        for lang in ["zh", "en"] {
            let html = text(&format!("{folder}{lang}/changes.html"));
            assert_eq!(html.matches("class=\"change\"").count(), made.len(), "{folder}{lang}");
            for (kind, from, to) in made {
                assert!(html.contains(&format!("id=\"{kind}\"")), "{kind}");
                for id in from.iter().chain(to) {
                    let linked = html.matches(&format!("#{id}\">{id}</a>")).count();
                    let stays = usize::from(from.contains(id)) + usize::from(to.contains(id));
                    assert_eq!(linked, stays, "{folder}{lang} {id}");
                }
            }
        }
    }
    assert!(site().get("2024-draft/zh/changes.html").is_none(), "the first edition has nothing before it");
    assert!(text("zh/changes.html").contains("<ins>，并加以落实</ins>"));
    assert!(text("en/changes.html").contains("<ins>, at least 2 times a year</ins>."));
}

/// A copy of the content folder, to write to.
fn copied() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in WalkDir::new(common::root().join("content")).into_iter().map(Result::unwrap) {
        let to = folder.path().join(entry.path().strip_prefix(common::root().join("content")).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(&to).unwrap();
        } else {
            fs::copy(entry.path(), &to).unwrap();
        }
    }
    folder
}

#[test]
fn the_next_edition_begins_as_the_newest_with_nothing_changed() {
    let folder = copied();
    let started = edition::start(&common::root(), Some(folder.path()), "2030").unwrap();
    assert_eq!((started.from.as_str(), started.folder), ("2024-draft", folder.path().join("editions/2030")));
    let outcome = checked(&dtmm_site::load(&common::root(), Some(folder.path())).unwrap());
    let newest = outcome.document.unwrap();
    assert_eq!((newest.standard.edition(), outcome.earlier.len()), ("2030", 1));
    assert_eq!(newest.changes.unwrap().iter().count(), 0);
    assert_eq!(newest.standard.outline().domains, outcome.earlier[0].standard.outline().domains);
}

#[test]
fn an_edition_that_cannot_begin_leaves_the_content_as_it_was() {
    let folder = copied();
    let files = || WalkDir::new(folder.path()).into_iter().count();
    let (before, model) = (files(), fs::read_to_string(folder.path().join("model.yaml")).unwrap());
    for (name, problem) in [
        ("2024-draft", "there is an edition 2024-draft already"),
        ("zh", "`zh` cannot name an edition"),
        ("2030 draft", "write lower-case letters"),
        ("../x", "write lower-case letters"),
    ] {
        let error = edition::start(&common::root(), Some(folder.path()), name).unwrap_err().to_string();
        assert!(error.contains(problem), "{error}");
    }
    assert_eq!((files(), fs::read_to_string(folder.path().join("model.yaml")).unwrap()), (before, model));
}

#[test]
fn every_address_of_the_first_edition_is_still_there() {
    let gone = |path: &&str| !path.starts_with("assets/") && site().get(path).is_none();
    let gone: Vec<_> = common::site().iter().map(|(path, _)| path).filter(gone).collect();
    assert_eq!(gone, Vec::<&str>::new());
}

#[test]
fn every_link_of_every_edition_leads_to_a_file() {
    let mut dead = BTreeSet::new();
    for (path, bytes) in site().iter().filter(|(path, _)| path.ends_with(".html")) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let html = std::str::from_utf8(bytes).unwrap();
        for target in [" href=\"", " src=\""].iter().flat_map(|name| html.split(name).skip(1)) {
            let target = target.split(['"', '#', '?']).next().unwrap();
            let is_ours = !target.is_empty() && !target.contains(':') && path != "404.html";
            if is_ours && site().get(&resolved(folder, target)).is_none() {
                dead.insert(format!("{path}: {target}"));
            }
        }
    }
    assert!(dead.is_empty(), "{} dead links, such as {:?}", dead.len(), dead.iter().take(12).collect::<Vec<_>>());
}

/// The path of a relative link from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn the_page_of_an_entry_shows_it_through_the_editions() {
    let (_, made) = three();
    let all = ["2024-draft", "2026", "2028"];
    for (step, made) in made.iter().enumerate() {
        for (kind, from, to) in made {
            for id in from.iter().filter(|id| !to.contains(id)) {
                let html = text(&format!("r/{id}.html"));
                assert!(html.contains(&format!("class=\"former\" id=\"{}\"", all[step])), "{kind} {id}");
                for next in to {
                    assert!(html.contains(&format!("<a href=\"{next}.html\">{next}</a>")), "{kind} {id} to {next}");
                }
                let record: serde_json::Value = serde_json::from_str(text(&format!("data/r/{id}.json"))).unwrap();
                assert_eq!(
                    (record["change"].as_str(), record["last_edition"].as_str()),
                    (Some(*kind), Some(all[step]))
                );
            }
        }
    }
    let (_, id) =
        made[1].iter().find_map(|(kind, from, _)| (*kind == "substantive").then_some((kind, &from[0]))).unwrap();
    let html = text(&format!("r/{id}.html"));
    let places: Vec<_> = all.iter().rev().map(|edition| html.find(&format!("id=\"{edition}\""))).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{id}: newest first, each at its name: {places:?}"
    );
    assert!(!common::text("r/QLT-302.html").contains("editions-heading"), "one edition has no history");
}

#[test]
fn every_entry_that_went_into_a_merge_is_followed_back() {
    let (_, [second, third]) = three();
    let before = |id: &String| match second.iter().find(|(_, _, to)| to.contains(id)) {
        Some((_, from, _)) => from.clone(),
        None => vec![id.clone()],
    };
    let merges: Vec<_> = third.iter().filter(|(kind, ..)| *kind == "merged").collect();
    assert!(!merges.is_empty());
    for (_, from, to) in merges {
        let html = text(&format!("r/{}.html", to[0]));
        let oldest = html.split("id=\"2024-draft\"").nth(1).unwrap_or_default();
        for id in from.iter().flat_map(before) {
            assert!(oldest.contains(&format!(">{id}</a>")), "{id} went into {}", to[0]);
        }
    }
}

#[test]
fn a_page_that_only_an_earlier_edition_has_is_still_found() {
    let [before, after] = RENAMED;
    for lang in ["zh", "en"] {
        let old = format!("{lang}/production/{before}.html");
        assert!(text(&old).contains(&format!("content=\"0; url=../../2026/{old}\"")), "{old} leads nowhere");
        // From there the banner leads to the same subdomain in the newest edition.
        assert!(text(&format!("2026/{old}")).contains(&format!("href=\"../../../{lang}/production/{after}.html\"")));
        assert!(
            text(&format!("2024-draft/{old}")).contains(&format!("href=\"../../../{lang}/production/{after}.html\""))
        );
    }
    // Only pages that are in force are to be found by search engines.
    let sitemap = text("sitemap.xml");
    assert!(sitemap.contains(&format!("zh/production/{after}.html")) && !sitemap.contains(before));
    assert!(!sitemap.contains("/2026/") && !sitemap.contains("/2024-draft/"));
}

#[test]
fn the_changes_are_a_data_file_with_a_schema() {
    let (_, made) = three();
    for (folder, made) in ["data/2026/", "data/"].into_iter().zip(&made) {
        let value: Value = serde_json::from_str(text(&format!("{folder}changes.json"))).unwrap();
        let schema: Value = serde_json::from_str(text(&format!("{folder}changes.schema.json"))).unwrap();
        assert_eq!(jsonschema::validator_for(&schema).unwrap().validate(&value).map_err(|one| one.to_string()), Ok(()));
        let changes = value["changes"].as_array().unwrap();
        let listed: BTreeSet<_> = changes
            .iter()
            .map(|change| (&change["kind"], &change["from"], &change["to"]))
            .map(|(kind, from, to)| format!("{kind} {from} {to}"))
            .collect();
        let wanted: BTreeSet<_> =
            made.iter().map(|(kind, from, to)| format!("\"{kind}\" {} {}", json!(from), json!(to))).collect();
        assert_eq!(listed, wanted);
        for change in changes {
            for (ids, texts) in [("from", "before"), ("to", "after")] {
                for id in change[ids].as_array().unwrap() {
                    assert!(change[texts][id.as_str().unwrap()]["zh"].as_str().is_some_and(|text| !text.is_empty()));
                }
            }
        }
    }
    assert!(site().get("data/2024-draft/changes.json").is_none());
}

#[test]
fn the_feed_tells_of_every_edition_newest_first() {
    let xml = text("changes.xml");
    let entries: Vec<&str> = xml.split("<entry>").skip(1).collect();
    let links: Vec<&str> =
        entries.iter().map(|entry| entry.split("href=\"").nth(1).unwrap().split('"').next().unwrap()).collect();
    assert_eq!(links, ["zh/changes.html", "2026/zh/changes.html", "2024-draft/zh/index.html"]);
    for link in links {
        assert!(site().get(link).is_some(), "{link}");
    }
    let ids: BTreeSet<&str> = xml.split("<id>").skip(1).map(|id| id.split('<').next().unwrap()).collect();
    assert_eq!(ids.len(), 4, "the feed and each edition have an id of their own");
    // One edition alone can be followed as well, under the same id.
    let alone = common::text("changes.xml");
    let id = |xml: &'static str, place: usize| xml.split("<id>").nth(place).unwrap().split('<').next().unwrap();
    assert_eq!((id(alone, 1), id(alone, 2)), (id(xml, 1), id(xml, 4)));
    assert!(common::text("zh/index.html").contains("href=\"../changes.xml\""));
}
