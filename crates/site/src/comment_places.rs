//! The places that comments are about, by what people write: the same place under one name, and in the order of the
//! document.

use std::collections::BTreeMap;

use dtmm_content::document::Document;
use dtmm_exchange::folded;
use dtmm_model::Anchor;

use crate::anchors;
use crate::place::printed_place;

/// What tables and figures are called before their numbers, folded.
const TITLED: [(&str, bool); 4] = [("表", true), ("table", true), ("图", false), ("figure", false)];

/// The places of one document.
#[derive(Debug)]
pub struct CommentPlaces {
    /// The identifier of an entry by every folded form in which its place is printed.
    names: BTreeMap<String, String>,
    /// The rank of every identifier.
    ranks: BTreeMap<String, usize>,
}

impl CommentPlaces {
    /// Collects the places of a document.
    pub fn new(document: &Document) -> CommentPlaces {
        let ids = anchors::in_order(document).into_iter().map(|anchor| anchor.id);
        let ranks: BTreeMap<String, usize> = ids.enumerate().map(|(rank, id)| (id, rank + 1)).collect();
        let mut names: BTreeMap<String, String> = ranks.keys().map(|id| (folded(id), id.clone())).collect();
        for (domain, subdomain) in document.standard.subdomains() {
            for entry in subdomain.entries() {
                let id = entry.id.to_string();
                for lang in document.languages.iter() {
                    let place = printed_place(document, lang, domain, subdomain, entry);
                    // As the page for comments fills it in, and as one writes it oneself.
                    for form in [format!("{place} {id}"), format!("{id} {place}"), place] {
                        names.insert(folded(&form), id.clone());
                    }
                }
            }
        }
        CommentPlaces { names, ranks }
    }

    /// The name of a place, the same however it is written; its folded words if it is none that is known.
    pub fn name(&self, place: &str) -> String {
        let folded = folded(place);
        self.names.get(&folded).cloned().unwrap_or(folded)
    }

    /// Where a place is in the document; 0 for the whole of it and what is unknown.
    pub fn rank(&self, place: &str) -> usize {
        let first = place.split('；').next().unwrap_or_default().trim();
        let rank = |id: &str| self.ranks.get(id).copied();
        let is_code = |one: char| one.is_ascii_alphanumeric() || one == '-';
        let code = || first.split(|one| !is_code(one)).filter(|one| one.starts_with(char::is_uppercase)).find_map(rank);
        rank(&self.name(first))
            .or_else(code)
            .or_else(|| self.titled(first))
            .or_else(|| self.numbered(first))
            .unwrap_or(0)
    }

    /// The rank of a table or figure that a place begins with.
    fn titled(&self, place: &str) -> Option<usize> {
        let folded = folded(place);
        let (rest, is_table) =
            TITLED.iter().find_map(|(word, is_table)| Some((folded.strip_prefix(word)?, *is_table)))?;
        let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let anchor = if is_table { Anchor::Table(&number) } else { Anchor::Figure(&number) };
        self.ranks.get(&anchor.to_string()).copied()
    }

    /// The rank of the clause or term whose number a place begins with, or of the clause that it lies in.
    fn numbered(&self, place: &str) -> Option<usize> {
        let end = place.find(|one: char| !one.is_ascii_digit() && one != '.').unwrap_or(place.len());
        let mut number = place[..end].trim_end_matches('.');
        while !number.is_empty() {
            let found =
                [Anchor::Clause(number), Anchor::Term(number)].iter().find_map(|one| self.ranks.get(&one.to_string()));
            if let Some(rank) = found {
                return Some(*rank);
            }
            number = number.rsplit_once('.').map_or("", |(above, _)| above);
        }
        None
    }
}
