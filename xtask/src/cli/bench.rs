//! `cargo xtask bench`.

use std::process::ExitCode;

use anyhow::Result;
use dtmm_workspace::project;
use xtask::{bench, tell, terminal};

/// Measures, prints the figures and names those over their limits. Where `is_check` is set, one such figure
/// is a failure.
pub(super) fn run(is_check: bool) -> Result<ExitCode> {
    let root = project::find_root()?;
    terminal::print(&format!("{}; files written to {}\n", bench::machine(), bench::place().display()))?;
    if cfg!(debug_assertions) {
        terminal::print(
            "This is a debug build: its costs say nothing. `cargo xtask bench` measures a release build.\n",
        )?;
    }
    if !bench::IS_PROCESSOR_TIME {
        terminal::print("This system does not tell the time of the processor: costs are time on the wall.\n")?;
    }
    let figures = bench::measure(&root, &mut |line| tell!("{line}"))?;
    terminal::print(&format!("\n{}", bench::table(&figures)))?;
    terminal::print("\nCosts are medians, user and system time of the processor; in the browser, time on the wall.\n")?;
    let missed = bench::missed(&figures);
    for line in &missed {
        tell!("{line}");
    }
    Ok(status(is_check, &missed))
}

fn status(is_check: bool, missed: &[String]) -> ExitCode {
    if is_check && !missed.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

#[cfg(test)]
mod tests {
    use super::*;
    use xtask::bench::{Figure, Limit, Unit};

    #[test]
    fn a_check_fails_where_one_figure_is_over_its_limit() {
        let limit = Some(Limit { most: Some(25.0), goal: 5.0 });
        let figure =
            |value| Figure { name: "warm build".to_owned(), value, unit: Unit::Times, limit, note: String::new() };
        let [sound, slow] = [[figure(20.0), figure(25.0)], [figure(20.0), figure(26.0)]].map(|all| bench::missed(&all));
        assert_eq!(status(true, &sound), ExitCode::SUCCESS);
        assert_eq!(status(true, &slow), ExitCode::FAILURE);
        assert_eq!(status(false, &slow), ExitCode::SUCCESS, "without --check, the figures are only shown");
    }
}
