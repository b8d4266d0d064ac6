//! The full text of the standard, and running text as HTML.

use anyhow::Result;
use dtmm_model::{Bilingual, Lang, LevelText};
use serde::Serialize;

use super::parts::{SharedViews, badges, company, page};
use crate::address;
use crate::anchors::figure_id;
use crate::annotate::{Annotations, Annotator};
use crate::editor_notes::numbered;
use crate::figures;
use crate::layout::Site;
use crate::page::About;
use crate::page::PageKind;
use crate::templates::TemplateContext;
use crate::tree::Tree;
use crate::views::{OtherText, Viewer, in_other};
use crate::words::SiteWord;
use dtmm_content::document::{Abbreviation, Document, Reference, Term, TextPart};
use dtmm_content::parse::{Block, COMPOSITION, STAIRCASE, markdown};

#[derive(Serialize)]
struct PartView<'a> {
    id: String,
    number: Option<&'a str>,
    title: &'a str,
    /// The markers of notes about the whole part.
    marks: String,
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
    PartView { id, number, title, marks: String::new(), blocks, references: Vec::new(), clauses }
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
    annotations: &Annotations<'_>,
    part: &'a TextPart,
    lang: Lang,
) -> PartView<'a> {
    let mut annotator = annotations.annotator(&address::part_id(part), "");
    let mut view = part_with(part, lang, |text| {
        annotator.new_paragraph();
        markdown::to_html_with(text, |words| annotator.html(words))
    });
    let lists = [("references", &document.references), ("bibliography", &document.bibliography)];
    let lists = lists.into_iter().filter(|(name, _)| view.blocks.iter().any(|block| block.insertion == *name));
    view.references = lists.flat_map(|(_, list)| list).map(|one| reference(one, &mut annotator, lang)).collect();
    view.marks = annotator.rest();
    view
}

fn reference(reference: &Reference, annotator: &mut Annotator<'_, '_>, lang: Lang) -> ReferenceView {
    ReferenceView { number: annotator.noted(&reference.number), title: annotator.noted(reference.title.get(lang)) }
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
    marks: String,
}

#[derive(Serialize)]
struct AbbreviationView<'a> {
    short: &'a str,
    name: &'a str,
    other: Option<OtherText<'a>>,
    marks: String,
}

#[derive(Serialize)]
struct CharacteristicView<'a> {
    number: u8,
    label: Option<String>,
    name: &'a str,
    html: String,
    marks: String,
}

pub(super) fn standard(site: &Site<'_>, viewer: &Viewer<'_>, shared: &SharedViews, tree: &mut Tree) -> Result<()> {
    let document = site.document;
    let lang = viewer.lang;
    let annotations = site.annotations(lang);
    let whole = |at: &str| annotations.annotator(at, "").rest();
    let figure = |figure| document.figure_number(figure).map_or_else(String::new, |at| whole(&figure_id(at)));
    let parts: Vec<_> = document.text.iter().map(|text| annotated_part(document, annotations, text, lang)).collect();
    let context = TemplateContext::default()
        .with("cover", &cover(document, annotations, lang))
        .with("parts", &parts)
        .with("terms", &document.terms.iter().map(|one| term(one, document, annotations, lang)).collect::<Vec<_>>())
        .with("abbreviations", &abbreviations(document, annotations, lang))
        .with("characteristics", &characteristics(viewer, annotations))
        .with("figures", &figures::draw(viewer))
        .with("marks", &[figure(COMPOSITION), figure(STAIRCASE), whole("table-1")])
        .with("has_title", &document.cover.iter().any(|(role, _)| role == "title"))
        .with("badges", &badges(document, document.standard.entries()))
        .with("scopes", &[company(site, lang)])
        .share("domains", &shared.domains);
    let title = site.word(SiteWord::StandardTitle, lang).to_owned();
    let name = numbered(document.standard.number(), document.standard.title().get(lang));
    let description = format!("{name} · {}", site.word(SiteWord::WayReadAbout, lang));
    let page = page(lang, "standard.html", PageKind::Standard, title, description).about(About::FullText);
    site.write(&page, context, tree)
}

fn cover<'a>(document: &'a Document, annotations: &Annotations<'_>, lang: Lang) -> Vec<LineView<'a>> {
    let mut annotator = annotations.annotator("cover", "");
    let line = |(role, text): &'a (String, Bilingual)| LineView { role, html: annotator.noted(text.get(lang)) };
    let mut lines: Vec<_> = document.cover.iter().map(line).collect();
    if let Some(last) = lines.last_mut() {
        last.html.push_str(&annotator.rest());
    }
    lines
}

fn term<'a>(term: &'a Term, document: &Document, annotations: &Annotations<'_>, lang: Lang) -> TermView<'a> {
    let at = format!("term-{}", term.number);
    let mut annotator = annotations.annotator(&at, "");
    TermView {
        number: &term.number,
        name: term.name.get(lang),
        other: in_other(document, lang, &term.name),
        definition: link_terms(annotator.noted(term.definition.get(lang)), document),
        notes: term.notes.iter().map(|note| annotator.noted(note.get(lang))).collect(),
        source: term.source.as_ref().map(|source| annotator.noted(source.get(lang))),
        marks: annotator.rest(),
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

fn abbreviations<'a>(document: &'a Document, annotations: &Annotations<'_>, lang: Lang) -> Vec<AbbreviationView<'a>> {
    let marks = |short: &str| annotations.annotator(&format!("abbreviation-{short}"), "").rest();
    let view = |one: &'a Abbreviation| AbbreviationView {
        short: &one.short,
        name: one.name.get(lang),
        other: in_other(document, lang, &one.name),
        marks: marks(&one.short),
    };
    document.abbreviations.iter().map(view).collect()
}

fn characteristics<'a>(viewer: &Viewer<'a>, annotations: &Annotations<'_>) -> Vec<CharacteristicView<'a>> {
    let view = |level: &'a LevelText| {
        let mut annotator = annotations.annotator(&format!("level-{}", level.level), "");
        let html = level.text.as_ref().map_or_else(String::new, |text| annotator.noted(text.get(viewer.lang)));
        let (number, name) = (level.level.number(), level.name.get(viewer.lang).as_str());
        CharacteristicView { number, label: viewer.printed(&level.label), name, html, marks: annotator.rest() }
    };
    viewer.document.standard.levels().iter().map(view).collect()
}
