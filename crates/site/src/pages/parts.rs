//! Parts that several kinds of pages share.

use std::collections::BTreeSet;

use dtmm_content::document::Document;
use dtmm_model::{Entry, Lang};
use serde::Serialize;

use crate::layout::Site;
use crate::page::{About, PageKind, PageMeta};
use crate::templates::{Prepared, TemplateContext};
use crate::words::SiteWord;

/// A link of the breadcrumbs, or to the previous or next page.
#[derive(Serialize)]
pub(super) struct PageLink<'a> {
    /// Its target; `None` for the page itself.
    pub(super) path: Option<String>,
    pub(super) name: &'a str,
}

/// A scope whose result a page shows.
#[derive(Serialize)]
pub(super) struct ScopeView<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
}

/// Views of the model in one language, converted once for all pages that show them.
pub(super) struct SharedViews {
    /// Each domain with all its entries.
    pub(super) each_domain: Vec<Prepared>,
    /// The list of them.
    pub(super) domains: Prepared,
    /// Every domain with the number of entries of each cell.
    pub(super) counts: Prepared,
}

pub(super) fn home_step<'a>(site: &'a Site<'_>, lang: Lang) -> PageLink<'a> {
    PageLink { path: Some(format!("{lang}/index.html")), name: site.word(SiteWord::NavModel, lang) }
}

pub(super) fn company<'a>(site: &'a Site<'_>, lang: Lang) -> ScopeView<'a> {
    ScopeView { id: "company", name: site.word(SiteWord::Company, lang) }
}

/// The badges of entries, for the legend of a page.
pub(super) fn badges<'e>(document: &Document, entries: impl Iterator<Item = &'e Entry>) -> BTreeSet<&'static str> {
    let modal = |entry: &Entry| document.has_verbal_forms.then_some(entry.modal.key());
    let badges = entries.flat_map(|entry| [modal(entry), entry.conditional.then_some("conditional")]);
    badges.flatten().filter(|badge| *badge != "shall").collect()
}

/// A text shortened to `limit` characters for a description: all of it, or its first sentences if these fill half of
/// the limit, or else whole words with an ellipsis.
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

/// The byte offsets after the ends of sentences.
pub(super) fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    let ends = text.char_indices().filter(|(at, c)| match c {
        '。' | '！' | '？' => true,
        '.' | '!' | '?' => text[at + 1..].chars().next().is_none_or(char::is_whitespace),
        _ => false,
    });
    ends.map(|(at, c)| at + c.len_utf8())
}

pub(super) fn page<'a>(lang: Lang, file: &str, kind: PageKind, title: String, description: String) -> PageMeta<'a> {
    PageMeta { lang, path: format!("{lang}/{file}"), kind, title, description, about: About::Site }
}

/// The breadcrumbs of a page right under the home page.
pub(super) fn under_home(site: &Site<'_>, lang: Lang, name: &str) -> TemplateContext {
    trail(vec![home_step(site, lang), PageLink { path: None, name }])
}

pub(super) fn trail(steps: Vec<PageLink<'_>>) -> TemplateContext {
    TemplateContext::default().with("trail", &steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_with_a_sentence_or_a_word() {
        for (text, limit, expected) in [
            ("One two.", 8, "One two."),
            ("Clause 9.1 ends. Here is more.", 20, "Clause 9.1 ends."),
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
