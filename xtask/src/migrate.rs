//! Carries assessments over to the newest edition of the standard, and reports what became of them.

use anyhow::{Result, bail};
use dtmm_exchange::{FileForm, Notice, Opened};
use dtmm_model::{ChangeKind, Changes, EditionChange, Outline, RequirementId};
use dtmm_scoring::{Answer, Carried, CarriedEntry, CarryOutcome, EditionStep, Review, carry, write};
use dtmm_site::Editions;

use crate::convert::report::{
    CarriedJson, FileOutcome, FileReport, LeftOutJson, ProblemJson, ReviewJson, Taken, kept_line, left_out_and_notices,
    line,
};
use crate::convert::{Conversion, refused};
use crate::reading::{Readable, read_any};
use crate::terminal::plain;

/// All editions of a standard with the steps between them.
struct EditionPath<'a> {
    /// Oldest first.
    outlines: Vec<Outline>,
    /// The changes of each step.
    changes: Vec<&'a [EditionChange]>,
}

impl<'a> EditionPath<'a> {
    fn new(editions: Editions<'a>) -> EditionPath<'a> {
        let changes =
            editions.all().skip(1).map(|document| document.changes.as_ref().map_or(&[][..], Changes::as_slice));
        EditionPath {
            outlines: editions.all().map(|document| document.standard.outline()).collect(),
            changes: changes.collect(),
        }
    }

    fn newest(&self) -> &str {
        self.outlines.last().map_or("", |outline| &outline.edition)
    }

    fn has(&self, edition: &str) -> bool {
        self.outlines.iter().any(|outline| outline.edition == edition)
    }

    /// The steps from an edition to the newest.
    fn from(&self, edition: &str) -> Vec<EditionStep<'_>> {
        let steps = self.outlines.windows(2).zip(&self.changes);
        let steps = steps.map(|(two, changes)| EditionStep { before: &two[0], after: &two[1], changes });
        steps.skip_while(|step| step.before.edition != edition).collect()
    }
}

/// Why a file is not carried over, though it can be read.
struct Unmoved {
    line: usize,
    code: &'static str,
    message: String,
}

/// The editions up to this one, which is then the newest.
///
/// # Errors
/// There is no such edition.
pub fn up_to<'a>(all: Editions<'a>, edition: &str) -> Result<Editions<'a>> {
    if all.newest.standard.edition() == edition {
        return Ok(all);
    }
    let Some(place) = all.earlier.iter().position(|document| document.standard.edition() == edition) else {
        bail!("{}", no_edition(edition, all.all().map(|document| document.standard.edition())));
    };
    Ok(Editions { newest: &all.earlier[place], earlier: &all.earlier[..place] })
}

/// Reads a file of any form and carries what it holds over to the newest edition. `source` is its name in the report, `from`
/// the edition that it is said to be of. Of a file of several assessments, all are carried over or none; those of the newest
/// edition stay as they are, if there are others.
pub fn migrate(editions: Editions<'_>, source: &str, bytes: &[u8], from: Option<&str>) -> Conversion {
    let path = EditionPath::new(editions);
    let readable = Readable::new(editions.newest);
    let edition = from.unwrap_or(path.newest());
    let Some(by) = path.outlines.iter().find(|outline| outline.edition == edition) else {
        return unmoved(source, None, &unknown(&path, 1, edition));
    };
    let opened = match read_any(&readable.reader_of(by, &path.outlines), bytes) {
        Ok(opened) => opened,
        Err(refusal) => {
            let mut conversion = refused(editions.newest, source, &refusal);
            if refusal.form == Some(FileForm::Table) && from.is_none() {
                conversion.human += "  if the table does not name its edition, name it with --from\n";
            }
            return conversion;
        }
    };
    match fault(&path, &opened, from) {
        Some(fault) => unmoved(source, Some(&opened), &fault),
        None => carried_over(editions, &readable, &path, source, &opened),
    }
}

/// Why none of what a file holds is carried over.
fn fault(path: &EditionPath<'_>, opened: &Opened, from: Option<&str>) -> Option<Unmoved> {
    for arrival in &opened.arrivals {
        let (line, edition) = (arrival.line.unwrap_or(1), arrival.assessment.edition.as_str());
        if !arrival.names_edition && from.is_none() {
            let message = "the table does not name its edition; name it with --from".to_owned();
            return Some(Unmoved { line, code: "no-edition", message });
        }
        if !path.has(edition) {
            return Some(unknown(path, line, edition));
        }
        if let Some(from) = from.filter(|from| *from != edition) {
            let message = format!("it is of edition {}, not of {}", plain(edition), plain(from));
            return Some(Unmoved { line, code: "other-edition", message });
        }
    }
    let is_newest = opened.arrivals.iter().all(|arrival| arrival.assessment.edition == path.newest());
    let message = || format!("it is of the newest edition already, {}", path.newest());
    is_newest.then(|| Unmoved { line: 1, code: "newest-edition", message: message() })
}

fn unknown(path: &EditionPath<'_>, line: usize, edition: &str) -> Unmoved {
    let message = no_edition(edition, path.outlines.iter().map(|outline| outline.edition.as_str()));
    Unmoved { line, code: "unknown-edition", message }
}

fn no_edition<'a>(edition: &str, all: impl Iterator<Item = &'a str>) -> String {
    format!("the content has no edition {}; it has {}", plain(edition), all.collect::<Vec<_>>().join(", "))
}

fn unmoved(source: &str, opened: Option<&Opened>, fault: &Unmoved) -> Conversion {
    let Unmoved { line: at, code, message } = fault;
    let human = format!("{}:{at}:1: error[{code}]: {message}\n", plain(source));
    let problem = ProblemJson { line: *at, column: 1, code, path: "", message: message.clone() };
    let outcome = FileOutcome::Refused { problems: vec![problem] };
    let form = opened.map(|opened| opened.form.key());
    let encoding = opened.map(|opened| opened.encoding.key());
    let json = line(&FileReport { source, line: None, form, encoding, outcome });
    Conversion { text: None, workbook: None, json, human }
}

fn carried_over(
    editions: Editions<'_>,
    readable: &Readable,
    path: &EditionPath<'_>,
    source: &str,
    opened: &Opened,
) -> Conversion {
    let (form, encoding) = (Some(opened.form.key()), Some(opened.encoding.key()));
    let (mut text, mut json, mut human) = (String::new(), String::new(), String::new());
    for arrival in &opened.arrivals {
        let from = &arrival.assessment.edition;
        let carried = carry(&arrival.assessment, &path.from(from));
        let one = write(&carried.assessment, &readable.outline);
        // What is unknown in the new file may have been known in the old one, and the other way round.
        let again = readable.reader().read(one.as_bytes()).map(|opened| opened.arrivals);
        let kept: Vec<String> = again.into_iter().flatten().flat_map(|arrival| arrival.kept).collect();
        let waiting = waiting(&carried);
        let withdrawn: Vec<String> = carried.assessment.withdrawn_ids().iter().map(ToString::to_string).collect();
        let answers = arrival.assessment.answers().len();
        let moves = carried.entries.iter().filter(|entry| entry.outcome == CarryOutcome::Carried);
        let outcome = FileOutcome::Carried {
            standard: &readable.outline.standard,
            from,
            edition: path.newest(),
            taken: Taken::Answers { answers, fields: &arrival.fields },
            carried: moves.map(CarriedJson::of).collect(),
            review: waiting.iter().map(|(id, review, why)| ReviewJson::of(*id, review, why)).collect(),
            withdrawn: &withdrawn,
            kept: &kept,
            left_out: arrival.left_out.iter().map(LeftOutJson::of).collect(),
            notices: arrival.notices.iter().map(Notice::key).collect(),
        };
        json += &line(&FileReport { source, line: arrival.line, form, encoding, outcome });
        let place = arrival.line.map(|line| format!(":{line}")).unwrap_or_default();
        let (form, encoding) = (opened.form.key(), opened.encoding.key());
        human += &format!("{}{place}: {form}, {encoding}, from edition {from} to {}\n", plain(source), path.newest());
        let fields: String = arrival.fields.iter().map(|field| format!(", {field}")).collect();
        human += &format!("  taken: {answers} answers{fields}\n");
        human += &said(&carried, &waiting, &withdrawn);
        human += &kept_line(&kept);
        human += &left_out_and_notices(editions.newest, &arrival.left_out, &arrival.notices);
        text += &if opened.form == FileForm::Ndjson {
            one.lines().map(str::trim_start).collect::<String>() + "\n"
        } else {
            one
        };
    }
    Conversion { text: Some(text), workbook: None, json, human }
}

/// What waits to be reviewed, each with the reason.
fn waiting(carried: &Carried) -> Vec<(RequirementId, Review, &'static str)> {
    let waits = |entry: &&CarriedEntry| entry.outcome == CarryOutcome::ToReview;
    let why = |id: RequirementId| {
        let entry = carried.entries.iter().filter(waits).find(|entry| entry.to.contains(&id));
        entry.map_or("still-open", reason)
    };
    carried.assessment.reviews().into_iter().map(|(id, review)| (id, review, why(id))).collect()
}

/// Why an entry waits: the change of the entry, `needs-reason` for "not applicable" that needs a reason there, or `still-open`
/// for what waited before.
fn reason(entry: &CarriedEntry) -> &'static str {
    match (entry.kind, entry.answer) {
        (Some(kind @ (ChangeKind::Substantive | ChangeKind::Split | ChangeKind::Merged)), _) => kind.key(),
        (_, Some(Answer::NotApplicable)) => "needs-reason",
        _ => "still-open",
    }
}

/// What became of the entries, for people.
fn said(carried: &Carried, waiting: &[(RequirementId, Review, &str)], withdrawn: &[String]) -> String {
    let kept: Vec<&CarriedEntry> =
        carried.entries.iter().filter(|entry| entry.outcome == CarryOutcome::Carried).collect();
    let mut said = format!("  carried over: {} entries\n", kept.len());
    for entry in kept.iter().filter(|entry| entry.to != [entry.from]) {
        let to: Vec<String> = entry.to.iter().map(ToString::to_string).collect();
        said += &format!("    {} is now {}\n", entry.from, to.join(", "));
    }
    if !waiting.is_empty() {
        said += &format!("  to be reviewed, and not counted until then: {} entries\n", waiting.len());
    }
    for (id, review, why) in waiting {
        let why = match *why {
            "substantive" => "means something else now",
            "split" => "comes from an entry that was split",
            "merged" => "comes from several entries",
            "needs-reason" => "is not applicable only with a reason",
            _ => "was not reviewed before",
        };
        let answers: Vec<String> =
            review.answers.iter().map(|(from, answer)| format!("{from} {}", answer.key())).collect();
        said += &format!("    {id} {why}; edition {}: {}\n", plain(&review.edition), answers.join(", "));
    }
    if !withdrawn.is_empty() {
        said += &format!("  kept apart, as the edition has no such entry: {}\n", withdrawn.join(", "));
    }
    said
}
