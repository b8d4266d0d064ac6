//! The permanent page of each requirement, in all languages of the standard, which reports and citations link to.

use std::collections::BTreeSet;

use anyhow::Result;
use dtmm_model::{Domain, Entry, Lang, Level, Modal, Subdomain};
use serde::Serialize;

use super::history;
use super::parts::excerpt;
use crate::address;
use crate::editor_notes::{EditorNotes, NoteView};
use crate::layout::Site;
use crate::page::About;
use crate::page::PageKind;
use crate::page::PageMeta;
use crate::place::{place_in_domain, printed_place};
use crate::templates::fill_in;
use crate::tree::Tree;
use crate::views::{EntryView, TaggedText, in_all};
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// The entry in one language.
#[derive(Serialize)]
struct EntrySide<'a> {
    lang: &'static str,
    tag: &'static str,
    doc_status: &'a str,
    /// Its place within its domain, which is what the page is called.
    title: String,
    place: String,
    /// What kind of entry it is.
    kind: String,
    entry: EntryView,
    subdomain_name: &'a str,
    domain_name: &'a str,
}

#[derive(Serialize)]
struct Neighbours<'a> {
    /// The key of the word for the level.
    key: &'static str,
    entries: Vec<Neighbour<'a>>,
}

#[derive(Serialize)]
struct Neighbour<'a> {
    id: String,
    texts: Vec<TaggedText<'a>>,
}

#[derive(Serialize)]
struct CitationView<'a> {
    name: &'a str,
    text: String,
    /// The tag of its language where that is not the page's.
    tag: Option<&'static str>,
    /// Whether it is plain text, which is shown first.
    is_plain: bool,
}

/// The subdomain and the domain of an entry.
#[derive(Serialize)]
struct SubdomainLink {
    code: String,
    path: String,
    domain_path: String,
}

pub(super) fn requirements(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    let ids: Vec<String> = site.document.standard.entries().map(|entry| entry.id.to_string()).collect();
    let entries = site
        .document
        .standard
        .subdomains()
        .flat_map(|(domain, subdomain)| subdomain.entries().map(move |entry| (domain, subdomain, entry)));
    let editions = site.editions();
    for (index, (domain, subdomain, entry)) in entries.enumerate() {
        let beside = [index.checked_sub(1).map(|at| &ids[at]), ids.get(index + 1)];
        requirement(site, &editions, (domain, subdomain, entry), beside, tree)?;
    }
    Ok(())
}

/// `beside` has the identifiers of the previous and the next entry.
fn requirement(
    site: &Site<'_>,
    editions: &[&Document],
    (domain, subdomain, entry): (&Domain, &Subdomain, &Entry),
    beside: [Option<&String>; 2],
    tree: &mut Tree,
) -> Result<()> {
    let languages = site.document.languages;
    let place = |lang| printed_place(site.document, lang, domain, subdomain, entry);
    let side = |lang: Lang| EntrySide {
        lang: lang.key(),
        tag: lang.tag(),
        doc_status: site.document.status.get(lang),
        title: place_in_domain(site.document, lang, domain, subdomain, entry),
        place: place(lang),
        kind: kind(site, lang, entry),
        entry: site.viewer(lang).at(lang_root(lang)).entry(entry),
        subdomain_name: subdomain.name.get(lang),
        domain_name: domain.name.get(lang),
    };
    let excerpt = |lang| match lang {
        Lang::Zh => excerpt(&entry.text.zh, 80),
        Lang::En => excerpt(&entry.text.en, 120),
    };
    let notes = &site.annotations(languages.binding()).notes;
    let context = site
        .in_all(side)
        .with("row", &row(domain, subdomain))
        .with("remarks", &remarks(site, entry))
        .with("notes", &notes.announced(&notes_about(notes, entry)))
        .with("previous", &beside[0])
        .with("next", &beside[1])
        .with("earlier", &history::before(site, editions, entry.id))
        .with("neighbours", &neighbours(site, subdomain, entry.id.cell.level))
        .with("citations", &citations(site, entry, &place));
    let page = PageMeta {
        lang: languages.binding(),
        path: address::requirement(entry.id),
        kind: PageKind::Requirement,
        title: format!("{} {}", entry.id, place(languages.binding())),
        description: languages.binding_first().map(excerpt).collect::<Vec<_>>().join(" "),
        about: About::Requirement(domain, subdomain, entry),
    };
    site.write(&page, context, tree)
}

/// The way from the page of an entry to the folder of a language.
const fn lang_root(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "../zh/",
        Lang::En => "../en/",
    }
}

/// The notes about an entry or its cell.
fn notes_about(notes: &EditorNotes<'_>, entry: &Entry) -> BTreeSet<usize> {
    let (id, cell) = (entry.id.to_string(), entry.id.cell.to_string());
    notes.about_any([id.as_str(), cell.as_str()])
}

/// These notes, each with its translation.
fn remarks<'a>(site: &'a Site<'_>, entry: &Entry) -> Vec<NoteView<'a>> {
    let list = |lang| {
        let notes = &site.annotations(lang).notes;
        notes.views(&notes_about(notes, entry))
    };
    let languages = site.document.languages;
    let mut translations = languages.translation().map(list).unwrap_or_default().into_iter();
    list(languages.binding()).into_iter().map(|note| note.with_translation(translations.next())).collect()
}

fn row(domain: &Domain, subdomain: &Subdomain) -> SubdomainLink {
    SubdomainLink {
        code: subdomain.code.to_string(),
        path: address::subdomain(domain, subdomain),
        domain_path: address::domain(domain),
    }
}

/// What kind of entry it is, and whether it applies under a condition only; empty where nothing is known of either.
fn kind(site: &Site<'_>, lang: Lang, entry: &Entry) -> String {
    let key = match entry.modal {
        _ if !site.document.has_verbal_forms => None,
        Modal::Should => Some(SiteWord::KindRecommendation),
        Modal::Mixed => Some(SiteWord::KindMixed),
        Modal::None => Some(SiteWord::KindNone),
        Modal::Shall => Some(SiteWord::KindRequirement),
    };
    let conditional = entry.conditional.then_some(SiteWord::KindConditional);
    let words = [key, conditional].into_iter().flatten().map(|key| site.word(key, lang));
    words.collect::<Vec<_>>().join(site.word(SiteWord::ListComma, lang))
}

/// The entries of the same subdomain one level below and one above.
fn neighbours<'a>(site: &'a Site<'_>, subdomain: &'a Subdomain, level: Level) -> Vec<Neighbours<'a>> {
    let side = |key: SiteWord, index: Option<usize>| {
        let entries = subdomain.cells.get(index?)?.entries.iter();
        let document = site.document;
        let texts = |text| in_all(document, document.languages.binding(), text);
        let entries = entries.map(|e| Neighbour { id: e.id.to_string(), texts: texts(&e.text) }).collect();
        Some(Neighbours { key: key.key(), entries })
    };
    let below = side(SiteWord::OneLevelBelow, level.index().checked_sub(1));
    let above = side(SiteWord::OneLevelAbove, Some(level.index() + 1));
    below.into_iter().chain(above).collect()
}

/// The citation styles: the words for name and form, and the language it is mostly used in.
const STYLES: [(SiteWord, SiteWord, Lang); 6] = [
    (SiteWord::CitePlain, SiteWord::CitePlainForm, Lang::Zh),
    (SiteWord::CitePlain, SiteWord::CitePlainForm, Lang::En),
    (SiteWord::CiteGbt7714, SiteWord::CiteGbt7714Form, Lang::Zh),
    (SiteWord::CiteIso690, SiteWord::CiteIso690Form, Lang::En),
    (SiteWord::CiteBibtex, SiteWord::CiteBibtexForm, Lang::En),
    (SiteWord::CiteMarkdown, SiteWord::CiteMarkdownForm, Lang::Zh),
];

/// Citations in plain text, by GB/T 7714-2015 (standards) and ISO 690:2021, for BibTeX and in Markdown. In place of the
/// access date is a word to replace, since the page is static.
fn citations<'a>(site: &'a Site<'_>, entry: &Entry, place: &dyn Fn(Lang) -> String) -> Vec<CitationView<'a>> {
    let standard = &site.document.standard;
    let id = entry.id.to_string();
    // What is cited is an edition: the page shows the entry as it was in each.
    let page = address::requirement(entry.id);
    let url = format!("{}{page}#{}", site.base_url().unwrap_or_default(), standard.edition());
    let year = standard.edition().split('-').next().unwrap_or_default();
    let languages = site.document.languages;
    let style = |&(name, form, lang): &(SiteWord, SiteWord, Lang)| {
        let place = place(lang);
        let values = [
            ("id", id.as_str()),
            ("key", &id.to_lowercase()),
            ("number", site.document.designation(lang)),
            ("edition", standard.edition()),
            ("year", year),
            ("title", standard.title().get(lang)),
            ("status", site.document.status.get(lang)),
            ("issuer", site.word(SiteWord::Issuer, lang)),
            ("place", &place),
            ("text", entry.text.get(lang)),
            ("date", site.word(SiteWord::CiteDateUnknown, lang)),
            ("url", &url),
            ("line", "\n"),
        ];
        let tag = (lang != languages.binding()).then_some(lang.tag());
        let is_plain = name == SiteWord::CitePlain;
        CitationView { name: site.word(name, lang), text: fill_in(site.word(form, lang), &values), tag, is_plain }
    };
    // In one language, each style stands once.
    let said = |(name, form, lang)| (name, form, if languages.has(lang) { lang } else { languages.binding() });
    let mut styles: Vec<_> = STYLES.into_iter().map(said).collect();
    styles.dedup();
    styles.iter().map(style).collect()
}
