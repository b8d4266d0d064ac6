//! The glossary: the defined terms, all abbreviations, the English of the termbase, each with the entries that use
//! it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::Result;
use dtmm_model::{Anchor, Entry, Lang};
use serde::Serialize;

use super::parts::{excerpt, page, under_home};
use crate::address;
use crate::editor_notes::EditorNotes;
use crate::layout::Site;
use crate::page::PageKind;
use crate::templates::fill_in;
use crate::tree::Tree;
use crate::views::{OtherText, TaggedText, in_all, in_other};
use crate::words::SiteWord;
use dtmm_content::document::{Abbreviation, Document, GlossaryTerm, TermGroup};
use dtmm_content::term_matcher::{TermMatcher, is_whole_word};

/// How many entries are listed before the rest is collapsed.
const FIRST: usize = 3;

#[derive(Serialize)]
struct DefinedTermView<'a> {
    number: &'a str,
    name: &'a str,
    other: Option<OtherText<'a>>,
    definition: &'a str,
    used: UsedView,
}

#[derive(Serialize)]
struct AbbreviationUseView<'a> {
    short: &'a str,
    /// What it stands for, a column for each language.
    names: Vec<TaggedText<'a>>,
    /// Whether the editor added it: the standard does not list it.
    added: bool,
    used: UsedView,
}

#[derive(Serialize)]
struct GroupView<'a> {
    id: String,
    name: &'a str,
    terms: Vec<GlossaryTermView<'a>>,
}

#[derive(Serialize)]
struct GlossaryTermView<'a> {
    id: String,
    zh: &'a str,
    en: &'a str,
    /// Other accepted English.
    also: Vec<&'a str>,
    note: Option<&'a str>,
    from_draft: bool,
    used: UsedView,
}

/// The entries that use a term or an abbreviation.
#[derive(Serialize, Clone, Default)]
struct UsedView {
    first: Vec<String>,
    rest: Vec<String>,
    more: String,
}

pub(super) fn glossary(site: &Site<'_>, lang: Lang, tree: &mut Tree) -> Result<()> {
    let document = site.document;
    let uses = Uses { document, lang, by_term: by_term(document), lower: lower(document) };
    let intro = intro(site, lang);
    let title = site.word(SiteWord::GlossTitle, lang);
    let notes = &site.annotations(lang).notes;
    let context = under_home(site, lang, title)
        .with("intro", &intro)
        .with("notes", &notes.announced(&notes_of(notes, document)))
        .with("defined", &defined(site, &uses))
        .with("abbreviations", &abbreviations(site, &uses))
        .with("has_additions", &!document.glossary.additions.is_empty())
        .with("columns", &columns(site, lang))
        .with("groups", &groups(site, &uses));
    site.write(
        &page(lang, address::GLOSSARY, PageKind::Glossary, title.to_owned(), excerpt(&intro, 160)),
        context,
        tree,
    )
}

/// What the glossary has: `{parts}` are the things of which there are some, with their numbers; each number alone can be
/// named as well.
fn intro(site: &Site<'_>, lang: Lang) -> String {
    let document = site.document;
    let counts = [
        ("defined", SiteWord::GlossCountDefined, document.terms.len()),
        ("listed", SiteWord::GlossCountListed, document.abbreviations.len()),
        ("added", SiteWord::GlossCountAdded, document.glossary.additions.len()),
        ("terms", SiteWord::GlossCountWords, document.glossary.terms.len()),
    ]
    .map(|(name, word, number)| (name, word, number.to_string()));
    let there = counts.iter().filter(|(_, _, number)| number != "0");
    let parts: Vec<_> = there.map(|(_, word, number)| fill_in(site.word(*word, lang), &[("n", number)])).collect();
    let parts = parts.join(site.word(SiteWord::ListSemicolon, lang));
    let mut values: Vec<(&str, &str)> = counts.iter().map(|(name, _, number)| (*name, number.as_str())).collect();
    values.push(("parts", &parts));
    fill_in(site.word(SiteWord::GlossIntro, lang), &values)
}

/// The names of the languages, as heads of columns.
fn columns<'a>(site: &'a Site<'_>, lang: Lang) -> Vec<&'a str> {
    let name = |one| match one {
        Lang::Zh => SiteWord::GlossChinese,
        Lang::En => SiteWord::GlossEnglish,
    };
    site.document.languages.binding_first().map(|one| site.word(name(one), lang)).collect()
}

fn defined<'a>(site: &'a Site<'_>, uses: &Uses<'_>) -> Vec<DefinedTermView<'a>> {
    let lang = uses.lang;
    let view = |term: &'a dtmm_content::document::Term| DefinedTermView {
        number: &term.number,
        name: term.name.get(lang),
        other: in_other(site.document, lang, &term.name),
        definition: term.definition.get(lang),
        used: uses.of_term(term.name.get(site.document.languages.binding())),
    };
    site.document.terms.iter().map(view).collect()
}

/// The notes about terms and abbreviations.
fn notes_of(notes: &EditorNotes<'_>, document: &Document) -> BTreeSet<usize> {
    let terms = document.terms.iter().map(|term| Anchor::Term(&term.number).to_string());
    let listed = document.abbreviations.iter().chain(&document.glossary.additions);
    let ids: Vec<String> = terms.chain(listed.map(|one| Anchor::Abbreviation(&one.short).to_string())).collect();
    notes.about_any(ids.iter().map(String::as_str))
}

/// The listed abbreviations in printed order, then those that the editor added.
fn abbreviations<'a>(site: &'a Site<'_>, uses: &Uses<'_>) -> Vec<AbbreviationUseView<'a>> {
    let view = |abbreviation: &'a Abbreviation, added: bool| AbbreviationUseView {
        short: &abbreviation.short,
        names: in_all(site.document, uses.lang, &abbreviation.name),
        added,
        used: uses.of_short(&abbreviation.short),
    };
    let listed = site.document.abbreviations.iter().map(|one| view(one, false));
    listed.chain(site.document.glossary.additions.iter().map(|one| view(one, true))).collect()
}

fn groups<'a>(site: &'a Site<'_>, uses: &Uses<'_>) -> Vec<GroupView<'a>> {
    let mut ids = BTreeMap::new();
    let mut view = |term: &'a GlossaryTerm| GlossaryTermView {
        id: unique(slug(&term.en[0]), &mut ids),
        zh: &term.zh,
        en: &term.en[0],
        also: term.en[1..].iter().map(String::as_str).filter(|form| !form.contains('…')).collect(),
        note: term.note.as_ref().map(|note| note.get(uses.lang).as_str()),
        from_draft: term.from_draft,
        used: uses.of_term(&term.zh),
    };
    // The ids of all terms in the order of the file, so that they stay when a group is moved.
    let mut groups: BTreeMap<&str, Vec<GlossaryTermView<'_>>> = BTreeMap::new();
    for term in &site.document.glossary.terms {
        groups.entry(&term.group).or_default().push(view(term));
    }
    let group = |group: &'a TermGroup| {
        let terms = groups.remove(group.id.as_str())?;
        Some(GroupView { id: format!("gloss-group-{}", group.id), name: group.name.get(uses.lang), terms })
    };
    site.document.glossary.groups.iter().filter_map(group).collect()
}

/// The id of a term by its English, as `gloss-data-middle-platform`.
fn slug(english: &str) -> String {
    let words = english.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.fold("gloss".to_owned(), |slug, word| slug + "-" + &word.to_ascii_lowercase())
}

/// Makes an id unique with a number, since two terms may have the same English.
fn unique(slug: String, ids: &mut BTreeMap<String, usize>) -> String {
    let count = ids.entry(slug.clone()).or_default();
    *count += 1;
    if *count == 1 { slug } else { format!("{slug}-{count}") }
}

/// The index of terms and abbreviations to the entries that use them.
struct Uses<'a> {
    document: &'a Document,
    lang: Lang,
    by_term: BTreeMap<String, Vec<String>>,
    /// The id and the text of every entry, in lower case because the draft writes both App and APP.
    lower: Vec<(String, String)>,
}

impl Uses<'_> {
    fn of_term(&self, term: &str) -> UsedView {
        self.view(self.by_term.get(term).cloned().unwrap_or_default())
    }

    fn of_short(&self, short: &str) -> UsedView {
        let short = short.to_ascii_lowercase();
        let is_used = |text: &str| {
            let mut places = text.match_indices(&short).map(|(at, found)| at..at + found.len());
            places.any(|range| is_whole_word(text, &range))
        };
        self.view(self.lower.iter().filter(|(_, text)| is_used(text)).map(|(id, _)| id.clone()).collect())
    }

    fn view(&self, mut first: Vec<String>) -> UsedView {
        let rest = first.split_off(FIRST.min(first.len()));
        let word = self.document.interface.word(SiteWord::GlossMore, self.lang);
        UsedView { more: fill_in(word, &[("n", &rest.len().to_string())]), first, rest }
    }
}

/// The texts of an entry and its examples.
fn texts(entry: &Entry, lang: Lang) -> impl Iterator<Item = &str> {
    let examples = entry.examples.iter().map(|example| &example.text);
    std::iter::once(&entry.text).chain(examples).map(move |text| text.get(lang).as_str())
}

fn lower(document: &Document) -> Vec<(String, String)> {
    let binding = document.languages.binding();
    let text = |entry: &Entry| texts(entry, binding).collect::<Vec<_>>().join("\n").to_ascii_lowercase();
    document.standard.entries().map(|entry| (entry.id.to_string(), text(entry))).collect()
}

/// The ids of the entries that use each term, in the order of the standard: defined terms are looked for in the text that
/// binds, those of the termbase in Chinese, by which it lists them.
fn by_term(document: &Document) -> BTreeMap<String, Vec<String>> {
    let listed = document.glossary.terms.iter().map(|term| (Lang::Zh, term.zh.as_str()));
    let binding = document.languages.binding();
    let defined = document.terms.iter().map(|term| (binding, term.name.get(binding).as_str()));
    let terms: BTreeSet<(Lang, &str)> = listed.chain(defined).collect();
    let in_language = |lang| terms.iter().filter(|(one, _)| *one == lang).map(|(_, term)| *term).collect::<Vec<_>>();
    let mut by_term = BTreeMap::new();
    Lang::ALL.into_iter().for_each(|lang| add_uses(document, lang, &in_language(lang), &mut by_term));
    by_term
}

/// Adds the ids of the entries that use each of the terms in one language.
fn add_uses(document: &Document, lang: Lang, terms: &[&str], by_term: &mut BTreeMap<String, Vec<String>>) {
    // English terms are found in any case, as whole words, also with the end of a plural.
    let fold = |text: &str| if lang == Lang::En { text.to_ascii_lowercase() } else { text.to_owned() };
    let folded: Vec<String> = terms.iter().copied().map(fold).collect();
    let matcher = TermMatcher::new(folded.iter().map(String::as_str));
    let is_word = |text: &str, at: &Range<usize>| {
        let with = |end: &str| text[at.end..].starts_with(end) && is_whole_word(text, &(at.start..at.end + end.len()));
        lang == Lang::Zh || ["", "s", "es"].into_iter().any(with)
    };
    for entry in document.standard.entries() {
        let id = entry.id.to_string();
        let find = |text: &str| {
            let text = fold(text);
            let found = matcher.find(&text).into_iter();
            found.filter(|(at, _)| is_word(&text, at)).collect::<Vec<_>>()
        };
        for (_, number) in texts(entry, lang).flat_map(find) {
            let used = by_term.entry(terms[number].to_owned()).or_default();
            if used.last() != Some(&id) {
                used.push(id.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_made_from_the_english_and_differ() {
        let mut ids = BTreeMap::new();
        assert_eq!(unique(slug("cloud–edge collaboration"), &mut ids), "gloss-cloud-edge-collaboration");
        assert_eq!(unique(slug("AI computing power"), &mut ids), "gloss-ai-computing-power");
        assert_eq!(unique(slug("AI computing power"), &mut ids), "gloss-ai-computing-power-2");
    }
}
