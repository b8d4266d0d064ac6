//! Redirects lead from published identifiers and pages that are gone to ones that exist.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::findings::Findings;
use super::identifiers::identifiers;
use super::place::Place;
use super::published::{is_gone, is_subdomain_page, subdomain_pages};
use super::subject::Subject;
use crate::diagnostic::codes::WRONG_REDIRECT;
use crate::diagnostic::suggest;
use crate::document::{Redirect, is_page};
use crate::parse::paths::{PUBLISHED, REDIRECTS};
use crate::parse::{Content, Published, RedirectRecord, Step};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let content = subject.content;
    let places = identifiers(content);
    let known = Known {
        ids: places.iter().map(|place| place.at.as_ref()).collect(),
        pages: subdomain_pages(content),
        published: content.published.as_ref(),
        is_complete: subject.is_complete,
    };
    let next = Next::new(content);
    let mut seen = HashSet::new();
    for (index, redirect) in content.redirects.iter().enumerate() {
        let mut wrong = |key: &'static str, message: String, help: String| {
            let place = Place::value(REDIRECTS, &[Step::Item(index), Step::Key(key)]);
            findings.add(WRONG_REDIRECT, place, message, help);
        };
        let from = redirect.from.as_str();
        if !seen.insert(from) {
            wrong(
                "from",
                format!("there is a redirect from `{from}` before this one"),
                "keep one of the two".to_owned(),
            );
        } else if let Some((message, help)) = known.wrong_from(from) {
            wrong("from", message, help);
        }
        if let Some((message, help)) = known.wrong_to(redirect, next.end(from)) {
            wrong("to", message, help);
        }
    }
}

/// The target of each redirect, by its source.
struct Next<'a>(HashMap<&'a str, &'a str>);

impl<'a> Next<'a> {
    fn new(content: &'a Content) -> Next<'a> {
        Next(content.redirects.iter().map(|redirect| (redirect.from.as_str(), redirect.to.as_str())).collect())
    }

    /// The end of a chain of redirects; `None` if they form a cycle.
    fn end(&self, from: &'a str) -> Option<&'a str> {
        let chain = std::iter::successors(Some(from), |at| self.0.get(at).copied());
        chain.take(self.0.len() + 1).find(|at| !self.0.contains_key(at))
    }
}

/// What a redirect may lead from and to.
struct Known<'a> {
    ids: HashSet<&'a str>,
    pages: BTreeSet<String>,
    published: Option<&'a Published>,
    is_complete: bool,
}

impl Known<'_> {
    /// Why a redirect cannot lead from here, with the help; `None` if it can.
    fn wrong_from(&self, from: &str) -> Option<(String, String)> {
        let record = from.strip_prefix("r/").and_then(|file| file.strip_suffix(".html"));
        if let Some(id) = record {
            let message = format!("`{from}` is the page of `{id}`");
            return Some((message, format!("write `from: {id}`; its page goes with it")));
        }
        if is_page(from) && !from.starts_with("{lang}/") {
            let message = format!("`{from}` is not the page of a language");
            return Some((message, "only those can be redirected, as `{lang}/old.html`".to_owned()));
        }
        if self.ids.contains(from) || self.pages.contains(from) {
            return Some((format!("`{from}` is still there"), "remove the redirect".to_owned()));
        }
        let published = self.published?;
        let addresses = published.pages.iter().filter(|_| is_page(from)).map(|page| page.address.text.as_str());
        let ids = published.pages.iter().filter(|_| !is_page(from)).flat_map(|page| &page.ids);
        let listed = addresses.chain(ids.map(|word| word.text.as_str()));
        if listed.clone().any(|name| name == from) {
            return None;
        }
        let otherwise = format!("write an identifier or a page as it stands in {PUBLISHED}");
        let help = suggest::help(from, listed, otherwise);
        Some((format!("`{from}` is not in {PUBLISHED}"), help))
    }

    /// Why a redirect cannot lead to its target, with the help. `end` is the end of its chain.
    fn wrong_to(&self, redirect: &RedirectRecord, end: Option<&str>) -> Option<(String, String)> {
        let RedirectRecord { from, to, .. } = redirect;
        if is_page(from) != is_page(to) {
            let message = format!("`{from}` and `{to}` are not of one kind");
            return Some((message, "redirect an identifier to an identifier, a page to a page".to_owned()));
        }
        let Some(end) = end else {
            let message = format!("the redirects from `{from}` go round in a circle");
            return Some((message, "let one of them lead to what is there".to_owned()));
        };
        // Which other pages exist is known only when the site is rendered.
        let leads_nowhere = match is_page(end) {
            true => is_subdomain_page(end) && !self.pages.contains(end),
            false => is_gone(end, &self.ids),
        };
        if !leads_nowhere || !self.is_complete {
            return None;
        }
        let there = self.ids.iter().copied().chain(self.pages.iter().map(String::as_str));
        let otherwise = "write what takes its place, at least the cell, subdomain or clause it belonged to";
        Some((format!("`{end}` is not there"), suggest::help(end, there, otherwise)))
    }
}

/// The redirects, each with the end of its chain as target; those in a cycle are left out.
pub(super) fn followed(content: &Content) -> Vec<Redirect> {
    let next = Next::new(content);
    let follow = |record: &RedirectRecord| {
        let to = next.end(&record.from)?.to_owned();
        Some(Redirect { from: record.from.clone(), to, why: record.why.clone().into() })
    };
    content.redirects.iter().filter_map(follow).collect()
}
