//! The first sheet: what the workbook is about, how it is filled in, what the answers mean, and which sheets there are.

use dtmm_scoring::Answer;
use dtmm_view::Word;

use crate::data::WorkbookData;
use crate::sheet::{CellValue, Height, ON_PAGES, SheetRows, coloured, columns, lines, printed};
use crate::strings::Strings;
use crate::styles::{HEADING, LABEL, LEGEND, LINK, PROSE, TITLE};

/// The width of the column with the text, in characters.
const WIDTH: u32 = 84;

/// The guide, and the rows in which its legend lists the answers.
pub(crate) struct Guide {
    pub(crate) part: (String, String),
    pub(crate) answers: std::ops::RangeInclusive<usize>,
}

/// Writes the guide. `sheets` are the names of the other sheets as people see and as formulas write them, each with the
/// number of its entries.
pub(crate) fn guide(data: &WorkbookData<'_>, sheets: &[(String, String, usize)], strings: &mut Strings) -> Guide {
    let say = |word| CellValue::Text(data.words.say(word));
    let mut rows = SheetRows::new(strings);
    rows.push(Height::Fixed(32), [(TITLE, say(Word::WorkbookTitle))]);
    let one = data.assessment;
    let facts = [
        (Word::FieldTitle, &one.title),
        (Word::FieldOrganization, &one.organization),
        (Word::FieldScope, &one.scope),
        (Word::FieldDate, &one.date),
        (Word::FieldEdition, &one.edition),
    ];
    for (word, fact) in facts.into_iter().filter(|(_, fact)| !fact.is_empty()) {
        rows.push(Height::of_lines(lines(fact, WIDTH)), [(LABEL, say(word)), (PROSE, CellValue::Text(fact))]);
    }
    rows.push(Height::of_lines(1), []);
    rows.push(Height::Fixed(24), [(HEADING, say(Word::WorkbookHow))]);
    for (place, word) in
        [Word::WorkbookFill, Word::WorkbookReason, Word::WorkbookChange, Word::WorkbookReturn].into_iter().enumerate()
    {
        let number = (place + 1).to_string();
        let height = Height::of_lines(lines(data.words.say(word), WIDTH));
        rows.push(height, [(LABEL, CellValue::Text(&number)), (PROSE, say(word))]);
    }
    rows.push(Height::of_lines(1), []);
    rows.push(Height::Fixed(24), [(HEADING, say(Word::WorkbookAnswers))]);
    let first = rows.row() + 1;
    for answer in Answer::ALL {
        let cells = [(LEGEND, data.words.answer(answer)), (PROSE, data.words.guide(answer))];
        let height = Height::of_lines(lines(data.words.guide(answer), WIDTH));
        rows.push(height, cells.map(|(style, text)| (style, CellValue::Text(text))));
    }
    let answers = first..=rows.row();
    rows.push(Height::of_lines(1), []);
    rows.push(Height::Fixed(24), [(HEADING, say(Word::WorkbookSheets))]);
    for (name, target, count) in sheets {
        let count = data.words.fill(Word::WorkbookCount, &[("count", &count.to_string())]);
        rows.push(Height::of_lines(1), [(LINK, CellValue::Text(name)), (PROSE, CellValue::Text(&count))]);
        rows.link_within(0, &format!("{target}!A1"));
    }
    let before = format!(
        "{ON_PAGES}<sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"/></sheetViews>{}",
        columns([(26, false), (WIDTH, false)])
    );
    let cells = format!("A{}:A{}", answers.start(), answers.end());
    let after =
        format!("<sheetProtection sheet=\"1\" formatColumns=\"0\" formatRows=\"0\"/>{}", coloured(&cells, data.words));
    Guide { part: rows.part(&before, &after, &printed(false)), answers }
}
