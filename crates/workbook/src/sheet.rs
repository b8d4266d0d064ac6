//! A sheet as it is put together: rows of cells, and what belongs to them.

use dtmm_scoring::Answer;
use dtmm_view::Words;

use crate::cell::column_name;
use crate::strings::Strings;
use dtmm_package::escaped;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What is written into a cell.
pub(crate) enum CellValue<'v> {
    /// A text.
    Text(&'v str),
    /// A number.
    Number(u32),
}

/// How high a row is, in points.
pub(crate) enum Height {
    /// It stays so.
    Fixed(u32),
    /// So at first, since not every program fits rows to their texts when it opens them; then by what people type.
    Fitted(u32),
}

impl Height {
    /// The height of so many lines.
    pub(crate) fn of_lines(count: usize) -> Height {
        const LINE: usize = 17;
        const AROUND: usize = 5;
        /// Higher than this is no row.
        const MOST: usize = 409;
        Height::Fitted((count.max(1) * LINE + AROUND).min(MOST) as u32)
    }
}

/// About how many lines a text takes in a column of this width.
pub(crate) fn lines(text: &str, width: u32) -> usize {
    // In tenths of a digit: Chinese characters are a little more than twice as wide.
    let room = (width * 10).saturating_sub(12).max(30);
    let wide = |line: &str| line.chars().map(|one| if one >= '\u{2e80}' { 22 } else { 10 }).sum::<u32>();
    text.lines().map(|line| wide(line).div_ceil(room).max(1) as usize).sum()
}

/// How a sheet is printed: as wide as the paper, with the number of the page.
pub(crate) fn printed(is_wide: bool) -> String {
    let orientation = if is_wide { "landscape" } else { "portrait" };
    format!(
        "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"{orientation}\" fitToWidth=\"1\" fitToHeight=\"0\"/>\
         <headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>"
    )
}

/// What [`printed`] needs at the head of a sheet.
pub(crate) const ON_PAGES: &str = "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>";

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

    /// Adds a row. Cells without a text are written as well, so that they have their looks.
    pub(crate) fn push<'v>(&mut self, height: Height, cells: impl IntoIterator<Item = (usize, CellValue<'v>)>) {
        self.row += 1;
        let (points, custom) = match height {
            Height::Fixed(points) => (points, " customHeight=\"1\""),
            Height::Fitted(points) => (points, ""),
        };
        self.data.push_str(&format!("<row r=\"{}\" ht=\"{points}\"{custom}>", self.row));
        for (column, (style, value)) in cells.into_iter().enumerate() {
            let place = self.place(column);
            self.data.push_str(&match value {
                CellValue::Text("") => format!("<c r=\"{place}\" s=\"{style}\"/>"),
                CellValue::Text(text) => {
                    format!("<c r=\"{place}\" s=\"{style}\" t=\"s\"><v>{}</v></c>", self.strings.number(text))
                }
                CellValue::Number(number) => format!("<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>"),
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
