//! The page of comments: what it is without scripts, and the place that the scripts fill.

use anyhow::Result;
use dtmm_model::Lang;

use super::parts::{Shared, excerpt, page, under_home};
use crate::frame::Site;
use crate::page::PageKind;
use crate::tree::Tree;
use crate::words::Word;

pub(super) fn comments(site: &Site<'_>, lang: Lang, shared: &Shared, tree: &mut Tree) -> Result<()> {
    let title = site.word(Word::SlipTitle, lang);
    let names = under_home(site, lang, title).share("domains", &shared.counts);
    let description = excerpt(site.word(Word::SlipIntro, lang), 160);
    site.write(&page(lang, "comments.html", PageKind::Comments, title.to_owned(), description), names, tree)
}
