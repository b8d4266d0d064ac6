//! The report of an assessment as a document: the page of the report, filled.

use anyhow::{Context as _, Result};
use dtmm_content::document::Document;
use dtmm_document::{DocxLook, HtmlElement, fill, write_docx};
use dtmm_model::Lang;
use dtmm_scoring::{Assessment, Scorecard, write};
use dtmm_site::Tree;
use dtmm_view::{Context, Facts, printed_title, radar_chart};
use sha2::{Digest, Sha256};

use crate::printed::Printed;

/// The report of an assessment as a document (DOCX), in one of the languages of the standard, made on a day such as
/// `2026-11-30`. `site` is the built site, whose page of the report it follows.
///
/// # Errors
/// A site without that page.
pub fn docx(document: &Document, site: &Tree, assessment: &Assessment, lang: Lang, date: &str) -> Result<Vec<u8>> {
    let path = format!("{}/report.html", lang.key());
    let mut page = site.get(&path).and_then(main_of).with_context(|| format!("the site has no page {path}"))?;
    let (outline, printed) = (document.standard.outline(), Printed::new(document, lang));
    let hash = format!("{:x}", Sha256::digest(write(assessment, &outline)));
    let facts = Facts { date, hash: &hash, method: assessment.profile.unwrap_or(outline.scoring.first()) };
    let card = Scorecard::with_own_weights(&outline, assessment);
    let context = Context {
        outline: &outline,
        words: &printed.words,
        names: &printed.names,
        assessment,
        card: &card,
        texts: &printed,
    };
    fill(&mut page, &context, &facts);
    let (title, radar) = (printed_title(&printed.words, assessment, date), radar_chart(&context, &facts));
    let running = document.standard.title().get(lang);
    Ok(write_docx(&page, &DocxLook { lang, title: &title, running, radar: radar.as_ref() }))
}

/// What a page says, without what surrounds it.
fn main_of(page: &[u8]) -> Option<HtmlElement> {
    let page = std::str::from_utf8(page).ok()?;
    let (begin, end) = (page.find("<main")?, page.rfind("</main>")?);
    HtmlElement::parse(page.get(begin..end + "</main>".len())?)
}
