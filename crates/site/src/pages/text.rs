//! The full text of the standard, and running text as HTML.

use anyhow::Result;
use dtmm_model::{Lang, LevelText};
use serde::Serialize;

use super::parts::{SharedViews, badges, company, page};
use crate::address;
use crate::annotate::Annotations;
use crate::editor_notes::numbered;
use crate::figures;
use crate::html::escaped;
use crate::layout::Site;
use crate::page::About;
use crate::page::PageKind;
use crate::templates::TemplateContext;
use crate::tree::Tree;
use crate::views::{OtherText, Viewer, in_other};
use crate::words::SiteWord;
use dtmm_content::document::{Abbreviation, Document, Reference, Term, TextPart};
use dtmm_content::parse::{Block, markdown};

#[derive(Serialize)]
struct PartView<'a> {
    id: String,
    number: Option<&'a str>,
    title: &'a str,
    /// The badge of its text, if that awaits review.
    badge: &'a str,
    blocks: Vec<BlockView<'a>>,
    references: Vec<ReferenceView>,
    /// Whether the subclauses of the domains are in this part.
    clauses: bool,
}

#[derive(Serialize, Default)]
struct BlockView<'a> {
    html: String,
    insertion: &'a str,
}

#[derive(Serialize)]
struct ReferenceView {
    number: String,
    title: String,
}

/// A part of running text as HTML blocks.
pub(super) fn part(part: &TextPart, lang: Lang) -> impl Serialize + '_ {
    part_with(part, lang, markdown::to_html)
}

fn part_with(part: &TextPart, lang: Lang, mut to_html: impl FnMut(&str) -> String) -> PartView<'_> {
    let block = |block: &'_ Block| match block {
        Block::Paragraph(text) => to_html(text),
        Block::Insertion(_) => String::new(),
    };
    let html: Vec<String> = part.blocks.get(lang).iter().map(block).collect();
    let blocks: Vec<BlockView<'_>> = part.blocks.get(lang).iter().zip(html).map(view).collect();
    let clauses = blocks.iter().any(|block| block.insertion == "domains");
    let (id, number, title) = (address::part_id(part), part.number.as_deref(), part.title.get(lang));
    PartView { id, number, title, badge: "", blocks, references: Vec::new(), clauses }
}

fn view((block, html): (&Block, String)) -> BlockView<'_> {
    match block {
        Block::Paragraph(_) => BlockView { html, insertion: "" },
        Block::Insertion(name) => BlockView { html, insertion: name },
    }
}

/// A part of the full text with annotations.
fn annotated_part<'a>(
    document: &'a Document,
    annotations: &'a Annotations<'_>,
    part: &'a TextPart,
    lang: Lang,
) -> PartView<'a> {
    let mut view = part_with(part, lang, |text| markdown::to_html_with(text, annotations.paragraph()));
    let lists = [("references", &document.references), ("bibliography", &document.bibliography)];
    let lists = lists.into_iter().filter(|(name, _)| view.blocks.iter().any(|block| block.insertion == *name));
    view.references = lists.flat_map(|(_, list)| list).map(|one| reference(one, lang)).collect();
    view.badge = annotations.badge(&address::part_id(part));
    view
}

fn reference(reference: &Reference, lang: Lang) -> ReferenceView {
    ReferenceView { number: escaped(&reference.number), title: escaped(reference.title.get(lang)) }
}

#[derive(Serialize)]
struct LineView<'a> {
    role: &'a str,
    html: String,
}

#[derive(Serialize)]
struct TermView<'a> {
    number: &'a str,
    name: &'a str,
    other: Option<OtherText<'a>>,
    definition: String,
    notes: Vec<String>,
    source: Option<String>,
    badge: &'a str,
}

#[derive(Serialize)]
struct AbbreviationView<'a> {
    short: &'a str,
    name: &'a str,
    other: Option<OtherText<'a>>,
    badge: &'a str,
}

#[derive(Serialize)]
struct CharacteristicView<'a> {
    number: u8,
    label: Option<String>,
    name: &'a str,
    html: String,
    badge: &'a str,
}

pub(super) fn standard(site: &Site<'_>, viewer: &Viewer<'_>, shared: &SharedViews, tree: &mut Tree) -> Result<()> {
    let document = site.document;
    let lang = viewer.lang;
    let annotations = site.annotations(lang);
    let parts: Vec<_> = document.text.iter().map(|text| annotated_part(document, annotations, text, lang)).collect();
    let context = TemplateContext::default()
        .with("cover", &cover(document, lang))
        .with("parts", &parts)
        .with("terms", &document.terms.iter().map(|one| term(one, document, annotations, lang)).collect::<Vec<_>>())
        .with("abbreviations", &abbreviations(document, annotations, lang))
        .with("characteristics", &characteristics(viewer, annotations))
        .with("figures", &figures::draw(viewer))
        .with("has_title", &document.cover.iter().any(|(role, _)| role == "title"))
        .with("badges", &badges(document, document.standard.entries()))
        .with("scopes", &[company(site, lang)])
        .with("notes", &annotations.notes.all_announced())
        .share("domains", &shared.domains);
    let title = site.word(SiteWord::StandardTitle, lang).to_owned();
    let name = numbered(document.standard.number(), document.standard.title().get(lang));
    let description = format!("{name} · {}", site.word(SiteWord::WayReadAbout, lang));
    let page = page(lang, "standard.html", PageKind::Standard, title, description).about(About::FullText);
    site.write(&page, context, tree)
}

fn cover(document: &Document, lang: Lang) -> Vec<LineView<'_>> {
    document.cover.iter().map(|(role, text)| LineView { role, html: escaped(text.get(lang)) }).collect()
}

fn term<'a>(term: &'a Term, document: &Document, annotations: &'a Annotations<'_>, lang: Lang) -> TermView<'a> {
    TermView {
        number: &term.number,
        name: term.name.get(lang),
        other: in_other(document, lang, &term.name),
        definition: link_terms(escaped(term.definition.get(lang)), document),
        notes: term.notes.iter().map(|note| escaped(note.get(lang))).collect(),
        source: term.source.as_ref().map(|source| escaped(source.get(lang))),
        badge: annotations.badge(&format!("term-{}", term.number)),
    }
}

/// Links the numbers of terms that a definition gives in brackets, as 新型能力（3.4）.
fn link_terms(mut html: String, document: &Document) -> String {
    for term in &document.terms {
        let number = &term.number;
        for (open, close) in [("（", "）"), ("(", ")")] {
            let printed = format!("{open}{number}{close}");
            let linked = format!("{open}<a href=\"#term-{number}\">{number}</a>{close}");
            html = html.replace(&printed, &linked);
        }
    }
    html
}

fn abbreviations<'a>(
    document: &'a Document,
    annotations: &'a Annotations<'_>,
    lang: Lang,
) -> Vec<AbbreviationView<'a>> {
    let view = |one: &'a Abbreviation| AbbreviationView {
        short: &one.short,
        name: one.name.get(lang),
        other: in_other(document, lang, &one.name),
        badge: annotations.badge(&format!("abbreviation-{}", one.short)),
    };
    document.abbreviations.iter().map(view).collect()
}

fn characteristics<'a>(viewer: &Viewer<'a>, annotations: &'a Annotations<'_>) -> Vec<CharacteristicView<'a>> {
    let view = |level: &'a LevelText| {
        let badge = annotations.badge(&format!("level-{}", level.level));
        let html = level.text.as_ref().map_or_else(String::new, |text| escaped(text.get(viewer.lang)));
        let (number, name) = (level.level.number(), level.name.get(viewer.lang).as_str());
        CharacteristicView { number, label: viewer.printed(&level.label), name, html, badge }
    };
    viewer.document.standard.levels().iter().map(view).collect()
}
