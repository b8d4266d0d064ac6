//! The pages for the choice of language, home, and 404.

use std::collections::BTreeMap;

use anyhow::Result;
use dtmm_model::Lang;

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
    let page = bilingual(site, "index.html", PageKind::Choose, SiteWord::HomeTitle).about(About::Document);
    site.write(&page, both_languages(site), tree)
}

pub(super) fn not_found(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    site.write(&bilingual(site, "404.html", PageKind::NotFound, SiteWord::NotFound), both_languages(site), tree)
}

fn bilingual(site: &Site<'_>, path: &str, kind: PageKind, title: SiteWord) -> PageMeta<'static> {
    let title = format!("{} · {}", site.word(title, Lang::Zh), site.word(title, Lang::En));
    let description = format!("{} {}", site.word(SiteWord::About, Lang::Zh), site.word(SiteWord::About, Lang::En));
    PageMeta { lang: Lang::Zh, path: path.to_owned(), kind, title, description, about: About::Nothing }
}

/// The words of both languages under `zh` and `en`, with title and status of the document.
fn both_languages(site: &Site<'_>) -> TemplateContext {
    let words = |lang: Lang| -> BTreeMap<&str, &str> {
        let mut words = site.document.interface.in_language(lang);
        words.insert("title", site.document.standard.title().get(lang));
        words.insert("status", site.document.status.get(lang));
        words
    };
    TemplateContext::default().with("zh", &words(Lang::Zh)).with("en", &words(Lang::En))
}

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
    let context = TemplateContext::default()
        .with("intro", &intro)
        .with("sample", &sample)
        .with("scopes", &[company(site, lang)])
        .share("domains", &shared.counts);
    let page = page(lang, "index.html", PageKind::Home, site.word(SiteWord::HomeTitle, lang).to_owned(), intro)
        .about(About::Document);
    site.write(&page, context, tree)
}
