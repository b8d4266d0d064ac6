//! The page of all editor's notes, by clause.

use anyhow::Result;
use serde::Serialize;

use super::parts::{excerpt, page, under_home};
use crate::address;
use crate::editor_notes::{CERTAINTY_WORDS, KIND_WORDS, NoteView};
use crate::layout::Site;
use crate::page::About;
use crate::page::PageKind;
use crate::templates::fill_in;
use crate::tree::Tree;
use crate::views::Viewer;
use crate::words::SiteWord;
use dtmm_content::parse::{Certainty, DOMAINS, NoteKind};
use dtmm_model::Anchor;

/// The notes whose first place is in one clause.
#[derive(Serialize)]
struct ClauseView<'a> {
    /// As `9.2`, or the name of an unnumbered part.
    clause: String,
    heading: String,
    notes: Vec<NoteView<'a>>,
}

/// An option of a filter.
#[derive(Serialize)]
struct ChoiceView<'a> {
    key: &'static str,
    name: &'a str,
    count: usize,
}

pub(super) fn notes(site: &Site<'_>, viewer: &Viewer<'_>, tree: &mut Tree) -> Result<()> {
    let lang = viewer.lang;
    let editor_notes = &site.annotations(lang).notes;
    let all = &site.document.notes;
    let mut clauses: Vec<ClauseView<'_>> = Vec::new();
    for clause in order(site) {
        let notes = editor_notes.in_clause(&clause);
        if !notes.is_empty() {
            clauses.push(ClauseView { heading: editor_notes.heading(&clause), clause, notes });
        }
    }
    let kinds = NoteKind::ALL.map(|kind| ChoiceView {
        key: kind.key(),
        name: site.word(KIND_WORDS[kind as usize], lang),
        count: all.iter().filter(|note| note.kind == kind).count(),
    });
    let kinds: Vec<_> = kinds.into_iter().filter(|kind| kind.count > 0).collect();
    let certainties = Certainty::ALL.map(|certainty| ChoiceView {
        key: certainty.key(),
        name: site.word(CERTAINTY_WORDS[certainty as usize], lang),
        count: all.iter().filter(|note| note.certainty == certainty).count(),
    });
    let certainties: Vec<_> = certainties.into_iter().filter(|certainty| certainty.count > 0).collect();
    let title = site.word(SiteWord::NoteTitle, lang);
    let intro = fill_in(site.word(SiteWord::NoteIntro, lang), &[("n", &all.len().to_string())]);
    let description = excerpt(&intro, 160);
    let context = under_home(site, lang, title)
        .with("intro", &intro)
        .with("clauses", &clauses)
        .with("kinds", &kinds)
        .with("certainties", &certainties);
    site.write(
        &page(lang, address::NOTES, PageKind::Notes, title.to_owned(), description).about(About::Site),
        context,
        tree,
    )
}

/// The clauses in the order of the document, the cover first.
fn order(site: &Site<'_>) -> Vec<String> {
    let mut order = vec!["cover".to_owned()];
    for text in &site.document.text {
        order.push(text.name().to_owned());
        if text.insertions().any(|name| name == DOMAINS) {
            order.extend(site.document.standard.domains().iter().map(address::domain_part));
        }
    }
    if !site.document.inserts("levels") {
        order.extend(site.document.standard.levels().iter().map(|one| Anchor::Level(one.level).to_string()));
    }
    order
}
