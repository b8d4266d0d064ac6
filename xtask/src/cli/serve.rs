//! `cargo xtask serve`.

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use anyhow::Result;
use xtask::project;
use xtask::serve::{self, ServeOptions};
use xtask::tell;

pub(super) fn run(content: Option<PathBuf>, port: Option<u16>, open: bool) -> Result<ExitCode> {
    let root = project::find_root()?;
    let server = serve::start(&root, ServeOptions { port, content, ..ServeOptions::default() })?;
    if open {
        show(&format!("http://{}/", server.address()));
    }
    server.wait()?;
    Ok(ExitCode::SUCCESS)
}

/// Opens a URL in the default browser.
fn show(url: &str) {
    let (program, arguments): (_, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(error) = command.spawn() {
        tell!("no browser can be opened here ({program}: {error})");
    }
}
