//! Writes the table.

use dtmm_model::{Item, Kind, Outline, OutlineDomain, OutlineSubdomain};
use dtmm_scoring::{Answer, Assessment};

use super::{COLUMNS, guarded, identity, push_item};

/// The words of the table, which only the page has.
pub struct Labels<'a> {
    /// A word for each of [`COLUMNS`]; where it is empty or the key itself, only the key is written.
    pub head: [&'a str; COLUMNS.len()],
    /// The words for a requirement and for a recommendation.
    pub kinds: [&'a str; 2],
    /// The words of an entry.
    pub entry: &'a dyn Fn(&OutlineDomain, &OutlineSubdomain, &Item) -> EntryWords,
}

/// The words of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryWords {
    /// The name of its domain.
    pub domain: String,
    /// The name of its subdomain.
    pub subdomain: String,
    /// The label printed before it, without marks; empty where nothing is printed.
    pub label: String,
    /// Its text.
    pub text: String,
}

/// The table of an assessment: the facts about it, then every entry of the standard, answered or
/// not, in its order. It begins with a byte order mark, without which spreadsheets take Chinese for
/// something else. Fields that this program does not know have no place in it.
pub fn write_csv(outline: &Outline, assessment: &Assessment, labels: &Labels<'_>) -> String {
    let mut out = String::from("\u{feff}");
    for row in identity::rows(outline, assessment) {
        write_row(&mut out, [row]);
    }
    let head = COLUMNS.iter().zip(labels.head).map(|(key, word)| {
        let mut cell = String::from(*key);
        if !word.is_empty() && !word.eq_ignore_ascii_case(key) {
            cell.push(' ');
            cell.push_str(word);
        }
        cell
    });
    write_row(&mut out, head);
    for domain in &outline.domains {
        for subdomain in &domain.subdomains {
            for item in subdomain.items() {
                write_row(&mut out, row(assessment, labels, item, (labels.entry)(domain, subdomain, item)));
            }
        }
    }
    out
}

/// The cells of one entry, in the order of [`COLUMNS`].
pub fn row(assessment: &Assessment, labels: &Labels<'_>, item: &Item, words: EntryWords) -> [String; COLUMNS.len()] {
    let details = assessment.details(item.id);
    let [requirement, recommendation] = labels.kinds;
    let kind = if item.kind == Kind::Requirement { requirement } else { recommendation };
    [
        item.id.to_string(),
        words.domain,
        words.subdomain,
        item.id.cell.level.to_string(),
        words.label,
        words.text,
        kind.to_owned(),
        assessment.answer(item.id).map_or("", Answer::key).to_owned(),
        details.reason.clone(),
        details.note.clone(),
        evidence_cell(&details.evidence),
        details.owner.clone(),
        details.due.clone(),
    ]
}

/// The cell of the evidence of an entry: a line for each item.
pub(super) fn evidence_cell(items: &[String]) -> String {
    let mut cell = String::new();
    for (index, item) in items.iter().enumerate() {
        cell.push_str(if index > 0 { "\n" } else { "" });
        push_item(&mut cell, item);
    }
    cell
}

/// Adds a row to a table with commas: each cell [`guarded`], in quotes where it needs them.
pub fn write_row(out: &mut String, cells: impl IntoIterator<Item = String>) {
    for (index, cell) in cells.into_iter().enumerate() {
        out.push_str(if index > 0 { "," } else { "" });
        let guarded = guarded(&cell);
        if cell.contains([',', ';', '\t', '"', '\r', '\n', '，']) {
            out.push('"');
            out.push_str(&guarded.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&guarded);
        }
    }
    out.push_str("\r\n");
}
