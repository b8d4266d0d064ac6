//! The page for developers: all files are on it, and its examples do what it says.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use dtmm_model::{Kind, Lang, Level};
use scraper::{Html, Selector};
use tempfile::TempDir;

use super::text;
use crate::common;

fn page(lang: Lang) -> Html {
    Html::parse_document(text(&format!("{lang}/developers.html")))
}

fn select(html: &Html, selector: &str) -> Vec<String> {
    html.select(&Selector::parse(selector).unwrap()).map(|element| element.text().collect()).collect()
}

fn example(lang: Lang, name: &str) -> String {
    let mut found = select(&page(lang), &format!("pre[data-example=\"{name}\"]"));
    assert_eq!(found.len(), 1, "{name}");
    found.remove(0)
}

#[test]
fn every_data_file_is_listed() {
    for lang in Lang::ALL {
        let html = page(lang);
        let links: Vec<&str> = html
            .select(&Selector::parse("main a[href]").unwrap())
            .map(|link| link.attr("href").unwrap().trim_start_matches("../"))
            .collect();
        let files = common::site().iter().map(|(path, _)| path).filter(|path| path.starts_with("data/"));
        let (records, files): (Vec<&str>, Vec<&str>) = files.partition(|path| path.starts_with("data/r/"));
        assert_eq!(records.len(), 377);
        for file in files.into_iter().chain(["llms.txt", "sitemap.xml", "data/r/QLT-301.json"]) {
            assert!(links.contains(&file), "{file} is not on the page");
        }
        let sizes: Vec<String> = select(&html, "main table td:last-child");
        let model = common::site().get("data/model.json").unwrap().len().div_ceil(1000);
        assert_eq!(sizes[0], format!("{model}\u{a0}KB"));
        assert!(select(&html, "script[src]").iter().all(String::is_empty));
    }
}

#[test]
fn columns_and_fields_that_the_page_names_exist() {
    let header = text("data/requirements.csv").trim_start_matches('\u{feff}').lines().next().unwrap();
    let columns: Vec<&str> = header.split(',').collect();
    for lang in Lang::ALL {
        let steps = select(&page(lang), "main article > ol li").join(" ");
        for column in [format!("subdomain_{lang}"), "level".into(), "kind".into()] {
            assert!(columns.contains(&column.as_str()), "{column}");
            assert!(steps.contains(&column), "{lang}: the steps do not name {column}");
        }
        assert!(example(lang, "query").contains("data\\requirements.csv"));
    }
}

/// The lines that an example prints in the folder of the site; none where the machine lacks `needs`.
fn lines(folder: &Path, program: &str, flag: &str, code: &str, needs: &[&str]) -> Option<Vec<String>> {
    for tool in needs {
        match Command::new(tool).arg("--version").output() {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                eprintln!("skipped: an example needs {tool}, which this machine lacks");
                return None;
            }
            found => assert!(found.unwrap().status.success(), "{tool}"),
        }
    }
    let output = Command::new(program).args([flag, code]).env("PYTHONUTF8", "1").current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{code}\n{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

/// The examples, run as they stand on the page in a folder that holds the site.
#[test]
fn the_examples_print_what_they_say() {
    let folder = TempDir::new().unwrap();
    dtmm_site::write::write(common::site(), &folder.path().join("site")).unwrap();
    let site = folder.path().join("site");
    let standard = &common::document().standard;
    let (_, quality) = standard.subdomains().find(|(_, subdomain)| subdomain.code.as_str() == "QLT").unwrap();
    let level = Level::new(3).unwrap();
    let entries = &quality.cell(level).entries;
    assert!(!entries.is_empty());
    for lang in Lang::ALL {
        let listed: Vec<String> =
            entries.iter().map(|entry| format!("{} {}", entry.id, entry.text.get(lang))).collect();
        if let Some(lines) = lines(&site, "sh", "-c", &example(lang, "shell"), &["curl", "jq"]) {
            assert_eq!(lines, listed);
        }
        let found = lines(&site, "sh", "-c", &example(lang, "grep"), &[]).unwrap();
        for entry in entries {
            let line = format!("    - {} {}) {}", entry.id, entry.label.as_deref().unwrap(), entry.text.get(lang));
            assert!(found.contains(&line), "{line}");
        }
        assert_eq!(found.len(), entries.len() + 1, "the cell and its entries");
        if let Some(mut lines) = lines(&site, "python3", "-c", &example(lang, "python"), &["python3"]) {
            let at_level = standard.entries().filter(|entry| entry.id.cell.level == level);
            let requirements = at_level.filter(|entry| entry.kind() == Kind::Requirement).count();
            assert_eq!(lines.pop().unwrap(), requirements.to_string());
            assert_eq!(lines, listed);
        }
    }
}
