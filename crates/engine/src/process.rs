//! Runs a program to its end, telling every few seconds that it still runs.

use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often a running program is looked at.
const LOOK: Duration = Duration::from_millis(50);

/// How often its time is told.
const TELL: Duration = Duration::from_secs(10);

/// How a program ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With success.
    Done,
    /// Without.
    Failed,
    /// It was ended after its time.
    TooLong,
}

/// Runs a command whose output is of interest only when it fails: it goes to `log`.
pub(super) fn run_quietly(
    command: &mut Command,
    log: &Path,
    limit: Duration,
    progress: &mut dyn FnMut(&str),
) -> Result<End> {
    let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    let again = file.try_clone().context("cannot share the log")?;
    command.stdout(file).stderr(again);
    run(command, Some(limit), Some(progress))
}

/// Runs a command. With `progress` its time is told; a command that draws its own progress on a
/// terminal goes without. After `limit` it is ended.
pub(super) fn run(
    command: &mut Command,
    limit: Option<Duration>,
    mut progress: Option<&mut dyn FnMut(&str)>,
) -> Result<End> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start {name}"))?;
    let started = Instant::now();
    let mut told = started;
    loop {
        if let Some(status) = child.try_wait().with_context(|| format!("cannot wait for {name}"))? {
            return Ok(end(status));
        }
        if limit.is_some_and(|limit| started.elapsed() > limit) {
            stop(&mut child);
            return Ok(End::TooLong);
        }
        if let Some(progress) = progress.as_mut().filter(|_| told.elapsed() > TELL) {
            told = Instant::now();
            progress(&format!("engine: still at it, {} s", started.elapsed().as_secs()));
        }
        thread::sleep(LOOK);
    }
}

fn end(status: ExitStatus) -> End {
    if status.success() { End::Done } else { End::Failed }
}

/// Ends the program. It may have ended by itself in the meantime, which is as good.
fn stop(child: &mut Child) {
    child.kill().ok();
    child.wait().ok();
}

/// What a program prints, if it starts and succeeds.
pub(super) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// The last lines of a log, for a message.
pub(super) fn tail(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(3)..].join("; ")
}

/// A command without what an outer cargo put into the environment or read from it for its own
/// compilation. How to reach the registry stays.
pub(super) fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    for name in std::env::vars_os().filter_map(|(name, _)| name.into_string().ok()).filter(|name| leaks(name)) {
        command.env_remove(name);
    }
    command
}

fn leaks(name: &str) -> bool {
    const STAYS: [&str; 5] = ["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTR", "CARGO_TERM_"];
    const GOES: [&str; 5] = ["CARGO_", "RUSTC_", "RUSTFLAGS", "RUSTDOC", "__CARGO"];
    name == "CARGO"
        || GOES.iter().any(|start| name.starts_with(start)) && !STAYS.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outer_cargo_does_not_leak() {
        for name in [
            "CARGO",
            "CARGO_TARGET_DIR",
            "CARGO_MANIFEST_DIR",
            "CARGO_PKG_NAME",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_BUILD_TARGET",
            "CARGO_PROFILE_RELEASE_LTO",
            "RUSTFLAGS",
            "RUSTC_WRAPPER",
            "RUSTC_BOOTSTRAP",
        ] {
            assert!(leaks(name), "{name}");
        }
        for name in ["CARGO_HOME", "CARGO_HTTP_CAINFO", "CARGO_REGISTRIES_X_TOKEN", "RUSTUP_HOME", "RUSTC", "PATH"] {
            assert!(!leaks(name), "{name}");
        }
    }
}

#[cfg(all(test, unix))]
mod unix_tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn an_end_is_told_apart() {
        assert_eq!(run(&mut shell("exit 0"), None, None).expect("starts"), End::Done);
        assert_eq!(run(&mut shell("exit 3"), None, None).expect("starts"), End::Failed);
        assert!(run(&mut Command::new("/nowhere/at-all"), None, None).is_err());
    }

    #[test]
    fn a_program_is_ended_after_its_time() {
        let mut endless = shell("while :; do sleep 0.01; done");
        assert_eq!(run(&mut endless, Some(Duration::ZERO), None).expect("starts"), End::TooLong);
    }

    #[test]
    fn quiet_output_is_kept_for_the_message() {
        let log = std::env::temp_dir().join(format!("dtmm-engine-log-{}", std::process::id()));
        let mut command = shell("echo one; echo two >&2; echo; echo three; echo four; exit 1");
        let end = run_quietly(&mut command, &log, Duration::from_secs(60), &mut |_| ());
        assert_eq!(end.expect("starts"), End::Failed);
        assert_eq!(tail(&log), "two; three; four");
        fs::remove_file(&log).ok();
    }
}
