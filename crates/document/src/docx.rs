//! The parts of a document and what they hold, after ISO/IEC 29500-1 (WordprocessingML) and its chart markup.

mod body;
mod chart;
mod markup;
mod paragraph;
mod styles;
mod table;

use dtmm_model::Lang;
use dtmm_package::{archive, escaped};
use dtmm_view::RadarChart;

use crate::html::HtmlElement;
use body::Body;
use markup::{DECLARATION, MARGIN, SHEET, SPACES};

const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const CHART_TYPE: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// How a document is made.
#[derive(Debug, Clone, Copy)]
pub struct DocxLook<'a> {
    /// The language of its words.
    pub lang: Lang,
    /// Its title, as programs list it.
    pub title: &'a str,
    /// What stands at the head of each sheet.
    pub running: &'a str,
    /// The radar, drawn by the program that opens the document; without one, what the page has in its place is written.
    pub radar: Option<&'a RadarChart>,
}

/// The bytes of a document with what a reader sees of a filled page. The same page gives the same bytes.
pub fn write_docx(page: &HtmlElement, look: &DocxLook<'_>) -> Vec<u8> {
    let (body, numbered) = Body::new(page, look.radar).finish();
    let chart = look.radar.map(chart::part);
    let part = |name: &str, text: String| (name.to_owned(), text);
    let mut parts = vec![
        part("[Content_Types].xml", content_types(chart.is_some())),
        part("_rels/.rels", relationships(PACKAGE_PARTS)),
        part("docProps/core.xml", core(look)),
        part("word/document.xml", document(&body)),
        part("word/styles.xml", styles::part(look.lang)),
        part("word/numbering.xml", styles::numbering(numbered)),
        part("word/settings.xml", settings()),
        part("word/header1.xml", header(look.running)),
        part("word/footer1.xml", footer()),
        part(
            "word/_rels/document.xml.rels",
            relationships(&DOCUMENT_PARTS[..DOCUMENT_PARTS.len() - usize::from(chart.is_none())]),
        ),
    ];
    parts.extend(chart.map(|chart| part("word/charts/chart1.xml", chart)));
    archive(&parts)
}

/// A part that another one refers to: by what, as what, where.
type Related = (&'static str, &'static str, &'static str);

const PACKAGE_PARTS: &[Related] = &[
    ("rId1", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", "word/document.xml"),
    (
        "rId2",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
];

/// The chart comes last: not every document has it.
const DOCUMENT_PARTS: &[Related] = &[
    ("rIdStyles", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles", "styles.xml"),
    ("rIdNumbering", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering", "numbering.xml"),
    ("rIdSettings", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings", "settings.xml"),
    ("rIdHeader", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header", "header1.xml"),
    ("rIdFooter", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer", "footer1.xml"),
    ("rIdChart", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart", "charts/chart1.xml"),
];

fn relationships(related: &[Related]) -> String {
    let one = |(id, kind, target): &Related| format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
    let all: String = related.iter().map(one).collect();
    format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

fn content_types(has_chart: bool) -> String {
    let kinds = ["document.main", "styles", "numbering", "settings", "header", "footer"];
    let names = ["document", "styles", "numbering", "settings", "header1", "footer1"];
    let one = |(name, kind): (&str, &str)| {
        format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>")
    };
    let mut all: String = names.into_iter().zip(kinds).map(one).collect();
    if has_chart {
        all += &format!("<Override PartName=\"/word/charts/chart1.xml\" ContentType=\"{CHART_TYPE}\"/>");
    }
    format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>{all}</Types>"
    )
}

fn core(look: &DocxLook<'_>) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>",
        escaped(look.title),
        look.lang.tag()
    )
}

fn document(body: &str) -> String {
    let ((width, height), margin, edge) = (SHEET, MARGIN, MARGIN / 2);
    format!(
        "{DECLARATION}<w:document {SPACES}><w:body>{body}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/><w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"/><w:pgMar w:top=\"{margin}\" w:right=\"{margin}\" w:bottom=\"{margin}\" w:left=\"{margin}\" w:header=\"{edge}\" w:footer=\"{edge}\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn header(running: &str) -> String {
    let running = escaped(running);
    format!(
        "{DECLARATION}<w:hdr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t>{running}</w:t></w:r></w:p></w:hdr>"
    )
}

/// The number of the sheet and that of all.
fn footer() -> String {
    let field = |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let (page, pages) = (field("PAGE"), field("NUMPAGES"));
    format!(
        "{DECLARATION}<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{page}<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>{pages}</w:p></w:ftr>"
    )
}

/// Laid out as programs of today do: without this, Word opens the document as one of 2007.
fn settings() -> String {
    format!(
        "{DECLARATION}<w:settings {SPACES}><w:defaultTabStop w:val=\"420\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}
