//! Finds the browsers that the tests drive, and installs them on Debian.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// A browser that the site is tested in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// Chromium, or a browser built on it.
    Chromium,
    /// Chromium's engine alone, without windows, tabs and menus around the page: it opens pages in half the time.
    ChromiumShell,
    /// Firefox, preferably the extended support release.
    Firefox,
    /// WebKit, which Safari is built on: the driver of WebKitGTK, which starts its `MiniBrowser`.
    WebKit,
}

impl Browser {
    /// The environment variable with the path of the program, read here and by the tests.
    pub fn variable(self) -> &'static str {
        match self {
            Browser::Chromium => "CHROMIUM",
            Browser::ChromiumShell => "CHROMIUM_SHELL",
            Browser::Firefox => "FIREFOX",
            Browser::WebKit => "WEBKIT",
        }
    }

    /// The names of the program on the path.
    fn names(self) -> &'static [&'static str] {
        match self {
            Browser::Chromium => &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
            Browser::ChromiumShell => &["chromium-headless-shell", "chrome-headless-shell"],
            Browser::Firefox => &["firefox-esr", "firefox"],
            Browser::WebKit => &["WebKitWebDriver"],
        }
    }

    /// Another program that it needs: `MiniBrowser` has no headless mode, so it needs a virtual display.
    fn needs(self) -> Option<&'static str> {
        match self {
            Browser::Chromium | Browser::ChromiumShell | Browser::Firefox => None,
            Browser::WebKit => Some("Xvfb"),
        }
    }

    /// The Debian packages with the program and a Chinese font, without which its text is drawn as boxes.
    fn packages(self) -> &'static [&'static str] {
        match self {
            Browser::Chromium => &["chromium", "fonts-noto-cjk"],
            Browser::ChromiumShell => &["chromium-headless-shell", "fonts-noto-cjk"],
            Browser::Firefox => &["firefox-esr", "fonts-noto-cjk"],
            Browser::WebKit => &["webkit2gtk-driver", "xvfb", "fonts-noto-cjk"],
        }
    }

    /// The program that the variable names, or one on the path, or one that apt-get installs now.
    ///
    /// # Errors
    /// The browser is missing; the message has the command that installs it.
    pub fn find_or_install(self, progress: &mut dyn FnMut(&str)) -> Result<PathBuf> {
        if let Some(program) = self.find() {
            return Ok(program);
        }
        let packages = self.packages();
        let command = format!("apt-get install -y --no-install-recommends {}", packages.join(" "));
        if which("apt-get").is_some() {
            progress(&format!("browser: {command}"));
            quietly(Command::new("apt-get").arg("update"))?;
            quietly(Command::new("apt-get").args(["install", "-y", "--no-install-recommends"]).args(packages))?;
        }
        let variable = self.variable();
        self.find().with_context(|| {
            format!("no {self:?} found: run `{command}` as root, or set {variable} to the path of one")
        })
    }

    fn find(self) -> Option<PathBuf> {
        if self.needs().is_some_and(|program| which(program).is_none()) {
            return None;
        }
        let named = std::env::var_os(self.variable()).map(PathBuf::from).filter(|path| path.is_file());
        named.or_else(|| self.names().iter().find_map(|name| which(name)))
    }
}

/// Installs the npm packages that drive the browsers, as pinned by `folder/package-lock.json`.
///
/// # Errors
/// Node.js or npm is missing, or npm fails.
pub fn install_driver(folder: &Path) -> Result<()> {
    for tool in ["node", "npm"] {
        if which(tool).is_none() {
            bail!("the browser tests need Node.js 20 or later with npm; on Debian: apt-get install nodejs npm");
        }
    }
    quietly(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
}

fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Runs a program, and prints its error output only if it fails.
fn quietly(command: &mut Command) -> Result<()> {
    let name = command.get_program().display().to_string();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("starting {name}"))?;
    if output.status.success() {
        return Ok(());
    }
    bail!("{name} failed:\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
}
