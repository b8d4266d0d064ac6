//! Processor time, and what to make of several measurements.

use std::time::Duration;

use anyhow::Result;

/// Whether [`now`] counts what the processor did for this process; elsewhere it counts the time on
/// the wall.
pub const IS_PROCESSOR_TIME: bool = cfg!(unix);

/// Time since some fixed moment: what all threads of this process used, user and system together.
#[cfg(unix)]
fn now() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

#[cfg(not(unix))]
fn now() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// What `work` costs, in milliseconds.
///
/// # Errors
/// Those of `work`.
pub(super) fn cost(work: impl FnOnce() -> Result<()>) -> Result<f64> {
    let start = now();
    work()?;
    Ok((now() - start).as_secs_f64() * 1000.0)
}

/// The middle of several measurements, which one disturbed run does not move.
pub(super) fn median(measurements: &mut [f64]) -> f64 {
    measurements.sort_by(f64::total_cmp);
    let middle = measurements.len() / 2;
    if measurements.len().is_multiple_of(2) {
        f64::midpoint(measurements[middle - 1], measurements[middle])
    } else {
        measurements[middle]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_disturbed_run_does_not_move_the_median() {
        assert_eq!(median(&mut [3.0, 900.0, 1.0, 2.0, 2.5]), 2.5);
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), 2.5);
    }
}
