//! Security and integrity: the policy of every page, the offline list, the privacy page, the archive.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use crate::common::{self, text};
use dtmm_model::Lang;
use dtmm_site::zip;
use dtmm_workspace::build::{self, BuildOptions};
use scraper::{Html, Selector};
use sha2::{Digest, Sha384};

#[test]
fn every_page_begins_with_its_policy() {
    for (path, bytes) in common::site().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let head = html.split_once("<head>\n").unwrap().1;
        let policy = head.strip_prefix("<meta http-equiv=\"Content-Security-Policy\" content=\"");
        let policy = policy.unwrap_or_else(|| panic!("{path} has no policy")).split_once('"').unwrap().0;
        assert!(policy.starts_with("default-src 'none'; "), "{path}: {policy}");
        for no in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "data:", "blob:", "*"] {
            assert!(!policy.contains(no), "{path} allows {no}");
        }
        assert!(html.find("<meta charset").unwrap() < 1024, "{path}: browsers look no further");
    }
}

#[test]
fn what_is_loaded_later_is_named_with_the_hash_of_its_bytes() {
    let site = common::site();
    let (_, bundles) = site.iter().find(|(path, _)| path.starts_with("assets/bundles-")).unwrap();
    let bundles = std::str::from_utf8(bundles).unwrap();
    let page = site.iter().find(|(path, _)| path.starts_with("assets/page-")).unwrap().1;
    let page = std::str::from_utf8(page).unwrap();
    let linked: BTreeSet<&str> = ["style-", "page-", "record-"].into();
    for (path, bytes) in site.iter().filter(|(path, _)| path.starts_with("assets/")) {
        let name = path.trim_start_matches("assets/");
        if name.ends_with(".png") || name.ends_with(".svg") || linked.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let named = format!("[\"{path}\",\"sha384-{}\"]", base64(&Sha384::digest(bytes)));
        let only_linked = !bundles.contains(path) && !page.contains(path) && name.ends_with(".css");
        assert!(bundles.contains(&named) || page.contains(&named) || only_linked, "{path}");
    }
}

/// An independent Base64 encoder.
fn base64(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let group = |three: &[u8]| {
        let number = three.iter().fold(0_usize, |sum, byte| sum * 256 + usize::from(*byte));
        [18, 12, 6, 0].map(|shift| alphabet[number >> shift & 63])
    };
    bytes.chunks_exact(3).flat_map(group).collect()
}

#[test]
fn everything_but_what_hosts_keep_to_themselves_is_listed_for_reading_offline() {
    let worker = text("sw.js");
    let list = |name: &str| {
        let line = worker.lines().find_map(|line| line.strip_prefix(&format!("const {name} = "))).unwrap();
        serde_json::from_str::<serde_json::Value>(line.trim_end_matches(';')).unwrap()
    };
    let files = list("files");
    let listed: BTreeSet<&str> = files.as_object().unwrap().keys().map(String::as_str).collect();
    let all: BTreeSet<&str> = common::site().iter().map(|(path, _)| path).collect();
    let apart: Vec<&str> = all.symmetric_difference(&listed).copied().collect();
    assert_eq!(apart, ["404.html", "_headers", "robots.txt", "sw.js"]);
    let core = list("core");
    let core: BTreeSet<&str> = core.as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
    assert!(core.is_subset(&listed));
    for lang in Lang::ALL {
        for page in ["index", "standard", "score", "search", "privacy"] {
            let path = format!("{lang}/{page}.html");
            assert!(core.contains(path.as_str()), "{path}");
            let html = Html::parse_document(text(&path));
            let assets = Selector::parse("head > link[rel=stylesheet], head > script[src]").unwrap();
            for asset in html.select(&assets).filter_map(|one| one.attr("href").or(one.attr("src"))) {
                let asset = asset.trim_start_matches("../");
                assert!(core.contains(asset) || asset.contains("/assessment-"), "{path}: {asset}");
            }
        }
    }
}

#[test]
fn while_the_site_is_edited_nothing_is_kept() {
    let options = BuildOptions { reload: Some("/reload.js".to_owned()), ..BuildOptions::default() };
    let tree = build::build(&common::root(), None, &options).unwrap().tree.unwrap();
    let worker = std::str::from_utf8(tree.get("sw.js").unwrap()).unwrap();
    assert!(worker.contains("unregister()") && !worker.contains("const files"), "{worker}");
    let (_, bundles) = tree.iter().find(|(path, _)| path.starts_with("assets/bundles-")).unwrap();
    assert!(std::str::from_utf8(bundles).unwrap().contains("\"offline\":false"));
}

/// All storage keys of the scripts; those of the engine and the comments begin with a listed prefix.
fn names() -> BTreeSet<String> {
    let root = common::root();
    let files = walkdir::WalkDir::new(root.join("site/assets")).into_iter().map(Result::unwrap);
    let mut names = BTreeSet::from(["assessment", "current", "unsaved", "weights", "comments"].map(String::from));
    for file in files.filter(|file| file.path().extension().is_some_and(|extension| extension == "js")) {
        let text = std::fs::read_to_string(file.path()).unwrap();
        for (at, call) in ["remembered(\"", "remember(\""].iter().flat_map(|call| text.match_indices(call)) {
            let name = text[at + call.len()..].split('"').next().unwrap();
            names.insert(name.to_owned());
        }
        let is_of = |names: &[&str]| names.iter().any(|name| file.path().ends_with(name));
        let is_helper = is_of(&["shared/remember.js", "page/remembered.js", "comments/store.js"]);
        let writes = text.contains("localStorage.") || text.contains("sessionStorage.");
        let is_reader = is_of(&["privacy/stored.js", "assessment-toggle/rescue.js"]);
        assert!(is_helper || is_reader || !writes, "{} keeps something past `remember`", file.path().display());
    }
    names
}

#[test]
fn the_page_on_data_lists_every_name() {
    for lang in Lang::ALL {
        let html = Html::parse_document(text(&format!("{lang}/privacy.html")));
        let rows = Selector::parse("[data-keys]").unwrap();
        let listed: BTreeSet<String> = html
            .select(&rows)
            .flat_map(|row| row.attr("data-keys").unwrap().split_whitespace().map(String::from).collect::<Vec<_>>())
            .collect();
        assert_eq!(listed, names());
    }
}

#[test]
fn every_page_leads_to_the_page_on_data() {
    for (path, bytes) in common::site().iter().filter(|(path, _)| path.ends_with(".html")) {
        let foot = std::str::from_utf8(bytes).unwrap().split_once("<footer").unwrap().1;
        assert!(foot.contains("privacy.html\""), "{path}");
    }
}

#[test]
fn the_archive_has_every_file_and_is_the_same_each_time() {
    let built = common::build();
    let (tree, readme) = (built.tree.unwrap(), built.readme.unwrap());
    let archive = zip::archive(&tree, &readme).unwrap();
    assert!(archive == zip::archive(common::site(), &readme).unwrap(), "the same site, other bytes");
    let mut opened = ::zip::ZipArchive::new(Cursor::new(&archive)).unwrap();
    assert_eq!(opened.len(), tree.len() + 1);
    assert_eq!(opened.by_index(0).unwrap().name().unwrap(), "dtmm-2024-draft/README.txt");
    for (path, bytes) in tree.iter() {
        let mut file = opened.by_name(&format!("dtmm-2024-draft/{path}")).unwrap();
        let mut found = Vec::new();
        file.read_to_end(&mut found).unwrap();
        assert!(found == bytes, "{path}");
    }
    for lang in Lang::ALL {
        assert!(readme.contains(common::document().interface.find("zip_readme", lang).unwrap()));
        assert!(common::document().interface.find("zip_readme", lang).unwrap().contains("index.html"));
    }
}
