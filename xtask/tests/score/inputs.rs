//! Inputs of `cargo xtask score`: folders, all forms, weights in the file; and its CSV as a spreadsheet reads it.

use dtmm_scoring::Weights;

use super::*;

#[test]
fn a_folder_is_all_its_files_in_name_order() {
    let folder = TempDir::new().unwrap();
    let good = assessment("FFFFF", "");
    let two = format!("{}\n{}\n", line(&good), line(&good));
    fs::create_dir_all(folder.path().join("d.json/deeper")).unwrap();
    for (name, content) in [
        ("b.json", text(&good)),
        ("a.txt", two),
        ("c.pdf", "%PDF-1.7".to_owned()),
        ("d.json/deeper/e.csv", "id,answer\nSTR-101,F\nXYZ-101,F\n".to_owned()),
        ("d.json/notes.txt", "来年再看".to_owned()),
    ] {
        put_file(&folder, name, &content);
    }
    let (out, said) = score(&[folder.path().to_path_buf()], ScoreFormat::Json, Weighing::Subdomain);
    let results: Vec<Value> = serde_json::from_str(&out).unwrap();
    let place = format!("{}/", folder.path().display());
    let sources: Vec<String> = results.iter().map(|one| one["source"].as_str().unwrap().replace(&place, "")).collect();
    assert_eq!(sources, ["a.txt:1", "a.txt:2", "b.json", "d.json/deeper/e.csv"]);
    let said = said.replace(&place, "");
    let said: Vec<&str> = said.lines().collect();
    assert!(said[0].starts_with("c.pdf: not scored: this is a PDF document"), "{}", said[0]);
    assert!(said[1].starts_with("d.json/deeper/e.csv:3:1: warning[unknown-id]: left out: XYZ-101: "), "{}", said[1]);
    assert!(said[2].starts_with("d.json/notes.txt: not scored: "), "{}", said[2]);
    assert_eq!(said.len(), 3);
    let empty = TempDir::new().unwrap();
    let (out, said) = score(&[empty.path().to_path_buf()], ScoreFormat::Json, Weighing::Subdomain);
    assert_eq!(out, "[]\n");
    assert!(said.ends_with(": error: no file in this folder\n"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named() {
    let folder = TempDir::new().unwrap();
    put_file(&folder, "a.json", &text(&assessment("FFFFF", "")));
    std::os::unix::fs::symlink("gone.json", folder.path().join("b.json")).unwrap();
    let output = command(&folder, &["{}", "--format", "json"], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(err(&output, &folder), "b.json: error: a link that leads nowhere\nscored: 1, not scored: 1\n");
}

#[test]
fn a_folder_without_an_assessment_is_at_fault() {
    let folder = TempDir::new().unwrap();
    put_file(&folder, "a.html", "<html></html>");
    let output = command(&folder, &["{}", "--format", "json"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output, &folder).ends_with("scored: 0, not scored: 1\n"));
}

#[test]
fn every_form_is_scored_whatever_its_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/convert");
    let names = ["chinese-windows.txt", "utf-16.json", "chinese-commas.csv", "chinese-windows.json", "plant-b.csv"];
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let (out, said) = score(&files, ScoreFormat::Json, Weighing::Subdomain);
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap().as_array().unwrap().len(), names.len(), "{said}");
    assert_eq!(said.matches("warning[encoding-guessed]: read as GB 18030, for example: ").count(), 2, "{said}");
}

#[test]
fn weights_of_the_user_travel_in_the_file() {
    let folder = TempDir::new().unwrap();
    let mut weighed = assessment("FFNNN", "production * F");
    let without = put_file(&folder, "without.json", &text(&weighed));
    weighed.weights = Some(Weights::from_text(&outline(), "production=3 organization=1").unwrap());
    let with = put_file(&folder, "with.json", &text(&weighed));
    let (out, said) = score(&[without, with], ScoreFormat::Json, Weighing::Custom);
    assert!(said.contains("without.json:1:1: error[missing-field]: weights: "), "{said}");
    let results: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(results.as_array().unwrap().len(), 1);
    assert_eq!(results[0]["weighted"]["weights"], "custom");
    // Levels 1 and 2 in full, and of level 3 the three quarters that production has.
    assert_eq!(results[0]["weighted"]["company"]["score"], "11/4");
    assert_eq!(score_value(&weighed, Weighing::Subdomain)["weighted"]["weights"], "subdomain");
}

#[test]
fn nothing_in_a_table_is_calculated_or_a_date() {
    let folder = TempDir::new().unwrap();
    let mut example = assessment("FFNNN", "production 2 N");
    example.title = "=HYPERLINK(\"http://example.org\")".into();
    let file = put_file(&folder, "=cmd.json", &text(&example));
    let (out, _) = score(&[file], ScoreFormat::Csv, Weighing::Subdomain);
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    for record in reader.records().map(Result::unwrap) {
        assert_eq!(&record[1], "'=HYPERLINK(\"http://example.org\")");
        let is_fraction = |cell: &str| {
            cell.split_once('/').is_some_and(|(a, b)| [a, b].iter().all(|part| part.parse::<u64>().is_ok()))
        };
        for cell in &record {
            assert!(!cell.starts_with(['=', '+', '-', '@']) && !is_fraction(cell), "{cell}");
        }
    }
}
