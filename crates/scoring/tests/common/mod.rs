//! Standards as they are printed, and assessments written in the notation of the scenarios.
#![allow(dead_code)] // each test uses its own part

pub(crate) mod editions;
pub(crate) mod scenario;

use dtmm_model::{ByLevel, Item, Level, Outline};
use dtmm_scoring::{Answer, Assessment, EntryDetails};

/// A standard: its outline, and for each subdomain and level what is printed there.
pub(crate) struct Printed {
    pub(crate) outline: Outline,
    /// Code of the subdomain, and its cells; an example that carries a letter is `None`.
    pub(crate) cells: Vec<(String, ByLevel<Vec<Option<Item>>>)>,
}

impl Printed {
    /// A standard in which everything printed is an entry.
    pub(crate) fn new(outline: Outline) -> Printed {
        let cells = outline.subdomains().map(|subdomain| {
            let cells = subdomain.cells.iter().map(|cell| cell.iter().copied().map(Some).collect()).collect();
            (subdomain.code.to_string(), cells)
        });
        Printed { cells: cells.collect(), outline }
    }

    pub(crate) fn cells_of(&self, code: &str) -> &ByLevel<Vec<Option<Item>>> {
        &self.cells.iter().find(|(other, _)| other == code).unwrap_or_else(|| panic!("no subdomain {code}")).1
    }

    /// Answers one cell: a letter for each printed entry, or one for all of them.
    pub(crate) fn answer(&self, assessment: &mut Assessment, code: &str, level: Level, letters: &str) {
        let printed = &self.cells_of(code)[level];
        let letters: Vec<char> = letters.chars().collect();
        assert!(letters.len() == printed.len() || letters.len() == 1, "{code}-{level}: {} answers", letters.len());
        for (index, item) in printed.iter().enumerate() {
            let letter = letters[if letters.len() == 1 { 0 } else { index }];
            if let Some(item) = item {
                put(assessment, item, letter);
            }
        }
    }

    /// Answers every cell of a level.
    pub(crate) fn fill(&self, assessment: &mut Assessment, letters: &str) {
        for (level, letter) in self.outline.levels().zip(letters.chars()) {
            for (code, _) in &self.cells {
                self.answer(assessment, code, level, &letter.to_string());
            }
        }
    }

    pub(crate) fn codes_of(&self, domain: &str) -> Vec<String> {
        let domain = self.outline.domains.iter().find(|other| other.slug.as_str() == domain);
        domain.map_or(vec![], |domain| domain.subdomains.iter().map(|subdomain| subdomain.code.to_string()).collect())
    }
}

/// An assessment of a made-up standard in which every entry of a level has the letter of that level.
pub(crate) fn filled(letters: &str) -> (Printed, Assessment) {
    let printed = Printed::new(dtmm_example::mixed());
    let mut assessment = Assessment::new(&printed.outline.edition);
    printed.fill(&mut assessment, letters);
    (printed, assessment)
}

pub(crate) fn item(outline: &Outline, id: &str) -> Item {
    *outline.items().find(|item| item.id.to_string() == id).unwrap()
}

/// Records the answer with this letter: F L P N, U unanswered, - not applicable.
pub(crate) fn put(assessment: &mut Assessment, item: &Item, letter: char) {
    let (answer, reason) = match letter {
        'U' => (None, ""),
        '-' => (Some(Answer::NotApplicable), if item.conditional { "" } else { "not done here" }),
        _ => (Some(Answer::from_key(&letter.to_string()).unwrap_or_else(|| panic!("answer {letter}"))), ""),
    };
    assessment.set(item, answer, EntryDetails { reason: reason.into(), ..EntryDetails::NONE }).unwrap();
}
