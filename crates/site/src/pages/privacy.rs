//! The privacy page: says what the site stores in the browser, and lets readers delete it.

use anyhow::Result;
use dtmm_model::Lang;
use serde::Serialize;

use super::parts::{page, under_home};
use crate::layout::Site;
use crate::page::PageKind;
use crate::tree::Tree;
use crate::words::SiteWord;

/// A group of stored items with the same purpose.
#[derive(Serialize)]
struct StoredItems<'a> {
    purpose: &'a str,
    about: &'a str,
    /// The beginnings of their storage keys, after the prefix of the site, separated by spaces; empty for pages cached
    /// for reading offline.
    keys: &'static str,
}

/// All stored items: the words for purpose and description, and the storage keys. `xtask/tests/safe.rs` compares the
/// keys with the scripts.
const STORED: [(SiteWord, SiteWord, &str); 5] = [
    (SiteWord::PrivacyAssessments, SiteWord::PrivacyAssessmentsAbout, "assessment current unsaved weights persist"),
    (SiteWord::PrivacyComments, SiteWord::PrivacyCommentsAbout, "comments"),
    (SiteWord::PrivacyPicked, SiteWord::PrivacyPickedAbout, "cite-form picked"),
    (
        SiteWord::PrivacyChoices,
        SiteWord::PrivacyChoicesAbout,
        "answering command language levels notes sidebar sidebar-scroll subdomain text",
    ),
    (SiteWord::PrivacyPages, SiteWord::PrivacyPagesAbout, ""),
];

pub(super) fn privacy(site: &Site<'_>, lang: Lang, tree: &mut Tree) -> Result<()> {
    let title = site.word(SiteWord::PrivacyTitle, lang);
    let stored = STORED.map(|(purpose, about, keys)| StoredItems {
        purpose: site.word(purpose, lang),
        about: site.word(about, lang),
        keys,
    });
    let context = under_home(site, lang, title).with("kept", stored.as_slice());
    let description = site.word(SiteWord::PrivacyIntro, lang).to_owned();
    site.write(&page(lang, "privacy.html", PageKind::Privacy, title.to_owned(), description), context, tree)
}
