//! From the bytes of a workbook to its sheets as rows, however the program that saved it arranges its parts.

use std::collections::BTreeMap;

use dtmm_exchange::{FILE_SHEET, FileForm, MOST_BYTES, Opened, Reader, Refused, Sheet, Sheets, TableRow, write_row};
use dtmm_scoring::{Code, Problem, date_of_serial};

use crate::cell::{decoded, place_of};
use dtmm_package::Archive;
use dtmm_package::{Piece, walk};

/// The part that makes an archive a workbook of this kind.
const WORKBOOK: &str = "xl/workbook.xml";

/// What the hidden sheet begins with.
pub(crate) const FILE_MARK: &str = "dtmm-workbook/1";

/// The last column that is told from others; what stands beyond has no head here either.
const LAST_COLUMN: usize = 255;

/// The last row that a sheet can have.
const LAST_ROW: usize = 1 << 20;

/// How many cells all sheets may have together, so that a small file cannot fill the memory.
const MOST_CELLS: usize = 1 << 20;

/// How many bytes the texts of all cells may have together: one long text may be named by many cells.
const MOST_TEXT: usize = 64 << 20;

/// Whether bytes are a workbook that is read here.
pub fn is_workbook(bytes: &[u8]) -> bool {
    let signature = bytes.starts_with(b"PK\x03\x04");
    // Some programs write the separators of Windows.
    let is_same = |(one, other): (&u8, u8)| one.eq_ignore_ascii_case(&other) || (*one == b'\\' && other == b'/');
    signature && bytes.windows(WORKBOOK.len()).any(|name| name.iter().zip(WORKBOOK.bytes()).all(is_same))
}

/// Reads an assessment from a workbook: the sheets as tables, over what its hidden sheet carries.
///
/// # Errors
/// Why it is refused: too large, damaged, of another standard, or without a row for an entry.
pub fn read_workbook(reader: &Reader<'_>, bytes: &[u8]) -> Result<Opened, Refused> {
    let sheets = unpack(bytes).map_err(|code| {
        let problem = Problem::whole(code);
        Refused { form: Some(FileForm::Workbook), encoding: None, problems: vec![problem] }
    })?;
    reader.read_sheets(&sheets)
}

/// The first sheet of a workbook with anything in it as the text of a table, each row on the line of its number where no
/// cell has several lines; for a reader that knows tables alone.
///
/// # Errors
/// It is too large, damaged, or empty.
pub fn first_table(bytes: &[u8]) -> Result<String, Code> {
    let sheets = unpack(bytes)?;
    let sheet = sheets.tables.into_iter().find(|sheet| !sheet.rows.is_empty()).ok_or(Code::Empty)?;
    let (mut text, mut next) = (String::new(), 1);
    for row in sheet.rows {
        text.extend((next..row.line.min(LAST_ROW)).map(|_| '\n'));
        write_row(&mut text, row.cells);
        next = row.line.saturating_add(1);
    }
    Ok(text)
}

fn unpack(bytes: &[u8]) -> Result<Sheets, Code> {
    if bytes.len() > MOST_BYTES {
        return Err(Code::TooLarge);
    }
    let mut archive = Archive::open(bytes)?;
    if !archive.has(WORKBOOK) {
        return Err(Code::DamagedWorkbook);
    }
    let index = index(&mut archive)?;
    let strings = match &index.strings {
        Some(part) => shared_strings(&archive.text(part)?.unwrap_or_default())?,
        None => Vec::new(),
    };
    let dates = match &index.styles {
        Some(part) => date_styles(&archive.text(part)?.unwrap_or_default())?,
        None => Vec::new(),
    };
    let book = Book { strings, dates, from_1904: index.from_1904 };
    let mut sheets = Sheets { from_1904: index.from_1904, ..Sheets::default() };
    let (mut room, mut guide) = (Room { cells: MOST_CELLS, text: MOST_TEXT }, String::new());
    for (name, part) in index.sheets {
        let text = archive.text(&part)?.ok_or(Code::DamagedWorkbook)?;
        let rows = rows(&text, &book, &mut room)?;
        match (name == FILE_SHEET).then(|| carried(&rows)).flatten() {
            Some((of_guide, file)) => (guide, sheets.file) = (of_guide, Some(file)),
            None => sheets.tables.push(Sheet { name, rows }),
        }
    }
    sheets.tables.retain(|sheet| sheet.name != guide);
    Ok(sheets)
}

/// Where the parts of a workbook are.
#[derive(Default)]
struct PartIndex {
    /// The sheets in their order, each with its part.
    sheets: Vec<(String, String)>,
    strings: Option<String>,
    styles: Option<String>,
    from_1904: bool,
}

fn index(archive: &mut Archive<'_>) -> Result<PartIndex, Code> {
    let mut index = PartIndex::default();
    let mut targets: Vec<(String, String)> = Vec::new();
    let links = archive.text("xl/_rels/workbook.xml.rels")?.ok_or(Code::DamagedWorkbook)?;
    walk(&links, |piece| {
        let Piece::Open("Relationship", link) = piece else { return Ok(()) };
        let (Some(id), Some(kind), Some(target)) = (link.get("Id"), link.get("Type"), link.get("Target")) else {
            return Ok(());
        };
        let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        match kind.rsplit('/').next() {
            Some("worksheet") => targets.push((id, part)),
            Some("sharedStrings") => index.strings = Some(part),
            Some("styles") => index.styles = Some(part),
            _ => {}
        }
        Ok(())
    })?;
    let workbook = archive.text(WORKBOOK)?.ok_or(Code::DamagedWorkbook)?;
    walk(&workbook, |piece| {
        match piece {
            Piece::Open("workbookPr", values) => {
                index.from_1904 = values.get("date1904").is_some_and(|value| value == "1" || value == "true");
            }
            Piece::Open("sheet", values) => {
                let id = values.get("id").unwrap_or_default();
                // A sheet that is a chart has a part of another kind.
                if let Some((_, part)) = targets.iter().find(|(own, _)| *own == id) {
                    index.sheets.push((values.get("name").unwrap_or_default(), part.clone()));
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(index)
}

/// The texts that cells name by their number.
fn shared_strings(text: &str) -> Result<Vec<String>, Code> {
    let (mut strings, mut current, mut within, mut aside) = (Vec::new(), String::new(), false, false);
    walk(text, |piece| {
        match piece {
            Piece::Open("si", _) => current.clear(),
            Piece::Close("si") => strings.push(decoded(&current).into_owned()),
            // How a text is pronounced is no part of it.
            Piece::Open("rPh", _) => aside = true,
            Piece::Close("rPh") => aside = false,
            Piece::Open("t", _) => within = !aside,
            Piece::Close("t") => within = false,
            Piece::Text(text) if within => current.push_str(text),
            _ => {}
        }
        Ok(())
    })?;
    Ok(strings)
}

/// For each style of cells, whether it shows a number as a date.
fn date_styles(text: &str) -> Result<Vec<bool>, Code> {
    let (mut formats, mut styles, mut within): (BTreeMap<u32, bool>, Vec<bool>, bool) = Default::default();
    let number = |value: Option<String>| value.and_then(|value| value.parse::<u32>().ok()).unwrap_or(0);
    walk(text, |piece| {
        match piece {
            Piece::Open("numFmt", values) => {
                let code = values.get("formatCode").unwrap_or_default();
                formats.entry(number(values.get("numFmtId"))).or_insert_with(|| shows_date(&code));
            }
            Piece::Open("cellXfs", _) => within = true,
            Piece::Close("cellXfs") => within = false,
            Piece::Open("xf", values) if within => {
                let format = number(values.get("numFmtId"));
                let own = formats.get(&format).copied();
                // The formats that programs know without being told, those of China and Japan among them.
                styles.push(own.unwrap_or(matches!(format, 14..=17 | 22 | 27..=36 | 50..=58)));
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// Whether a format shows a day: one of its letters that is neither quoted nor in brackets says so.
fn shows_date(code: &str) -> bool {
    let (mut is_quoted, mut is_bracketed, mut is_escaped) = (false, false, false);
    code.chars().any(|one| {
        if std::mem::take(&mut is_escaped) {
            return false;
        }
        match one {
            '"' => is_quoted = !is_quoted,
            '[' => is_bracketed = true,
            ']' => is_bracketed = false,
            '\\' | '_' | '*' => is_escaped = true,
            _ => {}
        }
        !is_quoted && !is_bracketed && matches!(one, 'd' | 'D' | 'y' | 'Y')
    })
}

/// What the cells of all sheets share.
struct Book {
    strings: Vec<String>,
    dates: Vec<bool>,
    from_1904: bool,
}

/// What cells may still take.
struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    fn take(&mut self, cells: usize, text: usize) -> Result<(), Code> {
        self.cells = self.cells.checked_sub(cells).ok_or(Code::TooLarge)?;
        self.text = self.text.checked_sub(text).ok_or(Code::TooLarge)?;
        Ok(())
    }
}

/// A cell whose text is being read.
#[derive(Default)]
struct OpenCell {
    column: usize,
    kind: String,
    style: usize,
    value: String,
}

impl Book {
    /// The text that a cell shows.
    fn shown(&self, cell: &OpenCell) -> String {
        match cell.kind.as_str() {
            "s" => {
                let named = cell.value.trim().parse::<usize>().ok().and_then(|number| self.strings.get(number));
                named.cloned().unwrap_or_default()
            }
            "inlineStr" | "str" => decoded(&cell.value).into_owned(),
            "b" => (if cell.value.trim() == "1" { "TRUE" } else { "FALSE" }).to_owned(),
            "" | "n" if self.dates.get(cell.style) == Some(&true) => {
                date_of_serial(&cell.value, self.from_1904).unwrap_or_else(|| cell.value.clone())
            }
            _ => cell.value.clone(),
        }
    }
}

/// The rows of a sheet that are not empty, in their order, with what is merged downwards in each of its rows.
fn rows(text: &str, book: &Book, room: &mut Room) -> Result<Vec<TableRow>, Code> {
    let (mut rows, mut merges): (Vec<TableRow>, Vec<String>) = Default::default();
    let mut row = TableRow { line: 0, cells: Vec::new(), unclosed: false };
    let (mut cell, mut next, mut within, mut aside) = (OpenCell::default(), 0, false, false);
    walk(text, |piece| {
        match piece {
            Piece::Open("row", values) => {
                let number = values.get("r").and_then(|number| number.parse().ok());
                row = TableRow { line: number.unwrap_or(row.line + 1), cells: Vec::new(), unclosed: false };
                next = 0;
            }
            Piece::Close("row") if !row.is_blank() => rows.push(row.clone()),
            Piece::Open("c", values) => {
                let place = values.get("r").and_then(|name| place_of(&name));
                let style = values.get("s").and_then(|number| number.parse().ok()).unwrap_or(0);
                let column = place.map_or(next, |(column, _)| column);
                cell = OpenCell { column, kind: values.get("t").unwrap_or_default(), style, value: String::new() };
                next = column + 1;
            }
            Piece::Close("c") => {
                let shown = if cell.value.is_empty() { String::new() } else { book.shown(&cell) };
                if !shown.is_empty() {
                    let column = cell.column.min(LAST_COLUMN);
                    room.take((column + 1).saturating_sub(row.cells.len()) + 1, shown.len())?;
                    put(&mut row.cells, column, shown);
                }
            }
            Piece::Open("rPh", _) => aside = true,
            Piece::Close("rPh") => aside = false,
            Piece::Open("v" | "t", _) => within = !aside,
            Piece::Close("v" | "t") => within = false,
            Piece::Text(text) if within => cell.value.push_str(text),
            Piece::Open("mergeCell", values) => merges.extend(values.get("ref")),
            _ => {}
        }
        Ok(())
    })?;
    rows.sort_by_key(|row| row.line);
    merges.iter().try_for_each(|merge| spread(&mut rows, merge, room))?;
    Ok(rows)
}

fn put(cells: &mut Vec<String>, column: usize, text: String) {
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
}

/// Gives every row of a merged cell what its first row says: people merge a head of two rows, or an owner of several.
fn spread(rows: &mut [TableRow], merge: &str, room: &mut Room) -> Result<(), Code> {
    let ends = merge.split_once(':').and_then(|(first, last)| Some((place_of(first)?, place_of(last)?)));
    let Some(((column, first), (_, last))) = ends else { return Ok(()) };
    let place = rows.partition_point(|row| row.line < first);
    let Some(text) = rows.get(place).filter(|row| row.line == first).and_then(|row| row.cells.get(column)).cloned()
    else {
        return Ok(());
    };
    if text.is_empty() {
        return Ok(());
    }
    for row in rows.iter_mut().skip(place + 1).take_while(|row| row.line <= last) {
        // Merges may lie over one another, many over the same rows.
        room.take(1, 0)?;
        if row.cells.get(column).is_none_or(String::is_empty) {
            room.take((column + 1).saturating_sub(row.cells.len()) + 1, text.len())?;
            put(&mut row.cells, column, text.clone());
        }
    }
    Ok(())
}

/// The name of the guide's sheet and the file of the assessment, from the rows of the hidden sheet in whatever order;
/// `None` where it is a sheet of somebody else.
fn carried(rows: &[TableRow]) -> Option<(String, String)> {
    let cell = |row: &TableRow, column| row.cells.get(column).cloned().unwrap_or_default();
    let head = rows.iter().find(|row| cell(row, 0) == FILE_MARK)?;
    let numbered = rows.iter().filter_map(|row| Some((cell(row, 0).parse::<usize>().ok()?, cell(row, 1))));
    let mut pieces: Vec<(usize, String)> = numbered.collect();
    pieces.sort_by_key(|(number, _)| *number);
    Some((cell(head, 1), pieces.into_iter().map(|(_, piece)| piece).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_show_a_day_are_told_from_others() {
        for code in ["yyyy-mm-dd", "d/m/yy", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "m/d", "YYYY\\-MM\\-DD"] {
            assert!(shows_date(code), "{code}");
        }
        for code in ["General", "0.00", "@", "h:mm:ss", "\"day\" 0", "[Red]0", "\\d0", "#,##0_d"] {
            assert!(!shows_date(code), "{code}");
        }
    }
}
