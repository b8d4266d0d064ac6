//! How the cells of a workbook look.

use dtmm_model::Lang;
use dtmm_scoring::Answer;

/// The head of a table.
pub(crate) const HEAD: usize = 1;
/// Protected text.
pub(crate) const FIXED: usize = 2;
/// Protected text that a program would calculate.
pub(crate) const FIXED_SIGN: usize = 3;
/// A short protected text in the middle.
pub(crate) const FIXED_SHORT: usize = 4;
/// A protected identifier that leads to its page.
pub(crate) const FIXED_LINK: usize = 5;
/// A text to fill in.
pub(crate) const INPUT: usize = 6;
/// A text to fill in that a program would calculate.
pub(crate) const INPUT_SIGN: usize = 7;
/// An answer to choose.
pub(crate) const INPUT_ANSWER: usize = 8;
/// A date to fill in.
pub(crate) const INPUT_DATE: usize = 9;
/// The title of the guide.
pub(crate) const TITLE: usize = 10;
/// Text of the guide.
pub(crate) const PROSE: usize = 11;
/// What the text beside it is about.
pub(crate) const LABEL: usize = 12;
/// A heading of the guide.
pub(crate) const HEADING: usize = 13;
/// A link of the guide to a sheet.
pub(crate) const LINK: usize = 14;
/// An answer in the legend.
pub(crate) const LEGEND: usize = 15;

/// Background and ink of a cell with this answer; all pairs are easy to read.
const fn colours(answer: Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::Full => ("FF8ABCD6", "FF08222F"),
        Answer::Largely => ("FFBFDAE8", "FF10303F"),
        Answer::Partly => ("FFFFF3C4", "FF4F3A00"),
        Answer::Not => ("FFF6D9CC", "FF6E260A"),
        Answer::NotApplicable => ("FFE4E9ED", "FF3F4E5A"),
    }
}

/// The part of the workbook that holds the styles, in the order of the numbers above.
pub(crate) fn part(lang: Lang) -> String {
    let font = match lang {
        Lang::Zh => "<name val=\"微软雅黑\"/><family val=\"2\"/><charset val=\"134\"/>",
        Lang::En => "<name val=\"Calibri\"/><family val=\"2\"/>",
    };
    let fonts = [
        "<sz val=\"11\"/><color rgb=\"FF16222C\"/>",
        "<b/><sz val=\"11\"/><color rgb=\"FFFFFFFF\"/>",
        "<u/><sz val=\"11\"/><color rgb=\"FF0A5A86\"/>",
        "<b/><sz val=\"18\"/><color rgb=\"FF0A5A86\"/>",
        "<sz val=\"11\"/><color rgb=\"FF4B5C69\"/>",
        "<b/><sz val=\"13\"/><color rgb=\"FF0A5A86\"/>",
    ]
    .map(|own| format!("<font>{own}{font}</font>"))
    .concat();
    let fill =
        |colour| format!("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/></patternFill></fill>");
    let side = |name| format!("<{name} style=\"thin\"><color rgb=\"FFD3DDE4\"/></{name}>");
    let sides = ["left", "right", "top", "bottom"].map(side).concat();
    let styles = Answer::ALL.map(|answer| {
        let (paper, ink) = colours(answer);
        format!(
            "<dxf><font><color rgb=\"{ink}\"/></font><fill><patternFill patternType=\"solid\"><fgColor rgb=\"{paper}\"/>\
             <bgColor rgb=\"{paper}\"/></patternFill></fill></dxf>"
        )
    });
    format!(
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
         <fonts count=\"6\">{fonts}</fonts>\
         <fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>{}{}</fills>\
         <borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>{sides}<diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"{}\">{}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>\
         <dxfs count=\"{}\">{}</dxfs></styleSheet>",
        fill("FF0A5A86"),
        fill("FFF3F6F8"),
        CELLS.len(),
        CELLS.map(cell).concat(),
        styles.len(),
        styles.concat()
    )
}

/// A style of cells: format of numbers, font, fill, border, where its text stands, and whether it is filled in by people
/// and may be taken for a formula.
type CellStyle = (usize, usize, usize, usize, &'static str, bool, bool);

const TOP: &str = "vertical=\"top\" wrapText=\"1\"";
const MIDDLE: &str = "horizontal=\"center\" vertical=\"top\"";
const BESIDE: &str = "vertical=\"center\" wrapText=\"1\"";

/// The format of numbers that keeps a text as it is typed, so that nothing in it is calculated.
const TEXT: usize = 49;
/// That of dates.
const DATE: usize = 164;

const CELLS: [CellStyle; 16] = [
    (0, 0, 0, 0, "", false, false),
    (0, 1, 2, 1, "horizontal=\"center\" vertical=\"center\" wrapText=\"1\"", false, false),
    (0, 0, 3, 1, TOP, false, false),
    (0, 0, 3, 1, TOP, false, true),
    (0, 0, 3, 1, MIDDLE, false, false),
    (0, 2, 3, 1, "vertical=\"top\"", false, false),
    (TEXT, 0, 0, 1, TOP, true, false),
    (TEXT, 0, 0, 1, TOP, true, true),
    (TEXT, 0, 0, 1, MIDDLE, true, false),
    (DATE, 0, 0, 1, MIDDLE, true, false),
    (0, 3, 0, 0, "vertical=\"center\"", false, false),
    (0, 0, 0, 0, BESIDE, false, false),
    (0, 4, 0, 0, "vertical=\"center\"", false, false),
    (0, 5, 0, 0, "vertical=\"center\"", false, false),
    (0, 2, 0, 0, "vertical=\"center\"", false, false),
    (0, 0, 0, 1, "horizontal=\"center\" vertical=\"center\"", false, false),
];

fn cell((format, font, fill, border, stands, is_input, is_sign): CellStyle) -> String {
    let sign = if is_sign { " quotePrefix=\"1\"" } else { "" };
    let locked = if is_input { "<protection locked=\"0\"/>" } else { "" };
    format!(
        "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\"{sign} \
         applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\" \
         applyProtection=\"1\"><alignment {stands}/>{locked}</xf>"
    )
}
