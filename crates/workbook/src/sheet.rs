//! A sheet as it is put together: rows of cells, and what belongs to them.

use dtmm_scoring::Answer;
use dtmm_view::Words;

use crate::cell::column_name;
use crate::strings::Strings;
use crate::xml::escaped;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What is written into a cell.
pub(crate) enum Value<'v> {
    /// A text.
    Text(&'v str),
    /// A number.
    Number(u32),
}

/// The rows of a sheet, and the links in it.
pub(crate) struct SheetRows<'s> {
    strings: &'s mut Strings,
    data: String,
    row: usize,
    links: Vec<(String, String)>,
    inner_links: String,
}

impl<'s> SheetRows<'s> {
    pub(crate) fn new(strings: &'s mut Strings) -> SheetRows<'s> {
        SheetRows { strings, data: String::new(), row: 0, links: Vec::new(), inner_links: String::new() }
    }

    /// Adds a row, of a height in points or of that of its texts. Cells without a text are written as well, so that they
    /// have their looks.
    pub(crate) fn push<'v>(&mut self, height: Option<u32>, cells: impl IntoIterator<Item = (usize, Value<'v>)>) {
        self.row += 1;
        let height = height.map_or_else(String::new, |height| format!(" ht=\"{height}\" customHeight=\"1\""));
        self.data.push_str(&format!("<row r=\"{}\"{height}>", self.row));
        for (column, (style, value)) in cells.into_iter().enumerate() {
            let place = self.place(column);
            self.data.push_str(&match value {
                Value::Text("") => format!("<c r=\"{place}\" s=\"{style}\"/>"),
                Value::Text(text) => {
                    format!("<c r=\"{place}\" s=\"{style}\" t=\"s\"><v>{}</v></c>", self.strings.number(text))
                }
                Value::Number(number) => format!("<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>"),
            });
        }
        self.data.push_str("</row>");
    }

    /// The number of the last row.
    pub(crate) fn row(&self) -> usize {
        self.row
    }

    /// Links a cell of the last row to an address.
    pub(crate) fn link(&mut self, column: usize, address: String) {
        self.links.push((self.place(column), address));
    }

    /// Links a cell of the last row to a place of the workbook.
    pub(crate) fn link_within(&mut self, column: usize, target: &str) {
        let (place, target) = (self.place(column), escaped(target));
        self.inner_links.push_str(&format!("<hyperlink ref=\"{place}\" location=\"{target}\"/>"));
    }

    fn place(&self, column: usize) -> String {
        format!("{}{}", column_name(column), self.row)
    }

    /// The part of the sheet and that of its links, which is empty where it has none. `before` is what stands before the
    /// rows, `after` what stands between them and the links, `end` what stands behind these.
    pub(crate) fn part(self, before: &str, after: &str, end: &str) -> (String, String) {
        let mut links = self.inner_links;
        let mut targets = String::new();
        for (number, (place, address)) in self.links.iter().enumerate() {
            links.push_str(&format!("<hyperlink ref=\"{place}\" r:id=\"rId{}\"/>", number + 1));
            targets.push_str(&format!(
                "<Relationship Id=\"rId{}\" Type=\"{LINKS}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                number + 1,
                escaped(address)
            ));
        }
        let links = if links.is_empty() { links } else { format!("<hyperlinks>{links}</hyperlinks>") };
        let sheet = format!(
            "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{LINKS}\">{before}<sheetData>{}</sheetData>{after}{links}{end}</worksheet>",
            self.data
        );
        (sheet, relationships(&targets))
    }
}

/// The part that lists relationships; empty where there are none.
pub(crate) fn relationships(list: &str) -> String {
    if list.is_empty() {
        return String::new();
    }
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}</Relationships>"
    )
}

/// The columns of a sheet, each with its width in characters and whether it is hidden.
pub(crate) fn columns(widths: impl IntoIterator<Item = (u32, bool)>) -> String {
    let column = |(place, (width, is_hidden)): (usize, (u32, bool))| {
        let hidden = if is_hidden { " hidden=\"1\"" } else { "" };
        format!("<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"{hidden}/>", place + 1)
    };
    let all: String = widths.into_iter().enumerate().map(column).collect();
    format!("<cols>{all}</cols>")
}

/// The colours of the answers in these cells.
pub(crate) fn coloured(cells: &str, words: &Words) -> String {
    let rule = |(place, answer): (usize, Answer)| {
        let word = words.answer(answer).replace('"', "\"\"");
        let formula = format!("\"{word}\"");
        format!(
            "<cfRule type=\"cellIs\" dxfId=\"{place}\" priority=\"{}\" operator=\"equal\"><formula>{}</formula></cfRule>",
            place + 1,
            escaped(&formula)
        )
    };
    let rules: String = Answer::ALL.into_iter().enumerate().map(rule).collect();
    format!("<conditionalFormatting sqref=\"{cells}\">{rules}</conditionalFormatting>")
}
