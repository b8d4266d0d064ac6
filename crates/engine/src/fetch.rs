//! Gets what is missing for a compiler: the standard library by rustup, or Debian's Rust by
//! apt-get. What fails here is told and is no error, since there may be another way.

use super::cache::ScriptCache;
use super::probe;
use super::process::{self, End};
use super::route::TARGET;
use anyhow::Result;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The library is some 20 MB; a rustup that cannot reach it may hang rather than fail.
const RUSTUP_LIMIT: Duration = Duration::from_secs(180);

/// The packages are some 300 MB.
const APT_LIMIT: Duration = Duration::from_secs(1200);

/// `rustup target add`. A refusal is noted, so that the next build need not ask again while there
/// is another way.
pub(super) fn by_rustup(root: &Path, cache: &ScriptCache, progress: &mut dyn FnMut(&str)) -> Result<()> {
    progress(&format!("engine: getting Rust's standard library for {TARGET} (rustup target add) …"));
    let mut rustup = process::command("rustup");
    rustup.args(["target", "add", TARGET]).current_dir(root);
    if !succeeds(&mut rustup, "rustup", RUSTUP_LIMIT, cache, progress)? {
        cache.remember_refusal()?;
    }
    Ok(())
}

/// `apt-get install`, with fresh package lists.
pub(super) fn by_apt(cache: &ScriptCache, progress: &mut dyn FnMut(&str)) -> Result<()> {
    progress("engine: looking for Debian's Rust (apt-get update) …");
    // One list of several that cannot be had is a failure too, and need not be the one that counts.
    succeeds(apt_get().arg("update"), "apt-update", APT_LIMIT, cache, progress)?;
    let Some(packages) = probe::packages() else {
        progress("engine: this system has no packages rustc-web, cargo-web, rust-web-src and lld");
        return Ok(());
    };
    progress(&format!("engine: installing {} (about a minute) …", packages.join(" ")));
    let mut install = apt_get();
    install.args(["install", "-y", "--no-install-recommends"]).args(packages);
    succeeds(&mut install, "apt-install", APT_LIMIT, cache, progress)?;
    Ok(())
}

fn apt_get() -> Command {
    let mut command = process::command("apt-get");
    // Another apt-get may be at work: it is waited for.
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["-q", "-o", "DPkg::Lock::Timeout=120"]);
    command
}

fn succeeds(
    command: &mut Command,
    name: &str,
    limit: Duration,
    cache: &ScriptCache,
    progress: &mut dyn FnMut(&str),
) -> Result<bool> {
    let log = cache.log(name)?;
    match process::run_quietly(command, &log, limit, progress)? {
        End::Done => return Ok(true),
        End::Failed => progress(&format!("engine: {name} failed: {}", process::tail(&log))),
        End::TooLong => progress(&format!("engine: {name} took longer than {} s and was ended", limit.as_secs())),
    }
    Ok(false)
}
