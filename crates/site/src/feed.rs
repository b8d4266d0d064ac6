//! `changes.xml`: the editions as an Atom feed (RFC 4287), so that whoever follows it is told of the next one.

use std::fmt::Write;

use anyhow::Result;
use dtmm_content::document::Document;

use super::address;
use super::discovery::xml_text;
use super::layout::Site;
use super::placement::Placement;
use super::templates::fill_in;
use super::tree::Tree;
use crate::words::SiteWord;
use dtmm_oscal::uuid_of;

const FEED: &str = "changes.xml";

/// Adds the feed, in the language that binds, the newest edition first. Without a base URL its links are relative.
///
/// # Errors
/// A path written twice.
pub(super) fn write(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    let (document, lang) = (site.document, site.document.languages.binding());
    let link = |path: &str| xml_text(&address::link(site.base_url(), FEED, path));
    let title = fill_in(site.word(SiteWord::FeedTitle, lang), &[("title", document.standard.title().get(lang))]);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    writeln!(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">", lang.tag())?;
    writeln!(xml, "<title>{}</title>", xml_text(&title))?;
    writeln!(xml, "<id>urn:uuid:{}</id>", uuid_of(document.standard.id().as_bytes()))?;
    writeln!(xml, "<updated>{}</updated>", time(document))?;
    writeln!(xml, "<author><name>{}</name></author>", xml_text(site.word(SiteWord::Issuer, lang)))?;
    if site.base_url().is_some() {
        writeln!(xml, "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>", link(FEED))?;
    }
    writeln!(xml, "<link href=\"{}\"/>", link(&address::in_language(lang, "index.html")))?;
    for one in site.editions().into_iter().rev() {
        let edition = one.standard.edition();
        let placement =
            if edition == document.standard.edition() { Placement::newest() } else { Placement::earlier(edition) };
        let page = if one.changes.is_some() { address::CHANGES } else { "index.html" };
        let page = placement.path(&address::in_language(lang, page));
        let summary = one.changes.as_ref().map_or_else(
            || site.word(SiteWord::FeedFirst, lang).to_owned(),
            |changes| {
                let values = [("from", changes.from.as_str()), ("to", changes.to.as_str())];
                fill_in(site.word(SiteWord::ChangesTitle, lang), &values)
            },
        );
        let id = uuid_of(format!("{} {edition}", document.standard.id()).as_bytes());
        let title = format!("{} ({edition})", one.standard.title().get(lang));
        writeln!(xml, "<entry><title>{}</title><id>urn:uuid:{id}</id>", xml_text(&title))?;
        writeln!(xml, "<updated>{}</updated><link href=\"{}\"/>", time(one), link(&page))?;
        writeln!(xml, "<summary>{}</summary></entry>", xml_text(&summary))?;
    }
    xml.push_str("</feed>\n");
    tree.add(FEED, xml)?;
    Ok(())
}

/// The day on which an edition was last changed, as Atom writes times.
fn time(document: &Document) -> String {
    format!("{}T00:00:00Z", document.modified)
}
