//! `cargo xtask serve`.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;

use anyhow::Result;
use dtmm_serve::{self as serve, Compiled, ServeOptions, Terminal};
use dtmm_workspace::project;
use xtask::tell;

pub(super) fn run(content: Option<PathBuf>, port: Option<u16>, open: bool) -> Result<ExitCode> {
    let root = project::find_root()?;
    let terminal = Terminal { write: Arc::new(|text| tell!("{text}")), colour: std::io::stderr().is_terminal() };
    let server = serve::start(&root, ServeOptions { port, content, engines: Arc::new(Compiled), terminal })?;
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
