//! The scorer and the page about its methods.

use anyhow::Result;

use super::document::part;
use super::{Shared, Step, excerpt, home_step, page, trail};
use crate::render::frame::Site;
use crate::render::tree::Tree;
use crate::render::views::Viewer;

pub(super) fn score(site: &Site<'_>, viewer: &Viewer<'_>, shared: &Shared, tree: &mut Tree) -> Result<()> {
    let lang = viewer.lang;
    let title = site.word("score_title", lang);
    let names = trail(vec![home_step(site, lang), Step { path: None, name: title }]).share("domains", &shared.counts);
    let description = excerpt(site.word("score_intro", lang), 160);
    site.write(&page(lang, "score.html", "score", title.to_owned(), description), names, tree)
}

pub(super) fn method(site: &Site<'_>, viewer: &Viewer<'_>, tree: &mut Tree) -> Result<()> {
    let lang = viewer.lang;
    let title = site.word("method_title", lang);
    let parts: Vec<_> = site.document.methods.iter().map(|text| part(text, lang)).collect();
    let names = trail(vec![home_step(site, lang), Step { path: None, name: title }]).with("parts", &parts);
    let description = excerpt(site.word("method_notice", lang), 160);
    site.write(&page(lang, "method.html", "method", title.to_owned(), description), names, tree)
}
