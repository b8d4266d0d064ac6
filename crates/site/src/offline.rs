//! The service worker `sw.js`, which caches the site for offline use, with the list of all files of this version.

use std::collections::BTreeMap;

use anyhow::Result;
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

use super::address;
use super::inputs::Inputs;
use super::modules;
use super::tree::Tree;

/// Files that are not cached: some hosts do not serve them at their own address, or no reader opens them.
const LEFT_OUT: [&str; 3] = ["404.html", "robots.txt", HEADERS];

/// The file that some static hosts read HTTP headers from.
const HEADERS: &str = "_headers";

/// The pages that are cached first, in both languages; the others follow in the background.
const CORE: [&str; 6] = ["index", "method", "privacy", "score", "search", "standard"];

/// The prefixes of the assets that these pages need.
const CORE_ASSETS: [&str; 7] = ["bundles-", "document-", "map-", "page-", "post-load-", "prose-", "style-"];

/// Replaces the worker in the preview of an editor, which must never show a cached page.
const OFF: &str = include_str!("../../../site/hosting/sw-off.js");

/// Adds the service worker and the headers file. All files to be cached must be in the tree already.
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
    let in_language = address::lang_of(path).map_or("", |(_, page)| page);
    path == "index.html"
        || CORE.iter().any(|name| in_language.strip_suffix(".html") == Some(name))
        || path.strip_prefix("assets/").is_some_and(|asset| CORE_ASSETS.iter().any(|name| asset.starts_with(name)))
}

/// The first nine bytes of the SHA-256 in Base64 (twelve characters): enough to distinguish versions of a file.
fn hash(bytes: &[u8]) -> String {
    Base64::encode_string(&Sha256::digest(bytes)[..9])
}
