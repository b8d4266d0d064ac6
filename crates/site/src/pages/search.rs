//! The search page: what it shows without scripts, and the form that scripts enhance.

use anyhow::Result;
use dtmm_model::Lang;
use serde::Serialize;

use super::super::address;
use super::parts::{SharedViews, excerpt, page, under_home};
use crate::layout::Site;
use crate::page::PageKind;
use crate::tree::Tree;
use crate::words::SiteWord;

/// The search page in the folder of a language.
const SEARCH: &str = "search.html";

/// Another edition, in which the same words can be searched for.
#[derive(Serialize)]
struct OtherEdition<'a> {
    edition: &'a str,
    /// Its search page in the same language, from the root of the site.
    path: String,
}

pub(super) fn search(site: &Site<'_>, lang: Lang, shared: &SharedViews, tree: &mut Tree) -> Result<()> {
    let title = site.word(SiteWord::FindTitle, lang);
    let other_words = site.document.languages.other(lang).map(|other| site.word(SiteWord::FindExampleWords, other));
    let path = address::in_language(lang, SEARCH);
    let editions = site.others().map(|(edition, placement)| OtherEdition { edition, path: placement.path(&path) });
    let context = under_home(site, lang, title)
        .with("other_words", &other_words)
        .with("editions", &editions.collect::<Vec<_>>())
        .share("domains", &shared.counts);
    let description = excerpt(site.word(SiteWord::FindIntro, lang), 160);
    site.write(&page(lang, SEARCH, PageKind::Search, title.to_owned(), description), context, tree)
}
