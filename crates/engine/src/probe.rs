//! MachineFacts about the machine, for `route` to decide on.

use super::cache::ScriptCache;
use super::process::{ask, command};
use super::route::{self, Apt, Debian, MachineFacts, Own, TARGET};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// Where Debian puts its Rust and the sources of its standard library.
pub(super) const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
/// Its cargo.
pub(super) const DEBIAN_CARGO: &str = "/usr/bin/cargo";
/// Its sources.
pub(super) const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src/rust";

/// The oldest Rust that compiles this workspace.
const MINIMUM: &str = env!("CARGO_PKG_RUST_VERSION");

/// What was tried already to get a compiler.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tried {
    /// rustup was asked.
    pub(super) rustup: bool,
    /// Packages were installed.
    pub(super) install: bool,
}

/// Looks around. With a complete toolchain it looks no further.
pub(super) fn facts(root: &Path, cache: &ScriptCache, tried: Tried) -> MachineFacts {
    let own = own(root);
    if own.as_ref().is_some_and(|own| own.has_wasm) {
        return MachineFacts { own, ..MachineFacts::default() };
    }
    let debian = debian();
    MachineFacts {
        own,
        rustup: in_path("rustup").is_some(),
        // A refusal of long ago counts while there is a way without rustup.
        rustup_refused: tried.rustup || cache.rustup_refused() && debian.is_some(),
        debian,
        apt: apt(),
        packages: packages(),
        install_tried: tried.install,
    }
}

/// The rustc of the toolchain that runs this program.
fn own_rustc() -> PathBuf {
    env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()).into()
}

fn own(root: &Path) -> Option<Own> {
    let rustc = || {
        let mut rustc = command(own_rustc());
        rustc.current_dir(root);
        rustc
    };
    let version = ask(rustc().arg("-vV"))?;
    let sysroot = PathBuf::from(ask(rustc().args(["--print", "sysroot"]))?);
    let has_wasm = has_standard_library(&sysroot.join("lib/rustlib").join(TARGET).join("lib"));
    Some(Own { version, sysroot, has_wasm })
}

fn has_standard_library(folder: &Path) -> bool {
    names(folder).iter().any(|name| name.starts_with("libstd-") && name.ends_with(".rlib"))
}

fn debian() -> Option<Debian> {
    let sources = Path::new(DEBIAN_SOURCES).join("library/std/Cargo.toml");
    if !sources.is_file() || !Path::new(DEBIAN_CARGO).is_file() {
        return None;
    }
    let version = ask(command(DEBIAN_RUSTC).arg("-vV")).filter(|version| route::recent(version, MINIMUM))?;
    let programs = names(Path::new("/usr/bin"));
    let linker = route::newest(programs.iter().map(String::as_str), "wasm-ld")?;
    Some(Debian { version, linker: Path::new("/usr/bin").join(linker) })
}

fn apt() -> Apt {
    match (in_path("apt-get"), is_root()) {
        (None, _) => Apt::Absent,
        (Some(_), false) => Apt::NotAllowed,
        (Some(_), true) => Apt::Allowed,
    }
}

/// The packages with Debian's Rust, if the package lists have them.
pub(super) fn packages() -> Option<Vec<String>> {
    route::packages(&ask(command("apt-cache").arg("pkgnames"))?)
}

/// The effective user, as the kernel's own table has it: `Uid: real effective saved …`.
fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let uid = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    uid.and_then(|ids| ids.split_whitespace().nth(1)) == Some("0")
}

fn in_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect()
}
