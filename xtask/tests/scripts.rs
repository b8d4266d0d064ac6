//! The scripts of the built site.

use crate::common;

/// The words of a text, without the marks that comments begin lines with.
fn words(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "*").collect::<Vec<_>>().join(" ")
}

#[test]
fn vendored_code_keeps_its_licence() {
    let vendored = common::root().join("site/assets/vendor");
    let licences: Vec<_> = walkdir::WalkDir::new(vendored)
        .into_iter()
        .map(Result::unwrap)
        .filter(|file| file.file_name() == "LICENSE")
        .map(|file| words(&std::fs::read_to_string(file.path()).unwrap()))
        .collect();
    assert!(!licences.is_empty());
    let scripts: Vec<_> = common::site()
        .iter()
        .filter(|(path, _)| path.ends_with(".js"))
        .map(|(_, bytes)| words(std::str::from_utf8(bytes).unwrap()))
        .collect();
    for licence in licences {
        assert!(scripts.iter().any(|script| script.contains(&licence)), "no script has this licence:\n{licence}");
    }
}
