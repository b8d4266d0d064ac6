//! Each word of the site in all languages of the standard at once, the binding one first, by its key.

use std::collections::BTreeMap;

use dtmm_content::document::Document;
use dtmm_model::Lang;

use super::html::escaped;

/// As HTML, for a page in the binding language: the words in others say which it is.
pub(super) fn as_html(document: &Document) -> BTreeMap<&str, String> {
    joined(document, |lang, word| match lang == document.languages.binding() {
        true => escaped(word),
        false => format!("<span lang=\"{}\">{}</span>", lang.tag(), escaped(word)),
    })
}

/// As one text, for attributes.
pub(super) fn as_text(document: &Document) -> BTreeMap<&str, String> {
    joined(document, |_, word| word.to_owned())
}

fn joined(document: &Document, say: impl Fn(Lang, &str) -> String) -> BTreeMap<&str, String> {
    let (languages, interface) = (document.languages, &document.interface);
    let all = |key| {
        let words = languages.binding_first().map(|lang| say(lang, interface.find(key, lang).unwrap_or_default()));
        words.collect::<Vec<_>>().join(" ")
    };
    interface.in_language(languages.binding()).into_keys().map(|key| (key, all(key))).collect()
}
