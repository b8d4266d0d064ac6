//! Choice of language, home, full text, missing page.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use dtmm_model::Lang;
use serde::Serialize;

use super::{Shared, company, excerpt, page};
use crate::content::{Block, markdown};
use crate::document::{Document, Reference, TextPart};
use crate::render::figures;
use crate::render::frame::{Page, Site};
use crate::render::linked::About;

use crate::render::templates::{Names, Prepared, fill_in};
use crate::render::tree::Tree;
use crate::render::views::Viewer;

pub(super) fn choose(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    let page = bilingual(site, "index.html", "choose", "home_title").about(About::Document);
    site.write(&page, both_languages(site), tree)
}

pub(super) fn not_found(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    site.write(&bilingual(site, "404.html", "not-found", "not_found"), both_languages(site), tree)
}

fn bilingual(site: &Site<'_>, path: &str, template: &'static str, title: &str) -> Page<'static> {
    let title = format!("{} · {}", site.word(title, Lang::Zh), site.word(title, Lang::En));
    let description = format!("{} {}", site.word("about", Lang::Zh), site.word("about", Lang::En));
    Page { lang: Lang::Zh, path: path.to_owned(), template, kind: template, title, description, about: About::Nothing }
}

/// The words of both languages under `zh` and `en`, with title and status of the document.
fn both_languages(site: &Site<'_>) -> Names {
    let words = |lang: Lang| -> BTreeMap<&str, &str> {
        let mut words = site.document.interface.in_language(lang);
        words.insert("title", site.document.standard.title().get(lang));
        words.insert("status", site.document.status.get(lang));
        words
    };
    Names::default().with("zh", &words(Lang::Zh)).with("en", &words(Lang::En))
}

pub(super) fn home(site: &Site<'_>, viewer: &Viewer<'_>, shared: &Shared, tree: &mut Tree) -> Result<()> {
    let lang = viewer.lang;
    let counts = site.document.standard.counts();
    let numbers = [
        ("domains", counts.domains),
        ("subdomains", counts.subdomains),
        ("entries", counts.assessable),
        ("requirements", counts.requirements),
        ("recommendations", counts.recommendations),
    ]
    .map(|(name, number)| (name, number.to_string()));
    let intro = fill_in(site.word("home_intro", lang), &numbers.each_ref().map(|(name, text)| (*name, text.as_str())));
    let sample = site.document.standard.entries().last().map(|entry| entry.id.to_string());
    let names = Names::default()
        .with("intro", &intro)
        .with("sample", &sample)
        .with("scopes", &[company(site, lang)])
        .share("domains", &shared.counts);
    let page = page(lang, "index.html", "home", site.word("home_title", lang).to_owned(), intro).about(About::Document);
    site.write(&page, names, tree)
}

#[derive(Serialize)]
struct PartView<'a> {
    id: String,
    number: Option<&'a str>,
    title: &'a str,
    blocks: Vec<BlockView<'a>>,
    /// Whether the subclauses of the domains stand in this part.
    clauses: bool,
}

#[derive(Serialize, Default)]
struct BlockView<'a> {
    html: String,
    insertion: &'a str,
}

/// The id of a part: `clause-6`, or the stem of an unnumbered part.
pub(in crate::render) fn part_id(part: &TextPart) -> String {
    part.number.as_ref().map_or_else(|| part.stem.clone(), |number| format!("clause-{number}"))
}

/// A part of running text as HTML blocks and insertions.
pub(super) fn part(part: &TextPart, lang: Lang) -> impl Serialize + '_ {
    part_with(part, lang, markdown::to_html)
}

/// The same on the page that explains its words.
fn explained_part<'a>(site: &Site<'_>, part: &'a TextPart, lang: Lang) -> PartView<'a> {
    part_with(part, lang, |text| {
        let mut seen = BTreeSet::new();
        markdown::to_html_with(text, |words| site.explained(lang).paragraph(words, lang, &mut seen))
    })
}

fn part_with(part: &TextPart, lang: Lang, to_html: impl Fn(&str) -> String) -> PartView<'_> {
    let blocks: Vec<BlockView<'_>> = part.blocks.get(lang).iter().map(|one| block(one, &to_html)).collect();
    let clauses = blocks.iter().any(|block| block.insertion == "domains");
    PartView { id: part_id(part), number: part.number.as_deref(), title: part.title.get(lang), blocks, clauses }
}

fn block<'a>(block: &'a Block, to_html: impl Fn(&str) -> String) -> BlockView<'a> {
    match block {
        Block::Paragraph(text) => BlockView { html: to_html(text), ..BlockView::default() },
        Block::Insertion(name) => BlockView { insertion: name, ..BlockView::default() },
    }
}

#[derive(Serialize)]
struct LineView<'a> {
    role: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct TermView<'a> {
    number: &'a str,
    zh: &'a str,
    en: &'a str,
    definition: String,
    notes: Vec<&'a str>,
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct AbbreviationView<'a> {
    short: &'a str,
    zh: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct ReferenceView<'a> {
    number: &'a str,
    title: &'a str,
}

pub(super) fn standard(site: &Site<'_>, viewer: &Viewer<'_>, shared: &Shared, tree: &mut Tree) -> Result<()> {
    let document = site.document;
    let lang = viewer.lang;
    let names = Names::default()
        .with("cover", &cover(document, lang))
        .with("parts", &document.text.iter().map(|text| explained_part(site, text, lang)).collect::<Vec<_>>())
        .with("terms", &terms(document, lang))
        .with("abbreviations", &abbreviations(document))
        .with("references", &references(&document.references, lang))
        .with("bibliography", &references(&document.bibliography, lang))
        .with("figures", &figures::draw(viewer))
        .with("scopes", &[company(site, lang)])
        .share("domains", &Prepared::new(&shared.whole));
    let title = site.word("standard_title", lang).to_owned();
    let description = excerpt(document.standard.title().get(lang), 160);
    let page = page(lang, "standard.html", "standard", title, description).about(About::FullText);
    site.write(&page, names, tree)
}

fn cover(document: &Document, lang: Lang) -> Vec<LineView<'_>> {
    document.cover.iter().map(|(role, text)| LineView { role, text: text.get(lang) }).collect()
}

fn terms(document: &Document, lang: Lang) -> Vec<TermView<'_>> {
    document
        .terms
        .iter()
        .map(|term| TermView {
            number: &term.number,
            zh: &term.name.zh,
            en: &term.name.en,
            definition: link_terms(term.definition.get(lang), document),
            notes: term.notes.iter().map(|note| note.get(lang).as_str()).collect(),
            source: term.source.as_ref().map(|source| source.get(lang).as_str()),
        })
        .collect()
}

/// Links the number of a term where a definition names it in brackets, as 新型能力（3.4）.
fn link_terms(definition: &str, document: &Document) -> String {
    let mut html = definition.replace('&', "&amp;").replace('<', "&lt;");
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

fn abbreviations(document: &Document) -> Vec<AbbreviationView<'_>> {
    document
        .abbreviations
        .iter()
        .map(|a| AbbreviationView { short: &a.short, zh: &a.name.zh, en: &a.name.en })
        .collect()
}

fn references(list: &[Reference], lang: Lang) -> Vec<ReferenceView<'_>> {
    list.iter().map(|r| ReferenceView { number: &r.number, title: r.title.get(lang) }).collect()
}
