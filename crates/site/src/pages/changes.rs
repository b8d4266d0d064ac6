//! The page of what changed since the edition before: entries by kind of change, then all other texts that differ.

use anyhow::Result;
use dtmm_model::{ChangeKind, Changes, EditionChange, Entry, Lang, RequirementId};
use serde::Serialize;

use super::parts::{excerpt, page, under_home};
use crate::address;
use crate::layout::Site;
use crate::other_changes::{self, OtherChange};
use crate::page::{About, PageKind};
use crate::place::printed_place;
use crate::placement::Placement;
use crate::templates::fill_in;
use crate::tree::Tree;
use crate::word_diff::marked;
use crate::words::SiteWord;
use dtmm_content::document::Document;

/// The changes of one kind.
#[derive(Serialize)]
struct KindView<'a> {
    key: &'static str,
    name: &'a str,
    /// What the kind means for answers.
    about: &'a str,
    changes: Vec<ChangeView<'a>>,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    before: Vec<VersionView>,
    after: Vec<VersionView>,
    about: Option<&'a str>,
}

/// One entry in one of the two editions.
#[derive(Serialize)]
struct VersionView {
    id: String,
    place: String,
    /// Its words, with those marked that differ.
    html: String,
    /// The page that shows it in its edition, from the root of the site.
    link: String,
}

/// Writes the page, where there is an edition before.
pub(super) fn changes(site: &Site<'_>, lang: Lang, tree: &mut Tree) -> Result<()> {
    let Some((changes, before)) = site.document.changes.as_ref().zip(site.earlier.last()) else { return Ok(()) };
    let kinds: Vec<_> =
        ChangeKind::ALL.into_iter().filter_map(|kind| of_kind(site, changes, before, kind, lang)).collect();
    let others = other_changes::list(before, site.document, changes, lang);
    let title = fill_in(site.word(SiteWord::ChangesTitle, lang), &[("from", &changes.from), ("to", &changes.to)]);
    let counted = kinds.iter().map(|kind| kind.changes.len()).sum::<usize>();
    let intro = fill_in(
        site.word(SiteWord::ChangesIntro, lang),
        &[
            ("from", changes.from.as_str()),
            ("to", &changes.to),
            ("n", &counted.to_string()),
            ("unchanged", &unchanged(changes, site.document).to_string()),
        ],
    );
    let context = under_home(site, lang, &title)
        .with("from", &changes.from)
        .with("to", &changes.to)
        .with("intro", &intro)
        .with("kinds", &kinds)
        .with("others", &others.iter().map(|one| other(site, one, lang)).collect::<Vec<_>>());
    let description = excerpt(&intro, 160);
    let page = page(lang, address::CHANGES, PageKind::Changes, title.clone(), description).about(About::Site);
    site.write(&page, context, tree)
}

/// How many entries are as they were.
fn unchanged(changes: &Changes, document: &Document) -> usize {
    document.standard.entries().filter(|entry| changes.of_later(entry.id).is_none()).count()
}

fn of_kind<'a>(
    site: &'a Site<'_>,
    changes: &'a Changes,
    before: &Document,
    kind: ChangeKind,
    lang: Lang,
) -> Option<KindView<'a>> {
    let list: Vec<_> =
        changes.iter().filter(|change| change.kind == kind).map(|change| view(site, before, change, lang)).collect();
    let (name, about) = words(kind);
    let view = KindView { key: kind.key(), name: site.word(name, lang), about: site.word(about, lang), changes: list };
    (!view.changes.is_empty()).then_some(view)
}

/// The words for the name of a kind and for what it means for answers.
pub(super) const fn words(kind: ChangeKind) -> (SiteWord, SiteWord) {
    match kind {
        ChangeKind::Editorial => (SiteWord::ChangeEditorial, SiteWord::ChangeEditorialAbout),
        ChangeKind::Substantive => (SiteWord::ChangeSubstantive, SiteWord::ChangeSubstantiveAbout),
        ChangeKind::Moved => (SiteWord::ChangeMoved, SiteWord::ChangeMovedAbout),
        ChangeKind::Split => (SiteWord::ChangeSplit, SiteWord::ChangeSplitAbout),
        ChangeKind::Merged => (SiteWord::ChangeMerged, SiteWord::ChangeMergedAbout),
        ChangeKind::Added => (SiteWord::ChangeAdded, SiteWord::ChangeAddedAbout),
        ChangeKind::Withdrawn => (SiteWord::ChangeWithdrawn, SiteWord::ChangeWithdrawnAbout),
    }
}

fn view<'a>(site: &Site<'_>, before: &Document, change: &'a EditionChange, lang: Lang) -> ChangeView<'a> {
    let text = |document: &Document, ids: &[RequirementId]| {
        ids.iter().filter_map(|id| entry(document, *id)).map(|entry| entry.text.get(lang).clone()).collect::<Vec<_>>()
    };
    let (old, new) = (text(before, &change.from), text(site.document, &change.to));
    // Where one side is empty, all of the other differs: marks would say nothing.
    let [old, new] = match (old.as_slice(), new.as_slice()) {
        ([], _) | (_, []) => [old, new].map(|texts| texts.iter().map(|text| plain(text)).collect()),
        _ => marked(&old.join("\n"), &new.join("\n"), lang).map(|html| split(&html)),
    };
    let side = |document: &Document, ids: &[RequirementId], html: Vec<String>, prefix: String| {
        let version = |(id, html): (&RequirementId, String)| version(document, *id, html, &prefix, lang);
        ids.iter().zip(html).filter_map(version).collect()
    };
    ChangeView {
        before: side(before, &change.from, old, Placement::earlier(before.standard.edition()).path("")),
        after: side(site.document, &change.to, new, site.path("")),
        about: change.about.as_ref().map(|about| about.get(lang).as_str()),
    }
}

pub(super) fn plain(text: &str) -> String {
    let mut html = String::new();
    crate::html::escape(text, &mut html);
    html
}

/// The texts of several entries, marked as one, each with marks of its own.
fn split(html: &str) -> Vec<String> {
    let mut open = "";
    html.split('\n')
        .map(|part| {
            let mut whole = match open {
                "" => String::new(),
                element => format!("<{element}>"),
            };
            whole.push_str(part);
            for element in ["del", "ins"] {
                let (opened, closed) = (whole.rfind(&format!("<{element}>")), whole.rfind(&format!("</{element}>")));
                if opened > closed {
                    open = element;
                    whole.push_str(&format!("</{element}>"));
                    return whole;
                }
            }
            open = "";
            whole
        })
        .collect()
}

fn entry(document: &Document, id: RequirementId) -> Option<&Entry> {
    document.standard.entries().find(|entry| entry.id == id)
}

fn version(document: &Document, id: RequirementId, html: String, prefix: &str, lang: Lang) -> Option<VersionView> {
    let (domain, subdomain) = address::containing_subdomain(&document.standard, &id.to_string())?;
    let entry = subdomain.entries().find(|entry| entry.id == id)?;
    let page = address::in_language(lang, &address::subdomain(domain, subdomain));
    Some(VersionView {
        id: id.to_string(),
        place: printed_place(document, lang, domain, subdomain, entry),
        html,
        link: format!("{prefix}{page}#{id}"),
    })
}

/// How many characters a text has at most that is shown in one line with another, as a label or a number.
const SHORT: usize = 20;

/// Another text that differs.
#[derive(Serialize)]
struct OtherView {
    place: String,
    /// Whether both texts are so short that they stand in one line.
    is_short: bool,
    before: Option<String>,
    after: Option<String>,
}

fn other(site: &Site<'_>, change: &OtherChange, lang: Lang) -> OtherView {
    let OtherChange { place, before, after } = change;
    let is_short = [before, after].iter().all(|text| text.as_ref().is_some_and(|text| text.chars().count() <= SHORT));
    let [old, new] = match (before, after) {
        (Some(before), Some(after)) if !is_short => marked(before, after, lang).map(Some),
        _ => [before, after].map(|text| text.as_deref().map(plain)),
    };
    let place = fill_in(site.word(place.word, lang), &[("name", &place.name)]);
    OtherView { place, is_short, before: old, after: new }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_run_over_several_entries_are_closed_in_each() {
        let parts = split("a <ins>b\nc\nd</ins> e\nf");
        assert_eq!(parts, ["a <ins>b</ins>", "<ins>c</ins>", "<ins>d</ins> e", "f"]);
    }
}
