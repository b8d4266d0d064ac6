//! Saving the assessment to a file and opening one. A file is text from anywhere: what is shown of
//! it is shown as text, and one with errors changes nothing.

use dtmm_scoring::{Assessment, Problem, Reading};
use js_sys::{Array, Date, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Event, FileReader, HtmlAnchorElement, HtmlInputElement, Url};

use crate::Outcome;
use crate::page::Page;
use crate::why::Piece;
use crate::words::{Word, Words};

/// No assessment is larger: a hundred times one with a remark on every entry.
const MOST_BYTES: f64 = 10_000_000.0;

/// So many problems of a file are shown; the rest is a number.
const SHOWN: usize = 5;

/// Hands the text of an assessment to the reader as a file.
pub(crate) fn save(page: &Page, words: &Words, assessment: &Assessment, text: &str) -> Outcome {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
    let link: HtmlAnchorElement = page.create("a", "", "")?.unchecked_into();
    // The address is never taken back: a browser may read it long after the click.
    link.set_href(&Url::create_object_url_with_blob(&blob)?);
    link.set_download(&name(words, assessment, &today()));
    link.click();
    Ok(())
}

/// The name of the file: what is assessed, if that was said, and the day.
fn name(words: &Words, assessment: &Assessment, date: &str) -> String {
    let own = [&assessment.title, &assessment.organization].into_iter().find(|text| !text.trim().is_empty());
    let name = match own {
        Some(own) => format!("{}-{date}", own.trim()),
        None => words.fill(Word::FileName, &[("date", date)]),
    };
    let safe = |c: char| if c.is_control() || "\\/:*?\"<>|".contains(c) { '-' } else { c };
    name.chars().map(safe).chain(".json".chars()).collect()
}

fn today() -> String {
    let now = Date::new_0();
    format!("{}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// A file that is being read.
pub(crate) struct Opening {
    /// Its name.
    pub(crate) name: String,
    reader: FileReader,
}

impl Opening {
    /// Begins to read the file that was chosen. None where none was, an error message where it is
    /// far too large.
    pub(crate) fn begin(page: &Page, input: &HtmlInputElement) -> Outcome<Result<Option<Opening>, String>> {
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return Ok(Ok(None)) };
        let name = file.name();
        // The same file may be chosen again after it was mended.
        input.set_value("");
        if file.size() > MOST_BYTES {
            return Ok(Err(name));
        }
        let reader = FileReader::new()?;
        page.listen(&reader, &["load", "error"])?;
        reader.read_as_array_buffer(&file)?;
        Ok(Ok(Some(Opening { name, reader })))
    }

    /// Whether an event is about this file.
    pub(crate) fn is_of(&self, event: &Event) -> bool {
        event.target().is_some_and(|target| target == *self.reader)
    }

    /// What was read; none where the browser could not read it.
    pub(crate) fn bytes(&self) -> Option<Vec<u8>> {
        let buffer = self.reader.result().ok().filter(JsValue::is_object)?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
}

/// What is said of a file that was not opened.
pub(crate) fn refused(words: &Words, name: &str, reasons: Vec<String>) -> Vec<Piece> {
    let mut pieces = vec![Piece::Text(words.fill(Word::Refused, &[("file", name)]))];
    for reason in reasons {
        pieces.extend([Piece::Break, Piece::Text(reason)]);
    }
    pieces
}

/// What is wrong with a file, problem by problem, each with its place.
pub(crate) fn problems(words: &Words, problems: &[Problem]) -> Vec<String> {
    let line = |problem: &Problem| {
        let (line, column) = (problem.line.to_string(), problem.column.to_string());
        let path = if problem.path.is_empty() { String::new() } else { format!(" {}", problem.path) };
        let values =
            [("line", line.as_str()), ("column", &column), ("path", &path), ("problem", words.problem(problem.code))];
        words.fill(Word::Place, &values)
    };
    let errors = || problems.iter().filter(|problem| problem.code.is_error());
    let mut lines: Vec<String> = errors().take(SHOWN).map(line).collect();
    let more = errors().count().saturating_sub(SHOWN);
    if more > 0 {
        lines.push(words.fill(Word::MoreProblems, &[("more", &more.to_string())]));
    }
    lines
}

/// What is said of a file that was opened.
pub(crate) fn opened(words: &Words, name: &str, reading: &Reading) -> String {
    let count = reading.assessment.answers().len().to_string();
    let mut text = words.fill(Word::Loaded, &[("file", name), ("count", &count)]);
    if !reading.warnings.is_empty() {
        text.push_str(&words.fill(Word::Unknown, &[("count", &reading.warnings.len().to_string())]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::of_content;
    use dtmm_model::Outline;
    use dtmm_scoring::read;

    const OUTLINE: &str = "dtmm-outline/1 x\n@services\nSVC rr|r|r|r|r\n";

    #[test]
    fn the_name_says_what_and_when_and_suits_every_file_system() {
        let mut assessment = Assessment::new("x");
        assert_eq!(name(&of_content("zh"), &assessment, "2026-11-22"), "数字化转型自评-2026-11-22.json");
        assessment.organization = " 一厂/二厂: \"A\" ".to_owned();
        assert_eq!(name(&of_content("zh"), &assessment, "2026-11-22"), "一厂-二厂- -A--2026-11-22.json");
    }

    #[test]
    fn each_problem_names_its_place() {
        let outline: Outline = OUTLINE.parse().unwrap();
        let file = "{\"format\": \"dtmm-assessment/1\", \"edition\": \"x\", \"answers\": {\n \"SVC-101\": \"X\",\n \"SVC-102\": \"NA\"}}";
        let found = read(file.as_bytes(), &outline).unwrap_err();
        let lines = problems(&of_content("zh"), &found);
        assert_eq!(
            lines,
            [
                "第 2 行第 13 列 answers.SVC-101：作答只能是 F、L、P、N 或 NA",
                "第 3 行第 13 列 answers.SVC-102：缺少不适用的原因",
            ]
        );
        let lines = problems(&of_content("zh"), &read(b"", &outline).unwrap_err());
        assert_eq!(lines, ["第 1 行第 1 列：文件不完整"]);
    }

    #[test]
    fn many_problems_are_counted() {
        let outline: Outline = OUTLINE.parse().unwrap();
        let answers = ["\"SVC-101\": 1"; 5].join(", ");
        let file = format!("{{\"format\": \"dtmm-assessment/1\", \"edition\": \"x\", \"answers\": {{{answers}}}}}");
        let lines = problems(&of_content("en"), &read(file.as_bytes(), &outline).unwrap_err());
        assert_eq!(lines.len(), SHOWN + 1);
        assert_eq!(lines[SHOWN], "Further problems: 4");
    }
}
