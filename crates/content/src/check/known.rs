//! Faults of the draft itself, declared once in `known.yaml`.

use super::place::Place;
use super::report::{Problem, Report};
use super::subject::Subject;
use crate::diagnostic::codes::{STALE_KNOWN, find};
use crate::diagnostic::{CODES, suggest};
use crate::parse::paths::KNOWN;
use crate::parse::{KnownFault, Step};

/// Takes out what is declared; reports what is declared and not there.
pub(super) fn settle<'a>(subject: &Subject<'a>, report: &mut Report<'a>) {
    let Some(known) = &subject.content.known else {
        // What the draft itself may have cannot be told from our own faults without the list.
        report.problems.retain(|problem| !problem.code.in_draft);
        return;
    };
    let mut used = vec![false; known.len()];
    report.problems.retain(|problem| {
        let found = known.iter().position(|fault| declares(fault, problem));
        found.inspect(|index| used[*index] = true).is_none()
    });
    for (index, fault) in known.iter().enumerate().filter(|(index, _)| !used[*index]) {
        let place = Place::value(KNOWN, &[Step::Item(index)]);
        let (key, message, help) = match find(&fault.code) {
            None => {
                let names = CODES.iter().map(|code| code.name);
                let help = suggest::help(&fault.code, names, "write the code of the problem as the check prints it");
                ("code", format!("there is no code `{}`", fault.code), help)
            }
            Some(code) if !code.in_draft => {
                let help = "mend it; only what the standard itself prints so can be declared".to_owned();
                ("code", format!("`{}` is never a fault of the draft itself", fault.code), help)
            }
            // What could not be read could hold it.
            Some(_) if !subject.is_complete => continue,
            Some(_) => {
                let what = fault.what.as_ref().map_or(String::new(), |what| format!(" about {what}"));
                let message = format!("there is no `{}`{what} at {}", fault.code, fault.at);
                ("at", message, near(fault, report))
            }
        };
        report.add(STALE_KNOWN, place.step(Step::Key(key)), message, help);
    }
}

fn declares(fault: &KnownFault, problem: &Problem) -> bool {
    problem.code.in_draft
        && fault.code == problem.code.name
        && fault.at == problem.place.at
        && fault.what.as_deref() == problem.what.as_deref()
}

/// A problem of the same kind that is not declared may be the one that is meant.
fn near(fault: &KnownFault, report: &Report) -> String {
    let same_kind = || report.problems.iter().filter(|problem| problem.code.name == fault.code);
    let here = same_kind().find(|problem| problem.place.at == fault.at);
    if let Some(what) = here.and_then(|problem| problem.what.as_deref()) {
        return format!("write `what: {what}` if that is meant; otherwise remove the declaration");
    }
    match suggest::closest(&fault.at, same_kind().map(|problem| problem.place.at.as_ref())) {
        Some(near) => format!("write `at: {near}` if that is meant; otherwise remove the declaration"),
        None => "remove the declaration".to_owned(),
    }
}
