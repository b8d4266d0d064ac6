//! The pages of domains, subdomains and levels: the tables of the domains by domain, by row and by column.

use anyhow::Result;
use dtmm_model::{CellId, Domain, Kind, Lang, Level, RequirementId, Subdomain};
use serde::Serialize;

use super::parts::{PageLink, ScopeView, SharedViews, badges, company, excerpt, home_step, page, trail, under_home};
use crate::address;
use crate::editor_notes::numbered;
use crate::layout::Site;
use crate::page::About;
use crate::page::PageKind;
use crate::templates::{Prepared, fill_in};
use crate::tree::Tree;
use crate::views::{CellView, LevelView, Viewer};
use crate::words::SiteWord;

pub(super) fn domains(site: &Site<'_>, viewer: &Viewer<'_>, shared: &SharedViews, tree: &mut Tree) -> Result<()> {
    let lang = viewer.lang;
    let domains = site.document.standard.domains();
    let notes = &site.annotations(lang).notes;
    let step = |domain| domain_step(domain, lang);
    for (index, domain) in domains.iter().enumerate() {
        let name = domain.name.get(lang).as_str();
        let context = under_home(site, lang, name)
            .share("domain", &shared.each_domain[index])
            .with("badges", &badges(site.document, domain.subdomains.iter().flat_map(Subdomain::entries)))
            .with("notes", &notes.announced(&notes.of_clause(&address::domain_part(domain))))
            .with("previous", &index.checked_sub(1).map(|at| step(&domains[at])))
            .with("next", &domains.get(index + 1).map(step))
            .with("scopes", &[ScopeView { id: domain.slug.as_str(), name }, company(site, lang)]);
        let title = numbered(domain.clause(), name);
        let page = page(lang, &address::domain(domain), PageKind::Domain, title, about(site, domain, lang));
        site.write(&page.about(About::Domain(domain)), context, tree)?;
    }
    Ok(())
}

/// What a domain is about: the sentences that introduce it, or the names of its subdomains.
fn about(site: &Site<'_>, domain: &Domain, lang: Lang) -> String {
    let names = || domain.subdomains.iter().map(|one| one.name.get(lang).as_str()).collect::<Vec<_>>();
    let names = || names().join(site.word(SiteWord::ListComma, lang));
    excerpt(&domain.intro.as_ref().map_or_else(names, |intro| intro.get(lang).clone()), 160)
}

fn domain_step(domain: &Domain, lang: Lang) -> PageLink<'_> {
    PageLink { path: Some(address::in_language(lang, &address::domain(domain))), name: domain.name.get(lang) }
}

fn subdomain_step<'a>(domain: &Domain, subdomain: &'a Subdomain, lang: Lang) -> PageLink<'a> {
    let path = address::in_language(lang, &address::subdomain(domain, subdomain));
    PageLink { path: Some(path), name: subdomain.name.get(lang) }
}

pub(super) fn subdomains(site: &Site<'_>, viewer: &Viewer<'_>, tree: &mut Tree) -> Result<()> {
    let lang = viewer.lang;
    let notes = &site.annotations(lang).notes;
    let all: Vec<(&Domain, &Subdomain)> = site.document.standard.subdomains().collect();
    let step = |&(domain, subdomain): &_| subdomain_step(domain, subdomain, lang);
    for (index, &(domain, subdomain)) in all.iter().enumerate() {
        let name = subdomain.name.get(lang).as_str();
        let row = Prepared::new(&viewer.at("../").subdomain(domain, subdomain));
        let place = place(site, viewer, domain, subdomain);
        let code = subdomain.code.to_string();
        let context = trail(vec![home_step(site, lang), domain_step(domain, lang), PageLink { path: None, name }])
            .share("rows", &Prepared::list([row.clone()]))
            .share("row", &row)
            .with("badges", &badges(site.document, subdomain.entries()))
            .with("notes", &notes.announced(&notes.in_subdomain(&code)))
            .with("place", &place)
            .with("previous", &index.checked_sub(1).map(|at| step(&all[at])))
            .with("next", &all.get(index + 1).map(step))
            .with("scopes", &[ScopeView { id: &code, name }, company(site, lang)]);
        let first = subdomain.entries().next().map_or("", |entry| entry.text.get(lang));
        let description = excerpt(&format!("{place} · {first}"), 160);
        let file = address::subdomain(domain, subdomain);
        let page = page(lang, &file, PageKind::Subdomain, name.to_owned(), description);
        site.write(&page.about(About::Subdomain(domain, subdomain)), context, tree)?;
    }
    Ok(())
}

/// Whether an identifier is that of an entry or a cell of a level.
fn is_at_level(at: &str, level: Level) -> bool {
    let cell = at.parse::<RequirementId>().map(|id| id.cell).or_else(|_| at.parse::<CellId>());
    cell.is_ok_and(|cell| cell.level == level)
}

fn place(site: &Site<'_>, viewer: &Viewer<'_>, domain: &Domain, subdomain: &Subdomain) -> String {
    let place = fill_in(
        site.word(SiteWord::SubdomainPlace, viewer.lang),
        &[
            ("clause", domain.clause().unwrap_or_default()),
            ("domain", domain.name.get(viewer.lang)),
            ("table", &domain.table().map_or_else(String::new, |table| table.to_string())),
            ("entries", &subdomain.entries().count().to_string()),
        ],
    );
    // A count of requirements elsewhere is smaller by these.
    match subdomain.entries().filter(|entry| entry.kind() == Kind::Recommendation).count() {
        0 => place,
        count => {
            let values = [("place", &*place), ("count", &count.to_string())];
            fill_in(site.word(SiteWord::SubdomainRecommendations, viewer.lang), &values)
        }
    }
}

#[derive(Serialize)]
struct DomainAtLevel<'a> {
    slug: &'a str,
    id: String,
    clause: Option<&'a str>,
    name: &'a str,
    rows: Vec<RowAtLevel<'a>>,
}

#[derive(Serialize)]
struct RowAtLevel<'a> {
    name: &'a str,
    path: String,
    cell: CellView,
}

pub(super) fn levels(site: &Site<'_>, viewer: &Viewer<'_>, tree: &mut Tree) -> Result<()> {
    let lang = viewer.lang;
    let notes = &site.annotations(lang).notes;
    let views = viewer.levels();
    let step = |at: usize| -> Option<PageLink<'_>> {
        let view: &LevelView = views.get(at)?;
        let level = site.document.standard.levels().get(at)?.level;
        Some(PageLink { path: Some(address::in_language(lang, &address::level(level))), name: &view.name })
    };
    for (text, view) in site.document.standard.levels().iter().zip(&views) {
        let level = text.level;
        let title = fill_in(site.word(SiteWord::LevelTitle, lang), &[("level", &view.name)]);
        let context = under_home(site, lang, &view.name)
            .with("level", view)
            .with(
                "badges",
                &badges(site.document, site.document.standard.entries().filter(|entry| entry.id.cell.level == level)),
            )
            .with("notes", &notes.announced(&notes.matching(|at| is_at_level(at, level))))
            .with("domains", &by_domain(viewer, level))
            .with("previous", &level.index().checked_sub(1).and_then(step))
            .with("next", &step(level.index() + 1))
            .with("scopes", &[company(site, lang)]);
        let page = page(
            lang,
            &address::level(level),
            PageKind::Level,
            title.clone(),
            excerpt(if view.text.is_empty() { &title } else { &view.text }, 160),
        );
        site.write(&page.about(About::Level(level)), context, tree)?;
    }
    Ok(())
}

fn by_domain<'a>(viewer: &Viewer<'a>, level: Level) -> Vec<DomainAtLevel<'a>> {
    let lang = viewer.lang;
    let row = |domain: &Domain, subdomain: &'a Subdomain| RowAtLevel {
        name: subdomain.name.get(lang),
        path: address::subdomain(domain, subdomain),
        cell: viewer.cell(subdomain.cell(level), true),
    };
    let of = |domain: &'a Domain| DomainAtLevel {
        slug: domain.slug.as_str(),
        id: domain.anchor().to_string(),
        clause: domain.clause(),
        name: domain.name.get(lang),
        rows: domain.subdomains.iter().map(|subdomain| row(domain, subdomain)).collect(),
    };
    viewer.document.standard.domains().iter().map(of).collect()
}
