//! Passphrases: from a file, or typed without being shown. Never from the command line itself, which others can see.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use dtmm_sharing::{RANDOM_BYTES, USUAL_WORK, Unopened};
use xtask::tell;

/// The content of a file, which is asked for its passphrase if it is encrypted; other files are given back as they are.
pub(super) fn opened(bytes: Vec<u8>, file: Option<&Path>) -> Result<Vec<u8>> {
    if !dtmm_sharing::is_encrypted(&bytes) {
        return Ok(bytes);
    }
    let passphrase = match file {
        Some(file) => from_file(file)?,
        None => typed("Passphrase of the file: ")?,
    };
    dtmm_sharing::decrypt(&bytes, &passphrase).map_err(|why| anyhow::anyhow!(reason(why)))
}

/// The passphrase for a new file. What is typed is asked for twice, because a slip would lock the file for good.
pub(super) fn chosen(file: Option<&Path>) -> Result<String> {
    if let Some(file) = file {
        return from_file(file);
    }
    tell!("Without this passphrase nobody can open the file again. Nobody can reset it.");
    let passphrase = typed("New passphrase: ")?;
    ensure!(passphrase == typed("Once more: ")?, "the two passphrases differ; nothing was written");
    Ok(passphrase)
}

/// Encrypts a text.
pub(super) fn encrypt(output: &[u8], passphrase: &str) -> Result<Vec<u8>> {
    let mut random = [0; RANDOM_BYTES];
    getrandom::fill(&mut random).map_err(|error| anyhow::anyhow!("the system gives no random bytes: {error}"))?;
    dtmm_sharing::encrypt(output, passphrase, &random, USUAL_WORK).map_err(|why| anyhow::anyhow!(reason(why)))
}

/// The first line of a file.
fn from_file(file: &Path) -> Result<String> {
    let text = fs::read_to_string(file).with_context(|| format!("reading the passphrase from {}", file.display()))?;
    let passphrase = text.lines().next().unwrap_or_default();
    ensure!(!passphrase.is_empty(), "the first line of {} is empty; it should be the passphrase", file.display());
    Ok(passphrase.to_owned())
}

fn typed(prompt: &str) -> Result<String> {
    if !io::stdin().is_terminal() {
        bail!("there is no terminal to type a passphrase; name a file that holds it with --passphrase-file");
    }
    let passphrase = rpassword::prompt_password(prompt).context("reading the passphrase")?;
    ensure!(!passphrase.is_empty(), "a passphrase is needed");
    Ok(passphrase)
}

fn reason(why: Unopened) -> &'static str {
    match why {
        Unopened::NotEncrypted => "the file is encrypted in a form that is not known here",
        Unopened::ForKey => "the file was encrypted for a key, not with a passphrase; open it with age itself",
        Unopened::TooMuchWork => "the file asks for more work or memory than is done here; open it with age itself",
        Unopened::WrongPassphrase => "this is not the passphrase of the file",
        Unopened::Damaged => "the encrypted file was cut off or changed",
    }
}
