//! The search page: what it is without scripts, and the form that the scripts fill.

use anyhow::Result;
use dtmm_model::Lang;

use super::parts::{Shared, excerpt, page, under_home};
use crate::frame::Site;
use crate::page::PageKind;
use crate::tree::Tree;
use crate::words::Word;

pub(super) fn search(site: &Site<'_>, lang: Lang, shared: &Shared, tree: &mut Tree) -> Result<()> {
    let title = site.word(Word::FindTitle, lang);
    let names = under_home(site, lang, title)
        .with("other_words", site.word(Word::FindExampleWords, lang.other()))
        .share("domains", &shared.counts);
    let description = excerpt(site.word(Word::FindIntro, lang), 160);
    site.write(&page(lang, "search.html", PageKind::Search, title.to_owned(), description), names, tree)
}
