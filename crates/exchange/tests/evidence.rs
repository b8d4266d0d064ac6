//! Evidence lines and their parts.

use dtmm_exchange::Evidence;
use proptest::prelude::*;

fn parts(title: &str, place: &str, date: &str) -> Evidence {
    Evidence { title: title.into(), place: place.into(), date: date.into() }
}

#[test]
fn a_line_has_up_to_three_parts() {
    for (line, evidence) in [
        ("", parts("", "", "")),
        ("检验记录.xlsx", parts("检验记录.xlsx", "", "")),
        ("Plan | https://example.org/a|b", parts("Plan", "https://example.org/a|b", "")),
        ("Plan | 2026-11-22", parts("Plan", "", "2026-11-22")),
        ("Plan | shelf 3 | 2026-11-22", parts("Plan", "shelf 3", "2026-11-22")),
        ("Plan | shelf 3 | 2026-02-30", parts("Plan", "shelf 3 | 2026-02-30", "")),
        ("Plan | room | shelf | box | 2026-11-22", parts("Plan", "room | shelf | box", "2026-11-22")),
        ("Plan | 2025-01-01 | 2026-11-22", parts("Plan", "2025-01-01", "2026-11-22")),
        (" | shelf 3", parts("", "shelf 3", "")),
    ] {
        assert_eq!(Evidence::parse(line), evidence, "{line}");
        assert_eq!(evidence.text(), line);
    }
}

#[test]
fn a_bar_with_nothing_to_part_is_text() {
    assert_eq!(Evidence::parse("Plan | "), parts("Plan | ", "", ""));
    assert_eq!(Evidence::parse("Plan |  | 2026-11-22"), parts("Plan", " | 2026-11-22", ""));
    assert_eq!(Evidence::parse("Plan|shelf"), parts("Plan|shelf", "", ""));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_line_and_the_text_of_its_parts_say_the_same(line in prop_oneof!["([ |]| \\| |a|\\\\|2026-11-22){0,9}", "\\PC{0,12}", any::<String>()]) {
        let parts = Evidence::parse(&line);
        prop_assert_eq!(Evidence::parse(&parts.text()), parts.clone());
        // As files have had it before there was a backslash.
        if !line.contains('\\') {
            prop_assert_eq!(parts.text(), line);
        }
    }

    #[test]
    fn what_is_typed_comes_back(title in PART, place in PART, day in proptest::option::of(10u32..=28)) {
        let date = day.map_or(String::new(), |day| format!("2028-02-{day}"));
        let evidence = Evidence { title, place, date };
        prop_assert_eq!(Evidence::parse(&evidence.text()), evidence);
    }
}

/// Parts with all that stands between parts.
const PART: &str = "([ |]| \\| |a|质|\\\\|2026-11-22){0,6}";

#[test]
fn a_bar_in_a_part_has_a_backslash() {
    for (evidence, line) in [
        (parts("a | b", "", ""), "a \\| b"),
        (parts("a | b", "shelf | 3", "2026-11-22"), "a \\| b | shelf \\| 3 | 2026-11-22"),
        (parts("a", "shelf | 3", ""), "a | shelf | 3"),
        (parts("a \\| b", "", ""), "a \\\\| b"),
        (parts("a", "2026-11-22", ""), "a | \\2026-11-22"),
    ] {
        assert_eq!(evidence.text(), line);
        assert_eq!(Evidence::parse(line), evidence);
    }
}
