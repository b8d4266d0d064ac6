//! The page that says what is kept where, and deletes it.

use anyhow::Result;
use dtmm_model::Lang;
use serde::Serialize;

use super::{page, under_home};
use crate::render::frame::Site;
use crate::render::tree::Tree;

/// Things of one purpose that scripts keep in the browser.
#[derive(Serialize)]
struct Kept<'a> {
    purpose: &'a str,
    about: &'a str,
    /// What their names begin with, after the prefix of the site, with spaces between; none for the pages kept for
    /// reading offline.
    keys: &'static str,
}

/// What is kept, by the words that say what for and the names that scripts use. `xtask/tests/safe.rs` holds it
/// against the scripts.
const KEPT: [(&str, &str, &str); 6] = [
    ("privacy_assessments", "privacy_assessments_about", "assessment current unsaved persist"),
    ("privacy_weights", "privacy_weights_about", "weights"),
    ("privacy_comments", "privacy_comments_about", "comments"),
    ("privacy_picked", "privacy_picked_about", "cite-form picked"),
    ("privacy_choices", "privacy_choices_about", "answering language levels notes text"),
    ("privacy_pages", "privacy_pages_about", ""),
];

pub(super) fn privacy(site: &Site<'_>, lang: Lang, tree: &mut Tree) -> Result<()> {
    let title = site.word("privacy_title", lang);
    let kept = KEPT.map(|(purpose, about, keys)| Kept {
        purpose: site.word(purpose, lang),
        about: site.word(about, lang),
        keys,
    });
    let names = under_home(site, lang, title).with("kept", kept.as_slice());
    let description = site.word("privacy_intro", lang).to_owned();
    site.write(&page(lang, "privacy.html", "privacy", title.to_owned(), description), names, tree)
}
