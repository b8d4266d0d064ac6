//! Which compiler to use, or what to get first: decided from facts, without touching the machine.

use std::path::PathBuf;

/// The target, as rustc and rustup name it.
pub(super) const TARGET: &str = "wasm32-unknown-unknown";

/// The packages with Debian's Rust and its sources; a linker comes on top.
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// What is known about the machine.
#[derive(Debug, Clone, Default)]
pub(super) struct MachineFacts {
    /// The toolchain that runs this program, if rustc could be asked.
    pub(super) own: Option<Own>,
    /// A rustup that could be asked for the target.
    pub(super) rustup: bool,
    /// Asking rustup is known to be in vain.
    pub(super) rustup_refused: bool,
    /// Debian's Rust, complete.
    pub(super) debian: Option<Debian>,
    /// How packages can be installed here.
    pub(super) apt: Apt,
    /// The packages with Debian's Rust, if the lists here know them.
    pub(super) packages: Option<Vec<String>>,
    /// Installing was tried already.
    pub(super) install_tried: bool,
}

/// The toolchain that runs this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Own {
    /// What `rustc -vV` says.
    pub(super) version: String,
    /// Its folder.
    pub(super) sysroot: PathBuf,
    /// The standard library for WebAssembly is in it.
    pub(super) has_wasm: bool,
}

/// Debian's Rust with its sources, and a linker for WebAssembly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Debian {
    /// What its `rustc -vV` says.
    pub(super) version: String,
    /// The newest `wasm-ld` there is.
    pub(super) linker: PathBuf,
}

/// How packages can be installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Apt {
    /// There is no apt-get.
    #[default]
    Absent,
    /// There is one, but we may not use it.
    NotAllowed,
    /// There is one, and we are root.
    Allowed,
}

/// A compiler that can make the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Compiler {
    /// The toolchain that runs this program.
    Own(Own),
    /// Debian's Rust, which compiles the standard library as well.
    Debian(Debian),
}

impl Compiler {
    /// What its `rustc -vV` says.
    pub(super) fn version(&self) -> &str {
        match self {
            Compiler::Own(own) => &own.version,
            Compiler::Debian(debian) => &debian.version,
        }
    }
}

/// What to do next.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NextStep {
    /// Compile with this.
    Use(Compiler),
    /// `rustup target add`, then look again.
    AskRustup,
    /// `apt-get install`, then look again.
    InstallDebian,
    /// Nothing helps; the sentence says what to run.
    GiveUp(String),
}

/// The next step: what is there, then what rustup gives, then Debian's Rust as it is or installed.
pub(super) fn next(facts: &MachineFacts) -> NextStep {
    match facts {
        MachineFacts { own: Some(own), .. } if own.has_wasm => NextStep::Use(Compiler::Own(own.clone())),
        MachineFacts { own: Some(_), rustup: true, rustup_refused: false, .. } => NextStep::AskRustup,
        MachineFacts { debian: Some(debian), .. } => NextStep::Use(Compiler::Debian(debian.clone())),
        MachineFacts { apt: Apt::Allowed, install_tried: false, .. } => NextStep::InstallDebian,
        _ => NextStep::GiveUp(advice(facts)),
    }
}

fn advice(facts: &MachineFacts) -> String {
    let what = format!("the scoring engine needs Rust's standard library for {TARGET}; run");
    let rustup = format!("`rustup target add {TARGET}`");
    let sudo = if facts.apt == Apt::Allowed { "" } else { "sudo " };
    let apt = facts
        .packages
        .as_ref()
        .map(|packages| format!("`{sudo}apt-get install --no-install-recommends {}`", packages.join(" ")));
    match (facts.rustup, apt) {
        (true, None) => format!("{what} {rustup}"),
        (true, Some(apt)) => format!("{what} {rustup} or, where rustup cannot fetch it, {apt}"),
        (false, None) => format!("{what} {rustup}, with Rust installed from https://rustup.rs"),
        (false, Some(apt)) => format!("{what} {apt}, or {rustup} with Rust installed from https://rustup.rs"),
    }
}

/// Debian's Rust and the newest linker, if the package lists (one name a line) have them all.
pub(super) fn packages(known: &str) -> Option<Vec<String>> {
    let has = |name: &&str| known.lines().any(|line| line == *name);
    let linker = newest(known.lines(), "lld")?;
    let names = || DEBIAN_PACKAGES.into_iter().chain([linker]);
    names().all(|name| has(&name)).then(|| names().map(str::to_owned).collect())
}

/// The newest of several names that end in a number, as `wasm-ld-22` or `lld-22`; one without a
/// number is older than all.
pub(super) fn newest<'a>(names: impl IntoIterator<Item = &'a str>, stem: &str) -> Option<&'a str> {
    let number = |name: &str| match name.strip_prefix(stem)? {
        "" => Some(0),
        rest => rest.strip_prefix('-')?.parse::<u32>().ok(),
    };
    names.into_iter().filter_map(|name| Some((number(name)?, name))).max().map(|(_, name)| name)
}

/// Whether the first line of `rustc -vV` is at least the version `minimum`, as `1.88`.
pub(super) fn recent(version: &str, minimum: &str) -> bool {
    let numbers = |text: &str| -> Option<(u32, u32)> {
        let mut parts = text.split('.');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    };
    version.strip_prefix("rustc ").and_then(numbers) >= numbers(minimum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(has_wasm: bool) -> Option<Own> {
        Some(Own { version: "rustc 1.95.0".into(), sysroot: "/r".into(), has_wasm })
    }

    fn debian() -> Debian {
        Debian { version: "rustc 1.96.0".into(), linker: "/usr/bin/wasm-ld-22".into() }
    }

    #[test]
    fn what_is_there_comes_first() {
        let facts = MachineFacts {
            own: own(true),
            rustup: true,
            debian: Some(debian()),
            apt: Apt::Allowed,
            ..MachineFacts::default()
        };
        assert!(matches!(next(&facts), NextStep::Use(Compiler::Own(_))));
    }

    #[test]
    fn rustup_is_asked_once_before_debian() {
        let facts = MachineFacts { own: own(false), rustup: true, debian: Some(debian()), ..MachineFacts::default() };
        assert_eq!(next(&facts), NextStep::AskRustup);
        let facts = MachineFacts { rustup_refused: true, ..facts };
        assert_eq!(next(&facts), NextStep::Use(Compiler::Debian(debian())));
    }

    #[test]
    fn debian_is_installed_once_and_only_by_root() {
        let facts = MachineFacts { own: own(false), apt: Apt::Allowed, ..MachineFacts::default() };
        assert_eq!(next(&facts), NextStep::InstallDebian);
        assert!(matches!(next(&MachineFacts { install_tried: true, ..facts.clone() }), NextStep::GiveUp(_)));
        assert!(matches!(next(&MachineFacts { apt: Apt::NotAllowed, ..facts }), NextStep::GiveUp(_)));
    }

    #[test]
    fn the_last_word_is_one_sentence_that_says_what_to_run() {
        for rustup in [true, false] {
            for packages in [None, Some(vec!["rustc-web".to_owned(), "lld-22".to_owned()])] {
                let known = packages.is_some();
                let facts = MachineFacts { rustup, rustup_refused: true, packages, ..MachineFacts::default() };
                let NextStep::GiveUp(sentence) = next(&facts) else { panic!("{facts:?}") };
                assert!(sentence.contains("; run `") && !sentence.contains('\n'), "{sentence}");
                assert!(sentence.contains("`rustup target add wasm32-unknown-unknown`"), "{sentence}");
                let install = "`sudo apt-get install --no-install-recommends rustc-web lld-22`";
                assert_eq!(sentence.contains(install), known, "{sentence}");
                assert_eq!(sentence.contains("https://rustup.rs"), !rustup, "{sentence}");
            }
        }
    }

    #[test]
    fn the_packages_are_all_there_or_none_is_named() {
        let known = "lld-14\nrustc-web\nlld-22\ncargo-web\nrust-web-src\nlld\nlldb-22";
        let expected = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"].map(str::to_owned).to_vec();
        assert_eq!(packages(known), Some(expected));
        assert_eq!(packages("lld-14\nrustc-web\ncargo-web"), None);
        assert_eq!(packages("rustc-web\ncargo-web\nrust-web-src"), None);
    }

    #[test]
    fn the_newest_name_wins_by_number() {
        assert_eq!(newest(["lld-9", "lld-22", "lld", "lld-14", "lldb-99", "lld-dev"], "lld"), Some("lld-22"));
        assert_eq!(newest(["wasm-ld"], "wasm-ld"), Some("wasm-ld"));
        assert_eq!(newest(["lldb-99"], "lld"), None);
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(recent("rustc 1.96.0 (ac68faa20 2026-05-25)\nbinary: rustc", "1.88"));
        assert!(recent("rustc 1.88.0", "1.88"));
        assert!(recent("rustc 2.0.0-nightly", "1.88"));
        assert!(!recent("rustc 1.63.0", "1.88"));
        assert!(!recent("", "1.88"));
    }
}
