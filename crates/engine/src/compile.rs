//! The cargo call that makes the WASM, for each compiler.
//!
//! The same sources and the same compiler give the same bytes wherever they lie: folders of the
//! machine are replaced by fixed names before they reach the module.

use super::cache::ScriptCache;
use super::probe::{DEBIAN_CARGO, DEBIAN_RUSTC, DEBIAN_SOURCES};
use super::process::{self, End};
use super::route::{Compiler, Debian, Own, TARGET};
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The profile in the workspace's `Cargo.toml`.
const PROFILE: &str = "wasm";

/// The module of `crates/scorer` with the exports of one engine, before it gets its bindings.
pub(super) fn run(
    compiler: &Compiler,
    engine: &str,
    root: &Path,
    cache: &ScriptCache,
    progress: &mut dyn FnMut(&str),
) -> Result<Vec<u8>> {
    let root = fs::canonicalize(root).context("the workspace is not there")?;
    let target = cache.work(folder(compiler));
    let first = if target.exists() { "" } else { first_time(compiler) };
    progress(&format!("engine: compiling the {engine} to WebAssembly{first} …"));
    // On a terminal cargo draws a bar of its own, which further lines would tear apart.
    let told = if std::io::stderr().is_terminal() { None } else { Some(progress) };
    match process::run(&mut cargo(compiler, engine, &root, &target), None, told)? {
        End::Done => {}
        _ => bail!("the scoring engine does not compile; cargo's own messages are above"),
    }
    let module = target.join(TARGET).join(PROFILE).join("dtmm_scorer.wasm");
    fs::read(&module).with_context(|| format!("cargo left no {}", module.display()))
}

fn folder(compiler: &Compiler) -> &'static str {
    match compiler {
        Compiler::Own(_) => "own",
        Compiler::Debian(_) => "debian",
    }
}

fn first_time(compiler: &Compiler) -> &'static str {
    match compiler {
        Compiler::Own(_) => " (first time: about half a minute)",
        Compiler::Debian(_) => " with Debian's Rust (first time: about two minutes)",
    }
}

fn cargo(compiler: &Compiler, engine: &str, root: &Path, target: &Path) -> Command {
    let mut command = match compiler {
        Compiler::Own(_) => process::command(env::var_os("CARGO").map_or("cargo".into(), PathBuf::from)),
        Compiler::Debian(debian) => debian_cargo(debian),
    };
    command
        .current_dir(root)
        .args(arguments(engine, target))
        .env("CARGO_ENCODED_RUSTFLAGS", flags(&places(compiler, root)));
    if let Compiler::Debian(_) = compiler {
        command.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    }
    command
}

/// Only the module is asked for: made together with the crate's native library, it would go
/// without link-time optimization and be half as large again.
fn arguments(engine: &str, target: &Path) -> Vec<OsString> {
    let mut arguments: Vec<OsString> =
        ["rustc", "--locked", "--package", "dtmm-scorer", "--lib", "--crate-type", "cdylib"].map(Into::into).into();
    arguments.extend(["--features", engine].map(Into::into));
    arguments.extend(["--profile", PROFILE, "--target", TARGET, "--target-dir"].map(Into::into));
    arguments.push(target.into());
    arguments
}

/// Debian's cargo by its full path, and nothing of another toolchain in its way. Building the
/// standard library is not open to everyone yet, hence `RUSTC_BOOTSTRAP`.
fn debian_cargo(debian: &Debian) -> Command {
    let mut command = process::command(DEBIAN_CARGO);
    for name in ["RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
        command.env_remove(name);
    }
    command
        .env("PATH", with_debian_first(env::var_os("PATH").unwrap_or_default().as_os_str()))
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", &debian.linker);
    command
}

fn with_debian_first(path: &OsStr) -> OsString {
    let folders = [PathBuf::from("/usr/bin")].into_iter().chain(env::split_paths(path));
    env::join_paths(folders).unwrap_or_else(|_| "/usr/bin:/bin".into())
}

/// The folders of this machine that the compiler sees, each with the name it gets. The later one
/// wins where one lies inside the other.
fn places(compiler: &Compiler, root: &Path) -> Vec<(PathBuf, &'static str)> {
    let sources = match compiler {
        Compiler::Own(Own { sysroot, .. }) => sysroot.join("lib/rustlib/src/rust"),
        Compiler::Debian(_) => DEBIAN_SOURCES.into(),
    };
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let mut places = vec![(root.to_owned(), "/dtmm")];
    places.extend(home.map(|home| (home, "/cargo")));
    places.push((sources, "/rust"));
    places
}

/// The compiler's arguments, in cargo's form for arguments with spaces in them. They replace any
/// that the user's own configuration has, which would change the bytes.
fn flags(places: &[(PathBuf, &str)]) -> OsString {
    let mut flags = OsString::new();
    for (place, name) in places {
        if !flags.is_empty() {
            flags.push("\x1f");
        }
        flags.push("--remap-path-prefix=");
        flags.push(place);
        flags.push("=");
        flags.push(name);
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn debian() -> Compiler {
        Compiler::Debian(Debian { version: "rustc 1.96.0".into(), linker: "/usr/bin/wasm-ld-22".into() })
    }

    fn own() -> Compiler {
        Compiler::Own(Own { version: "rustc 1.95.0".into(), sysroot: "/toolchain".into(), has_wasm: true })
    }

    fn variable(command: &Command, name: &str) -> Option<String> {
        let value = command.get_envs().find(|(key, _)| *key == name)?.1?;
        Some(value.to_string_lossy().into_owned())
    }

    #[test]
    fn folders_of_the_machine_get_fixed_names() {
        let flags = flags(&[("/home/me/my work".into(), "/dtmm"), ("/home/me/.cargo".into(), "/cargo")]);
        assert_eq!(flags, "--remap-path-prefix=/home/me/my work=/dtmm\u{1f}--remap-path-prefix=/home/me/.cargo=/cargo");
        let names = |compiler: Compiler| {
            places(&compiler, Path::new("/w")).into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        assert_eq!(names(own()), ["/dtmm", "/cargo", "/rust"]);
        assert_eq!(names(debian()), ["/dtmm", "/cargo", "/rust"]);
    }

    #[test]
    fn the_lockfile_is_never_changed() {
        for compiler in [own(), debian()] {
            let command = cargo(&compiler, "scorer", Path::new("/w"), Path::new("/t"));
            assert!(command.get_args().any(|argument| argument == "--locked"), "{command:?}");
        }
    }

    #[test]
    fn debian_builds_its_standard_library_with_its_own_programs() {
        let command = cargo(&debian(), "scorer", Path::new("/w"), Path::new("/t"));
        assert_eq!(command.get_program(), "/usr/bin/cargo");
        assert_eq!(variable(&command, "RUSTC").as_deref(), Some("/usr/bin/rustc"));
        assert_eq!(variable(&command, "RUSTC_BOOTSTRAP").as_deref(), Some("1"));
        let linker = variable(&command, "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER");
        assert_eq!(linker.as_deref(), Some("/usr/bin/wasm-ld-22"));
        assert!(variable(&command, "PATH").is_some_and(|path| path.starts_with("/usr/bin")));
        assert!(command.get_envs().any(|(name, value)| name == "RUSTUP_TOOLCHAIN" && value.is_none()));
    }

    #[test]
    fn each_compiler_has_a_folder_of_its_own() {
        assert_ne!(folder(&own()), folder(&debian()));
    }
}
