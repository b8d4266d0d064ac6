//! What keeps the site usable without a network: `sw.js`, with the list of all files of this version.

use std::collections::BTreeMap;

use anyhow::Result;
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

use super::inputs::Inputs;
use super::modules;
use super::tree::Tree;

/// What some hosts do not give under its own name, or nobody opens.
const LEFT_OUT: [&str; 3] = ["404.html", "robots.txt", HEADERS];

/// The file that some hosts read their headers from.
const HEADERS: &str = "_headers";

/// The pages that are kept first, in both languages; the rest follows while the reader reads.
const CORE: [&str; 6] = ["index", "method", "privacy", "score", "search", "standard"];

/// The assets that these pages need; the rest follows.
const CORE_ASSETS: [&str; 7] = ["bundles-", "document-", "map-", "page-", "post-load-", "prose-", "style-"];

/// In place of the worker while the site is edited: what an editor sees must never be an older page.
const OFF: &str = include_str!("../../../site/hosting/sw-off.js");

/// Adds the worker, and the headers for hosts that take them from a file. Everything that is to be
/// kept must be in the tree.
///
/// # Errors
/// A path written twice.
pub(super) fn write(inputs: &Inputs, tree: &mut Tree) -> Result<()> {
    let worker = if inputs.reload.is_some() { OFF.as_bytes().to_vec() } else { worker(inputs, tree)? };
    tree.add("sw.js", worker)?;
    tree.add(HEADERS, include_str!("../../../site/hosting/_headers"))?;
    Ok(())
}

fn worker(inputs: &Inputs, tree: &Tree) -> Result<Vec<u8>> {
    let files: BTreeMap<&str, String> =
        tree.iter().filter(|(path, _)| !LEFT_OUT.contains(path)).map(|(path, bytes)| (path, hash(bytes))).collect();
    let core: Vec<&str> = files.keys().copied().filter(|path| is_core(path)).collect();
    let lists =
        format!("const files = {};\nconst core = {};\n", serde_json::to_string(&files)?, serde_json::to_string(&core)?);
    Ok(modules::join(&inputs.assets, "offline/sw.js", &lists)?.into())
}

fn is_core(path: &str) -> bool {
    let in_language = path.strip_prefix("zh/").or_else(|| path.strip_prefix("en/")).unwrap_or_default();
    path == "index.html"
        || CORE.iter().any(|name| in_language.strip_suffix(".html") == Some(name))
        || path.strip_prefix("assets/").is_some_and(|asset| CORE_ASSETS.iter().any(|name| asset.starts_with(name)))
}

/// Nine bytes of the SHA-256, which twelve characters hold: enough to tell two versions of a file apart.
fn hash(bytes: &[u8]) -> String {
    Base64::encode_string(&Sha256::digest(bytes)[..9])
}
