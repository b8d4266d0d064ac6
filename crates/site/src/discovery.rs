//! Discovery files: `sitemap.xml`, `robots.txt`, `llms.txt`, `site.webmanifest`, and the README of the archive.

use std::fmt::Write;

use anyhow::Result;
use dtmm_model::Lang;
use serde_json::json;

use super::address;
use super::data::data_files;
use super::editor_notes::numbered;
use super::inputs::Inputs;
use super::templates::fill_in;
use super::tree::Tree;
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// The base URL of the sitemap if none is given: that of the local server.
const LOCAL: &str = "http://127.0.0.1:8000/";

/// The pages that `llms.txt` lists, each with the words for its name and description.
const PAGES: [(&str, SiteWord, SiteWord); 5] = [
    ("index.html", SiteWord::NavModel, SiteWord::MapCaption),
    ("standard.html", SiteWord::StandardTitle, SiteWord::WayReadAbout),
    ("score.html", SiteWord::ScoreTitle, SiteWord::WayScoreAbout),
    ("method.html", SiteWord::MethodTitle, SiteWord::MethodNotice),
    ("developers.html", SiteWord::DataTitle, SiteWord::DataLlmsDevelopers),
];

/// Adds the discovery files; the sitemap lists the pages that are in the tree already.
///
/// # Errors
/// A path written twice.
pub(super) fn write(document: &Document, inputs: &Inputs, tree: &mut Tree) -> Result<()> {
    let base = inputs.base_url.as_deref().unwrap_or(LOCAL);
    let sitemap = sitemap(document, base, tree)?;
    tree.add("sitemap.xml", sitemap)?;
    tree.add("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n"))?;
    tree.add("llms.txt", llms(document, inputs.base_url.as_deref())?)?;
    tree.add("site.webmanifest", manifest(document, tree)?)?;
    Ok(())
}

/// The README of the archive, in each language of the standard: how to open the site from a folder.
pub fn readme(document: &Document) -> String {
    let standard = &document.standard;
    let side = |lang| {
        let (title, words) = (standard.title().get(lang), document.interface.word(SiteWord::ZipReadme, lang));
        format!("{}\n\n{words}\n", numbered(standard.number(), title))
    };
    document.languages.binding_first().map(side).collect::<Vec<_>>().join("\n\n")
}

/// All pages with their language alternates, in the format of sitemaps.org 0.9, which requires absolute URLs.
fn sitemap(document: &Document, base: &str, tree: &Tree) -> Result<String> {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let pages = tree.iter().map(|(path, _)| path).filter(|path| path.ends_with(".html") && *path != "404.html");
    let base = &xml_text(base);
    for path in pages {
        write!(xml, "<url><loc>{base}{path}</loc><lastmod>{}</lastmod>", document.modified)?;
        if let Some((_, rest)) = address::lang_of(path).filter(|_| document.languages.translation().is_some()) {
            for lang in document.languages.binding_first() {
                let tag = lang.tag();
                write!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{base}{lang}/{rest}\"/>")?;
            }
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    Ok(xml)
}

/// Escapes a text for XML.
pub(super) fn xml_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// An overview of the site in Markdown, for language models, in the format of llmstxt.org; in English where the
/// standard has any.
fn llms(document: &Document, base: Option<&str>) -> Result<String> {
    let standard = &document.standard;
    let lang = if document.languages.has(Lang::En) { Lang::En } else { Lang::Zh };
    let word = |key| document.interface.word(key, lang);
    let fill = |key, name, value: &str| fill_in(word(key), &[(name, value)]);
    let sample = standard.entries().next().map(|entry| entry.id.to_string()).unwrap_or_default();
    let mut out = format!("# {}", standard.title().get(lang));
    if let Some(other) = document.languages.other(lang) {
        write!(out, " ({})", standard.title().get(other))?;
    }
    out.push_str("\n\n");
    writeln!(out, "> {}\n", fill(SiteWord::DataSummary, "number", document.designation(lang)))?;
    writeln!(out, "{}\n", fill(SiteWord::DataLlmsIdentifiers, "id", &sample))?;
    writeln!(out, "{}", word(SiteWord::DataRightsText))?;
    let mut list = |heading: &str, links: Vec<(String, &str, String)>| -> Result<()> {
        writeln!(out, "\n## {heading}\n")?;
        for (path, name, about) in links {
            writeln!(out, "- [{name}]({}): {about}", address::link(base, "llms.txt", &path))?;
        }
        Ok(())
    };
    let entries = standard.counts().assessable.to_string();
    let data = data_files(document).map(|file| {
        let about = fill(file.about, "entries", &entries);
        let schema = file.schema.map(|path| format!(" ({}: {path})", word(SiteWord::DataSchema)));
        (file.link(&sample), file.path, about + &schema.unwrap_or_default())
    });
    list(word(SiteWord::DataFiles), data.collect())?;
    let page =
        |(file, name, about): (&str, _, _)| (address::in_language(lang, file), word(name), word(about).to_owned());
    list(word(SiteWord::DataLlmsPages), PAGES.into_iter().map(page).collect())?;
    let domains = standard.domains().iter().map(|domain| {
        let page = address::in_language(lang, &address::domain(domain));
        let names = || domain.subdomains.iter().map(|one| one.name.get(lang).as_str()).collect::<Vec<_>>().join(", ");
        let about = domain.intro.as_ref().map_or_else(names, |intro| intro.get(lang).clone());
        (page, domain.name.get(lang).as_str(), numbered(domain.clause(), &about))
    });
    list(word(SiteWord::DataLlmsDomains), domains.collect())?;
    Ok(out)
}

fn manifest(document: &Document, tree: &Tree) -> Result<String> {
    let icon = |start: &str, kind: &str, sizes: &str, purpose: &str| {
        let is_icon = |path: &&str| path.starts_with(&format!("assets/{start}-")) && path.ends_with(kind);
        let path = tree.iter().map(|(path, _)| path).find(is_icon);
        let media = if kind == "svg" { "svg+xml" } else { kind };
        json!({ "src": path, "type": format!("image/{media}"), "sizes": sizes, "purpose": purpose })
    };
    let languages = document.languages;
    // All languages in one name, since the format has no translations.
    let both = |word: &dyn Fn(Lang) -> String| languages.binding_first().map(word).collect::<Vec<_>>().join(" · ");
    let entry = |lang: Lang, file, key| {
        let name = document.interface.word(key, lang);
        json!({ "name": name, "url": address::in_language(lang, file) })
    };
    let shortcuts = languages.binding_first().flat_map(|lang| {
        [("standard.html", SiteWord::NavStandard), ("score.html", SiteWord::NavScore)]
            .map(|(file, key)| entry(lang, file, key))
    });
    let shortcuts: Vec<_> = shortcuts.collect();
    let manifest = json!({
        "id": "index.html",
        "name": both(&|lang| document.standard.title().get(lang).to_owned()),
        "short_name": document.interface.word(SiteWord::AppName, languages.binding()),
        "description": both(&|lang| document.interface.word(SiteWord::SiteName, lang).to_owned()),
        "lang": languages.binding().tag(),
        "dir": "ltr",
        "start_url": "index.html",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": document.brand.colour,
        "icons": [
            icon("icon", "svg", "any", "any"),
            icon("icon-192", "png", "192x192", "any"),
            icon("icon-512", "png", "512x512", "any"),
            icon("icon-maskable", "png", "512x512", "maskable"),
        ],
        "shortcuts": shortcuts,
    });
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}
