//! Tables.

use std::collections::BTreeMap;

use super::markup::TEXT_WIDTH;
use super::paragraph::{Run, is_seen, paragraph, runs, words_of};
use crate::html::{HtmlElement, HtmlNode};

/// The fewest and the most characters that a column is made wide for; a Chinese one counts as two.
const NARROWEST: usize = 5;
const WIDEST: usize = 96;
/// The width of a character and that of the edges of a cell, in twentieths of a point.
const CHARACTER: u32 = 114;
const EDGES: u32 = 180;
/// What is no wider than a date or a few words.
const SHORT: u32 = CHARACTER * 14 + EDGES;

/// The colours of the cells of the map, by their states.
const COLOURS: [(&str, &str); 3] = [("met", "CFE8D5"), ("part", "FCEBC5"), ("na", "E7E7E7")];
/// The colour of heads.
const HEAD: &str = "EEF2F6";

/// A cell before it is written.
struct DocxCell {
    columns: usize,
    is_head: bool,
    colour: Option<&'static str>,
    paragraphs: Vec<Vec<Run>>,
}

struct DocxRow {
    cells: Vec<DocxCell>,
    /// Whether it stands again at the top of every sheet.
    is_head: bool,
    /// Whether it stands for those below it.
    is_group: bool,
}

/// A table of the page with its caption; nothing where it has no row.
pub(super) fn of_rows(table: &HtmlElement) -> String {
    let mut rows = Vec::new();
    add_rows(table, false, &mut rows);
    if rows.is_empty() {
        return String::new();
    }
    let caption = table.elements().find(|one| one.name == "caption" && is_seen(one)).map(|one| runs(&one.children));
    let caption = caption.filter(|runs| !runs.is_empty()).map(|runs| paragraph("Caption", "", &runs, ["", ""]));
    caption.unwrap_or_default() + &written(&rows, "ReportTable") + &key(table)
}

/// A list of terms: a table of two columns without lines.
pub(super) fn of_terms(list: &HtmlElement) -> String {
    let pairs = list.elements().filter(|one| is_seen(one));
    let row = |pair: &HtmlElement| {
        // Where something is missing, the page has a way to fill it in, and the document room.
        let is_blank = |part: &HtmlElement| pair.has_class("missing") && part.name == "dd";
        let cell = |part: &HtmlElement| DocxCell {
            columns: 1,
            is_head: part.name == "dt",
            colour: None,
            paragraphs: if is_blank(part) { Vec::new() } else { vec![runs(&part.children)] },
        };
        let cells = pair.elements().filter(|one| is_seen(one)).map(cell).collect();
        DocxRow { cells, is_head: false, is_group: false }
    };
    let rows: Vec<DocxRow> = pairs.map(row).filter(|row| !row.cells.is_empty()).collect();
    if rows.is_empty() { String::new() } else { written(&rows, "ReportTerms") }
}

fn add_rows(part: &HtmlElement, is_head: bool, rows: &mut Vec<DocxRow>) {
    for element in part.elements().filter(|one| is_seen(one)) {
        match element.name.as_str() {
            "thead" => add_rows(element, true, rows),
            "tbody" | "tfoot" => add_rows(element, false, rows),
            "tr" => {
                let cells: Vec<DocxCell> = element.elements().filter(|one| is_seen(one)).map(cell).collect();
                if !cells.is_empty() {
                    let is_group = ["domain", "group"].iter().any(|class| element.has_class(class));
                    rows.push(DocxRow { cells, is_head, is_group });
                }
            }
            _ => {}
        }
    }
}

fn cell(element: &HtmlElement) -> DocxCell {
    let columns = element.get("colspan").and_then(|count| count.parse().ok()).unwrap_or(1).max(1);
    let mut paragraphs = Vec::new();
    let mut line = Vec::new();
    for node in &element.children {
        match node {
            HtmlNode::Element(child) if matches!(child.name.as_str(), "p" | "li" | "ul" | "div") => {
                paragraphs.push(runs(std::mem::take(&mut line)));
                paragraphs.push(runs(&child.children));
            }
            node => line.push(node),
        }
    }
    paragraphs.push(runs(line));
    paragraphs.retain(|runs| !runs.is_empty());
    DocxCell { columns, is_head: element.name == "th", colour: colour(element), paragraphs }
}

/// The colour of a cell of the map.
fn colour(element: &HtmlElement) -> Option<&'static str> {
    element.elements().find_map(|one| colour_of(one.get("data-state")?))
}

fn colour_of(state: &str) -> Option<&'static str> {
    COLOURS.into_iter().find(|(own, _)| *own == state).map(|(_, colour)| colour)
}

/// What the colours of the cells of a map stand for, each word on its colour; nothing for other tables.
fn key(table: &HtmlElement) -> String {
    let mut states = BTreeMap::new();
    add_states(table, &mut states);
    let state = |(state, words): (&str, &str)| {
        let fill = colour_of(state)?;
        Some(Run { words: format!("\u{a0}{words}\u{a0}"), fill: Some(fill), ..Run::default() })
    };
    let runs: Vec<Run> = states
        .into_iter()
        .filter_map(state)
        .flat_map(|run| [run, Run { words: " ".to_owned(), ..Run::default() }])
        .collect();
    if runs.is_empty() { String::new() } else { paragraph("Small", "", &runs, ["", ""]) }
}

fn add_states<'t>(element: &'t HtmlElement, states: &mut BTreeMap<&'t str, &'t str>) {
    states.extend(element.get("data-state").zip(element.get("title")));
    element.elements().for_each(|child| add_states(child, states));
}

/// The columns of a table are as wide as what they hold asks for. Where that is more than there is, those with long texts
/// give way; where it is less, all grow.
fn widths(rows: &[DocxRow]) -> Vec<u32> {
    let count = rows.iter().map(|row| row.cells.iter().map(|cell| cell.columns).sum()).max().unwrap_or(1);
    let mut asked = vec![NARROWEST; count];
    for row in rows {
        let mut at = 0;
        for cell in &row.cells {
            if cell.columns == 1 {
                let longest = cell.paragraphs.iter().map(|runs| length(&words_of(runs))).max().unwrap_or_default();
                asked[at] = asked[at].max(longest.min(WIDEST));
            }
            at += cell.columns;
        }
    }
    let asked: Vec<u32> = asked.into_iter().map(|characters| CHARACTER * characters as u32 + EDGES).collect();
    let short: u32 = asked.iter().filter(|width| **width <= SHORT).sum();
    let long: u32 = asked.iter().filter(|width| **width > SHORT).sum();
    let share = |width: u32, of: u32, room: u32| (u64::from(width) * u64::from(room) / u64::from(of.max(1))) as u32;
    match TEXT_WIDTH.checked_sub(short) {
        Some(room) if short + long > TEXT_WIDTH && room >= long / 3 => {
            asked.into_iter().map(|width| if width > SHORT { share(width, long, room) } else { width }).collect()
        }
        _ => asked.into_iter().map(|width| share(width, short + long, TEXT_WIDTH)).collect(),
    }
}

fn length(words: &str) -> usize {
    words.chars().map(|character| if character < '\u{2e80}' { 1 } else { 2 }).sum()
}

/// The table, and the empty line that keeps it from joining the next one.
fn written(rows: &[DocxRow], style: &str) -> String {
    let widths = widths(rows);
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let all: String = rows.iter().map(|row| written_row(row, &widths)).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{all}</w:tbl><w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>"
    )
}

fn written_row(row: &DocxRow, widths: &[u32]) -> String {
    let head = if row.is_head { "<w:tblHeader/>" } else { "" };
    let (mut at, mut cells) = (0, String::new());
    for (place, cell) in row.cells.iter().enumerate() {
        // The last cell of a short row reaches to the end of the table.
        let end = if place + 1 == row.cells.len() { widths.len() } else { (at + cell.columns).min(widths.len()) };
        cells += &written_cell(
            cell,
            end.saturating_sub(at).max(1),
            widths.get(at..end).unwrap_or_default().iter().sum(),
            row.is_head || row.is_group,
        );
        at = end;
    }
    format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
}

fn written_cell(cell: &DocxCell, columns: usize, width: u32, is_shaded: bool) -> String {
    let span = if columns > 1 { format!("<w:gridSpan w:val=\"{columns}\"/>") } else { String::new() };
    let colour = cell.colour.or(is_shaded.then_some(HEAD));
    let shade = colour
        .map(|colour| format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{colour}\"/>"))
        .unwrap_or_default();
    let style = if cell.is_head { "TableHead" } else { "TableText" };
    let mut paragraphs: String = cell.paragraphs.iter().map(|runs| paragraph(style, "", runs, ["", ""])).collect();
    if paragraphs.is_empty() {
        // A cell without a paragraph is no cell.
        paragraphs = paragraph(style, "", &[], ["", ""]);
    }
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{shade}</w:tcPr>{paragraphs}</w:tc>")
}
