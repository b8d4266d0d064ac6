//! Faults of the draft itself, declared once in `known.yaml`.

use super::findings::{Finding, Findings};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{STALE_KNOWN, find};
use crate::diagnostic::{CODES, suggest};
use crate::parse::paths::KNOWN;
use crate::parse::{KnownFault, Step};

/// Removes declared findings; reports declarations that match no finding.
pub(super) fn apply<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(known) = &subject.content.known else {
        // Without the list, faults of the draft cannot be distinguished from mistakes in its transcription.
        findings.list.retain(|problem| !problem.code.in_draft);
        return;
    };
    let mut used = vec![false; known.len()];
    findings.list.retain(|problem| {
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
            // An unreadable file might contain the fault.
            Some(_) if !subject.is_complete => continue,
            Some(_) => {
                let what = fault.what.as_ref().map_or(String::new(), |what| format!(" about {what}"));
                let message = format!("there is no `{}`{what} at {}", fault.code, fault.at);
                ("at", message, near(fault, findings))
            }
        };
        findings.add(STALE_KNOWN, place.step(Step::Key(key)), message, help);
    }
}

fn declares(fault: &KnownFault, problem: &Finding) -> bool {
    problem.code.in_draft
        && fault.code == problem.code.name
        && fault.at == problem.place.at
        && fault.what.as_deref() == problem.what.as_deref()
}

/// Help for a declaration that matches nothing: suggests an undeclared finding with the same code.
fn near(fault: &KnownFault, findings: &Findings) -> String {
    let same_kind = || findings.list.iter().filter(|problem| problem.code.name == fault.code);
    let here = same_kind().find(|problem| problem.place.at == fault.at);
    if let Some(what) = here.and_then(|problem| problem.what.as_deref()) {
        return format!("write `what: {what}` if that is meant; otherwise remove the declaration");
    }
    match suggest::closest(&fault.at, same_kind().map(|problem| problem.place.at.as_ref())) {
        Some(near) => format!("write `at: {near}` if that is meant; otherwise remove the declaration"),
        None => "remove the declaration".to_owned(),
    }
}
