//! The real browser that tests drive: found, or got by the system's packages.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The names Chromium goes by, the way to say which one first.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// What makes headless Chromium draw Chinese: without a font, its text is boxes.
const PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// A browser, and Node.js to drive it.
#[derive(Debug)]
pub struct Browser {
    /// The program.
    pub chromium: PathBuf,
}

impl Browser {
    /// The browser named by the variable `CHROMIUM`, or one on the path, or one installed now where
    /// the system's packages can be.
    ///
    /// # Errors
    /// No browser or no Node.js; says the one command that would install it.
    pub fn find_or_get(progress: &mut dyn FnMut(&str)) -> Result<Browser> {
        for tool in ["node", "npm"] {
            if which(tool).is_none() {
                bail!("the browser tests need Node.js 20 or later with npm; on Debian: apt-get install nodejs npm");
            }
        }
        if let Some(chromium) = find() {
            return Ok(Browser { chromium });
        }
        let command = format!("apt-get install -y --no-install-recommends {}", PACKAGES.join(" "));
        if which("apt-get").is_some() {
            progress(&format!("browser: {command}"));
            quietly(Command::new("apt-get").arg("update"))?;
            quietly(Command::new("apt-get").args(["install", "-y", "--no-install-recommends"]).args(PACKAGES))?;
        }
        match find() {
            Some(chromium) => Ok(Browser { chromium }),
            None => bail!("no Chromium found: run `{command}` as root, or set CHROMIUM to the path of one"),
        }
    }

    /// Installs what drives the browser, as `folder/package-lock.json` pins it.
    ///
    /// # Errors
    /// What npm says.
    pub fn install_driver(&self, folder: &Path) -> Result<()> {
        quietly(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
    }
}

fn find() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from).filter(|path| path.is_file());
    named.or_else(|| NAMES.into_iter().find_map(which))
}

fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Runs a program, and shows what it printed only if it fails.
fn quietly(command: &mut Command) -> Result<()> {
    let name = command.get_program().display().to_string();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting {name}"))?;
    if output.status.success() {
        return Ok(());
    }
    bail!("{name} failed:\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
}
