//! The permanent page of each requirement, in both languages, which reports and citations link to.

use std::collections::BTreeMap;

use anyhow::Result;
use dtmm_model::{Domain, Entry, Kind, LEVELS, Lang, Level, Modal, Subdomain};
use serde::Serialize;

use super::parts::excerpt;
use crate::address;
use crate::editor_notes::NoteView;
use crate::layout::Site;
use crate::page::About;
use crate::page::PageKind;
use crate::page::PageMeta;
use crate::place::printed_place;
use crate::templates::{TemplateContext, fill_in};
use crate::tree::Tree;
use crate::words::SiteWord;

#[derive(Serialize)]
struct Neighbours<'a> {
    zh: &'a str,
    en: &'a str,
    entries: Vec<Neighbour<'a>>,
}

#[derive(Serialize)]
struct Neighbour<'a> {
    id: String,
    zh: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct CitationView<'a> {
    name: &'a str,
    text: String,
    english: bool,
}

/// The subdomain and the domain of an entry.
#[derive(Serialize)]
struct SubdomainLink<'a> {
    code: String,
    path: String,
    zh: &'a str,
    en: &'a str,
    domain: DomainLink<'a>,
}

#[derive(Serialize)]
struct DomainLink<'a> {
    path: String,
    zh: &'a str,
    en: &'a str,
}

pub(super) fn requirements(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    let ids: Vec<String> = site.document.standard.entries().map(|entry| entry.id.to_string()).collect();
    let entries = site
        .document
        .standard
        .subdomains()
        .flat_map(|(domain, subdomain)| subdomain.entries().map(move |entry| (domain, subdomain, entry)));
    for (index, (domain, subdomain, entry)) in entries.enumerate() {
        let beside = [index.checked_sub(1).map(|at| &ids[at]), ids.get(index + 1)];
        requirement(site, (domain, subdomain, entry), beside, tree)?;
    }
    Ok(())
}

/// `beside` has the identifiers of the previous and the next entry.
fn requirement(
    site: &Site<'_>,
    (domain, subdomain, entry): (&Domain, &Subdomain, &Entry),
    beside: [Option<&String>; 2],
    tree: &mut Tree,
) -> Result<()> {
    let viewers = [site.viewer(Lang::Zh).at("../zh/"), site.viewer(Lang::En).at("../en/")];
    let [zh, en] = &viewers;
    let places = Lang::ALL.map(|lang| printed_place(site.document, lang, domain, subdomain, entry));
    let context = TemplateContext::default()
        .with("zh", &words(site, Lang::Zh, entry, &places[0]))
        .with("en", &words(site, Lang::En, entry, &places[1]))
        .with("e", &zh.entry(entry))
        .with("e_en", &en.entry(entry))
        .with("row", &row(domain, subdomain))
        .with("remarks", &remarks(site, entry))
        .with("previous", &beside[0])
        .with("next", &beside[1])
        .with("neighbours", &neighbours(site, subdomain, entry.id.cell.level))
        .with("citations", &citations(site, entry, &places));
    let page = PageMeta {
        lang: Lang::Zh,
        path: address::requirement(entry.id),
        kind: PageKind::Requirement,
        title: format!("{} {}", entry.id, places[0]),
        description: format!("{} {}", excerpt(&entry.text.zh, 80), excerpt(&entry.text.en, 120)),
        about: About::Requirement(domain, subdomain, entry),
    };
    site.write(&page, context, tree)
}

/// The notes about an entry or its cell, each with its English version.
fn remarks<'a>(site: &'a Site<'_>, entry: &Entry) -> Vec<NoteView<'a>> {
    let (id, cell) = (entry.id.to_string(), entry.id.cell.to_string());
    let list = |lang| site.annotations(lang).notes.about_any([id.as_str(), cell.as_str()]);
    let english = list(Lang::En).into_iter();
    list(Lang::Zh).into_iter().zip(english).map(|(zh, en)| zh.with_english(en)).collect()
}

fn row<'a>(domain: &'a Domain, subdomain: &'a Subdomain) -> SubdomainLink<'a> {
    SubdomainLink {
        code: subdomain.code.to_string(),
        path: address::subdomain(domain, subdomain),
        zh: &subdomain.name.zh,
        en: &subdomain.name.en,
        domain: DomainLink { path: address::domain(domain), zh: &domain.name.zh, en: &domain.name.en },
    }
}

fn words<'a>(site: &'a Site<'_>, lang: Lang, entry: &Entry, place: &'a str) -> BTreeMap<&'a str, String> {
    const NEEDED: [SiteWord; 22] = [
        SiteWord::BadgeStale,
        SiteWord::Notes,
        SiteWord::NotesNotice,
        SiteWord::NoteReading,
        SiteWord::NoteScoring,
        SiteWord::Colon,
        SiteWord::NavModel,
        SiteWord::Breadcrumbs,
        SiteWord::Pager,
        SiteWord::Previous,
        SiteWord::Next,
        SiteWord::Language,
        SiteWord::InContext,
        SiteWord::CiteHeading,
        SiteWord::AccessDate,
        SiteWord::DataRecord,
        SiteWord::BindingNotice,
        SiteWord::AnsweringSwitch,
        SiteWord::EngineFailed,
        SiteWord::ResultLabel,
        SiteWord::Company,
        SiteWord::MethodShort,
    ];
    let mut words: BTreeMap<&str, String> =
        NEEDED.into_iter().map(|word| (word.key(), site.word(word, lang).to_owned())).collect();
    words.insert("place", place.to_owned());
    words.insert("doc_status", site.document.status.get(lang).clone());
    words.insert("kind", kind(site, lang, entry));
    words
}

fn kind(site: &Site<'_>, lang: Lang, entry: &Entry) -> String {
    let key = match (entry.kind(), entry.modal) {
        (Kind::Recommendation, _) => SiteWord::KindRecommendation,
        _ if !site.document.has_verbal_forms => SiteWord::KindRequirement,
        (_, Modal::Mixed) => SiteWord::KindMixed,
        (_, Modal::None) => SiteWord::KindNone,
        _ => SiteWord::KindRequirement,
    };
    let kind = site.word(key, lang);
    if entry.conditional {
        format!("{kind}{}{}", site.word(SiteWord::ListComma, lang), site.word(SiteWord::KindConditional, lang))
    } else {
        kind.to_owned()
    }
}

/// The entries of the same subdomain one level below and one above.
fn neighbours<'a>(site: &'a Site<'_>, subdomain: &'a Subdomain, level: Level) -> Vec<Neighbours<'a>> {
    let side = |key: SiteWord, index: Option<usize>| {
        let level = *LEVELS.get(index?)?;
        let entries = subdomain.cell(level).entries.iter();
        let entries = entries.map(|e| Neighbour { id: e.id.to_string(), zh: &e.text.zh, en: &e.text.en }).collect();
        Some(Neighbours { zh: site.word(key, Lang::Zh), en: site.word(key, Lang::En), entries })
    };
    let below = side(SiteWord::OneLevelBelow, level.index().checked_sub(1));
    let above = side(SiteWord::OneLevelAbove, Some(level.index() + 1));
    below.into_iter().chain(above).collect()
}

/// The citation styles: the words for name and form, and the language.
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
fn citations<'a>(site: &'a Site<'_>, entry: &Entry, places: &[String; 2]) -> Vec<CitationView<'a>> {
    let standard = &site.document.standard;
    let id = entry.id.to_string();
    let url = format!("{}{}", site.base_url().unwrap_or_default(), address::requirement(entry.id));
    let year = standard.edition().split('-').next().unwrap_or_default();
    let [place_zh, place_en] = places;
    let style = |&(name, form, lang): &(SiteWord, SiteWord, Lang)| {
        let values = [
            ("id", id.as_str()),
            ("key", &id.to_lowercase()),
            ("number", site.document.designation(lang)),
            ("edition", standard.edition()),
            ("year", year),
            ("title", standard.title().get(lang)),
            ("status", site.document.status.get(lang)),
            ("issuer", site.word(SiteWord::Issuer, lang)),
            ("place", if lang == Lang::Zh { place_zh } else { place_en }),
            ("text", entry.text.get(lang)),
            ("date", site.word(SiteWord::CiteDateUnknown, lang)),
            ("url", &url),
            ("line", "\n"),
        ];
        let english = lang == Lang::En;
        CitationView { name: site.word(name, lang), text: fill_in(site.word(form, lang), &values), english }
    };
    STYLES.iter().map(style).collect()
}
