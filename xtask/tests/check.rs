//! Every code has a bad example: a folder under `check/` with the files that differ from
//! `check/base/`, a `removed.txt` with the paths of those it lacks, and the expected output.
//! `UPDATE_EXPECT=1` accepts new output.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use dtmm_content::check::{Checked, check};
use dtmm_content::diagnostic::{CODES, DiagnosticFormat, render, summary};
use dtmm_content::load::Sources;
use xtask::explain;

use crate::common;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")
}

/// The base, with the files of the examples added or replaced, in order.
fn sources(examples: &[&str]) -> Sources {
    explain::example(&common::root(), examples).unwrap()
}

fn codes(outcome: &Checked) -> BTreeSet<&'static str> {
    outcome.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn examples() -> BTreeSet<String> {
    let folders = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    folders.filter(|name| name != "base").collect()
}

/// Compares the output with a file; writes the file instead if `UPDATE_EXPECT` is set.
fn expect(path: &Path, actual: &str) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(path, actual).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(actual, expected, "{} (UPDATE_EXPECT=1 accepts it)", path.display());
}

#[test]
fn the_base_has_no_problem() {
    let sources = sources(&[]);
    let outcome = check(&sources);
    assert_eq!(render(&outcome.diagnostics, &sources, DiagnosticFormat::Short, false), "");
    let document = outcome.document.unwrap();
    assert_eq!(document.standard.counts().labelled, 14);
    assert_eq!((document.text.len(), document.terms.len(), document.methods.len()), (6, 2, 1));
}

#[test]
fn the_real_content_has_no_problem() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let sources = dtmm_site::load(workspace, None).unwrap();
    let outcome = check(&sources);
    assert_eq!(render(&outcome.diagnostics, &sources, DiagnosticFormat::Human, false), "");
    assert_eq!(summary(&outcome.diagnostics), "no problems");
    assert!(outcome.document.is_some());
}

#[test]
fn an_unknown_entry_in_a_change_is_likened_to_entries_alone() {
    const CHANGES: &str = "content/editions/2024-sample/changes.yaml";
    let mut sources = sources(&["wrong-change"]);
    let text = sources.get(CHANGES).unwrap().text.replace("DEF-408", "DEF-419");
    sources.insert(CHANGES.to_owned(), text.into_bytes());
    let outcome = check(&sources);
    let unknown = outcome.diagnostics.iter().find(|one| one.message.contains("DEF-419")).unwrap();
    // The cell DEF-4 is as near.
    assert_eq!(unknown.help, "did you mean `DEF-401`?");
}

#[test]
fn every_code_has_an_example_and_every_example_a_code() {
    let codes: BTreeSet<_> = CODES.iter().map(|code| code.name.to_owned()).collect();
    assert_eq!(codes.len(), CODES.len(), "a code is in the table twice");
    assert_eq!(codes, examples());
}

#[test]
fn every_example_is_reported() {
    for example in examples() {
        let sources = sources(&[&example]);
        let outcome = check(&sources);
        let short = render(&outcome.diagnostics, &sources, DiagnosticFormat::Short, false);
        expect(&root().join(&example).join("expected.txt"), &short);
        assert!(codes(&outcome).contains(example.as_str()), "{example} is not among\n{short}");
        for diagnostic in &outcome.diagnostics {
            assert!(!diagnostic.help.is_empty(), "{example}: no way out of `{}`", diagnostic.message);
            let lines = diagnostic.message.lines().count() + diagnostic.help.lines().count();
            assert_eq!(lines, 2, "{example}: message and help are one line each");
        }
    }
}

#[test]
fn every_code_is_explained_with_its_example() {
    for code in CODES {
        let text = explain::explain(&common::root(), code, false).unwrap();
        let head =
            format!("{}[{}]: {}\n\nWhy it matters: {}\n", code.severity.key(), code.name, code.meaning, code.why);
        assert!(text.starts_with(&head), "{text}");
        assert!(text.contains("--> content/") && text.contains("help: "), "{text}");
        assert!(code.meaning.ends_with('.') && code.why.ends_with('.'), "{}: whole sentences", code.name);
        assert_eq!(text.contains("waivers.yaml.\n"), code.in_draft, "{text}");
    }
    assert_eq!(explain::list().lines().count(), CODES.len());
    assert!(explain::list().starts_with("not-utf8                error    A file is not UTF-8 text.\n"));
}

#[test]
fn waivers_under_their_former_name_are_reported_once_with_the_new_one() {
    let mut sources = sources(&["renamed-file"]);
    let reported = |sources: &Sources| {
        let found = check(sources).diagnostics;
        found.into_iter().map(|one| (one.code, one.path, one.help)).collect::<Vec<_>>()
    };
    let found = |help: &str| [("renamed-file", "content/editions/2024-sample/known.yaml".to_owned(), help.to_owned())];
    let rename = "rename it to waivers.yaml, and the schema in its first line to waivers.schema.json";
    assert_eq!(reported(&sources), found(rename));
    let text = sources.get("content/editions/2024-sample/known.yaml").unwrap().text.clone();
    sources.insert("content/editions/2024-sample/waivers.yaml".to_owned(), text.into_bytes());
    assert_eq!(reported(&sources), found("move its waivers to waivers.yaml, and remove it"));
}

#[test]
fn every_fault_that_the_draft_can_have_says_where_it_is_waived() {
    for code in CODES.iter().filter(|code| code.in_draft) {
        let found = check(&sources(&[code.name])).diagnostics;
        let found: Vec<_> = found.iter().filter(|one| one.code == code.name).map(|one| &one.help).collect();
        assert!(found.iter().any(|help| help.contains("waive it in waivers.yaml")), "{}: {found:?}", code.name);
    }
}

#[test]
fn every_problem_of_a_waiver_names_the_file_to_change() {
    let found = check(&sources(&["stale-waiver"])).diagnostics;
    let found: Vec<_> = found.iter().filter(|one| one.code == "stale-waiver").collect();
    assert_eq!(found.len(), 3);
    for one in found {
        assert_eq!(one.path, "content/editions/2024-sample/waivers.yaml");
        assert!(one.help.contains("waivers.yaml") && one.help.contains("remove this waiver"), "{}", one.help);
    }
}

#[test]
fn an_unknown_code_is_answered_with_similar_ones_and_the_way_to_all() {
    assert_eq!(explain::code("skipped-label").unwrap().name, "skipped-label");
    let all = "`cargo xtask check --explain` lists all codes";
    let answer = |name| explain::code(name).unwrap_err();
    assert!(answer("skiped-label").starts_with("no problem has this code; similar: `skipped-label`, "));
    assert!(answer("skiped-label").ends_with(all));
    assert_eq!(answer("colour"), format!("no problem has this code; {all}"));
}

#[test]
fn an_error_leaves_no_document_and_a_warning_does() {
    assert!(check(&sources(&["skipped-label"])).document.is_none());
    let outcome = check(&sources(&["unused-abbreviation"]));
    assert_eq!(summary(&outcome.diagnostics), "1 warning");
    assert!(outcome.document.is_some());
}

#[test]
fn one_run_reports_the_problems_of_all_files() {
    let examples = ["skipped-label", "unknown-reference", "missing-file", "broken-front-matter", "wrong-slug"];
    let outcome = check(&sources(&examples));
    for example in examples {
        assert!(codes(&outcome).contains(example), "{example} is hidden by another problem");
    }
}

#[test]
fn a_broken_file_does_not_hide_the_problems_of_others() {
    for broken in ["broken-yaml", "not-utf8", "broken-front-matter"] {
        let outcome = check(&sources(&["skipped-label", "stale-translation", broken]));
        for code in [broken, "skipped-label", "stale-translation"] {
            assert!(codes(&outcome).contains(code), "{code} is not reported beside {broken}");
        }
        let follow_ups = ["wrong-count", "unknown-reference", "unused-abbreviation", "stale-waiver"];
        assert!(follow_ups.iter().all(|code| !codes(&outcome).contains(code)), "{broken} has follow-ups");
    }
}

#[test]
fn a_broken_subdomain_does_not_hide_the_problems_of_its_neighbour() {
    let mut sources = sources(&["no-verbal-form"]);
    sources.insert(
        "content/editions/2024-sample/clauses/production/quality-control.yaml".to_owned(),
        b"code: ABC\nname: [\n".to_vec(),
    );
    assert_eq!(codes(&check(&sources)), BTreeSet::from(["broken-yaml", "no-verbal-form", "wrong-value"]));
}

#[test]
fn an_identifier_that_none_can_be_is_reported_in_the_changes() {
    let mut sources = sources(&["doubtful-change"]);
    let path = "content/editions/2024-sample/changes.yaml";
    sources.insert(path.to_owned(), b"- {from: [Def_1], to: [], kind: withdrawn}\n".to_vec());
    let found = check(&sources).diagnostics;
    assert_eq!(found.iter().map(|one| (one.code, one.path.as_str())).collect::<Vec<_>>(), [("wrong-id", path)]);
}

/// A file that all editions share fits the newest: a redirect from an entry that only an earlier edition has is right.
#[test]
fn a_shared_file_need_not_fit_an_earlier_edition() {
    let mut sources = sources(&["unaccounted-entry"]);
    let mut put = |path: &str, text: &str| sources.insert(format!("content/{path}"), text.as_bytes().to_vec());
    put(
        "editions/2024-sample/changes.yaml",
        "- {from: [DEF-102], to: [], kind: withdrawn}\n- {from: [], to: [DEF-103], kind: added}\n\
         - {from: [DEF-201], to: [DEF-201], kind: substantive}\n",
    );
    put("published.txt", "{lang}/production.html\n  DEF-102\n");
    put("redirects.yaml", "- {from: DEF-102, to: DEF-103, why: {zh: 已并入, en: It was merged.}}\n");
    let outcome = check(&sources);
    assert!(outcome.diagnostics.iter().all(|one| one.code == "unpublished-id"), "{:#?}", outcome.diagnostics);
    assert_eq!((outcome.document.is_some(), outcome.earlier.len()), (true, 1));
}

#[test]
fn each_format_shows_the_place() {
    let sources = sources(&["half-width-mark"]);
    let diagnostics = check(&sources).diagnostics;
    let folder = root().join("half-width-mark");
    expect(&folder.join("expected-human.txt"), &render(&diagnostics, &sources, DiagnosticFormat::Human, false));
    expect(&folder.join("expected-github.txt"), &render(&diagnostics, &sources, DiagnosticFormat::Github, false));
    assert!(render(&diagnostics, &sources, DiagnosticFormat::Human, true).contains("\u{1b}["));
}
