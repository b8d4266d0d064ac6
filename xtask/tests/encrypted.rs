//! Encrypted files and anonymous copies on the command line, and encrypted files in another age program.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::common;

const PASSPHRASE: &str = "correct 马 battery";
const FILE: &str = r#"{"format":"dtmm-assessment/1","edition":"2024-draft","title":"Acme 2026","organization":"Acme","answers":{"STR-101":
    {"answer":"F","note":"seen by Eve","owner":"Eve","evidence":["acme.pdf"]},"STR-102":"P"}}"#;

/// Runs `convert` with the files of a folder that has `in.json` and `pass`.
fn convert(folder: &Path, arguments: &str) -> Output {
    let is_file =
        |word: &str| matches!(word, "pass" | "wrong" | "nowhere") || word.ends_with(".json") || word.ends_with(".age");
    let place = |word: &str| if is_file(word) { folder.join(word).into_os_string() } else { word.into() };
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("convert")
        .args(arguments.split(' ').map(place))
        .current_dir(common::root())
        .output()
        .unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("in.json"), FILE).unwrap();
    fs::write(folder.path().join("pass"), format!("{PASSPHRASE}\n")).unwrap();
    fs::write(folder.path().join("wrong"), "another one").unwrap();
    folder
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_encrypted_file_is_read_with_its_passphrase_and_no_other() {
    let folder = folder();
    let plain = convert(folder.path(), "in.json");
    let made = convert(folder.path(), "in.json --encrypt --passphrase-file pass -o out.json.age");
    assert!(made.status.success(), "{}", said(&made));
    let file = folder.path().join("out.json.age");
    assert!(fs::read(&file).unwrap().starts_with(b"age-encryption.org/v1\n"));
    let back = convert(folder.path(), "out.json.age --passphrase-file pass");
    assert_eq!(String::from_utf8(back.stdout).unwrap(), String::from_utf8(plain.stdout).unwrap());
    for (arguments, what) in [
        ("out.json.age --passphrase-file wrong", "this is not the passphrase of the file"),
        ("out.json.age", "--passphrase-file"),
        ("in.json --encrypt --passphrase-file nowhere -o new.age", "reading the passphrase from "),
        ("in.json --encrypt --passphrase-file pass", "--out"),
    ] {
        let refused = convert(folder.path(), arguments);
        assert!(!refused.status.success() && said(&refused).contains(what), "{arguments}: {}", said(&refused));
        assert!(refused.stdout.is_empty() && !folder.path().join("new.age").exists());
    }
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() - 1]).unwrap();
    let refused = convert(folder.path(), "out.json.age --passphrase-file pass");
    assert!(said(&refused).contains("was cut off or changed"), "{}", said(&refused));
}

#[test]
fn another_age_program_opens_our_files_and_we_open_its() {
    let python =
        |script: &str, folder: &Path| Command::new("python3").args(["-c", script]).current_dir(folder).output();
    let folder = folder();
    if !python("import pyrage", folder.path()).is_ok_and(|output| output.status.success()) {
        eprintln!("pyrage is not installed: not tested");
        return;
    }
    assert!(convert(folder.path(), "in.json --encrypt --passphrase-file pass -o ours.age").status.success());
    let script = format!(
        "import pyrage.passphrase as p\nopen('opened', 'wb').write(p.decrypt(open('ours.age', 'rb').read(), '{PASSPHRASE}'))\n\
         open('theirs.age', 'wb').write(p.encrypt(open('opened', 'rb').read(), '{PASSPHRASE}'))"
    );
    let output = python(&script, folder.path()).unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let plain = convert(folder.path(), "in.json").stdout;
    assert_eq!(fs::read(folder.path().join("opened")).unwrap(), plain);
    assert_eq!(convert(folder.path(), "theirs.age --passphrase-file pass").stdout, plain);
}

#[test]
fn an_anonymous_copy_holds_no_name_and_says_what_is_gone() {
    let folder = folder();
    let copy = convert(folder.path(), "in.json --anonymous");
    let text = String::from_utf8(copy.stdout.clone()).unwrap();
    for word in ["Acme", "acme", "Eve", "2026"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    assert!(text.contains("STR-101") && text.contains("STR-102"), "{text}");
    assert!(said(&copy).contains("1 evidence, 2 names, 1 notes, 1 owners"), "{}", said(&copy));
    let hidden = convert(folder.path(), "in.json --hide acme --hide eve");
    let text = String::from_utf8(hidden.stdout.clone()).unwrap();
    assert!(text.contains("seen by …") && text.contains("….pdf") && !text.contains("Acme"), "{text}");
    assert!(said(&hidden).contains("5 words"), "{}", said(&hidden));
}
