//! The page for developers: the data files, how to address things, and examples that can be run as they are.

use anyhow::Result;
use dtmm_model::{Anchor, Cell, Lang};
use serde::Serialize;

use super::parts::{excerpt, page, under_home};
use crate::address;
use crate::data::{DataFile, data_files};
use crate::layout::Site;
use crate::page::PageKind;
use crate::templates::fill_in;
use crate::tree::Tree;
use crate::views::Viewer;
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// The folder of the data files.
const FOLDER: &str = "data/";

#[derive(Serialize)]
struct FileView<'a> {
    name: &'a str,
    /// The target of its name; for a folder of files, one of them.
    link: String,
    about: String,
    form: &'a str,
    schema: Option<&'a str>,
    schema_link: Option<String>,
    /// In kilobytes (1,000 bytes), rounded up.
    size: usize,
}

/// The entry, cell and subdomain that the examples are about.
#[derive(Serialize)]
struct Sample<'a> {
    page: String,
    /// The identifiers of its domain and of the table of that, which may have none.
    domain: String,
    table: Option<String>,
    subdomain: String,
    name: &'a str,
    cell: String,
    level: u8,
    level_name: String,
    id: String,
    /// The number of a term, if the standard defines any.
    term: Option<&'a str>,
}

pub(super) fn developers(site: &Site<'_>, lang: Lang, tree: &mut Tree) -> Result<()> {
    let title = site.word(SiteWord::DataTitle, lang);
    let Some(sample) = sample(site.document, lang) else { return Ok(()) };
    let summary = fill_in(site.word(SiteWord::DataSummary, lang), &[("number", site.document.designation(lang))]);
    // The examples query the published site, or else the folder they are run in.
    let place = site.base_url().map_or("file://$PWD", |base| base.trim_end_matches('/'));
    let context = under_home(site, lang, title)
        .with("summary", &summary)
        .with("files", &files(site, lang, &sample.id, tree))
        .with("place", place)
        .with("sample", &sample);
    let page = page(lang, "developers.html", PageKind::Developers, title.to_owned(), excerpt(&summary, 160));
    site.write(&page, context, tree)
}

fn files<'a>(site: &Site<'_>, lang: Lang, sample: &str, tree: &Tree) -> Vec<FileView<'a>> {
    let entries = site.document.standard.counts().assessable.to_string();
    let size = |prefix: &str| {
        let files = tree.iter().filter(|(path, _)| path.starts_with(prefix));
        files.map(|(_, bytes)| bytes.len()).sum()
    };
    let file = |file: &'static DataFile| {
        let bytes: usize = size(file.path);
        FileView {
            name: file.path.trim_start_matches(FOLDER),
            link: site.path(&file.link(sample)),
            about: fill_in(site.word(file.about, lang), &[("entries", &entries)]),
            form: file.form,
            schema: file.schema.map(|path| path.trim_start_matches(FOLDER)),
            schema_link: file.schema.map(|path| site.path(path)),
            size: bytes.div_ceil(1000),
        }
    };
    data_files(site.document).map(file).collect()
}

/// The cell that the content chooses for the examples to query; the first cell where it chooses none that there is.
fn sample(document: &Document, lang: Lang) -> Option<Sample<'_>> {
    let cells = || document.standard.subdomains().flat_map(|(d, s)| s.cells.iter().map(move |cell| (d, s, cell)));
    let chosen = document.interface.word(SiteWord::DataSample, lang);
    let is_sample = |cell: &Cell| cell.id.to_string() == chosen && !cell.entries.is_empty();
    let (domain, subdomain, cell) = cells()
        .find(|(_, _, cell)| is_sample(cell))
        .or_else(|| cells().find(|(_, _, cell)| !cell.entries.is_empty()))?;
    Some(Sample {
        page: address::in_language(lang, &address::subdomain(domain, subdomain)),
        domain: domain.anchor().to_string(),
        table: domain.table().map(|table| Anchor::Table(&table.to_string()).to_string()),
        subdomain: subdomain.code.to_string(),
        name: subdomain.name.get(lang),
        cell: cell.id.to_string(),
        level: cell.id.level.number(),
        level_name: Viewer::plain(document, lang).level_name(cell.id.level).to_owned(),
        id: cell.entries.first()?.id.to_string(),
        term: document.terms.first().map(|term| term.number.as_str()),
    })
}
