//! The heat map of subdomains by levels: how much of each cell is met.

use std::fmt::Write;

use dtmm_scoring::{Fraction, Scope};

use super::level::short;
use super::{Scored, Scorer};

/// Background colours from 0 to 100 per cent, in the 256 colours of terminals, each with a legible text colour.
const COLOURS: [(u8, u8); 6] = [(255, 16), (194, 16), (157, 16), (114, 16), (71, 16), (22, 231)];

/// The heat map. Cells show the percentage met, rounded down, so that only a cell that is fully met shows 100.
pub(super) fn map(scorer: &Scorer<'_>, scored: &Scored, colour: bool) -> String {
    let subdomains = scorer.scopes().iter().filter(|(scope, _)| matches!(scope, Scope::Subdomain(_)));
    let rows: Vec<_> = subdomains.collect();
    let width = rows.iter().map(|(_, name)| name.chars().count()).max().unwrap_or(0);
    let outline = scorer.outline();
    let code = rows.iter().map(|(scope, _)| scope.key(outline).len()).max().unwrap_or(0);
    let mut map = format!("{:1$}", "Per cent met at level", width + code + 2);
    for level in outline.levels() {
        let _ = write!(map, " {:>4}", level.number());
    }
    map.push_str("    B   A\n");
    for (scope, name) in rows {
        let Some(score) = scored.card.score(*scope) else { continue };
        let _ = write!(map, "{:code$}  {name:width$}", scope.key(outline));
        let levels = score.now.weighted.map(|weighted| weighted.levels);
        for level in outline.levels() {
            let _ = write!(map, " {}", cell(levels.and_then(|levels| levels[level]), colour));
        }
        let _ = writeln!(map, "   {:>2}  {:>2}", short(score.now.staged), short(score.now.strict));
    }
    map
}

fn cell(share: Option<Fraction>, colour: bool) -> String {
    let Some(share) = share else { return format!("{:>4}", "-") };
    let percent = share.numerator().saturating_mul(100) / share.denominator();
    if !colour {
        return format!("{percent:>4}");
    }
    let step = usize::try_from(percent / 20).unwrap_or(0).min(COLOURS.len() - 1);
    let (background, text) = COLOURS[step];
    format!("\u{1b}[48;5;{background};38;5;{text}m{percent:>4}\u{1b}[0m")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_never_looks_fuller_than_it_is() {
        assert_eq!(cell(Some(Fraction::new(999, 1000)), false), "  99");
        assert_eq!(cell(Some(Fraction::new(1, 1)), false), " 100");
        assert_eq!(cell(None, true), "   -");
        assert_eq!(cell(Some(Fraction::new(1, 1)), true), "\u{1b}[48;5;22;38;5;231m 100\u{1b}[0m");
    }
}
