//! The search page: what it shows without scripts, and the form that scripts enhance.

use anyhow::Result;
use dtmm_model::Lang;

use super::parts::{SharedViews, excerpt, page, under_home};
use crate::layout::Site;
use crate::page::PageKind;
use crate::tree::Tree;
use crate::words::SiteWord;

pub(super) fn search(site: &Site<'_>, lang: Lang, shared: &SharedViews, tree: &mut Tree) -> Result<()> {
    let title = site.word(SiteWord::FindTitle, lang);
    let other_words = site.document.languages.other(lang).map(|other| site.word(SiteWord::FindExampleWords, other));
    let context = under_home(site, lang, title).with("other_words", &other_words).share("domains", &shared.counts);
    let description = excerpt(site.word(SiteWord::FindIntro, lang), 160);
    site.write(&page(lang, "search.html", PageKind::Search, title.to_owned(), description), context, tree)
}
