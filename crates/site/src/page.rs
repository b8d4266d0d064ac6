//! A page of the site: its kind, its path, its metadata.

use dtmm_model::{Domain, Entry, Lang, Level, Subdomain};

/// The kinds of pages. Each has a template of its name, and its body has the class `page-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageKind {
    /// The choice of a language.
    Choose,
    /// The 404 page.
    NotFound,
    /// A redirect from a page or identifier that is gone.
    Moved,
    /// The map of the model.
    Home,
    /// The full text.
    Standard,
    /// A domain with its table.
    Domain,
    /// A subdomain at all levels.
    Subdomain,
    /// All entries of a level.
    Level,
    /// The permanent page of an entry, in all languages of the standard.
    Requirement,
    /// The permanent page of an entry that only earlier editions have.
    Former,
    /// Where a self-assessment is made.
    Score,
    /// The report of a self-assessment.
    Report,
    /// The comparison of several self-assessments.
    Compare,
    /// The scoring methods.
    Method,
    /// What changed since the edition before.
    Changes,
    /// The editor's notes.
    Notes,
    /// Comments on the draft.
    Comments,
    /// Terms and abbreviations.
    Glossary,
    /// Search.
    Search,
    /// What is stored in the browser.
    Privacy,
    /// Data files.
    Developers,
}

impl PageKind {
    /// The stem of its template, and the end of its body class.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            PageKind::Choose => "choose",
            PageKind::NotFound => "not-found",
            PageKind::Moved => "moved",
            PageKind::Home => "home",
            PageKind::Standard => "standard",
            PageKind::Domain => "domain",
            PageKind::Subdomain => "subdomain",
            PageKind::Level => "level",
            PageKind::Requirement => "requirement",
            PageKind::Former => "former",
            PageKind::Score => "score",
            PageKind::Report => "report",
            PageKind::Compare => "compare",
            PageKind::Method => "method",
            PageKind::Changes => "changes",
            PageKind::Notes => "notes",
            PageKind::Comments => "comments",
            PageKind::Glossary => "glossary",
            PageKind::Search => "search",
            PageKind::Privacy => "privacy",
            PageKind::Developers => "developers",
        }
    }

    /// The stylesheet that it has besides that of all pages.
    pub(crate) const fn style(self) -> Option<&'static str> {
        match self {
            PageKind::Standard => Some("document"),
            PageKind::Glossary => Some("glossary"),
            PageKind::Level => Some("level"),
            PageKind::Changes => Some("changes"),
            PageKind::Notes => Some("notes"),
            PageKind::Home
            | PageKind::Choose
            | PageKind::NotFound
            | PageKind::Moved
            | PageKind::Score
            | PageKind::Report => Some("map"),
            PageKind::Method | PageKind::Developers | PageKind::Comments | PageKind::Privacy => Some("prose"),
            PageKind::Requirement | PageKind::Former => Some("record"),
            PageKind::Domain | PageKind::Subdomain | PageKind::Compare | PageKind::Search => None,
        }
    }

    /// Whether it shows results without taking answers.
    pub(crate) const fn reports(self) -> bool {
        matches!(self, PageKind::Report | PageKind::Compare)
    }

    /// Whether it has entries to answer or results.
    pub(crate) const fn answers(self) -> bool {
        !matches!(
            self,
            PageKind::Changes
                | PageKind::Comments
                | PageKind::Developers
                | PageKind::Former
                | PageKind::Glossary
                | PageKind::Method
                | PageKind::Notes
                | PageKind::Privacy
                | PageKind::Search
        )
    }

    /// Whether it has a canonical URL, so that search engines may index it.
    pub(crate) const fn has_canonical_url(self) -> bool {
        !matches!(self, PageKind::NotFound | PageKind::Moved)
    }
}

/// The subject of a page, for its JSON-LD.
#[derive(Clone, Copy)]
pub(crate) enum About<'a> {
    /// The document as a whole.
    Document,
    /// The document, with fewer properties.
    FullText,
    Domain(&'a Domain),
    Subdomain(&'a Domain, &'a Subdomain),
    Level(Level),
    Requirement(&'a Domain, &'a Subdomain, &'a Entry),
    /// The site itself: its self-assessment, methods, data.
    Site,
    /// Nothing: a page without JSON-LD.
    Nothing,
}

/// The metadata of a page.
pub(crate) struct PageMeta<'a> {
    /// Its language; the binding one for pages in all languages.
    pub(crate) lang: Lang,
    /// Its path from the root of the site.
    pub(crate) path: String,
    pub(crate) kind: PageKind,
    /// Its title without the name of the site.
    pub(crate) title: String,
    /// Its description for search engines and previews.
    pub(crate) description: String,
    pub(crate) about: About<'a>,
}

impl<'a> PageMeta<'a> {
    /// Sets what the page is about.
    pub(crate) fn about(self, about: About<'a>) -> PageMeta<'a> {
        PageMeta { about, ..self }
    }
}
