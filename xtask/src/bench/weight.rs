//! What a reader transfers: pages with what they load before answering is switched on, compressed
//! as a web server does, and the engine that is loaded then.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::figure::{Figure, Unit};
use super::limits::{self, Limit};
use dtmm_site::{Engine, Tree};

/// What one page weighs in bytes, each file compressed by gzip at its best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// Its path in the site.
    pub path: String,
    /// The page alone.
    pub page: usize,
    /// The stylesheets and scripts that it loads by itself.
    pub assets: usize,
}

impl Weight {
    /// The page with what it loads.
    pub const fn whole(&self) -> usize {
        self.page + self.assets
    }
}

/// The weights held against their limits, but for that of the engine.
pub fn figures(tree: &Tree) -> Vec<Figure> {
    let heaviest = subdomains(tree).into_iter().max_by_key(Weight::whole);
    let subdomain = heaviest.map(|weight| {
        bytes(
            format!("{} with its assets", weight.path),
            weight.whole(),
            limits::SUBDOMAIN,
            "heaviest subdomain, gzip -9",
        )
    });
    let texts = full_texts(tree).into_iter().flat_map(|weight| {
        let alone = bytes(format!("{} alone", weight.path), weight.page, limits::FULL_TEXT, "full text, gzip -9");
        let whole = format!("{} with its assets", weight.path);
        [alone, bytes(whole, weight.whole(), limits::FULL_TEXT_WITH_ASSETS, "full text, gzip -9")]
    });
    let search = bytes(
        "search in both languages".to_owned(),
        search(tree),
        limits::SEARCH,
        "loaded when the search field is used, brotli -q 11",
    );
    subdomain.into_iter().chain(texts).chain([search]).collect()
}

/// The weight of all that the search loads: the texts of both languages, the finder and its style.
pub fn search(tree: &Tree) -> usize {
    let is_part = |path: &str| path.starts_with("assets/texts-") || path.starts_with("assets/search-");
    tree.iter().filter(|(path, _)| is_part(path)).map(|(_, bytes)| brotli(bytes)).sum()
}

/// The weights of the engines.
pub fn engine_figures(engine: &Engine) -> [Figure; 5] {
    let figure = |name: &str, script, limit, note| bytes(name.to_owned(), brotli(script), limit, note);
    [
        figure(
            "engine of answers",
            &engine.scorer,
            limits::ENGINE,
            "loaded when answering is switched on, brotli -q 11",
        ),
        figure(
            "engine of reports",
            &engine.reporter,
            limits::ENGINE,
            "loaded by the report and the comparison, brotli -q 11",
        ),
        figure(
            "engine of comments",
            &engine.commenter,
            limits::COMMENTER,
            "loaded when comments are used, brotli -q 11",
        ),
        figure("engine of what is handed on", &engine.sharer, limits::SHARER, "loaded when it is used, brotli -q 11"),
        figure("engine of workbooks", &engine.workbooks, limits::WORKBOOKS, "loaded when it is used, brotli -q 11"),
    ]
}

fn bytes(name: String, value: usize, limit: Limit, note: &str) -> Figure {
    Figure { name, value: value as f64, unit: Unit::Bytes, limit: Some(limit), note: note.to_owned() }
}

/// The weights of all subdomain pages, `{language}/{domain}/{subdomain}.html`.
pub fn subdomains(tree: &Tree) -> Vec<Weight> {
    weights(tree, |path| {
        let in_language = path.strip_prefix("zh/").or_else(|| path.strip_prefix("en/"));
        in_language.is_some_and(|rest| rest.contains('/') && rest.ends_with(".html"))
    })
}

/// The weights of the pages with the full text, one a language.
pub fn full_texts(tree: &Tree) -> Vec<Weight> {
    weights(tree, |path| path.ends_with("/standard.html"))
}

fn weights(tree: &Tree, is_meant: impl Fn(&str) -> bool) -> Vec<Weight> {
    let meant = tree.iter().filter(|(path, _)| is_meant(path));
    meant.map(|(path, html)| weight(tree, path, html)).collect()
}

fn weight(tree: &Tree, path: &str, html: &[u8]) -> Weight {
    let addresses = loaded(std::str::from_utf8(html).unwrap_or_default());
    let assets = addresses.filter_map(|address| tree.get(&resolve(path, address)));
    Weight { path: path.to_owned(), page: gzip(html), assets: assets.map(gzip).sum() }
}

/// The addresses of the stylesheets and scripts a page names.
fn loaded(html: &str) -> impl Iterator<Item = &str> {
    let tags = html.split('<').filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag);
    tags.filter_map(|tag| match tag.split(' ').next() {
        Some("script") => attribute(tag, "src"),
        Some("link") if attribute(tag, "rel") == Some("stylesheet") => attribute(tag, "href"),
        _ => None,
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

/// The path of a relative address seen from a page.
fn resolve(page: &str, address: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The number of bytes after `gzip -9`.
pub fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("memory takes every byte").len()
}

/// The number of bytes after `brotli -q 11`.
pub fn brotli(bytes: &[u8]) -> usize {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params).expect("memory takes every byte")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_found_and_nothing_else() {
        let html = "<html data-engine=\"../e.js\"><link rel=\"stylesheet\" href=\"../../a/s.css\">\
                    <link rel=\"icon\" href=\"../i.svg\"><script defer src=\"../p.js\"></script>";
        assert_eq!(loaded(html).collect::<Vec<_>>(), ["../../a/s.css", "../p.js"]);
        assert_eq!(resolve("zh/data/x.html", "../../a/s.css"), "a/s.css");
        assert_eq!(resolve("zh/x.html", "y.js"), "zh/y.js");
    }

    #[test]
    fn a_page_weighs_itself_and_its_assets() {
        let mut tree = Tree::default();
        let html = "<link rel=\"stylesheet\" href=\"../../s.css\"><script src=\"../../p.js\"></script>";
        tree.add("zh/data/x.html", html).unwrap();
        tree.add("zh/data.html", html).unwrap();
        tree.add("s.css", "a{b:c}").unwrap();
        tree.add("p.js", "f()").unwrap();
        let found = subdomains(&tree);
        let assets = gzip(b"a{b:c}") + gzip(b"f()");
        assert_eq!(found, [Weight { path: "zh/data/x.html".to_owned(), page: gzip(html.as_bytes()), assets }]);
    }
}
