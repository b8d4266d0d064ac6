//! The page of comments: what it shows without scripts, and the element that scripts fill.

use anyhow::Result;
use dtmm_model::Lang;

use super::parts::{SharedViews, excerpt, page, under_home};
use crate::layout::Site;
use crate::page::PageKind;
use crate::tree::Tree;
use crate::words::SiteWord;

pub(super) fn comments(site: &Site<'_>, lang: Lang, shared: &SharedViews, tree: &mut Tree) -> Result<()> {
    let title = site.word(SiteWord::SlipTitle, lang);
    let context = under_home(site, lang, title).share("domains", &shared.counts);
    let description = excerpt(site.word(SiteWord::SlipIntro, lang), 160);
    site.write(&page(lang, "comments.html", PageKind::Comments, title.to_owned(), description), context, tree)
}
