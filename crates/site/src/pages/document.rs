//! Choice of language, home, missing page.

use std::collections::BTreeMap;

use anyhow::Result;
use dtmm_model::Lang;

use super::parts::{Shared, company, page};
use crate::frame::Site;
use crate::page::About;
use crate::page::Page;
use crate::page::PageKind;
use crate::templates::{Names, fill_in};
use crate::tree::Tree;
use crate::views::Viewer;
use crate::words::Word;

pub(super) fn choose(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    let page = bilingual(site, "index.html", PageKind::Choose, Word::HomeTitle).about(About::Document);
    site.write(&page, both_languages(site), tree)
}

pub(super) fn not_found(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    site.write(&bilingual(site, "404.html", PageKind::NotFound, Word::NotFound), both_languages(site), tree)
}

fn bilingual(site: &Site<'_>, path: &str, kind: PageKind, title: Word) -> Page<'static> {
    let title = format!("{} · {}", site.word(title, Lang::Zh), site.word(title, Lang::En));
    let description = format!("{} {}", site.word(Word::About, Lang::Zh), site.word(Word::About, Lang::En));
    Page { lang: Lang::Zh, path: path.to_owned(), kind, title, description, about: About::Nothing }
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
    let intro =
        fill_in(site.word(Word::HomeIntro, lang), &numbers.each_ref().map(|(name, text)| (*name, text.as_str())));
    let sample = site.document.standard.entries().last().map(|entry| entry.id.to_string());
    let names = Names::default()
        .with("intro", &intro)
        .with("sample", &sample)
        .with("scopes", &[company(site, lang)])
        .share("domains", &shared.counts);
    let page = page(lang, "index.html", PageKind::Home, site.word(Word::HomeTitle, lang).to_owned(), intro)
        .about(About::Document);
    site.write(&page, names, tree)
}
