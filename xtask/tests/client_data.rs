//! The data that the engine is given: the words of the entries.

use dtmm_model::Lang;
use serde_json::Value;

use crate::common;

/// The value that a data script sets: the JSON after the first `=`.
fn set_by(name: &str) -> Value {
    let start = format!("assets/{name}-");
    let (_, bytes) = common::site().iter().find(|(path, _)| path.starts_with(&start)).unwrap();
    let script = std::str::from_utf8(bytes).unwrap();
    let (_, json) = script.split_once('=').unwrap();
    serde_json::Deserializer::from_str(json).into_iter().next().unwrap().unwrap()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn the_engine_is_given_the_words_of_every_entry() {
    for lang in Lang::ALL {
        let data = set_by(&format!("scorer-{lang}"));
        let lines = text(&data["texts"]).split('\n').collect::<Vec<_>>();
        assert_eq!(lines.len(), common::document().standard.entries().count());
        for (line, entry) in lines.into_iter().zip(common::document().standard.entries()) {
            assert_eq!(line, format!("{}{}", entry.letter, entry.text.get(lang)), "{}", entry.id);
        }
    }
}
