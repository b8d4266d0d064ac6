//! The one reader of assessments, for the page and the command line: from bytes to assessments, with
//! what was accepted, kept and left out.

use dtmm_model::Outline;
use dtmm_scoring::{Assessment, Code, PART, Problem, Vocabulary, is_json, read_text};

use crate::bytes::{Gb18030, decode};
use crate::comments::is_comments;
use crate::csv::{ReadTable, edition_above, edition_in_sheets, read_sheets, read_table};
use crate::link::{from_link, holds_link};
use crate::member::text_member;
use crate::report::{Arrival, Encoding, FileForm, LeftOut, LeftOutReason, Notice, Opened, Refused};
use crate::sheets::{FILE_SHEET, Sheets};
use dtmm_scoring::Reading;

/// Reads an assessment in any form. The name of a file does not matter.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The entries of the edition that is read for.
    pub outline: &'a Outline,
    /// Those of earlier editions. What names one of them is read by it; what names none, or another one, by `outline`.
    pub earlier: &'a [Outline],
    /// The words for answers and fields, in all languages.
    pub words: &'a Vocabulary,
    /// Decodes GB 18030.
    pub gb18030: Gb18030<'a>,
}

impl Reader<'_> {
    /// Reads a file.
    ///
    /// # Errors
    /// What the file is, if it holds no assessment, and everything that is wrong with it, each with its
    /// place. Of a file of several assessments, all are read or none.
    pub fn read(&self, bytes: &[u8]) -> Result<Opened, Refused> {
        let refused = |problem| Refused { form: None, encoding: None, problems: vec![problem] };
        let text = decode(bytes, self.words, self.gb18030).map_err(refused)?;
        // Programs that copy files together leave a second byte order mark before the text.
        let (form, result) = self.form(text.text.trim_start_matches('\u{feff}'));
        let encoding = text.encoding;
        let mut arrivals = result.map_err(|problems| Refused { form, encoding: Some(encoding), problems })?;
        if encoding == Encoding::Gb18030 {
            for arrival in &mut arrivals {
                let sample = sample(said_in(&arrival.assessment), &text.text);
                arrival.notices.insert(0, Notice::EncodingGuessed(sample));
            }
        }
        Ok(Opened { form: form.unwrap_or(FileForm::Json), encoding, arrivals })
    }

    /// Reads a file that holds one assessment.
    ///
    /// # Errors
    /// As [`read`](Reader::read); and [`Several`](Code::Several).
    pub fn read_one(&self, bytes: &[u8]) -> Result<Arrival, Vec<Problem>> {
        let opened = self.read(bytes).map_err(|refused| refused.problems)?;
        let mut arrivals = opened.arrivals;
        match (arrivals.pop(), arrivals.is_empty()) {
            (Some(arrival), true) => Ok(arrival),
            (last, _) => {
                let line = last.and_then(|arrival| arrival.line).unwrap_or(1);
                Err(vec![Problem { line, ..Problem::whole(Code::Several) }])
            }
        }
    }

    /// Reads the text of a link, with or without the address before it.
    ///
    /// # Errors
    /// As [`from_link`].
    pub fn read_link(&self, text: &str) -> Result<Arrival, Vec<Problem>> {
        let read = |outline| from_link(text, outline).map(|reading| Arrival::new(reading, outline, true, Vec::new()));
        let is_other = |problems: &Vec<Problem>| problems.iter().any(|problem| problem.code == Code::LinkOther);
        let own = read(self.outline);
        match &own {
            Err(problems) if is_other(problems) => {
                self.earlier.iter().map(read).find(|read| !read.as_ref().is_err_and(is_other)).unwrap_or(own)
            }
            _ => own,
        }
    }

    /// Reads the sheets of a workbook. A row that is at fault is left out, the others are taken.
    ///
    /// # Errors
    /// It is of another standard, or no row of any sheet is of an entry.
    pub fn read_sheets(&self, sheets: &Sheets) -> Result<Opened, Refused> {
        let form = FileForm::Workbook;
        let refused = |problems| Refused { form: Some(form), encoding: None, problems };
        let mut left_out = Vec::new();
        let beneath = match sheets.file.as_deref().map(|file| self.json(file)) {
            Some(Ok(arrival)) => Some(arrival),
            Some(Err(problems)) if problems.iter().any(|problem| problem.code == Code::WrongStandard) => {
                return Err(refused(vec![Problem::whole(Code::WrongStandard)]));
            }
            Some(Err(problems)) => {
                let code = problems.first().map_or(Code::Syntax, |problem| problem.code);
                left_out.push(LeftOut::new(1, String::new(), LeftOutReason::Wrong(code)).in_sheet(FILE_SHEET));
                None
            }
            None => None,
        };
        let named = match &beneath {
            Some(arrival) => Some(arrival.assessment.edition.clone()),
            None => edition_in_sheets(sheets, self.outline, self.words),
        };
        let outline = self.outline_of(named.as_deref());
        let (start, warnings) = beneath.map_or_else(
            || (Assessment::new(&outline.edition), Vec::new()),
            |arrival| (arrival.assessment, arrival.warnings),
        );
        let table = read_sheets(sheets, start, outline, self.words).map_err(refused)?;
        left_out.extend(table.left_out);
        let reading = Reading { assessment: table.assessment, warnings };
        let arrival = Arrival::new(reading, outline, named.is_some(), left_out);
        Ok(Opened { form, encoding: Encoding::Utf8, arrivals: vec![arrival] })
    }

    /// The entries by which a file is read that names this edition.
    fn outline_of(&self, edition: Option<&str>) -> &Outline {
        let named = self.earlier.iter().find(|outline| Some(outline.edition.as_str()) == edition);
        named.unwrap_or(self.outline)
    }

    /// What a text is, and what became of it.
    fn form(&self, text: &str) -> (Option<FileForm>, Result<Vec<Arrival>, Vec<Problem>>) {
        let body = text.trim_start();
        if is_object(body) {
            if are_lines(text) {
                return (Some(FileForm::Ndjson), self.lines(text));
            }
            return (Some(FileForm::Json), self.json(text).map(|arrival| vec![arrival]));
        }
        if let Some(code) = marked_up(body) {
            return (None, Err(vec![Problem::whole(code)]));
        }
        let named = if self.earlier.is_empty() { None } else { edition_above(text, self.outline, self.words) };
        let outline = self.outline_of(named.as_deref());
        if let Some(table) = read_table(text, outline, self.words) {
            return (Some(FileForm::Table), table.map(|table| vec![arrived(table, outline)]));
        }
        if holds_link(text) {
            return (Some(FileForm::Link), self.read_link(text).map(|arrival| vec![arrival]));
        }
        if matches!(body.chars().next(), Some('[' | '"')) && is_json(body) {
            return (Some(FileForm::Json), Err(vec![Problem::whole(Code::WrongFormat)]));
        }
        (None, Err(vec![Problem::whole(Code::Unrecognized)]))
    }

    fn json(&self, text: &str) -> Result<Arrival, Vec<Problem>> {
        let named = if self.earlier.is_empty() {
            None
        } else {
            text_member(text.trim_start_matches('\u{feff}'), "edition").ok().flatten()
        };
        let outline = self.outline_of(named.as_deref());
        let read = read_text(text, outline, self.words);
        let read = read.map(|reading| Arrival::new(reading, outline, true, Vec::new()));
        read.map_err(|problems| if is_comments(text) { vec![Problem::whole(Code::Comments)] } else { problems })
    }

    /// One assessment a line; blank lines are passed over.
    fn lines(&self, text: &str) -> Result<Vec<Arrival>, Vec<Problem>> {
        let (mut arrivals, mut problems) = (Vec::new(), Vec::new());
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let moved = |problem: Problem| Problem { line: index + 1, ..problem };
            match self.json(line) {
                Ok(mut arrival) => {
                    arrival.line = Some(index + 1);
                    arrival.warnings = arrival.warnings.into_iter().map(moved).collect();
                    arrivals.push(arrival);
                }
                Err(found) => problems.extend(found.into_iter().map(moved)),
            }
        }
        if problems.is_empty() { Ok(arrivals) } else { Err(problems) }
    }
}

impl Arrival {
    /// What is unknown of the assessment, for a form that has no place for it.
    pub fn unknown_left_out(&self) -> Vec<LeftOut> {
        let all = self.kept.iter().cloned();
        all.map(|id| LeftOut::new(1, id, LeftOutReason::NotInTable)).collect()
    }

    /// What of the assessment a table has no place for: what is unknown, who is responsible, the action plan, what is
    /// held of earlier editions, and what a part says of itself.
    pub fn not_in_table(&self) -> Vec<LeftOut> {
        let one = &self.assessment;
        let reviews = one.reviews().into_iter().map(|(id, _)| format!("answers.{id}.review"));
        let withdrawn = one.withdrawn_ids().into_iter().map(|id| format!("withdrawn.{id}"));
        let derived = one.derived_from().map(|_| "derived_from".to_owned());
        let part = one.part_text().map(|_| PART.to_owned());
        let plan = one.plan().iter().map(|action| format!("plan.{}", action.id));
        let owners = one.owners().iter().map(|owner| format!("owners.{}", owner.name));
        let all = self
            .kept
            .iter()
            .cloned()
            .chain(owners)
            .chain(plan)
            .chain(reviews)
            .chain(withdrawn)
            .chain(derived)
            .chain(part);
        all.map(|id| LeftOut::new(1, id, LeftOutReason::NotInTable)).collect()
    }
}

fn arrived(table: ReadTable, outline: &Outline) -> Arrival {
    let reading = Reading { assessment: table.assessment, warnings: Vec::new() };
    Arrival::new(reading, outline, table.names_edition, table.left_out)
}

/// What a text is that begins like HTML or XML; `None` if it does not.
pub(crate) fn marked_up(text: &str) -> Option<Code> {
    if !text.starts_with('<') && !text.starts_with("MIME-Version:") {
        return None;
    }
    let is_page = !text.starts_with("<?xml") || text.contains("<html");
    Some(match text.contains("office:spreadsheet") && !is_page {
        true => Code::Workbook,
        false if is_page => Code::WebPage,
        false => Code::Unrecognized,
    })
}

/// Whether a text holds one assessment a line: its first line is one, and another follows.
fn are_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next().is_some_and(is_json) && lines.next().is_some()
}

/// Whether a text begins like JSON: with an object, or with a comment before one, as people write them.
pub(crate) fn is_object(body: &str) -> bool {
    let is_commented = (body.starts_with("//") || body.starts_with("/*")) && body.contains('{');
    is_commented || (body.starts_with('{') && !body.starts_with("{\\rtf"))
}

/// The texts of an assessment that people wrote.
fn said_in(assessment: &Assessment) -> impl Iterator<Item = &str> {
    let details = assessment.all_details().iter().flat_map(|(_, one)| [&one.note, &one.reason, &one.owner]);
    details.chain([&assessment.title, &assessment.organization]).map(String::as_str)
}

/// Some words of a file outside ASCII, by which one sees whether they were decoded rightly: of what
/// people `said` in it where there are some.
pub(crate) fn sample<'t>(said: impl Iterator<Item = &'t str>, text: &'t str) -> String {
    const BEFORE: usize = 10;
    const MOST: usize = 40;
    let found = said.chain(text.lines()).find(|words| !words.is_ascii()).unwrap_or_default();
    let first = found.chars().take_while(char::is_ascii).count();
    found.chars().skip(first.saturating_sub(BEFORE)).take(MOST).collect::<String>().trim_ascii().to_owned()
}
