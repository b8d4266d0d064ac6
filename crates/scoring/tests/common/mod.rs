//! The shape of the draft as test data, and assessments written in the notation of the scenarios.
#![allow(dead_code)] // each test uses its own part

pub(crate) mod scenario;

use dtmm_model::{CellId, Item, Kind, LEVELS, Level, Outline, OutlineDomain, OutlineSubdomain, RequirementId};
use dtmm_scoring::{Answer, Assessment, EntryDetails};

/// The draft: its outline, and for each subdomain and level what is printed there.
pub(crate) struct Draft {
    pub(crate) outline: Outline,
    /// Code of the subdomain, and its cells; an example that carries a letter is `None`.
    pub(crate) printed: Vec<(String, [Vec<Option<Item>>; 5])>,
}

pub(crate) fn draft() -> Draft {
    let mut draft = Draft {
        outline: Outline { standard: "made-up".into(), edition: "2024-draft".into(), domains: vec![] },
        printed: vec![],
    };
    for line in include_str!("../scenarios/outline-2024-draft.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(domain) = line.strip_prefix("domain ") {
            let slug = domain.split(' ').next().unwrap().parse().unwrap();
            draft.outline.domains.push(OutlineDomain { slug, subdomains: vec![] });
            continue;
        }
        let (name, cells) = line.split_once('|').unwrap();
        let code = name.split(' ').next().unwrap();
        let mut cells = cells.split('|');
        let printed = LEVELS.map(|level| printed_cell(code, level, cells.next().unwrap()));
        assert_eq!(cells.next(), None, "{line}");
        let items = printed.clone().map(|cell| cell.into_iter().flatten().collect());
        let subdomain = OutlineSubdomain { code: code.parse().unwrap(), cells: items };
        draft.outline.domains.last_mut().unwrap().subdomains.push(subdomain);
        draft.printed.push((code.to_owned(), printed));
    }
    draft
}

fn printed_cell(code: &str, level: Level, letters: &str) -> Vec<Option<Item>> {
    let mut serial = 0;
    let item = |letter: &str| {
        if letter.ends_with(":E") {
            return None;
        }
        serial += 1;
        let id = RequirementId { cell: CellId { subdomain: code.parse().unwrap(), level }, serial };
        let kind = if letter.ends_with(":S") { Kind::Recommendation } else { Kind::Requirement };
        Some(Item { id, kind, conditional: letter.ends_with('*') })
    };
    letters.split(' ').map(item).collect()
}

impl Draft {
    pub(crate) fn printed(&self, code: &str) -> &[Vec<Option<Item>>; 5] {
        &self.printed.iter().find(|(other, _)| other == code).unwrap_or_else(|| panic!("no subdomain {code}")).1
    }

    /// Answers one cell: a letter for each printed entry, or one for all of them.
    pub(crate) fn answer(&self, assessment: &mut Assessment, code: &str, level: Level, letters: &str) {
        let printed = &self.printed(code)[level.index()];
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
        for (level, letter) in LEVELS.into_iter().zip(letters.chars()) {
            for (code, _) in &self.printed {
                self.answer(assessment, code, level, &letter.to_string());
            }
        }
    }

    pub(crate) fn codes_of(&self, domain: &str) -> Vec<String> {
        let domain = self.outline.domains.iter().find(|other| other.slug.as_str() == domain);
        domain.map_or(vec![], |domain| domain.subdomains.iter().map(|subdomain| subdomain.code.to_string()).collect())
    }
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
