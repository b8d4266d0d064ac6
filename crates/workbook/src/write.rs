//! Writes an assessment as a workbook.

use dtmm_exchange::{ANSWER, COLUMNS, DUE, EntryWords, FILE_SHEET, ID, Labels, guarded, row};
use dtmm_model::{Item, Lang, OutlineDomain, OutlineSubdomain};
use dtmm_scoring::{serial_of_date, write};
use dtmm_view::{Word, Words};

use crate::data::WorkbookData;
use crate::guide::{Guide, guide};
use crate::read::FILE_MARK;
use crate::sheet::{CellValue, Height, ON_PAGES, SheetRows, coloured, columns, lines, printed, relationships};
use crate::sheet_names::{SheetNames, quoted};
use crate::strings::Strings;
use crate::styles;
use dtmm_package::archive;
use dtmm_package::escaped;

/// How a workbook is laid out.
#[derive(Debug, Clone, Copy)]
pub struct WorkbookLook<'a> {
    /// The language of the words.
    pub lang: Lang,
    /// What has a sheet of its own.
    pub by: SheetsBy,
    /// The address of the site with a stroke at its end, where it is known: identifiers lead to their pages there.
    pub home: Option<&'a str>,
}

/// What has a sheet of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SheetsBy {
    /// Each domain.
    #[default]
    Domain,
    /// Each owner, by what stands beside the entries and in the list of those responsible; the entries without one have a
    /// sheet as well.
    Owner,
}

/// The widths of the columns in characters, in the order of [`COLUMNS`].
const WIDTHS: [u32; COLUMNS.len()] = [11, 16, 18, 7, 7, 64, 12, 14, 24, 34, 34, 14, 13];
const DOMAIN: usize = 1;
const SUBDOMAIN: usize = 2;
const LEVEL: usize = 3;
const LABEL: usize = 4;
const KIND: usize = 6;

/// How many UTF-16 units of the file one cell of the hidden sheet holds: far less than it could, since programs differ in
/// what they count.
const PIECE: usize = 8000;

const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A sheet of entries.
struct Group<'a> {
    name: String,
    entries: Vec<(&'a OutlineDomain, &'a OutlineSubdomain, &'a Item)>,
}

/// The bytes of a workbook: a guide, a sheet for each domain or owner, and hidden the file of the assessment, so that
/// nothing is lost that tables have no place for. The same assessment gives the same bytes.
pub fn write_workbook(data: &WorkbookData<'_>, look: &WorkbookLook<'_>) -> Vec<u8> {
    let (mut names, mut strings) = (SheetNames::new(), Strings::default());
    let guide_name = names.give(data.words.say(Word::WorkbookGuide));
    let groups = groups(data, look.by, &mut names);
    let listed: Vec<(String, String, usize)> =
        groups.iter().map(|group| (group.name.clone(), quoted(&group.name), group.entries.len())).collect();
    let Guide { part, answers } = guide(data, &listed, &mut strings);
    let choices = format!("{}!$A${}:$A${}", quoted(&guide_name), answers.start(), answers.end());
    let mut sheets = vec![(guide_name.clone(), part)];
    for group in &groups {
        let part = answer_sheet(data, look, group, &choices, &mut strings);
        sheets.push((group.name.clone(), part));
    }
    sheets.push((FILE_SHEET.to_owned(), file_sheet(data, &guide_name, &mut strings)));
    let counts: Vec<usize> = groups.iter().map(|group| group.entries.len()).collect();
    archive(&parts(&sheets, &counts, &strings, look.lang))
}

/// The entries of each sheet, of a part its own alone. No sheet is empty.
fn groups<'a>(data: &WorkbookData<'a>, by: SheetsBy, names: &mut SheetNames) -> Vec<Group<'a>> {
    let mut groups: Vec<(&str, Group<'a>)> = Vec::new();
    let part = data.assessment.part(data.outline).map(|part| part.entries).unwrap_or_default();
    for domain in &data.outline.domains {
        for subdomain in &domain.subdomains {
            for item in subdomain.items().filter(|item| part.is_empty() || part.contains(&item.id)) {
                let key = match by {
                    SheetsBy::Domain => domain.slug.as_str(),
                    SheetsBy::Owner => data.assessment.responsible(data.outline, item.id),
                };
                let place = groups.iter().position(|(own, _)| *own == key).unwrap_or_else(|| {
                    groups.push((key, Group { name: String::new(), entries: Vec::new() }));
                    groups.len() - 1
                });
                groups[place].1.entries.push((domain, subdomain, item));
            }
        }
    }
    // Those that nobody answers for yet come last.
    groups.sort_by_key(|(key, _)| key.is_empty());
    let named = |(key, group): (&str, Group<'a>)| {
        let wished = match by {
            SheetsBy::Domain => data.names.of(key),
            SheetsBy::Owner if key.is_empty() => data.words.say(Word::WorkbookUnowned),
            SheetsBy::Owner => key,
        };
        Group { name: names.give(wished), ..group }
    };
    groups.into_iter().map(named).collect()
}

/// The part of a sheet of entries, and that of its links.
fn answer_sheet(
    data: &WorkbookData<'_>,
    look: &WorkbookLook<'_>,
    group: &Group<'_>,
    choices: &str,
    strings: &mut Strings,
) -> (String, String) {
    let mut rows = SheetRows::new(strings);
    let heads = heads(data.words);
    rows.push(Height::Fixed(36), heads.iter().map(|head| (styles::HEAD, CellValue::Text(head))));
    let kinds = [Word::Requirement, Word::Recommendation].map(|word| data.words.say(word));
    let entry = |domain: &OutlineDomain, subdomain: &OutlineSubdomain, item: &Item| {
        let (label, text) = data.texts.of(item.id).unwrap_or_default();
        let domain = data.names.of(domain.slug.as_str()).to_owned();
        EntryWords { domain, subdomain: data.names.of(subdomain.code.as_str()).to_owned(), label, text }
    };
    let labels = Labels { head: [""; COLUMNS.len()], kinds, entry: &entry };
    for (domain, subdomain, item) in &group.entries {
        let mut texts = row(data.assessment, &labels, item, entry(domain, subdomain, item));
        texts[ANSWER] = data.assessment.answer(item.id).map_or("", |answer| data.words.answer(answer)).to_owned();
        let level = u32::from(item.id.cell.level.number());
        let most = texts.iter().enumerate().map(|(column, text)| lines(text, width(column, look))).max();
        let height = Height::of_lines(most.unwrap_or(1));
        rows.push(height, texts.iter().enumerate().map(|(column, text)| cell(column, text, level, look)));
        if let Some(home) = look.home {
            rows.link(ID, format!("{home}r/{}.html", item.id));
        }
    }
    let last = rows.row();
    let has_labels =
        group.entries.iter().any(|(_, _, item)| data.texts.of(item.id).is_some_and(|(label, _)| !label.is_empty()));
    rows.part(&before(look, has_labels), &after(data, choices, last), &printed(true))
}

/// The words of the heads, each with a capital where the language has them.
fn heads(words: &Words) -> [String; COLUMNS.len()] {
    let mut heads = words.columns().map(str::to_owned);
    heads[ANSWER] = words.say(Word::WorkbookAnswer).to_owned();
    heads.map(|head| {
        let mut rest = head.chars();
        rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
    })
}

/// The style and the value of a cell.
fn cell<'v>(column: usize, text: &'v str, level: u32, look: &WorkbookLook<'_>) -> (usize, CellValue<'v>) {
    let is_sign = matches!(guarded(text), std::borrow::Cow::Owned(_));
    let value = CellValue::Text(text);
    match column {
        ID if look.home.is_some() => (styles::FIXED_LINK, value),
        LEVEL => (styles::FIXED_SHORT, CellValue::Number(level)),
        LABEL | KIND => (styles::FIXED_SHORT, value),
        DUE => (styles::INPUT_DATE, serial_of_date(text).map_or(value, CellValue::Number)),
        ANSWER => (styles::INPUT_ANSWER, value),
        _ if column < ANSWER => (if is_sign { styles::FIXED_SIGN } else { styles::FIXED }, value),
        _ => (if is_sign { styles::INPUT_SIGN } else { styles::INPUT }, value),
    }
}

/// The width of a column in characters.
fn width(column: usize, look: &WorkbookLook<'_>) -> u32 {
    // English names are longer.
    let more = match (column, look.lang) {
        (DOMAIN | SUBDOMAIN | KIND, Lang::En) => 6,
        (LEVEL | LABEL, Lang::En) => 3,
        _ => 0,
    };
    WIDTHS[column] + more
}

/// What stands before the rows: how the sheet is printed and seen. Head and identifiers stay in sight.
fn before(look: &WorkbookLook<'_>, has_labels: bool) -> String {
    let is_hidden = |column| match column {
        DOMAIN => look.by == SheetsBy::Domain,
        LABEL => !has_labels,
        _ => false,
    };
    let widths = (0..COLUMNS.len()).map(|column| (width(column, look), is_hidden(column)));
    format!(
        "{ON_PAGES}<sheetViews><sheetView workbookViewId=\"0\">\
         <pane xSplit=\"1\" ySplit=\"1\" topLeftCell=\"B2\" activePane=\"bottomRight\" state=\"frozen\"/>\
         <selection pane=\"bottomRight\" activeCell=\"{0}2\" sqref=\"{0}2\"/></sheetView></sheetViews>{1}",
        crate::cell::column_name(ANSWER),
        columns(widths)
    )
}

/// What stands behind the rows: protection of the wording without a password, filters, colours, and lists to choose from.
fn after(data: &WorkbookData<'_>, choices: &str, last: usize) -> String {
    let [answers, dues] = [ANSWER, DUE].map(crate::cell::column_name).map(|column| format!("{column}2:{column}{last}"));
    format!(
        "<sheetProtection sheet=\"1\" formatCells=\"0\" formatColumns=\"0\" formatRows=\"0\" sort=\"0\" autoFilter=\"0\"/>\
         <autoFilter ref=\"{}\"/>{}<dataValidations count=\"2\">\
         <dataValidation type=\"list\" allowBlank=\"1\" showErrorMessage=\"1\" error=\"{}\" sqref=\"{answers}\">\
         <formula1>{}</formula1></dataValidation>\
         <dataValidation type=\"date\" errorStyle=\"warning\" operator=\"greaterThanOrEqual\" allowBlank=\"1\" \
         showErrorMessage=\"1\" error=\"{}\" sqref=\"{dues}\"><formula1>36526</formula1></dataValidation></dataValidations>",
        range(last),
        coloured(&answers, data.words),
        escaped(data.words.say(Word::WorkbookPick)),
        escaped(choices),
        escaped(data.words.say(Word::WorkbookDate)),
    )
}

/// The cells of the table.
fn range(last: usize) -> String {
    format!("A1:{}{last}", crate::cell::column_name(COLUMNS.len() - 1))
}

/// The hidden sheet: the file of the assessment, cut into numbered cells.
fn file_sheet(data: &WorkbookData<'_>, guide: &str, strings: &mut Strings) -> (String, String) {
    let mut rows = SheetRows::new(strings);
    rows.push(Height::of_lines(1), pair(FILE_MARK, guide));
    let file = write(data.assessment, data.outline);
    for (place, piece) in pieces(&in_cells(&file)).iter().enumerate() {
        let number = (place + 1).to_string();
        rows.push(Height::of_lines(1), pair(&number, piece));
    }
    rows.part("", "<sheetProtection sheet=\"1\"/>", "")
}

fn pair<'v>(key: &'v str, text: &'v str) -> [(usize, CellValue<'v>); 2] {
    [(0, CellValue::Text(key)), (0, CellValue::Text(text))]
}

/// The text of a file on one line, in characters that every program keeps: the others as JSON writes them by number.
fn in_cells(file: &str) -> String {
    let joined: String = file.lines().map(str::trim_start).collect();
    let mut out = String::with_capacity(joined.len());
    for character in joined.chars() {
        let is_odd = character.is_control()
            || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
        if is_odd {
            out.push_str(&format!("\\u{:04x}", u32::from(character)));
        } else {
            out.push(character);
        }
    }
    // Programs take an underscore before an x and four digits for a character.
    out.replace("_x", "_\\u0078")
}

/// The pieces of a text, none with a space at its end, where a program might leave it away.
fn pieces(text: &str) -> Vec<String> {
    let (mut pieces, mut piece, mut units) = (Vec::new(), String::new(), 0);
    for character in text.chars() {
        if units >= PIECE && !character.is_whitespace() && !piece.ends_with(char::is_whitespace) {
            pieces.push(std::mem::take(&mut piece));
            units = 0;
        }
        units += character.len_utf16();
        piece.push(character);
    }
    pieces.push(piece);
    pieces
}

/// The parts of the archive, each with its name. `counts` are the numbers of entries of the sheets between the first and
/// the last.
fn parts(
    sheets: &[(String, (String, String))],
    counts: &[usize],
    strings: &Strings,
    lang: Lang,
) -> Vec<(String, String)> {
    let sheet_part = |number: usize| format!("worksheets/sheet{number}.xml");
    let typed =
        |part: &str, kind: &str| format!("<Override PartName=\"/xl/{part}\" ContentType=\"{TYPES}.{kind}+xml\"/>");
    let mut types = typed("workbook.xml", "sheet.main")
        + &typed("styles.xml", "styles")
        + &typed("sharedStrings.xml", "sharedStrings");
    let (mut listed, mut links, mut parts) = (String::new(), String::new(), Vec::new());
    for (place, (name, (part, part_links))) in sheets.iter().enumerate() {
        let number = place + 1;
        let hidden = if number == sheets.len() { " state=\"hidden\"" } else { "" };
        types += &typed(&sheet_part(number), "worksheet");
        listed += &format!("<sheet name=\"{}\" sheetId=\"{number}\"{hidden} r:id=\"rId{number}\"/>", escaped(name));
        links += &linked(number, "worksheet", &sheet_part(number));
        parts.push((format!("xl/{}", sheet_part(number)), part.clone()));
        if !part_links.is_empty() {
            parts.push((format!("xl/worksheets/_rels/sheet{number}.xml.rels"), part_links.clone()));
        }
    }
    links += &linked(sheets.len() + 1, "styles", "styles.xml");
    links += &linked(sheets.len() + 2, "sharedStrings", "sharedStrings.xml");
    let named: String = sheets
        .iter()
        .skip(1)
        .zip(counts)
        .enumerate()
        .map(|(place, ((name, _), count))| defined(place + 1, name, *count))
        .collect();
    let workbook = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{OFFICE}\">\
         <bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>{listed}</sheets><definedNames>{named}</definedNames></workbook>"
    );
    let types = format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{types}</Types>"
    );
    let own = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relationships(&linked(1, "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relationships(&links)),
        ("xl/styles.xml", styles::part(lang)),
        ("xl/sharedStrings.xml", strings.part()),
    ];
    let all = own.into_iter().map(|(name, part)| (name.to_owned(), part)).chain(parts);
    all.map(|(name, part)| (name, [DECLARATION, &part].concat())).collect()
}

fn linked(number: usize, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
}

/// The names that programs look up: what is filtered, and which row is printed at the head of every page.
fn defined(place: usize, name: &str, count: usize) -> String {
    let (sheet, last) = (quoted(name), crate::cell::column_name(COLUMNS.len() - 1));
    let sheet = escaped(&sheet).into_owned();
    format!(
        "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{place}\" hidden=\"1\">{sheet}!$A$1:${last}${}</definedName>\
         <definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{place}\">{sheet}!$1:$1</definedName>",
        count + 1
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_cut_without_losing_a_character() {
        let file = "{\n  \"a\": \"  x_x0041_ \\n 长\u{7f}\u{2028}\u{ffff}  \",\n  \"b\": \"".to_owned()
            + &" 字x".repeat(9000)
            + "\"\n}\n";
        let text = in_cells(&file);
        let all = pieces(&text);
        assert!(all.len() > 3 && all.iter().all(|piece| !piece.starts_with(' ') && !piece.ends_with(' ')));
        assert_eq!(all.concat(), text);
        assert!(!text.contains(['\n', '\u{7f}', '\u{2028}', '\u{ffff}']) && !text.contains("_x"));
    }
}
