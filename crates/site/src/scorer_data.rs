//! The script with what the engine must know in one language: the outline, its words, the words of all entries, and what
//! it needs to carry over answers of earlier editions.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use dtmm_content::document::Document;
use dtmm_model::{EditionChange, Entry, Lang, LevelText};
use serde::Serialize;

#[derive(Serialize)]
struct ScorerData<'a> {
    outline: String,
    words: BTreeMap<String, String>,
    names: BTreeMap<String, &'a str>,
    /// A line an entry in the order of the outline: its label without marks, a tab, its words.
    texts: String,
    /// A sample of how labels are printed.
    labels: String,
    /// The editions before, oldest first, for answers that were given there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<EarlierData>,
}

/// An edition before the one of the page.
#[derive(Serialize)]
struct EarlierData {
    outline: String,
    /// A line for each change to the next edition.
    changes: String,
    /// A line for each entry whose answers wait there to be reviewed: its identifier, a tab, its words.
    texts: String,
}

/// Each edition with what became of its entries in the next one.
fn earlier(document: &Document, before: &[Document], lang: Lang) -> Vec<EarlierData> {
    let next = before.iter().skip(1).chain([document]);
    let data = |(one, next): (&Document, &Document)| {
        let changes = || next.changes.iter().flat_map(|changes| changes.iter());
        let waits = |id| changes().any(|change| !change.kind.keeps_answers() && change.from.contains(&id));
        let entries = one.standard.entries().filter(|entry| waits(entry.id));
        EarlierData {
            outline: one.standard.outline().to_string(),
            changes: changes().map(EditionChange::line).collect::<Vec<_>>().join("\n"),
            texts: entries
                .map(|entry| format!("{}\t{}", entry.id, entry.text.get(lang)))
                .collect::<Vec<_>>()
                .join("\n"),
        }
    };
    before.iter().zip(next).map(data).collect()
}

/// The script that sets the data of the engine, in one language. `before` are the editions before, oldest first.
///
/// # Errors
/// None that checked content can cause.
pub(super) fn script(document: &Document, before: &[Document], lang: Lang) -> Result<String> {
    let words = used_words(document, lang).filter(|(key, _)| !key.starts_with(dtmm_view::OF_WORKBOOKS));
    // An imported file may be in the other language.
    let others = Lang::ALL.into_iter().filter(|other| *other != lang).flat_map(|other| {
        let word = move |name| document.interface.find(&format!("score_{name}"), other).filter(|word| !word.is_empty());
        dtmm_exchange::spoken_words()
            .filter_map(move |name| Some((format!("score_known_{name}"), word(name)?.to_owned())))
    });
    let level = |level: &LevelText| (dtmm_view::level_key(level.level.number()), level.name.get(lang).clone());
    let words = words.chain(others).chain(document.standard.levels().iter().map(level)).collect();
    let mut names = BTreeMap::new();
    for (domain, subdomain) in document.standard.subdomains() {
        names.insert(domain.slug.to_string(), domain.name.get(lang).as_str());
        names.insert(subdomain.code.to_string(), subdomain.name.get(lang).as_str());
    }
    let text = |entry: &Entry| [entry.label.as_deref().unwrap_or_default(), entry.text.get(lang)].join("\t");
    let texts = document.standard.entries().map(text).collect::<Vec<_>>().join("\n");
    let labels = document.standard.labels().to_string();
    let outline = document.standard.outline().to_string();
    let data = ScorerData { outline, words, names, texts, labels, earlier: earlier(document, before, lang) };
    Ok(format!("globalThis.dtmmScorer={};\n", serde_json::to_string(&data)?))
}

/// The script that adds the words that only workbooks have, in one language.
///
/// # Errors
/// None that checked content can cause.
pub(super) fn workbook_words(document: &Document, lang: Lang) -> Result<String> {
    let words = used_words(document, lang).filter(|(key, _)| key.starts_with(dtmm_view::OF_WORKBOOKS));
    let words: BTreeMap<String, String> = words.collect();
    Ok(format!("Object.assign(dtmmScorer.words,{});\n", serde_json::to_string(&words)?))
}

/// The words that the engines say, in one language.
fn used_words(document: &Document, lang: Lang) -> impl Iterator<Item = (String, String)> {
    let used: BTreeSet<String> = dtmm_view::word_keys().collect();
    let words = document.interface.in_language(lang).into_iter().filter(move |(key, _)| used.contains(*key));
    words.map(|(key, word)| (key.to_owned(), word.to_owned()))
}
