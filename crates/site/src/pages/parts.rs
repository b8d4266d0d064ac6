//! What pages of several kinds are made of.

use std::collections::BTreeSet;

use dtmm_model::{Entry, Lang};
use serde::Serialize;

use crate::frame::Site;
use crate::page::{About, Page, PageKind};
use crate::templates::{Names, Prepared};
use crate::words::Word;

/// A step of the breadcrumbs, or the page before or after.
#[derive(Serialize)]
pub(super) struct Step<'a> {
    /// Where it leads; none for the page itself.
    pub(super) path: Option<String>,
    pub(super) name: &'a str,
}

/// A scope whose result a page shows.
#[derive(Serialize)]
pub(super) struct Scope<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
}

/// The model in one language, prepared once for all pages that show it.
pub(super) struct Shared {
    /// Every domain with all its entries.
    pub(super) whole: Vec<Prepared>,
    /// Every domain with the number of entries of each cell.
    pub(super) counts: Prepared,
}

pub(super) fn home_step<'a>(site: &'a Site<'_>, lang: Lang) -> Step<'a> {
    Step { path: Some(format!("{lang}/index.html")), name: site.word(Word::NavModel, lang) }
}

pub(super) fn company<'a>(site: &'a Site<'_>, lang: Lang) -> Scope<'a> {
    Scope { id: "company", name: site.word(Word::Company, lang) }
}

/// The badges that entries carry, for the legend of a page.
pub(super) fn badges<'e>(entries: impl Iterator<Item = &'e Entry>) -> BTreeSet<&'static str> {
    let badges = entries.flat_map(|entry| [Some(entry.modal.key()), entry.conditional.then_some("conditional")]);
    badges.flatten().filter(|badge| *badge != "shall").collect()
}

/// What of a text stands in a description: all of it, or its first sentences where these make up half of `limit`
/// characters, or else so many whole words, with a mark that it goes on.
pub(super) fn excerpt(text: &str, limit: usize) -> String {
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
pub(super) fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    let ends = text.char_indices().filter(|(at, c)| match c {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => text[at + 1..].chars().next().is_none_or(char::is_whitespace),
        _ => false,
    });
    ends.map(|(at, c)| at + c.len_utf8())
}

pub(super) fn page<'a>(lang: Lang, file: &str, kind: PageKind, title: String, description: String) -> Page<'a> {
    Page { lang, path: format!("{lang}/{file}"), kind, title, description, about: About::Site }
}

/// The breadcrumbs of a page right under the home page.
pub(super) fn under_home(site: &Site<'_>, lang: Lang, name: &str) -> Names {
    trail(vec![home_step(site, lang), Step { path: None, name }])
}

pub(super) fn trail(steps: Vec<Step<'_>>) -> Names {
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
