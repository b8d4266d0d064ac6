//! The worked examples of the methods on this draft, as text that an assessor can read. `scenarios/*.txt` say how.

#[path = "../../crates/scoring/tests/common/mod.rs"]
pub(crate) mod notation;

use dtmm_model::{ByLevel, CellId, Item, Kind, Level, Outline, OutlineDomain, OutlineSubdomain, RequirementId};
use notation::Printed;
use notation::scenario::scenarios;

/// One subdomain at a time.
pub(crate) const SUBDOMAINS: &str = include_str!("scenarios/subdomains.txt");
/// The whole company.
pub(crate) const COMPANY: &str = include_str!("scenarios/company.txt");

/// The draft as it is printed, with the examples that carry a letter.
pub(crate) fn draft() -> Printed {
    let mut outline = Outline {
        standard: "ccua-dtmm".into(),
        edition: "2024-draft".into(),
        scoring: dtmm_model::Scoring::USUAL,
        domains: vec![],
    };
    let mut all = Vec::new();
    for line in include_str!("scenarios/outline-2024-draft.txt").lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(domain) = line.strip_prefix("domain ") {
            let slug = domain.split(' ').next().unwrap().parse().unwrap();
            outline.domains.push(OutlineDomain { slug, subdomains: vec![] });
            continue;
        }
        let (name, cells) = line.split_once('|').unwrap();
        let code = name.split(' ').next().unwrap();
        let cells = Level::first(Level::MOST).zip(cells.split('|'));
        let printed: ByLevel<_> = cells.map(|(level, letters)| printed_cell(code, level, letters)).collect();
        assert_eq!(printed.len(), 5, "{line}");
        let items = printed.iter().map(|cell| cell.iter().copied().flatten().collect()).collect();
        let subdomain = OutlineSubdomain { code: code.parse().unwrap(), cells: items };
        outline.domains.last_mut().unwrap().subdomains.push(subdomain);
        all.push((code.to_owned(), printed));
    }
    Printed { outline, cells: all }
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

#[test]
fn one_subdomain() {
    assert_eq!(scenarios(&draft(), SUBDOMAINS).len(), 13);
}

#[test]
fn the_company() {
    assert_eq!(scenarios(&draft(), COMPANY).len(), 12);
}

#[test]
fn the_draft_has_the_stated_counts() {
    let outline = draft().outline;
    assert_eq!(outline.domains.len(), 7);
    assert_eq!(outline.subdomains().count(), 26);
    assert_eq!(outline.items().count(), 377);
    assert_eq!(outline.items().filter(|item| item.kind == Kind::Requirement).count(), 362);
    assert_eq!(outline.items().filter(|item| item.conditional).count(), 9);
}
