//! The pages, one function for each kind.

mod changes;
mod clauses;
mod comments;
mod developers;
mod document;
mod glossary;
mod history;
mod notes;
mod parts;
mod privacy;
mod record;
mod redirects;
mod scoring;
mod search;
mod text;

pub(super) use redirects::{gone as write_gone, write as write_redirects};

use anyhow::Result;
use dtmm_model::Lang;

use super::layout::Site;
use super::templates::Prepared;
use super::tree::Tree;
use parts::SharedViews;

/// Writes all pages of one language.
///
/// # Errors
/// A template at fault, or a path written twice.
pub(super) fn write_language(site: &Site<'_>, lang: Lang, tree: &mut Tree) -> Result<()> {
    let viewer = site.viewer(lang);
    let domains = site.document.standard.domains();
    let each_domain: Vec<_> = domains.iter().map(|domain| Prepared::new(&viewer.domain(domain))).collect();
    let shared = SharedViews {
        domains: Prepared::list(each_domain.iter().cloned()),
        each_domain,
        counts: Prepared::new(&domains.iter().map(|domain| viewer.domain_counts(domain)).collect::<Vec<_>>()),
    };
    document::home(site, &viewer, &shared, tree)?;
    text::standard(site, &viewer, &shared, tree)?;
    clauses::domains(site, &viewer, &shared, tree)?;
    clauses::subdomains(site, &viewer, tree)?;
    clauses::levels(site, &viewer, tree)?;
    scoring::filled(site, &viewer, &shared, tree)?;
    changes::changes(site, lang, tree)?;
    if !site.document.notes.is_empty() {
        notes::notes(site, &viewer, tree)?;
    }
    comments::comments(site, lang, &shared, tree)?;
    scoring::method(site, &viewer, tree)?;
    if site.document.has_glossary() {
        glossary::glossary(site, lang, tree)?;
    }
    search::search(site, lang, &shared, tree)?;
    privacy::privacy(site, lang, tree)?;
    developers::developers(site, lang, tree)
}

/// Writes the pages that are in all languages of the standard.
///
/// # Errors
/// A template at fault, or a path written twice.
pub(super) fn write_shared(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    if site.document.languages.translation().is_some() {
        document::choose(site, tree)?;
    }
    document::not_found(site, tree)?;
    history::former(site, tree)?;
    record::requirements(site, tree)
}
