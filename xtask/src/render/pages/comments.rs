//! The page of comments: what it is without scripts, and the place that the scripts fill.

use anyhow::Result;
use dtmm_model::Lang;

use super::{Shared, Step, excerpt, home_step, page, trail};
use crate::render::frame::Site;
use crate::render::tree::Tree;

pub(super) fn comments(site: &Site<'_>, lang: Lang, shared: &Shared, tree: &mut Tree) -> Result<()> {
    let title = site.word("slip_title", lang);
    let names = trail(vec![home_step(site, lang), Step { path: None, name: title }]).share("domains", &shared.counts);
    let description = excerpt(site.word("slip_intro", lang), 160);
    site.write(&page(lang, "comments.html", "comments", title.to_owned(), description), names, tree)
}
