//! The styles and lists of a document. People restyle it by these, so they have the names that Word knows.

use std::fmt::Write;

use dtmm_model::Lang;

use super::markup::{DECLARATION, SPACES};

/// A style of paragraphs: its identifier, its name, its properties, and those of its words.
type Style = (&'static str, &'static str, &'static str, &'static str);

/// Sizes of words are in half points, distances in twentieths of a point.
const PARAGRAPHS: [Style; 18] = [
    ("Title", "Title", "<w:keepNext/><w:spacing w:before=\"0\" w:after=\"160\"/>", "<w:b/><w:sz w:val=\"44\"/>"),
    ("Subtitle", "Subtitle", "<w:spacing w:after=\"60\"/>", "<w:color w:val=\"595959\"/><w:sz w:val=\"20\"/>"),
    (
        "Heading1",
        "heading 1",
        "<w:keepNext/><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
        "<w:b/><w:color w:val=\"0B3F75\"/><w:sz w:val=\"30\"/>",
    ),
    (
        "Heading2",
        "heading 2",
        "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>",
        "<w:b/><w:sz w:val=\"25\"/>",
    ),
    (
        "ContentsHeading",
        "TOC Heading",
        "<w:keepNext/><w:spacing w:after=\"120\"/>",
        "<w:b/><w:color w:val=\"0B3F75\"/><w:sz w:val=\"30\"/>",
    ),
    ("TOC1", "toc 1", "<w:spacing w:after=\"60\"/>", ""),
    ("TOC2", "toc 2", "<w:spacing w:after=\"40\"/><w:ind w:left=\"420\"/>", ""),
    ("Caption", "caption", "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"60\"/>", "<w:b/><w:sz w:val=\"20\"/>"),
    ("ListBullet", "List Bullet", "<w:spacing w:after=\"40\"/>", ""),
    ("ListNumber", "List Number", "<w:spacing w:after=\"40\"/>", ""),
    ("Figure", "Figure", "<w:keepLines/><w:jc w:val=\"center\"/>", ""),
    (
        "Notice",
        "Notice",
        "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"8A6D1D\"/></w:pBdr><w:spacing w:before=\"80\" w:after=\"80\"/><w:ind w:left=\"200\"/>",
        "",
    ),
    ("Small", "Small", "", "<w:color w:val=\"404040\"/><w:sz w:val=\"18\"/>"),
    (
        "TableText",
        "Table Text",
        "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"252\" w:lineRule=\"auto\"/>",
        "<w:sz w:val=\"18\"/>",
    ),
    (
        "TableHead",
        "Table Head",
        "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"252\" w:lineRule=\"auto\"/>",
        "<w:b/><w:sz w:val=\"18\"/>",
    ),
    (
        "AfterTable",
        "After Table",
        "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/>",
        "<w:sz w:val=\"8\"/>",
    ),
    (
        "Header",
        "header",
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"BFBFBF\"/></w:pBdr>",
        "<w:color w:val=\"595959\"/><w:sz w:val=\"17\"/>",
    ),
    ("Footer", "footer", "<w:jc w:val=\"center\"/>", "<w:color w:val=\"595959\"/><w:sz w:val=\"17\"/>"),
];

/// The lines of tables.
const LINES: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:color=\"7F7F7F\"/><w:bottom w:val=\"single\" w:sz=\"8\" w:color=\"7F7F7F\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"BFBFBF\"/></w:tblBorders>";
const CELL_EDGES: &str =
    "<w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar>";

/// The part of the styles.
pub(super) fn part(lang: Lang) -> String {
    // Both scripts stand in every document: names, identifiers and notes are in either.
    let code = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en-GB",
    };
    let mut all = format!(
        "{DECLARATION}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\" w:eastAsia=\"Microsoft YaHei\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"{code}\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"100\" w:line=\"288\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style><w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style><w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/></w:style><w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"ReportLevel\"><w:name w:val=\"Report Level\"/><w:rPr><w:b/><w:color w:val=\"0B3F75\"/><w:sz w:val=\"56\"/></w:rPr></w:style><w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ReportTable\"><w:name w:val=\"Report Table\"/><w:tblPr>{LINES}{CELL_EDGES}</w:tblPr></w:style><w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ReportTerms\"><w:name w:val=\"Report Terms\"/><w:tblPr>{CELL_EDGES}</w:tblPr></w:style>"
    );
    for (id, name, of_paragraph, of_words) in PARAGRAPHS {
        let _ = write!(
            all,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{of_paragraph}</w:pPr><w:rPr>{of_words}</w:rPr></w:style>"
        );
    }
    all + "</w:styles>"
}

/// The part of the lists, three deep: dots, then as many with numbers as there are, each beginning with 1.
pub(super) fn numbering(numbered: usize) -> String {
    let level = |depth: usize, kind: &str, text: &str| {
        let left = 360 * (depth + 1);
        format!(
            "<w:lvl w:ilvl=\"{depth}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{kind}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"360\"/></w:pPr></w:lvl>"
        )
    };
    let dots: String = (0..3).map(|depth| level(depth, "bullet", "•")).collect();
    let list = |number: usize| {
        format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            number + 1
        )
    };
    let lists: String = (1..=numbered).map(list).collect();
    let numbers: String = (0..3).map(|depth| level(depth, "decimal", &format!("%{}.", depth + 1))).collect();
    format!(
        "{DECLARATION}<w:numbering {SPACES}><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{dots}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{numbers}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>{lists}</w:numbering>"
    )
}
