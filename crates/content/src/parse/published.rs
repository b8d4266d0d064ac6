//! `published.txt`: every address that the site ever had, with the permanent identifiers of each page.

use std::collections::BTreeSet;
use std::ops::Range;

use dtmm_model::Anchor;

/// The list, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// The pages and other files.
    pub pages: Vec<PublishedPage>,
}

/// One address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedPage {
    /// From the root of the site; `{lang}/…` for a page in each language.
    pub address: PlacedWord,
    /// The permanent identifiers on the page.
    pub ids: Vec<PlacedWord>,
}

/// A word of the list with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedWord {
    /// The word.
    pub text: String,
    /// Its bytes in the file.
    pub place: Range<usize>,
}

/// Parses the list: one address per line, followed by indented lines with its identifiers; `#` begins a comment.
/// The second value has the words that are neither.
pub(super) fn parse(text: &str) -> (Published, Vec<PlacedWord>) {
    let mut published = Published::default();
    let mut strays = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let mut words = words(line, offset);
        offset += line.len();
        if line.starts_with('#') {
            continue;
        }
        if !line.starts_with([' ', '\t']) {
            published.pages.extend(words.next().map(|address| PublishedPage { address, ids: Vec::new() }));
            strays.extend(words);
        } else if let Some(page) = published.pages.last_mut() {
            page.ids.extend(words);
        } else {
            strays.extend(words);
        }
    }
    (published, strays)
}

fn words(line: &str, offset: usize) -> impl Iterator<Item = PlacedWord> {
    line.split_whitespace().map(move |word| {
        let start = offset + (word.as_ptr() as usize - line.as_ptr() as usize);
        PlacedWord { text: word.to_owned(), place: start..start + word.len() }
    })
}

/// Whether the id of an element is permanent, so that readers may link to it. `parts` are the names of unnumbered
/// parts of the text, such as `foreword`.
pub fn is_permanent(id: &str, parts: &BTreeSet<&str>) -> bool {
    const LABELS: [&str; 2] = ["-heading", "-title"];
    match Anchor::read(id) {
        Anchor::Part(name) => parts.contains(name),
        _ => !LABELS.iter().any(|label| id.ends_with(label)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_places() {
        let text = "# head\n  A-1\nx/y.html z\n  ABC  ABC-1\n\n  ABC-101\n";
        let (published, strays) = parse(text);
        let texts =
            |words: &[PlacedWord]| words.iter().map(|word| text[word.place.clone()].to_owned()).collect::<Vec<_>>();
        assert_eq!(texts(&strays), ["A-1", "z"]);
        let [page] = &published.pages[..] else { panic!("{published:?}") };
        assert_eq!((page.address.text.as_str(), page.address.place.clone()), ("x/y.html", 13..21));
        assert_eq!(texts(&page.ids), ["ABC", "ABC-1", "ABC-101"]);
    }

    #[test]
    fn only_what_is_of_the_standard_is_permanent() {
        let parts = BTreeSet::from(["foreword"]);
        for id in ["ABC-302", "ABC-3", "ABC", "clause-9.2", "term-3.90-note-1", "level-3", "foreword"] {
            assert!(is_permanent(id, &parts), "{id}");
        }
        for id in ["main", "map", "name-ABC", "levels-heading", "figure-1-title", "report-gaps", "bibliography"] {
            assert!(!is_permanent(id, &parts), "{id}");
        }
    }
}
