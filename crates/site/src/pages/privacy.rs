//! The page that says what is kept where, and deletes it.

use anyhow::Result;
use dtmm_model::Lang;
use serde::Serialize;

use super::parts::{page, under_home};
use crate::frame::Site;
use crate::page::PageKind;
use crate::tree::Tree;
use crate::words::Word;

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
const KEPT: [(Word, Word, &str); 5] = [
    (Word::PrivacyAssessments, Word::PrivacyAssessmentsAbout, "assessment current unsaved weights persist"),
    (Word::PrivacyComments, Word::PrivacyCommentsAbout, "comments"),
    (Word::PrivacyPicked, Word::PrivacyPickedAbout, "cite-form picked"),
    (Word::PrivacyChoices, Word::PrivacyChoicesAbout, "answering language levels notes text"),
    (Word::PrivacyPages, Word::PrivacyPagesAbout, ""),
];

pub(super) fn privacy(site: &Site<'_>, lang: Lang, tree: &mut Tree) -> Result<()> {
    let title = site.word(Word::PrivacyTitle, lang);
    let kept = KEPT.map(|(purpose, about, keys)| Kept {
        purpose: site.word(purpose, lang),
        about: site.word(about, lang),
        keys,
    });
    let names = under_home(site, lang, title).with("kept", kept.as_slice());
    let description = site.word(Word::PrivacyIntro, lang).to_owned();
    site.write(&page(lang, "privacy.html", PageKind::Privacy, title.to_owned(), description), names, tree)
}
