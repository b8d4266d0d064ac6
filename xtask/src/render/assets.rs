//! Stylesheet, scripts, icon and engine: each at an address that carries the hash of its bytes, so
//! that no page is ever shown with another version's assets.

use std::collections::BTreeMap;

use anyhow::Result;
use dtmm_model::Lang;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Inputs;
use super::tree::Tree;
use crate::document::Document;

/// One file of `site/assets/`.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its path under `site/assets/`, as `css/base.css`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The engines, each as one classic script with the WASM inside it as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    /// For the pages where answers are given.
    pub scorer: Vec<u8>,
    /// For the pages that report what answers come to.
    pub reporter: Vec<u8>,
}

/// Where the assets of this build stand, from the root of the site.
pub(super) struct AssetPaths {
    pub(super) style: String,
    /// What answers and results look like; only who answers needs it.
    pub(super) scoring_style: String,
    pub(super) script: String,
    pub(super) icon: String,
    pub(super) engine: Option<String>,
    pub(super) reporter: Option<String>,
    /// What the engine needs to know in each language: the outline and its words.
    pub(super) scorer: BTreeMap<Lang, String>,
}

/// Puts all assets into the tree.
///
/// # Errors
/// A path written twice.
pub(super) fn write(document: &Document, inputs: &Inputs, tree: &mut Tree) -> Result<AssetPaths> {
    let mut put = |name: &str, extension: &str, bytes: Vec<u8>| -> Result<String> {
        let path = format!("assets/{name}-{}.{extension}", content_hash(&bytes));
        tree.add(path.clone(), bytes)?;
        Ok(path)
    };
    let style = put("style", "css", bundle(inputs, "css/"))?;
    let scoring_style = put("scoring", "css", bundle(inputs, "scoring/"))?;
    let script = put("page", "js", bundle(inputs, "js/"))?;
    let icon = put("icon", "svg", bundle(inputs, "icons/icon.svg"))?;
    let mut scorer = BTreeMap::new();
    let (mut engine, mut reporter) = (None, None);
    if let Some(built) = &inputs.engine {
        engine = Some(put("engine", "js", built.scorer.clone())?);
        reporter = Some(put("reporter", "js", built.reporter.clone())?);
        for lang in Lang::ALL {
            let script = scorer_script(document, lang)?;
            scorer.insert(lang, put(&format!("scorer-{lang}"), "js", script.into_bytes())?);
        }
    }
    Ok(AssetPaths { style, scoring_style, script, icon, engine, reporter, scorer })
}

/// The first ten hexadecimal digits of the SHA-256.
fn content_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

fn bundle(inputs: &Inputs, prefix: &str) -> Vec<u8> {
    let parts = inputs.assets.iter().filter(|asset| asset.path.starts_with(prefix));
    parts.flat_map(|asset| asset.bytes.iter().copied()).collect()
}

#[derive(Serialize)]
struct ScorerData<'a> {
    outline: String,
    words: BTreeMap<&'a str, &'a str>,
    names: BTreeMap<String, &'a str>,
}

/// The words the scorer uses begin with this.
const SCORER_WORDS: &str = "score_";

fn scorer_script(document: &Document, lang: Lang) -> Result<String> {
    let mut words = document.interface.in_language(lang);
    words.retain(|key, _| key.starts_with(SCORER_WORDS));
    let mut names = BTreeMap::new();
    for (domain, subdomain) in document.standard.subdomains() {
        names.insert(domain.slug.to_string(), domain.name.get(lang).as_str());
        names.insert(subdomain.code.to_string(), subdomain.name.get(lang).as_str());
    }
    let data = ScorerData { outline: document.standard.outline().to_string(), words, names };
    Ok(format!("globalThis.dtmmScorer={};\n", serde_json::to_string(&data)?))
}
