//! One function a kind of page.

mod clauses;
mod comments;
mod developers;
mod document;
mod glossary;
mod moved;
mod notes;
mod privacy;
mod record;
mod scoring;
mod search;
mod text;

pub(super) use moved::write as write_moved;
pub(super) use text::part_id;

use std::collections::BTreeSet;

use anyhow::Result;
use dtmm_model::{Entry, Lang};
use serde::Serialize;

use super::frame::{Page, Site};
use super::linked::About;
use super::templates::{Names, Prepared};
use super::tree::Tree;
use crate::words::Word;

/// A step of the breadcrumbs, or the page before or after.
#[derive(Serialize)]
struct Step<'a> {
    /// Where it leads; none for the page itself.
    path: Option<String>,
    name: &'a str,
}

/// A scope whose result a page shows.
#[derive(Serialize)]
struct Scope<'a> {
    id: &'a str,
    name: &'a str,
}

/// The model in one language, prepared once for all pages that show it.
struct Shared {
    /// Every domain with all its entries.
    whole: Vec<Prepared>,
    /// Every domain with the number of entries of each cell.
    counts: Prepared,
}

/// Writes all pages of one language.
///
/// # Errors
/// A template at fault, or a path written twice.
pub(super) fn write_language(site: &Site<'_>, lang: Lang, tree: &mut Tree) -> Result<()> {
    let viewer = site.viewer(lang);
    let domains = site.document.standard.domains();
    let shared = Shared {
        whole: domains.iter().map(|domain| Prepared::new(&viewer.domain(domain))).collect(),
        counts: Prepared::new(&domains.iter().map(|domain| viewer.domain_counts(domain)).collect::<Vec<_>>()),
    };
    document::home(site, &viewer, &shared, tree)?;
    text::standard(site, &viewer, &shared, tree)?;
    clauses::domains(site, &viewer, &shared, tree)?;
    clauses::subdomains(site, &viewer, tree)?;
    clauses::levels(site, &viewer, tree)?;
    scoring::filled(site, &viewer, &shared, tree)?;
    notes::notes(site, &viewer, tree)?;
    comments::comments(site, lang, &shared, tree)?;
    scoring::method(site, &viewer, tree)?;
    glossary::glossary(site, lang, tree)?;
    search::search(site, lang, &shared, tree)?;
    privacy::privacy(site, lang, tree)?;
    developers::developers(site, lang, tree)
}

/// Writes the pages that are in both languages.
///
/// # Errors
/// A template at fault, or a path written twice.
pub(super) fn write_shared(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    document::choose(site, tree)?;
    document::not_found(site, tree)?;
    record::requirements(site, tree)
}

fn home_step<'a>(site: &'a Site<'_>, lang: Lang) -> Step<'a> {
    Step { path: Some(format!("{lang}/index.html")), name: site.word(Word::NavModel, lang) }
}

fn company<'a>(site: &'a Site<'_>, lang: Lang) -> Scope<'a> {
    Scope { id: "company", name: site.word(Word::Company, lang) }
}

/// The badges that entries carry, for the legend of a page.
fn badges<'e>(entries: impl Iterator<Item = &'e Entry>) -> BTreeSet<&'static str> {
    let badges = entries.flat_map(|entry| [Some(entry.modal.key()), entry.conditional.then_some("conditional")]);
    badges.flatten().filter(|badge| *badge != "shall").collect()
}

/// The first sentences of a text, at most `limit` characters, for descriptions.
fn excerpt(text: &str, limit: usize) -> String {
    let mut out: String = text.chars().take(limit).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}

fn page<'a>(lang: Lang, file: &str, template: &'static str, title: String, description: String) -> Page<'a> {
    Page { lang, path: format!("{lang}/{file}"), template, kind: template, title, description, about: About::Site }
}

/// The breadcrumbs of a page right under the home page.
fn under_home(site: &Site<'_>, lang: Lang, name: &str) -> Names {
    trail(vec![home_step(site, lang), Step { path: None, name }])
}

fn trail(steps: Vec<Step<'_>>) -> Names {
    Names::default().with("trail", &steps)
}
