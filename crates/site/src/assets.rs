//! Stylesheets, scripts, icons and engines. Each address contains a hash of the bytes (cache busting), so that no page
//! is shown with the assets of another version.
//!
//! A folder of `site/assets/` is a bundle. Its scripts are `main.js` and all that this imports, joined into one;
//! its stylesheets are joined in name order.

use std::collections::BTreeMap;

use anyhow::Result;
use base64ct::{Base64, Encoding};
use dtmm_model::Lang;
use serde_json::json;
use sha2::{Digest, Sha256, Sha384};

use super::inputs::{Asset, Inputs};
use super::placement::Placement;
use super::tints::tints;
use super::tree::Tree;
use super::{anchors, client_data, modules, scorer_data};
use dtmm_content::document::{Brand, Document};

/// The paths of the assets, from the root of the pages of the edition.
pub(super) struct AssetPaths {
    pub(super) style: String,
    /// The stylesheets of single kinds of page, by name under `site/assets/page-styles/`.
    pub(super) page_styles: BTreeMap<&'static str, String>,
    /// The stylesheet of answers and results, loaded when answering is on.
    pub(super) assessment_style: String,
    pub(super) script: String,
    pub(super) icon: String,
    /// The mark beside the name of the site; the content brings it, or else the templates draw that of the tool.
    pub(super) logo: Option<String>,
    /// Whether the build has an engine.
    pub(super) answers: bool,
}

/// The stylesheets of single kinds of page, `site/assets/page-styles/<name>.css`.
const PAGE_STYLES: [(&str, &[&str]); 8] = [
    ("changes", &[]),
    ("document", &["contents"]),
    ("glossary", &["contents", "sift"]),
    ("level", &["contents"]),
    ("map", &[]),
    ("notes", &["contents", "sift"]),
    ("prose", &["contents"]),
    ("record", &[]),
];

/// The stylesheets of every page. The first declares the order of the cascade layers, so the order of the others does
/// not matter.
const STYLE: [&str; 7] = ["layers", "base", "clause", "layout", "print", "targets", "tokens"];

/// The stylesheet for levels above this one, which only standards that have them need.
const MANY_LEVELS: (usize, &str) = (5, "many-levels");

/// The stylesheet that only pages of an earlier edition need.
const EARLIER_EDITION: &str = "earlier-edition";

/// The bundles that the page script loads on demand, each with the stylesheets of `site/assets/shared/` that precede
/// its own.
const LATER: [(&str, &[&str]); 12] = [
    ("assessment-toggle", &[]),
    ("cell-panel", &[]),
    ("comments", &["beside", "tool"]),
    ("dropping", &[]),
    ("map-picture", &[]),
    ("notes", &[]),
    ("post-load", &[]),
    ("privacy", &[]),
    ("reading-tools", &["beside"]),
    ("search", &[]),
    ("sharing", &[]),
    ("sift", &[]),
];

/// Puts all assets into the tree. `before` are the editions before, oldest first.
///
/// # Errors
/// A path written twice.
pub(super) fn write(
    document: &Document,
    before: &[Document],
    inputs: &Inputs,
    placement: &Placement,
    tree: &mut Tree,
) -> Result<AssetPaths> {
    let mut put = |name: &str, extension: &str, bytes| {
        let is_drawn = matches!(extension, "css" | "svg");
        let bytes = if is_drawn { branded(bytes, &document.brand) } else { bytes };
        add(name, extension, bytes, tree)
    };
    let many = (document.standard.levels().len() > MANY_LEVELS.0).then_some(MANY_LEVELS.1);
    let earlier = (!placement.is_newest()).then_some(EARLIER_EDITION);
    let style = STYLE.into_iter().chain(many).chain(earlier).map(|name| format!("css/{name}.")).collect::<Vec<_>>();
    let style = put("style", "css", styles(inputs, &style)?)?;
    let mut page_styles = BTreeMap::new();
    for (name, shared) in PAGE_STYLES {
        let shared = shared.iter().map(|style| format!("shared/{style}."));
        let style = styles(inputs, &shared.chain([format!("page-styles/{name}.")]).collect::<Vec<_>>())?;
        page_styles.insert(name, put(name, "css", style)?);
    }
    let assessment = ["shared/tool.", "assessment/"].map(String::from);
    let assessment_style = put("assessment", "css", styles(inputs, &assessment)?)?;
    let mut later = BTreeMap::from([("assessment", vec![assessment_style.clone()])]);
    later.insert("texts", vec![put("texts", "js", client_data::texts(document, inputs, placement)?.into())?]);
    for lang in document.languages.iter().filter(|_| !document.notes.is_empty()) {
        let name = of_language(lang, ["notes-zh", "notes-en"]);
        later.insert(name, vec![put(name, "js", client_data::notes(document, lang)?.into())?]);
    }
    for (name, shared) in LATER {
        let shared = shared.iter().map(|style| format!("shared/{style}."));
        let style = styles(inputs, &shared.chain([format!("{name}/")]).collect::<Vec<_>>())?;
        let script = modules::join(&inputs.assets, &format!("{name}/main.js"), "")?.into();
        let script = branded(script, &document.brand);
        let style = if style.is_empty() { None } else { Some(put(name, "css", style)?) };
        later.insert(name, style.into_iter().chain([put(name, "js", script)?]).collect());
    }
    let (icon, logo, touch_icon) = icons(inputs, &mut put)?;
    if let Some(built) = &inputs.engine {
        later.insert("engine", vec![put("engine", "js", built.scorer.clone())?]);
        later.insert("commenter", vec![put("commenter", "js", built.commenter.clone())?]);
        later.insert("sharer", vec![put("sharer", "js", built.sharer.clone())?]);
        later.insert("workbooks", vec![put("workbooks", "js", built.workbooks.clone())?]);
        later.insert("reporter", vec![put("reporter", "js", built.reporter.clone())?]);
        // The outline and all words that the engine needs in each language, those of the entries among them.
        for lang in document.languages.iter() {
            let name = of_language(lang, ["scorer-zh", "scorer-en"]);
            later.insert(name, vec![put(name, "js", scorer_data::script(document, before, lang)?.into_bytes())?]);
            let name = of_language(lang, ["workbook-words-zh", "workbook-words-en"]);
            later.insert(name, vec![put(name, "js", scorer_data::workbook_words(document, lang)?.into_bytes())?]);
        }
    }
    let bundles = bundles(inputs, &later, &touch_icon, tree)?;
    let hash = integrity(&bundles);
    let first = serde_json::to_string(&[(add("bundles", "js", bundles, tree)?, hash)])?;
    let selector = serde_json::to_string(&anchors::selector(&document.standard))?;
    let first = format!("const bundles = {first};\nconst anchorSelector = {selector};\n");
    let script = modules::join(&inputs.assets, "page/main.js", &first)?;
    let script = add("page", "js", script.into(), tree)?;
    let from_pages = |path: String| format!("{}{path}", placement.to_site());
    Ok(AssetPaths {
        style: from_pages(style),
        page_styles: page_styles.into_iter().map(|(name, path)| (name, from_pages(path))).collect(),
        assessment_style: from_pages(assessment_style),
        script: from_pages(script),
        icon: from_pages(icon),
        logo: logo.map(from_pages),
        answers: inputs.engine.is_some(),
    })
}

/// The Chinese or the English one.
fn of_language<T>(lang: Lang, [zh, en]: [T; 2]) -> T {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// Puts a file with this name, extension and bytes into the tree, and returns its path.
type PutAsset<'a> = dyn FnMut(&str, &str, Vec<u8>) -> Result<String> + 'a;

/// Puts the icons into the tree; the paths of the icon, of the logo if the content brings one, and of the icon that
/// phones put on their screen.
fn icons(inputs: &Inputs, put: &mut PutAsset<'_>) -> Result<(String, Option<String>, String)> {
    let icon = put("icon", "svg", bundle(inputs, "icons/icon.", "svg"))?;
    let logo = bundle(inputs, "icons/logo.", "svg");
    let logo = if logo.is_empty() { None } else { Some(put("logo", "svg", logo)?) };
    for name in ["icon-192", "icon-512", "icon-maskable"] {
        put(name, "png", bundle(inputs, &format!("icons/{name}."), "png"))?;
    }
    let touch_icon = put("icon-touch", "png", bundle(inputs, "icons/icon-touch.", "png"))?;
    Ok((icon, logo, touch_icon))
}

/// A file with the colours of the brand in place of those of the tool.
fn branded(bytes: Vec<u8>, brand: &Brand) -> Vec<u8> {
    let tool = Brand::default();
    match String::from_utf8(bytes) {
        Ok(text) if *brand != tool => {
            let colours = [(&tool.colour, &brand.colour), (&tool.colour_dark, &brand.colour_dark)];
            let text = colours.iter().fold(text, |text, (from, to)| text.replace(*from, to));
            let tints = tints(&brand.colour, &brand.colour_dark);
            tints.fold(text, |text, (from, to)| text.replace(from, &to)).into_bytes()
        }
        Ok(text) => text.into_bytes(),
        Err(other) => other.into_bytes(),
    }
}

/// Adds a file to the tree at an address with the hash of its bytes, and returns the address.
fn add(name: &str, extension: &str, bytes: Vec<u8>, tree: &mut Tree) -> Result<String> {
    let path = format!("assets/{name}-{}.{extension}", content_hash(&bytes));
    tree.add(path.clone(), bytes)?;
    Ok(path)
}

/// The script that lists the files of all bundles, each with its integrity hash.
fn bundles(inputs: &Inputs, later: &BTreeMap<&str, Vec<String>>, icon: &str, tree: &Tree) -> Result<Vec<u8>> {
    let checked = |path: &String| (path.clone(), integrity(tree.get(path).unwrap_or_default()));
    let files: BTreeMap<&str, Vec<_>> =
        later.iter().map(|(name, paths)| (*name, paths.iter().map(checked).collect())).collect();
    let named = serde_json::to_string(&files)?;
    let more = json!({ "icon": icon, "offline": inputs.reload.is_none() });
    Ok(format!("Object.assign(dtmm.later,{named},{more});\n").into_bytes())
}

/// The value for Subresource Integrity, which browsers compare a script or stylesheet with.
fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", Base64::encode_string(&Sha384::digest(bytes)))
}

/// The first ten hexadecimal digits of the SHA-256.
fn content_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// Joins and minifies the stylesheets whose paths begin with the prefixes: removes comments, and spaces beside
/// punctuation, which no string in our stylesheets has. Spaces inside selectors and values are significant and stay.
fn styles(inputs: &Inputs, prefixes: &[String]) -> Result<Vec<u8>> {
    let parts: Vec<_> = prefixes.iter().map(|prefix| bundle(inputs, prefix, "css")).collect();
    let joined = without_comments(&String::from_utf8(parts.concat())?).replace('\n', " ");
    let spaced = ["{ ", " {", "; ", " }", "} ", ": ", ", ", " > "].map(|mark| (mark, mark.trim()));
    Ok(spaced.into_iter().chain([(";}", "}")]).fold(joined, |text, (from, to)| text.replace(from, to)).into_bytes())
}

/// A stylesheet without comment lines and indentation.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let opens = line.starts_with("/*");
        if !(in_comment || opens || line.is_empty()) {
            out.push_str(line);
            out.push('\n');
        }
        in_comment = (in_comment || opens) && !line.ends_with("*/");
    }
    out
}

/// The concatenated files whose paths begin with `prefix` and end with `extension`.
fn bundle(inputs: &Inputs, prefix: &str, extension: &str) -> Vec<u8> {
    let is_part = |asset: &&Asset| asset.path.starts_with(prefix) && asset.path.ends_with(extension);
    inputs.assets.iter().filter(is_part).flat_map(|asset| asset.bytes.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_are_comment_are_left_out() {
        let style = "/* What\n * it does. */\na {\n  /* why */\n  b: c; /* stays */\n}\n";
        assert_eq!(without_comments(style), "a {\nb: c; /* stays */\n}\n");
    }
}
