//! The scorer and the page about its methods.

use anyhow::Result;
use dtmm_exchange::{Share, to_link};
use dtmm_model::Anchor;

use super::parts::{SharedViews, excerpt, page, under_home};
use super::text::part;
use crate::layout::Site;
use crate::page::PageKind;
use crate::tree::Tree;
use crate::views::Viewer;
use crate::words::SiteWord;

/// The pages that the engine fills. The scorer and the report show every entry, so that they are useful without scripts
/// as well.
const FILLED: [(&str, PageKind, SiteWord, SiteWord); 3] = [
    ("score.html", PageKind::Score, SiteWord::ScoreTitle, SiteWord::ScoreIntro),
    ("report.html", PageKind::Report, SiteWord::ReportTitle, SiteWord::ReportIntro),
    ("compare.html", PageKind::Compare, SiteWord::CompareTitle, SiteWord::CompareIntro),
];

pub(super) fn filled(site: &Site<'_>, viewer: &Viewer<'_>, shared: &SharedViews, tree: &mut Tree) -> Result<()> {
    let lang = viewer.lang;
    let document = site.document;
    let sample = document.sample.as_ref();
    let sample = sample.map(|sample| to_link(&document.standard.outline(), sample.get(lang), Share::Whole));
    let editor_notes = &site.annotations(lang).notes;
    let notes = editor_notes.matching(|at| matches!(Anchor::read(at), Anchor::Requirement(_) | Anchor::Cell(_)));
    let notes = editor_notes.announced(&notes);
    for (file, kind, title, intro) in FILLED {
        let title = site.word(title, lang);
        let context = under_home(site, lang, title)
            .share("domains", &shared.domains)
            .with("notes", &notes)
            .with("sample", &sample);
        let description = excerpt(site.word(intro, lang), 160);
        site.write(&page(lang, file, kind, title.to_owned(), description), context, tree)?;
    }
    Ok(())
}

pub(super) fn method(site: &Site<'_>, viewer: &Viewer<'_>, tree: &mut Tree) -> Result<()> {
    let lang = viewer.lang;
    let title = site.word(SiteWord::MethodTitle, lang);
    let parts: Vec<_> = site.document.methods.iter().map(|text| part(text, lang)).collect();
    let context = under_home(site, lang, title).with("parts", &parts);
    let description = excerpt(site.word(SiteWord::MethodNotice, lang), 160);
    site.write(&page(lang, "method.html", PageKind::Method, title.to_owned(), description), context, tree)
}
