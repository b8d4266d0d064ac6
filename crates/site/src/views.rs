//! View models: what templates show of the standard, in one language.

use std::iter;

use dtmm_model::{Anchor, Bilingual, Cell, Domain, Entry, Example, Lang, Level, LevelText, Modal, Standard, Subdomain};
use serde::Serialize;

use super::address;
use super::annotate::Annotations;
use super::html::escaped;
use super::templates::fill_in;
use crate::words::SiteWord;
use dtmm_content::document::Document;

#[derive(Serialize)]
pub(super) struct LevelView {
    pub(super) number: u8,
    /// What is printed before it where the levels are listed.
    pub(super) label: Option<String>,
    pub(super) name: String,
    /// Empty where the standard only names it.
    pub(super) text: String,
}

#[derive(Serialize)]
pub(super) struct DomainView {
    slug: String,
    /// The identifier of the element that shows it.
    id: String,
    clause: Option<String>,
    name: String,
    /// Empty where it has none.
    intro: String,
    /// The badge of its text, if that awaits review; `table_badge` is that of its table.
    badge: String,
    /// Empty where its table has no number.
    table_id: String,
    /// What it is called in short, as "Table 3"; empty where it has no number.
    table_name: String,
    /// Empty where neither number nor caption is printed.
    table_caption: String,
    table_badge: String,
    subdomains: Vec<SubdomainView>,
}

#[derive(Serialize)]
pub(super) struct SubdomainView {
    code: String,
    name: String,
    /// Its path, relative to the language root.
    path: String,
    badge: String,
    /// The number of characters of its entries, from which the stylesheet estimates the height before layout.
    letters: usize,
    /// The number of its entries, likewise.
    count: usize,
    cells: Vec<CellView>,
}

#[derive(Serialize)]
pub(super) struct CellView {
    id: String,
    level: u8,
    level_name: String,
    count: usize,
    entries: Vec<EntryView>,
}

#[derive(Serialize)]
pub(super) struct EntryView {
    id: String,
    /// What is printed before it; its identifier where nothing is.
    label: String,
    has_label: bool,
    text: String,
    /// The text with its annotations.
    html: String,
    kind: &'static str,
    modal: &'static str,
    conditional: bool,
    /// Whether its translation awaits review.
    stale: bool,
    /// Whether it has no badge.
    is_plain: bool,
    level: u8,
    examples: Vec<ExampleView>,
}

#[derive(Serialize)]
pub(super) struct ExampleView {
    /// What is printed before it, if anything is.
    label: Option<String>,
    text: String,
    html: String,
}

/// A text in another language than that of the page.
#[derive(Serialize)]
pub(super) struct OtherText<'a> {
    tag: &'static str,
    text: &'a str,
    /// Whether it is the binding text.
    is_original: bool,
}

/// A text in the language that the standard has besides `lang`, if it has two.
pub(super) fn in_other<'a>(document: &Document, lang: Lang, text: &'a Bilingual) -> Option<OtherText<'a>> {
    let other = document.languages.other(lang)?;
    Some(OtherText { tag: other.tag(), text: text.get(other), is_original: document.languages.binding() == other })
}

/// A text among others of which some are in another language than the page.
#[derive(Serialize)]
pub(super) struct TaggedText<'a> {
    /// The tag of its language where that is not the page's.
    tag: Option<&'static str>,
    text: &'a str,
}

/// A text in all languages of the standard, the binding one first, for a page in `lang`.
pub(super) fn in_all<'a>(document: &Document, lang: Lang, text: &'a Bilingual) -> Vec<TaggedText<'a>> {
    let tagged = |one: Lang| TaggedText { tag: (one != lang).then_some(one.tag()), text: text.get(one) };
    document.languages.binding_first().map(tagged).collect()
}

/// Makes views of the model in one language.
#[derive(Clone, Copy)]
pub(super) struct Viewer<'a> {
    pub(super) document: &'a Document,
    pub(super) lang: Lang,
    /// The annotations of texts; `None` for plain texts.
    pub(super) annotations: Option<&'a Annotations<'a>>,
    /// The relative prefix from the page to the language root: `""`, `"../"`, `"../zh/"`.
    pub(super) lang_root: &'static str,
}

impl<'a> Viewer<'a> {
    /// A viewer without annotations, for names and places.
    pub(super) fn plain(document: &'a Document, lang: Lang) -> Viewer<'a> {
        Viewer { document, lang, annotations: None, lang_root: "" }
    }

    /// The same viewer for pages in another folder.
    pub(super) fn at(self, lang_root: &'static str) -> Self {
        Viewer { lang_root, ..self }
    }

    fn text(&self, text: &Bilingual) -> String {
        text.get(self.lang).clone()
    }

    fn standard(&self) -> &Standard {
        &self.document.standard
    }

    pub(super) fn level_name(&self, level: Level) -> &str {
        self.standard().levels()[level.index()].name.get(self.lang)
    }

    pub(super) fn levels(&self) -> Vec<LevelView> {
        let view = |level: &LevelText| LevelView {
            number: level.level.number(),
            label: self.printed(&level.label),
            name: self.text(&level.name),
            text: level.text.as_ref().map(|text| self.text(text)).unwrap_or_default(),
        };
        self.standard().levels().iter().map(view).collect()
    }

    /// A label as it is printed.
    pub(super) fn printed(&self, label: &Option<String>) -> Option<String> {
        label.as_ref().map(|label| self.standard().labels().print(label))
    }

    /// A domain with all its entries.
    pub(super) fn domain(&self, domain: &Domain) -> DomainView {
        self.domain_with(domain, |subdomain| self.subdomain(domain, subdomain))
    }

    /// A domain with the number of entries of each cell, without their texts.
    pub(super) fn domain_counts(&self, domain: &Domain) -> DomainView {
        self.domain_with(domain, |subdomain| self.subdomain_with(domain, subdomain, false))
    }

    fn domain_with(&self, domain: &Domain, row: impl Fn(&Subdomain) -> SubdomainView) -> DomainView {
        let id = domain.anchor().to_string();
        let intro = domain.intro.as_ref().map_or("", |intro| intro.get(self.lang));
        let table_id = domain.table().map_or_else(String::new, |table| Anchor::Table(&table.to_string()).to_string());
        DomainView {
            slug: domain.slug.to_string(),
            clause: domain.clause().map(str::to_owned),
            name: self.text(&domain.name),
            intro: escaped(intro),
            badge: self.badge(&id),
            table_caption: escaped(&self.table_caption(domain)),
            table_badge: self.badge(&table_id),
            table_name: domain.table().map_or_else(String::new, |table| {
                fill_in(self.document.interface.word(SiteWord::NoteTable, self.lang), &[("n", &table.to_string())])
            }),
            id,
            table_id,
            subdomains: domain.subdomains.iter().map(row).collect(),
        }
    }

    /// The caption of the table of a domain: its number and its words, or the words alone; empty where it has neither.
    pub(super) fn table_caption(&self, domain: &Domain) -> String {
        let caption = domain.caption.as_ref().map(|caption| caption.get(self.lang).as_str());
        let Some(table) = domain.table() else { return caption.unwrap_or_default().to_owned() };
        let word = self.document.interface.word(SiteWord::TableCaption, self.lang);
        let caption = caption.unwrap_or_else(|| domain.name.get(self.lang));
        fill_in(word, &[("table", &table.to_string()), ("caption", caption)])
    }

    pub(super) fn subdomain(&self, domain: &Domain, subdomain: &Subdomain) -> SubdomainView {
        self.subdomain_with(domain, subdomain, true)
    }

    fn subdomain_with(&self, domain: &Domain, subdomain: &Subdomain, whole: bool) -> SubdomainView {
        let texts = subdomain
            .entries()
            .flat_map(|entry| iter::once(&entry.text).chain(entry.examples.iter().map(|example| &example.text)));
        SubdomainView {
            code: subdomain.code.to_string(),
            name: self.text(&subdomain.name),
            path: address::subdomain(domain, subdomain),
            badge: self.badge(&subdomain.code.to_string()),
            letters: texts.map(|text| text.get(self.lang).chars().count()).sum(),
            count: subdomain.entries().count(),
            cells: subdomain.cells.iter().map(|cell| self.cell(cell, whole)).collect(),
        }
    }

    pub(super) fn cell(&self, cell: &Cell, whole: bool) -> CellView {
        let entries = if whole { cell.entries.iter().map(|entry| self.entry(entry)).collect() } else { Vec::new() };
        CellView {
            id: cell.id.to_string(),
            level: cell.id.level.number(),
            level_name: self.level_name(cell.id.level).to_owned(),
            count: cell.entries.len(),
            entries,
        }
    }

    pub(super) fn entry(&self, entry: &Entry) -> EntryView {
        let modal = if self.document.has_verbal_forms { entry.modal } else { Modal::Shall };
        let stale = self.annotations.is_some_and(|annotations| annotations.is_stale(&entry.id.to_string()));
        EntryView {
            id: entry.id.to_string(),
            label: self.standard().labels().in_list(entry.label.as_deref(), entry.id),
            has_label: entry.label.is_some(),
            text: self.text(&entry.text),
            html: self.annotated(entry, 0, &entry.text),
            kind: entry.kind().key(),
            modal: modal.key(),
            conditional: entry.conditional,
            stale,
            is_plain: modal == Modal::Shall && !entry.conditional && !stale,
            level: entry.id.cell.level.number(),
            examples: (1..).zip(&entry.examples).map(|(index, example)| self.example(entry, index, example)).collect(),
        }
    }

    fn annotated(&self, entry: &Entry, index: usize, text: &Bilingual) -> String {
        let text = text.get(self.lang);
        let annotated = self.annotations.and_then(|all| all.entry(entry.id, index, text, self.lang_root));
        annotated.unwrap_or_else(|| escaped(text))
    }

    fn example(&self, entry: &Entry, index: usize, example: &Example) -> ExampleView {
        ExampleView {
            label: self.printed(&example.label),
            text: self.text(&example.text),
            html: self.annotated(entry, index, &example.text),
        }
    }

    /// The badge of an identifier whose text awaits review, else empty.
    fn badge(&self, at: &str) -> String {
        self.annotations.map_or_else(String::new, |annotations| annotations.badge(at).to_owned())
    }
}
