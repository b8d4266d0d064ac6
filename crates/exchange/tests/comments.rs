//! Comments and their file.

use dtmm_exchange::{Comments, NoComments, THERE, WITHIN};

const FILE: &str = r#"{"format":"dtmm-comments/1","edition":"x","later":{"a": [1, "b c"]},"organization":null,"comments":[
 {"id":"a10","at":"ABC-302","place":"9.1","proposal":"甲\n“乙”","extra":[1, 2]},
 {"id":"a9","note":"note-121","reason":"r","organization":"某"},
 {"proposal":"one"},{"id":"a9","proposal":"two"},{"id":7,"proposal":"three"},{"id":"","proposal":null}]}"#;

fn path(id: &str, name: &str) -> String {
    format!("{id}{WITHIN}{name}")
}

#[test]
fn a_file_is_read_whole_and_every_comment_gets_an_identifier_of_its_own() {
    let read = Comments::read(FILE).expect("readable");
    let ids: Vec<&str> = read.all().iter().map(|one| one.id()).collect();
    assert_eq!(ids, ["a9", "c2", "c3", "c4", "c5", "a10"]);
    assert_eq!(read.all()[5].text("proposal"), "甲\n“乙”");
    assert_eq!(read.all()[0].text("note"), "note-121");
    let again = Comments::read(&read.write()).expect("what is written is read");
    assert_eq!(again, read);
    assert!(read.write().contains("\"later\": {\"a\":[1,\"b c\"]}"), "{}", read.write());
    assert!(read.write().contains("\"extra\": [1,2]"));
    let empty = Comments::new("x");
    assert_eq!(Comments::read(&empty.write()), Ok(empty));
}

#[test]
fn what_is_no_such_file_is_told_from_one_of_a_later_format() {
    for damaged in [
        r#"{"format":"dtmm-comments/1","comm"#,
        r#"{"format":"dtmm-comments/1","comments":[{"proposal":7}]}"#,
        r#"{"format":"dtmm-comments/1","comments":[]} x"#,
        r#"{"format":"dtmm-comments/1"}"#,
        r#"{"format":"other","comments":[]}"#,
        r#"{"comments":[]}"#,
        "null",
        "[]",
        "",
    ] {
        assert_eq!(Comments::read(damaged), Err(NoComments::Damaged), "{damaged}");
    }
    let newer = r#"{"format":"dtmm-comments/2","comments":{"a":1}}"#;
    assert_eq!(Comments::read(newer), Err(NoComments::Newer));
}

#[test]
fn all_of_it_is_fields_and_what_is_taken_away_by_them_comes_back_by_them() {
    let whole = Comments::read(FILE).expect("readable");
    let mut copy = Comments::default();
    for path in whole.paths() {
        copy.set_field(&path, &whole.field(&path));
    }
    assert_eq!(copy, whole, "field by field");
    let gone: Vec<String> = whole.paths().into_iter().filter(|path| path.starts_with("a10")).collect();
    gone.iter().for_each(|path| copy.set_field(path, &[]));
    assert_eq!(copy.all().len(), 5);
    assert!(copy.field(&path("a10", THERE)).is_empty());
    gone.iter().rev().for_each(|path| copy.set_field(path, &whole.field(path)));
    assert_eq!(copy, whole, "in the place where it was, with what nobody knows");
}

#[test]
fn a_comment_without_a_word_is_one_and_words_written_into_a_removed_one_stay() {
    let mut comments = Comments::new("x");
    comments.set_field(&path("k1", THERE), &["1".to_owned()]);
    assert_eq!(comments.all().len(), 1);
    comments.set_field(&path("k1", "proposal"), &["甲".to_owned()]);
    comments.set_field(&path("k1", THERE), &[]);
    assert_eq!(comments.all()[0].text("proposal"), "甲");
    comments.set_field(&path("k1", "proposal"), &[]);
    assert!(comments.all().is_empty());
    comments.set_field(&path("k1", "extra"), &["{".to_owned()]);
    assert!(comments.all().is_empty(), "no JSON");
}
