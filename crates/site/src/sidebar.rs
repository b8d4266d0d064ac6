//! The sidebar: all domains and subdomains, beside the pages that show or score them.

use std::collections::BTreeMap;

use anyhow::Result;
use dtmm_content::document::Document;
use dtmm_model::{Bilingual, Domain, Lang, Standard};
use serde::Serialize;

use super::address;
use super::page::{About, PageKind, PageMeta};
use super::templates::{Prepared, TemplateContext, Templates};

/// The sidebars of an edition. The same one stands on many pages, so each is rendered once.
pub(super) struct Sidebars(BTreeMap<SidebarPlace, String>);

/// Where a sidebar stands, which decides what its links are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum SidebarPlace {
    /// On a page of a language, at this depth below the root of the edition.
    Page(Lang, usize),
    /// On the scorer, whose own list of entries the links lead into.
    Scorer(Lang),
    /// On the permanent page of an entry of this domain, in all languages; only this domain shows its subdomains.
    Record(usize),
}

#[derive(Serialize)]
struct DomainRow<'a> {
    /// Its identifier among the scopes of an assessment.
    scope: &'a str,
    clause: Option<&'a str>,
    links: Vec<RowLink<'a>>,
    subdomains: Vec<SubdomainRow<'a>>,
}

#[derive(Serialize)]
struct SubdomainRow<'a> {
    scope: String,
    links: Vec<RowLink<'a>>,
}

/// A link of a row; on pages in all languages there is one for each.
#[derive(Serialize)]
struct RowLink<'a> {
    path: String,
    /// The tag of its language where that is not the page's.
    tag: Option<&'static str>,
    name: &'a str,
}

impl Sidebars {
    /// Renders all sidebars of an edition; `words` are the words of each language.
    ///
    /// # Errors
    /// A template at fault.
    pub(super) fn render(
        document: &Document,
        templates: &Templates,
        words: &BTreeMap<Lang, Prepared>,
    ) -> Result<Sidebars> {
        let domains = document.standard.domains().len();
        let pages = document
            .languages
            .iter()
            .flat_map(|lang| [SidebarPlace::Page(lang, 1), SidebarPlace::Page(lang, 2), SidebarPlace::Scorer(lang)]);
        let places = pages.chain((0..domains).map(SidebarPlace::Record));
        let render = |place: SidebarPlace| {
            let lang = match place {
                SidebarPlace::Page(lang, _) | SidebarPlace::Scorer(lang) => lang,
                SidebarPlace::Record(_) => document.languages.binding(),
            };
            let context = TemplateContext::default()
                .with("domains", &rows(document, place))
                .with("levels", &document.standard.levels().len())
                .share("t", &words[&lang]);
            Ok((place, templates.render("sidebar.html", &context)?))
        };
        Ok(Sidebars(places.map(render).collect::<Result<_>>()?))
    }

    /// The sidebar of a page, in which the page itself is marked; `None` on pages that have none.
    pub(super) fn of(&self, page: &PageMeta<'_>, standard: &Standard) -> Option<String> {
        let html = self.0.get(&place(page, standard)?)?;
        let current = match page.about {
            About::Domain(domain) => domain.slug.to_string(),
            About::Subdomain(_, subdomain) | About::Requirement(_, subdomain, _) => subdomain.code.to_string(),
            _ => return Some(html.clone()),
        };
        let row = format!("data-row=\"{current}\"");
        let kind = if page.kind == PageKind::Requirement { "true" } else { "page" };
        Some(html.replace(&row, &format!("{row} aria-current=\"{kind}\"")))
    }
}

fn place(page: &PageMeta<'_>, standard: &Standard) -> Option<SidebarPlace> {
    match (page.kind, page.about) {
        // The full text has its own contents there; the others are ways to pages that have one.
        (PageKind::Standard | PageKind::Choose | PageKind::NotFound | PageKind::Moved | PageKind::Former, _) => None,
        (PageKind::Score, _) => Some(SidebarPlace::Scorer(page.lang)),
        (PageKind::Requirement, About::Requirement(domain, ..)) => {
            standard.domains().iter().position(|one| one.slug == domain.slug).map(SidebarPlace::Record)
        }
        _ => Some(SidebarPlace::Page(page.lang, page.path.matches('/').count())),
    }
}

fn rows(document: &Document, place: SidebarPlace) -> Vec<DomainRow<'_>> {
    document.standard.domains().iter().enumerate().map(|(index, domain)| row(document, place, index, domain)).collect()
}

fn row<'a>(document: &'a Document, place: SidebarPlace, index: usize, domain: &'a Domain) -> DomainRow<'a> {
    let is_open = !matches!(place, SidebarPlace::Record(open) if open != index);
    let subdomains = domain.subdomains.iter().filter(|_| is_open).map(|subdomain| SubdomainRow {
        scope: subdomain.code.to_string(),
        links: links(
            document,
            place,
            &subdomain.name,
            &address::subdomain(domain, subdomain),
            &subdomain.code.to_string(),
        ),
    });
    DomainRow {
        scope: domain.slug.as_str(),
        clause: domain.clause(),
        links: links(document, place, &domain.name, &address::domain(domain), &domain.anchor().to_string()),
        subdomains: subdomains.collect(),
    }
}

/// The links to a page, or on the scorer to the `id` of a part of it.
fn links<'a>(
    document: &'a Document,
    place: SidebarPlace,
    name: &'a Bilingual,
    page: &str,
    id: &str,
) -> Vec<RowLink<'a>> {
    match place {
        SidebarPlace::Page(lang, depth) => {
            vec![RowLink { path: format!("{}{page}", "../".repeat(depth - 1)), tag: None, name: name.get(lang) }]
        }
        SidebarPlace::Scorer(lang) => vec![RowLink { path: format!("#{id}"), tag: None, name: name.get(lang) }],
        SidebarPlace::Record(_) => {
            let link = |lang: Lang| RowLink {
                path: format!("../{}", address::in_language(lang, page)),
                tag: (lang != document.languages.binding()).then_some(lang.tag()),
                name: name.get(lang),
            };
            document.languages.binding_first().map(link).collect()
        }
    }
}
