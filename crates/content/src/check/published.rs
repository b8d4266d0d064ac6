//! Published identifiers are permanent: each is still in the content, or a redirect leads from it. A test compares
//! the built pages with the list.

use std::collections::{BTreeSet, HashSet};

use super::findings::Findings;
use super::identifiers::identifiers;
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{UNPUBLISHED_ID, VANISHED_ID};
use crate::parse::paths::PUBLISHED;
use crate::parse::{Content, PlacedWord};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let content = subject.content;
    let Some(published) = &content.published else { return };
    let listed: HashSet<&str> =
        published.pages.iter().flat_map(|page| &page.ids).map(|word| word.text.as_str()).collect();
    let there = identifiers(content);
    for place in there.iter().filter(|place| !listed.contains(place.at.as_ref())) {
        let message = format!("`{}` is not in {PUBLISHED}", place.at);
        let help = "if it is to stay for good, `cargo xtask publish` enters it";
        findings.add(UNPUBLISHED_ID, place.clone(), message, help);
    }
    // An unreadable file might contain the identifier.
    if !subject.is_complete {
        return;
    }
    let there: HashSet<&str> = there.iter().map(|place| place.at.as_ref()).collect();
    let mut settled: HashSet<&str> = content.redirects.iter().map(|redirect| redirect.from.as_str()).collect();
    // What an earlier edition has is still on the site.
    settled.extend(subject.earlier.ids.iter().chain(&subject.earlier.pages).map(String::as_str));
    for word in published.pages.iter().flat_map(|page| &page.ids) {
        let id = word.text.as_str();
        if is_gone(id, &there) && settled.insert(id) {
            vanished(word, findings);
        }
    }
    let pages = subdomain_pages(content);
    for page in published.pages.iter().filter(|page| is_subdomain_page(&page.address.text)) {
        let address = page.address.text.as_str();
        if !pages.contains(address) && settled.insert(address) {
            vanished(&page.address, findings);
        }
    }
}

/// Whether the content certainly lacks this identifier. A note of a term counts as its term; editor's notes are not
/// checked.
pub(super) fn is_gone(id: &str, there: &HashSet<&str>) -> bool {
    let known = match id.strip_prefix("term-").and_then(|number| number.find('-')) {
        Some(end) => &id[.."term-".len() + end],
        None => id,
    };
    !known.starts_with("note-") && !there.contains(known)
}

fn vanished<'a>(word: &'a PlacedWord, findings: &mut Findings<'a>) {
    let id = word.text.as_str();
    let message = format!("`{id}` was published, but is no longer there");
    let help = format!("restore it, or add an entry `from: \"{id}\"` to redirects.yaml");
    findings.add(VANISHED_ID, Place::file(PUBLISHED).within(word.place.clone()), message, help);
}

/// The addresses of subdomain pages, which follow from the slugs.
pub(super) fn subdomain_pages(content: &Content) -> BTreeSet<String> {
    content.subdomains.keys().map(|name| format!("{{lang}}/{name}.html")).collect()
}

/// Whether an address has the form of a subdomain page.
pub(super) fn is_subdomain_page(address: &str) -> bool {
    address.strip_prefix("{lang}/").is_some_and(|rest| rest.contains('/') && rest.ends_with(".html"))
}
