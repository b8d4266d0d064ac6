//! The main navigation: every part of the site, in groups, and the few of them at the foot of narrow screens.

use dtmm_content::document::Document;
use dtmm_model::Lang;
use serde::Serialize;

use super::address;
use super::page::PageMeta;
use crate::words::SiteWord;

/// A link to a page of a language.
#[derive(Serialize)]
pub(super) struct NavItem<'a> {
    path: String,
    name: &'a str,
    current: bool,
}

/// A part of the main navigation: one link, or a menu of several.
#[derive(Serialize)]
struct NavGroup<'a> {
    /// The name of the menu; `None` for a link that stands by itself.
    name: Option<&'a str>,
    /// Whether the page is in it.
    current: bool,
    items: Vec<NavItem<'a>>,
}

/// The main navigation in one language.
#[derive(Serialize)]
pub(super) struct Navigation<'a> {
    tag: &'static str,
    /// The name of the language in itself.
    language: &'a str,
    groups: Vec<NavGroup<'a>>,
}

/// A page, and what it is called in the navigation.
type NavTarget = (&'static str, SiteWord);

/// The groups, each with the name of its menu, if it is one.
const GROUPS: [(Option<SiteWord>, &[NavTarget]); 5] = [
    (None, &[("index.html", SiteWord::NavModel)]),
    (None, &[(address::FULL_TEXT, SiteWord::NavStandard)]),
    (
        Some(SiteWord::NavScore),
        &[
            (address::SCORER, SiteWord::NavAnswer),
            (address::REPORT, SiteWord::NavReport),
            ("compare.html", SiteWord::NavCompare),
            (address::METHODS, SiteWord::NavMethod),
        ],
    ),
    (None, &[(address::NOTES, SiteWord::Notes)]),
    (
        Some(SiteWord::NavMore),
        &[
            (address::CHANGES, SiteWord::ChangesLink),
            (address::GLOSSARY, SiteWord::GlossTitle),
            ("comments.html", SiteWord::SlipTitle),
            ("developers.html", SiteWord::DataTitle),
            ("privacy.html", SiteWord::PrivacyTitle),
        ],
    ),
];

/// The links at the foot of narrow screens.
const TABS: [NavTarget; 5] = [
    ("index.html", SiteWord::NavModel),
    (address::FULL_TEXT, SiteWord::NavStandard),
    (address::SCORER, SiteWord::TabScore),
    (address::REPORT, SiteWord::NavReport),
    (address::SEARCH, SiteWord::FindSubmit),
];

/// What the navigation is made of.
#[derive(Clone, Copy)]
pub(super) struct Navigator<'a> {
    pub(super) document: &'a Document,
    /// Whether there is an edition before.
    pub(super) has_changes: bool,
}

impl<'a> Navigator<'a> {
    /// The whole navigation in a language; links to what the standard has not are left out.
    pub(super) fn whole(self, lang: Lang, page: &PageMeta<'_>) -> Navigation<'a> {
        let group = |(menu, entries): &(Option<SiteWord>, &[NavTarget])| {
            let entries = entries.iter().filter(|(file, _)| self.is_there(file));
            let items: Vec<_> = entries.map(|entry| self.item(lang, page, *entry)).collect();
            let current = items.iter().any(|item| item.current);
            NavGroup { name: menu.map(|word| self.word(word, lang)), current, items }
        };
        let groups = GROUPS.iter().map(group).filter(|group| !group.items.is_empty()).collect();
        Navigation { tag: lang.tag(), language: self.word(SiteWord::OwnName, lang), groups }
    }

    /// The links at the foot of narrow screens.
    pub(super) fn tabs(self, lang: Lang, page: &PageMeta<'_>) -> Vec<NavItem<'a>> {
        TABS.into_iter().map(|entry| self.item(lang, page, entry)).collect()
    }

    fn item(self, lang: Lang, page: &PageMeta<'_>, (file, word): NavTarget) -> NavItem<'a> {
        let path = address::in_language(lang, file);
        let current = path == page.path;
        NavItem { path, name: self.word(word, lang), current }
    }

    fn word(self, word: SiteWord, lang: Lang) -> &'a str {
        self.document.interface.word(word, lang)
    }

    fn is_there(self, file: &str) -> bool {
        match file {
            address::CHANGES => self.has_changes,
            address::NOTES => !self.document.notes.is_empty(),
            address::GLOSSARY => self.document.has_glossary(),
            _ => true,
        }
    }
}
