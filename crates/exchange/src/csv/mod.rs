//! The table: one row for each entry, to be filled in with a spreadsheet and read again. The
//! title and other facts about the assessment are in rows above the head, as `# title: 2026`.

use std::borrow::Cow;

mod head;
mod identity;
mod plan;
mod read;
mod table;
mod write;

pub use head::{Headed, find_head};
pub use plan::{PLAN_COLUMNS, write_plan_csv};
pub(crate) use read::{ReadTable, edition_above, edition_in_sheets, read_sheets, read_table};
pub use table::{Table, TableRow};
pub use write::{EntryWords, Labels, row, write_csv, write_row};

/// The keys of the columns, in the order in which they are written. The head of a column is its key
/// and the word of the page, as `answer 作答`: whatever the language of the words, the keys tell the
/// columns apart.
pub const COLUMNS: [&str; 13] = [
    "id",
    "domain",
    "subdomain",
    "level",
    "letter",
    "text",
    "kind",
    "answer",
    "reason",
    "note",
    "evidence",
    "owner",
    "due",
];

/// The place of the identifier in [`COLUMNS`].
pub const ID: usize = 0;
/// That of the answer: this column and those after it are filled in by people.
pub const ANSWER: usize = 7;
const REASON: usize = 8;
const NOTE: usize = 9;
const EVIDENCE: usize = 10;
const OWNER: usize = 11;
/// That of the due date.
pub const DUE: usize = 12;

/// What a cell begins with that a spreadsheet would calculate. The full-width forms are signs too
/// where Chinese is typed.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];

/// Whether a text would be calculated, with any number of apostrophes before it.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(SIGNS)
}

/// The text of a cell as every writer of a table writes it: with an apostrophe before what a
/// spreadsheet would calculate.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(["'", text].concat()) } else { Cow::Borrowed(text) }
}

/// The text that was in a cell before it was [`guarded`].
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// Stand for what a line of evidence cannot hold, which people do not enter but files may have: an
/// item with nothing in it, and line ends within one. Where an item has such a sign itself, the last
/// one stands before it.
const EMPTY_ITEM: char = '␀';
const LINE_FEED: char = '␤';
const CARRIAGE_RETURN: char = '␍';
const AS_IT_IS: char = '␛';

fn push_item(cell: &mut String, item: &str) {
    if item.is_empty() {
        cell.push(EMPTY_ITEM);
    }
    for character in item.chars() {
        match character {
            '\n' => cell.push(LINE_FEED),
            '\r' => cell.push(CARRIAGE_RETURN),
            EMPTY_ITEM | LINE_FEED | CARRIAGE_RETURN | AS_IT_IS => cell.extend([AS_IT_IS, character]),
            _ => cell.push(character),
        }
    }
}

fn item(line: &str) -> String {
    let mut item = String::new();
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        match character {
            EMPTY_ITEM => {}
            LINE_FEED => item.push('\n'),
            CARRIAGE_RETURN => item.push('\r'),
            AS_IT_IS => item.extend(characters.next()),
            _ => item.push(character),
        }
    }
    item
}
