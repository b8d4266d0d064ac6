//! The first sheet: what the workbook is about, how it is filled in, what the answers mean, and which sheets there are.

use dtmm_scoring::Answer;
use dtmm_view::Word;

use crate::sheet::{SheetRows, Value, coloured, columns};
use crate::strings::Strings;
use crate::styles::{HEADING, LABEL, LEGEND, LINK, PROSE, TITLE};
use crate::write::WorkbookData;

/// The guide, and the rows in which its legend lists the answers.
pub(crate) struct Guide {
    pub(crate) part: (String, String),
    pub(crate) answers: std::ops::RangeInclusive<usize>,
}

/// Writes the guide. `sheets` are the names of the other sheets as people see and as formulas write them, each with the
/// number of its entries.
pub(crate) fn guide(data: &WorkbookData<'_>, sheets: &[(String, String, usize)], strings: &mut Strings) -> Guide {
    let say = |word| Value::Text(data.words.say(word));
    let mut rows = SheetRows::new(strings);
    rows.push(Some(32), [(TITLE, say(Word::WorkbookTitle))]);
    let one = data.assessment;
    let facts = [
        (Word::FieldTitle, &one.title),
        (Word::FieldOrganization, &one.organization),
        (Word::FieldScope, &one.scope),
        (Word::FieldDate, &one.date),
        (Word::FieldEdition, &one.edition),
    ];
    for (word, fact) in facts.into_iter().filter(|(_, fact)| !fact.is_empty()) {
        rows.push(None, [(LABEL, say(word)), (PROSE, Value::Text(fact))]);
    }
    rows.push(None, []);
    rows.push(Some(22), [(HEADING, say(Word::WorkbookHow))]);
    for (place, word) in
        [Word::WorkbookFill, Word::WorkbookReason, Word::WorkbookChange, Word::WorkbookReturn].into_iter().enumerate()
    {
        let number = (place + 1).to_string();
        rows.push(None, [(LABEL, Value::Text(&number)), (PROSE, say(word))]);
    }
    rows.push(None, []);
    rows.push(Some(22), [(HEADING, say(Word::WorkbookAnswers))]);
    let first = rows.row() + 1;
    for answer in Answer::ALL {
        let cells = [(LEGEND, data.words.answer(answer)), (PROSE, data.words.guide(answer))];
        rows.push(None, cells.map(|(style, text)| (style, Value::Text(text))));
    }
    let answers = first..=rows.row();
    rows.push(None, []);
    rows.push(Some(22), [(HEADING, say(Word::WorkbookSheets))]);
    for (name, target, count) in sheets {
        let count = data.words.fill(Word::WorkbookCount, &[("count", &count.to_string())]);
        rows.push(None, [(LINK, Value::Text(name)), (PROSE, Value::Text(&count))]);
        rows.link_within(0, &format!("{target}!A1"));
    }
    let before = format!(
        "<sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"/></sheetViews>{}",
        columns([(24, false), (90, false)])
    );
    let cells = format!("A{}:A{}", answers.start(), answers.end());
    let after =
        format!("<sheetProtection sheet=\"1\" formatColumns=\"0\" formatRows=\"0\"/>{}", coloured(&cells, data.words));
    Guide { part: rows.part(&before, &after, ""), answers }
}
