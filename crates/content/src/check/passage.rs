//! A text of the content in both languages with its place: the unit of all checks of texts.

use std::borrow::Cow;

use super::place::Place;
use crate::parse::{BilingualRecord, Content, DomainFile, Step, TextFile};
use dtmm_model::{Anchor, Lang};

/// What part of the content a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A name, title or caption.
    Name,
    /// A line of the cover.
    Cover,
    /// A word of the site.
    Word,
    /// An entry.
    Entry,
    /// An example of an entry.
    Example,
    /// The description of a level.
    Level,
    /// The sentences above a table.
    Intro,
    /// The definition of a term.
    Definition,
    /// A note to a term.
    Note,
    /// The source of a term.
    Origin,
    /// Running text of a numbered clause.
    Clause,
    /// Running text of an unnumbered part, as the foreword; it holds no provisions.
    Front,
    /// Words about a scoring method; not part of the standard.
    Method,
    /// A text of an editor's note.
    EditorNote,
}

/// A text in both languages.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    pub(super) role: Role,
    /// The identifier of the entry, term, clause or word that it belongs to.
    pub(super) at: Cow<'a, str>,
    pub(super) zh: &'a str,
    pub(super) en: &'a str,
    /// The fingerprint its translation was reviewed against; `None` for texts that have none.
    pub(super) reviewed: Option<&'a str>,
    pub(super) home: Home<'a>,
}

/// The source of a passage.
#[derive(Debug)]
pub(super) enum Home<'a> {
    Yaml(Cow<'a, str>, Vec<Step<'a>>),
    Front { zh: Option<&'a TextFile>, en: Option<&'a TextFile> },
    Block { zh: Option<&'a TextFile>, en: Option<&'a TextFile>, index: usize },
}

impl<'a> Passage<'a> {
    /// The text at `steps` in a YAML file.
    pub(super) fn new(role: Role, path: &'a str, steps: Vec<Step<'a>>, at: &'a str, text: &'a BilingualRecord) -> Self {
        let home = Home::Yaml(Cow::Borrowed(path), steps);
        Passage { role, at: Cow::Borrowed(at), zh: &text.zh, en: &text.en, reviewed: None, home }
    }

    /// The version in `lang`.
    pub(super) fn get(&self, lang: Lang) -> &'a str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The name of its file, or of one of its files.
    pub(super) fn path(&self) -> &str {
        match &self.home {
            Home::Yaml(path, _) => path,
            Home::Front { zh, en } | Home::Block { zh, en, .. } => zh.or(*en).map_or("", |file| &file.path),
        }
    }

    /// Whether there are two versions to be compared.
    pub(super) fn is_paired(&self) -> bool {
        Lang::ALL.iter().all(|lang| self.has_home(*lang))
    }

    /// Whether there is a file that the version in `lang` stands in, or should.
    pub(super) fn has_home(&self, lang: Lang) -> bool {
        match &self.home {
            Home::Yaml(..) => true,
            Home::Front { zh, en } | Home::Block { zh, en, .. } => choose(lang, zh, en).is_some(),
        }
    }

    /// The number of its paragraph in a text file, from 1; `None` in YAML files.
    pub(super) fn paragraph(&self) -> Option<usize> {
        match &self.home {
            Home::Block { index, .. } => Some(index + 1),
            _ => None,
        }
    }

    /// The place of the version in `lang`.
    pub(super) fn place(&self, lang: Lang) -> Place<'a> {
        let place = match &self.home {
            Home::Yaml(path, steps) => Place::value(path.clone(), steps).step(Step::Key(lang.key())),
            Home::Front { zh, en } => match choose(lang, *zh, *en) {
                Some(file) => front(file).step(Step::Key("title")),
                None => Place::file(""),
            },
            Home::Block { zh, en, index } => match choose(lang, *zh, *en) {
                Some(file) => Place::file(file.path.as_str()).within(file.blocks[*index].1.clone()),
                None => Place::file(""),
            },
        };
        place.at(self.at.clone())
    }

    /// The place of its fingerprint, beside the version in `translation`.
    pub(super) fn review_place(&self, translation: Lang) -> Place<'a> {
        let place = match &self.home {
            Home::Yaml(path, steps) => Place::value(path.clone(), steps).step(Step::Key("reviewed")),
            Home::Block { zh, en, index } => match choose(translation, *zh, *en) {
                Some(file) => front(file).step(Step::Key("reviewed")).step(Step::Item(*index)),
                None => Place::file(""),
            },
            Home::Front { zh, en } => choose(translation, *zh, *en).map_or_else(|| Place::file(""), front),
        };
        place.at(self.at.clone())
    }
}

fn choose<T>(lang: Lang, zh: T, en: T) -> T {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The front matter of a text file.
pub(super) fn front(file: &TextFile) -> Place<'_> {
    Place::file(file.path.as_str()).within(file.front_range.clone())
}

/// The identifier of a domain: that of its clause, or of its name where it has no number.
pub(super) fn domain_id(slug: &str, domain: &DomainFile) -> String {
    match &domain.clause {
        Some(clause) => Anchor::Clause(clause).to_string(),
        None => Anchor::Domain(slug).to_string(),
    }
}

/// The path of the file of a domain.
pub(super) fn domain_path(slug: &str) -> String {
    format!("clauses/{slug}.yaml")
}

/// Both lists of references: the key of the list, the index in it, the record.
pub(super) fn references(
    content: &Content,
) -> impl Iterator<Item = (&'static str, usize, &crate::parse::ReferenceRecord)> {
    let lists = content.references.iter();
    lists
        .flat_map(|lists| [("normative", &lists.normative), ("bibliography", &lists.bibliography)])
        .flat_map(|(key, list)| list.iter().enumerate().map(move |(index, reference)| (key, index, reference)))
}
