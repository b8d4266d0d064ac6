//! The pages for the choice of language, home, and 404.

use anyhow::Result;
use serde::Serialize;

use super::parts::{SharedViews, company, page};
use crate::layout::Site;
use crate::page::About;
use crate::page::PageKind;
use crate::page::PageMeta;
use crate::templates::{TemplateContext, fill_in};
use crate::tree::Tree;
use crate::views::Viewer;
use crate::words::SiteWord;

pub(super) fn choose(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    let page = in_all_languages(site, "index.html", PageKind::Choose, SiteWord::HomeTitle).about(About::Document);
    site.write(&page, in_all(site), tree)
}

pub(super) fn not_found(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    let page = in_all_languages(site, "404.html", PageKind::NotFound, SiteWord::NotFound);
    site.write(&page, in_all(site), tree)
}

fn in_all_languages(site: &Site<'_>, path: &str, kind: PageKind, title: SiteWord) -> PageMeta<'static> {
    let languages = site.document.languages;
    let said = |word| languages.binding_first().map(move |lang| site.word(word, lang)).collect::<Vec<_>>();
    let (title, description) = (said(title).join(" · "), said(SiteWord::About).join(" "));
    PageMeta { lang: languages.binding(), path: path.to_owned(), kind, title, description, about: About::Nothing }
}

/// What these pages say of the document in one language.
#[derive(Serialize)]
struct DocumentSide<'a> {
    lang: &'static str,
    tag: &'static str,
    title: &'a str,
    status: &'a str,
}

fn in_all(site: &Site<'_>) -> TemplateContext {
    site.in_all(|lang| DocumentSide {
        lang: lang.key(),
        tag: lang.tag(),
        title: site.document.standard.title().get(lang),
        status: site.document.status.get(lang),
    })
}

/// What stands between the parts of an English title: the first says what it is about, and stands above the other.
const TITLE_DASH: &str = " — ";

pub(super) fn home(site: &Site<'_>, viewer: &Viewer<'_>, shared: &SharedViews, tree: &mut Tree) -> Result<()> {
    let lang = viewer.lang;
    let counts = site.document.standard.counts();
    let numbers = [
        ("domains", counts.domains),
        ("subdomains", counts.subdomains),
        ("levels", site.document.standard.levels().len()),
        ("entries", counts.assessable),
        ("requirements", counts.requirements),
        ("recommendations", counts.recommendations),
    ]
    .map(|(name, number)| (name, number.to_string()));
    let intro =
        fill_in(site.word(SiteWord::HomeIntro, lang), &numbers.each_ref().map(|(name, text)| (*name, text.as_str())));
    let sample = site.document.standard.entries().last().map(|entry| entry.id.to_string());
    let title = site.document.standard.title().get(lang);
    let parts = title.split_once(TITLE_DASH);
    let context = TemplateContext::default()
        .with("title_before", &parts.map(|(before, _)| before))
        .with("title_dash", &TITLE_DASH)
        .with("title", &parts.map_or(title.as_str(), |(_, rest)| rest))
        .with("intro", &intro)
        .with("sample", &sample)
        .with("scopes", &[company(site, lang)])
        .share("domains", &shared.counts);
    let page = page(lang, "index.html", PageKind::Home, site.word(SiteWord::HomeTitle, lang).to_owned(), intro)
        .about(About::Document);
    site.write(&page, context, tree)
}
