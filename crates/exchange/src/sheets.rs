//! The sheets of a workbook as its reader hands them over: rows of texts.

use crate::csv::TableRow;

/// The name of the hidden sheet in which a workbook carries the file of its assessment.
pub const FILE_SHEET: &str = "dtmm";

/// How many UTF-16 units a cell of a spreadsheet holds.
const CELL: usize = 32_767;

/// A workbook that was unpacked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheets {
    /// The sheets with rows for people, in their order.
    pub tables: Vec<Sheet>,
    /// The file of the assessment from the hidden sheet, with what a table has no place for.
    pub file: Option<String>,
    /// Whether its days are counted from 1904, not from 1900.
    pub from_1904: bool,
}

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows that are not empty, each with its number.
    pub rows: Vec<TableRow>,
}

/// A text as it comes back from a cell: without control characters, which spreadsheets drop or write in their own way,
/// and cut to what a cell holds.
pub fn as_in_cell(text: &str) -> String {
    let mut units = 0;
    let is_kept = |one: &char| !matches!(one, '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let fits = |one: &char| {
        units += one.len_utf16();
        units <= CELL
    };
    text.chars().filter(is_kept).take_while(fits).collect()
}
