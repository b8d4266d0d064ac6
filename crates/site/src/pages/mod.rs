//! One function a kind of page.

mod clauses;
mod comments;
mod developers;
mod document;
mod glossary;
mod moved;
mod notes;
mod privacy;
mod record;
mod scoring;
mod search;
mod text;

pub(super) use moved::write as write_moved;

use std::collections::BTreeSet;

use anyhow::Result;
use dtmm_model::{Entry, Lang};
use serde::Serialize;

use super::frame::Site;
use super::page::About;
use super::page::{Page, PageKind};
use super::templates::{Names, Prepared};
use super::tree::Tree;
use crate::words::Word;

/// A step of the breadcrumbs, or the page before or after.
#[derive(Serialize)]
struct Step<'a> {
    /// Where it leads; none for the page itself.
    path: Option<String>,
    name: &'a str,
}

/// A scope whose result a page shows.
#[derive(Serialize)]
struct Scope<'a> {
    id: &'a str,
    name: &'a str,
}

/// The model in one language, prepared once for all pages that show it.
struct Shared {
    /// Every domain with all its entries.
    whole: Vec<Prepared>,
    /// Every domain with the number of entries of each cell.
    counts: Prepared,
}

/// Writes all pages of one language.
///
/// # Errors
/// A template at fault, or a path written twice.
pub(super) fn write_language(site: &Site<'_>, lang: Lang, tree: &mut Tree) -> Result<()> {
    let viewer = site.viewer(lang);
    let domains = site.document.standard.domains();
    let shared = Shared {
        whole: domains.iter().map(|domain| Prepared::new(&viewer.domain(domain))).collect(),
        counts: Prepared::new(&domains.iter().map(|domain| viewer.domain_counts(domain)).collect::<Vec<_>>()),
    };
    document::home(site, &viewer, &shared, tree)?;
    text::standard(site, &viewer, &shared, tree)?;
    clauses::domains(site, &viewer, &shared, tree)?;
    clauses::subdomains(site, &viewer, tree)?;
    clauses::levels(site, &viewer, tree)?;
    scoring::filled(site, &viewer, &shared, tree)?;
    notes::notes(site, &viewer, tree)?;
    comments::comments(site, lang, &shared, tree)?;
    scoring::method(site, &viewer, tree)?;
    glossary::glossary(site, lang, tree)?;
    search::search(site, lang, &shared, tree)?;
    privacy::privacy(site, lang, tree)?;
    developers::developers(site, lang, tree)
}

/// Writes the pages that are in both languages.
///
/// # Errors
/// A template at fault, or a path written twice.
pub(super) fn write_shared(site: &Site<'_>, tree: &mut Tree) -> Result<()> {
    document::choose(site, tree)?;
    document::not_found(site, tree)?;
    record::requirements(site, tree)
}

fn home_step<'a>(site: &'a Site<'_>, lang: Lang) -> Step<'a> {
    Step { path: Some(format!("{lang}/index.html")), name: site.word(Word::NavModel, lang) }
}

fn company<'a>(site: &'a Site<'_>, lang: Lang) -> Scope<'a> {
    Scope { id: "company", name: site.word(Word::Company, lang) }
}

/// The badges that entries carry, for the legend of a page.
fn badges<'e>(entries: impl Iterator<Item = &'e Entry>) -> BTreeSet<&'static str> {
    let badges = entries.flat_map(|entry| [Some(entry.modal.key()), entry.conditional.then_some("conditional")]);
    badges.flatten().filter(|badge| *badge != "shall").collect()
}

/// What of a text stands in a description: all of it, or its first sentences where these make up half of `limit`
/// characters, or else so many whole words, with a mark that it goes on.
fn excerpt(text: &str, limit: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    if let Some(sentences) = sentence_ends(text).take_while(|at| *at <= end).last().filter(|at| *at >= end / 2) {
        return text[..sentences].to_owned();
    }
    let in_word = |c: char| c.is_ascii_graphic();
    let words = match text[end..].starts_with(in_word) {
        true => text[..end].trim_end_matches(in_word),
        false => &text[..end],
    };
    format!("{}…", words.trim_end_matches([' ', ',', ';', ':', '·', '，', '、', '；', '：']))
}

/// Where sentences end in a text, after their marks.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    let ends = text.char_indices().filter(|(at, c)| match c {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => text[at + 1..].chars().next().is_none_or(char::is_whitespace),
        _ => false,
    });
    ends.map(|(at, c)| at + c.len_utf8())
}

fn page<'a>(lang: Lang, file: &str, kind: PageKind, title: String, description: String) -> Page<'a> {
    Page { lang, path: format!("{lang}/{file}"), kind, title, description, about: About::Site }
}

/// The breadcrumbs of a page right under the home page.
fn under_home(site: &Site<'_>, lang: Lang, name: &str) -> Names {
    trail(vec![home_step(site, lang), Step { path: None, name }])
}

fn trail(steps: Vec<Step<'_>>) -> Names {
    Names::default().with("trail", &steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_with_a_sentence_or_a_word() {
        for (text, limit, expected) in [
            ("One two.", 8, "One two."),
            ("Clause 8.1 ends. Here is more.", 20, "Clause 8.1 ends."),
            ("No. The second sentence is long.", 20, "No. The second…"),
            ("Nothing ends here, whatever comes", 25, "Nothing ends here…"),
            ("应建立规范。应检验。应分析", 10, "应建立规范。应检验。"),
            ("应部署 ESB 以支持服务交互", 6, "应部署…"),
            ("应具有意识，开始规划", 6, "应具有意识…"),
            ("a", 0, "…"),
        ] {
            assert_eq!(excerpt(text, limit), expected, "{text}");
        }
    }
}
