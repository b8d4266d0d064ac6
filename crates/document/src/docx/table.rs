//! Tables.

use super::TEXT_WIDTH;
use super::paragraph::{Run, is_seen, paragraph, runs, words_of};
use crate::html::{HtmlElement, HtmlNode};

/// The fewest and the most characters that a column is made wide for; a Chinese one counts as two.
const NARROWEST: usize = 5;
const WIDEST: usize = 44;

/// The colours of the cells of the map, by the class of their marks. The word of each stands in it too.
const COLOURS: [(&str, &str); 4] = [("met", "CFE8D5"), ("part", "FCEBC5"), ("not", "F6D3CF"), ("na", "E7E7E7")];

/// A cell before it is written.
struct Cell {
    columns: usize,
    is_head: bool,
    colour: Option<&'static str>,
    paragraphs: Vec<Vec<Run>>,
}

struct Row {
    cells: Vec<Cell>,
    /// Whether it stands again at the top of every sheet.
    is_head: bool,
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
    caption.unwrap_or_default() + &written(&rows, "ReportTable")
}

/// A list of terms: a table of two columns without lines.
pub(super) fn of_terms(list: &HtmlElement) -> String {
    let pairs = list.elements().filter(|one| is_seen(one));
    let row = |pair: &HtmlElement| {
        let cell = |part: &HtmlElement| Cell {
            columns: 1,
            is_head: part.name == "dt",
            colour: None,
            paragraphs: vec![runs(&part.children)],
        };
        Row { cells: pair.elements().filter(|one| is_seen(one)).map(cell).collect(), is_head: false }
    };
    let rows: Vec<Row> = pairs.map(row).filter(|row| !row.cells.is_empty()).collect();
    if rows.is_empty() { String::new() } else { written(&rows, "ReportTerms") }
}

fn add_rows(part: &HtmlElement, is_head: bool, rows: &mut Vec<Row>) {
    for element in part.elements().filter(|one| is_seen(one)) {
        match element.name.as_str() {
            "thead" => add_rows(element, true, rows),
            "tbody" | "tfoot" => add_rows(element, false, rows),
            "tr" => {
                let cells: Vec<Cell> = element.elements().filter(|one| is_seen(one)).map(cell).collect();
                if !cells.is_empty() {
                    rows.push(Row { cells, is_head });
                }
            }
            _ => {}
        }
    }
}

fn cell(element: &HtmlElement) -> Cell {
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
    Cell { columns, is_head: element.name == "th", colour: colour(element), paragraphs }
}

/// The colour of a cell of the map.
fn colour(element: &HtmlElement) -> Option<&'static str> {
    let of = |one: &HtmlElement| COLOURS.into_iter().find(|(class, _)| one.has_class(class)).map(|(_, colour)| colour);
    of(element).or_else(|| element.elements().find_map(of))
}

/// The columns of a table are as wide as what they hold asks for, within the width of the text.
fn widths(rows: &[Row]) -> Vec<u32> {
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
    let sum = asked.iter().sum::<usize>().max(1) as u32;
    asked.into_iter().map(|one| TEXT_WIDTH * one as u32 / sum).collect()
}

fn length(words: &str) -> usize {
    words.chars().map(|character| if character < '\u{2e80}' { 1 } else { 2 }).sum()
}

/// The table, and the empty line that keeps it from joining the next one.
fn written(rows: &[Row], style: &str) -> String {
    let widths = widths(rows);
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let all: String = rows.iter().map(|row| written_row(row, &widths)).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{TEXT_WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{all}</w:tbl><w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>"
    )
}

fn written_row(row: &Row, widths: &[u32]) -> String {
    let head = if row.is_head { "<w:tblHeader/>" } else { "" };
    let (mut at, mut cells) = (0, String::new());
    for (place, cell) in row.cells.iter().enumerate() {
        // The last cell of a short row reaches to the end of the table.
        let end = if place + 1 == row.cells.len() { widths.len() } else { (at + cell.columns).min(widths.len()) };
        cells += &written_cell(
            cell,
            end.saturating_sub(at).max(1),
            widths.get(at..end).unwrap_or_default().iter().sum(),
            row.is_head,
        );
        at = end;
    }
    format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
}

fn written_cell(cell: &Cell, columns: usize, width: u32, is_head: bool) -> String {
    let span = if columns > 1 { format!("<w:gridSpan w:val=\"{columns}\"/>") } else { String::new() };
    let colour = cell.colour.or((is_head || (cell.is_head && columns > 1)).then_some("EEF2F6"));
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
