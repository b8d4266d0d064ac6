//! What search engines and devices ask for: `sitemap.xml`, `robots.txt`, `site.webmanifest`.

use std::fmt::Write;

use anyhow::Result;
use dtmm_model::Lang;
use serde_json::json;

use super::Inputs;
use super::tree::Tree;
use crate::document::Document;

/// The address a site has while nobody has said where it is published: that of the local server.
const LOCAL: &str = "http://127.0.0.1:8000/";

/// Adds the listings of the pages that are in the tree already.
///
/// # Errors
/// A path written twice.
pub(super) fn write(document: &Document, inputs: &Inputs, tree: &mut Tree) -> Result<()> {
    let base = inputs.base_url.as_deref().unwrap_or(LOCAL);
    let sitemap = sitemap(base, tree)?;
    tree.add("sitemap.xml", sitemap)?;
    tree.add("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"))?;
    tree.add("site.webmanifest", manifest(document, tree)?)?;
    Ok(())
}

/// Every page with its language alternates, by sitemaps.org 0.9, which asks for full addresses.
fn sitemap(base: &str, tree: &Tree) -> Result<String> {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let pages = tree.iter().map(|(path, _)| path).filter(|path| path.ends_with(".html") && *path != "404.html");
    for path in pages {
        write!(xml, "<url><loc>{base}{path}</loc>")?;
        if let Some(rest) = path.strip_prefix("zh/").or_else(|| path.strip_prefix("en/")) {
            for lang in Lang::ALL {
                let tag = lang.tag();
                write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{base}{lang}/{rest}\"/>")?;
            }
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    Ok(xml)
}

fn manifest(document: &Document, tree: &Tree) -> Result<String> {
    let icon = tree.iter().map(|(path, _)| path).find(|path| path.starts_with("assets/icon-"));
    let manifest = json!({
        "name": document.standard.title().zh,
        "short_name": document.interface.word("site_name", Lang::Zh),
        "lang": Lang::Zh.tag(),
        "start_url": "index.html",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#0a5a86",
        "icons": [{ "src": icon, "type": "image/svg+xml", "sizes": "any" }],
    });
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}
