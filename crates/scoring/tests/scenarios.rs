//! Worked examples on a made-up standard, as text that an assessor can read. `tests/scenarios/*.txt` say how.

mod common;

use common::Printed;
use common::scenario::scenarios;

#[test]
fn one_subdomain() {
    let standard = Printed::new(dtmm_example::mixed());
    assert_eq!(scenarios(&standard, include_str!("scenarios/subdomains.txt")).len(), 12);
}

#[test]
fn the_company() {
    let standard = Printed::new(dtmm_example::mixed());
    assert_eq!(scenarios(&standard, include_str!("scenarios/company.txt")).len(), 12);
}

#[test]
fn points_and_a_pass_mark_of_its_own() {
    let standard = Printed::new(dtmm_example::in_quarters("staged"));
    assert_eq!(scenarios(&standard, include_str!("scenarios/quarters.txt")).len(), 4);
}

#[test]
fn three_levels_and_a_cell_without_entries() {
    let standard = Printed::new(dtmm_example::three_levels());
    assert_eq!(scenarios(&standard, include_str!("scenarios/three-levels.txt")).len(), 5);
}
