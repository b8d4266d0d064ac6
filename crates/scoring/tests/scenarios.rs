//! The worked examples, as text that an assessor can read. `tests/scenarios/*.txt` say how.

mod common;

use common::draft;
use common::scenario::{COMPANY, SUBDOMAINS, scenarios};

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
    assert_eq!(outline.items().filter(|item| item.kind == dtmm_model::Kind::Requirement).count(), 362);
    assert_eq!(outline.items().filter(|item| item.conditional).count(), 9);
}
