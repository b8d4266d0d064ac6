//! The command line, and programs of others that open what it writes. A test that needs one of these says so where it is
//! not there.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Runs a command of `cargo xtask` in the folder of the workspace.
pub(crate) fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).current_dir(super::root()).args(arguments).output().unwrap()
}

/// Whether a program runs; says what is not tested where it does not.
fn runs(program: &Path, arguments: &[&str]) -> bool {
    let quiet = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let runs = quiet.is_ok_and(|status| status.success());
    if !runs {
        eprintln!("{} {} does not run: not tested", program.display(), arguments.join(" "));
    }
    runs
}

/// The Python that has a module: that of the machine, else one of our own into which `package` is installed once.
pub(crate) fn python_with(module: &str, package: &str) -> Option<PathBuf> {
    let import = format!("import {module}");
    let import = ["-c", import.as_str()];
    let system = PathBuf::from("python3");
    if runs(&system, &import) {
        return Some(system);
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(module);
    let own = folder.join("bin/python3");
    let is_there = own.exists()
        || (runs(&system, &["-m", "venv", &folder.display().to_string()])
            && runs(&own, &["-m", "pip", "install", "--quiet", package]));
    (is_there && runs(&own, &import)).then_some(own)
}

/// LibreOffice, if it opens a plain file of this name and saves it in this form: an installation may have only some of its
/// programs. `SOFFICE` says where it is.
pub(crate) fn office(name: &str, form: &str) -> Option<PathBuf> {
    let office = std::env::var_os("SOFFICE").map_or_else(|| "soffice".into(), PathBuf::from);
    if !runs(&office, &["--version"]) {
        return None;
    }
    let scratch = tempfile::TempDir::new().unwrap();
    let file = scratch.path().join(name);
    std::fs::write(&file, "a,b\n").unwrap();
    save_as(&office, &file, form, scratch.path());
    let saves = file.with_extension(form).exists();
    if !saves {
        eprintln!("this LibreOffice saves no {form}: not tested");
    }
    saves.then_some(office)
}

/// Has LibreOffice open a file and save it in a form, into a folder.
#[track_caller]
pub(crate) fn save_as(office: &Path, file: &Path, form: &str, folder: &Path) {
    let done = Command::new(office)
        // A profile of its own, since only one office runs with each.
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", form, "--outdir"])
        .args([folder, file])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
