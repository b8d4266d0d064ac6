//! The words of the content in one language, as what is composed of an assessment takes them.

use std::collections::BTreeMap;

use dtmm_content::document::Document;
use dtmm_model::{LabelStyle, Lang, RequirementId};
use dtmm_view::{Names, Texts, Words, level_key};

/// The words of the content in one language, as tables, workbooks and documents print them.
#[derive(Debug)]
pub struct Printed {
    /// The words of the interface and the names of the levels.
    pub words: Words,
    /// The names of domains and subdomains.
    pub names: Names,
    entries: BTreeMap<RequirementId, (String, String)>,
}

impl Printed {
    /// Takes the words of a language.
    pub fn new(document: &Document, lang: Lang) -> Printed {
        let words = document.interface.in_language(lang).into_iter();
        let words = words.map(|(key, word)| (key.to_owned(), word.to_owned()));
        let levels = document.standard.levels().iter();
        let levels = levels.map(|level| (level_key(level.level.number()), level.name.get(lang).clone()));
        let mut names = Vec::new();
        let mut entries = BTreeMap::new();
        for (domain, subdomain) in document.standard.subdomains() {
            names.push((domain.slug.to_string(), domain.name.get(lang).clone()));
            names.push((subdomain.code.to_string(), subdomain.name.get(lang).clone()));
            for entry in subdomain.cells.iter().flat_map(|cell| &cell.entries) {
                entries.insert(entry.id, (entry.label.clone().unwrap_or_default(), entry.text.get(lang).clone()));
            }
        }
        Printed { words: Words::new(words.chain(levels)), names: Names(names), entries }
    }
}

impl Texts for Printed {
    fn of(&self, id: RequirementId) -> Option<(String, String)> {
        self.entries.get(&id).cloned()
    }

    fn labels(&self) -> LabelStyle {
        // Tables print labels without marks.
        LabelStyle::NONE
    }
}
