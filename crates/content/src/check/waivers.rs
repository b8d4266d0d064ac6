//! Waivers: faults of the draft itself, declared once in `waivers.yaml`.

use super::findings::{Finding, Findings};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{STALE_WAIVER, find};
use crate::diagnostic::{CODES, suggest};
use crate::parse::paths::WAIVERS;
use crate::parse::{Step, Waiver};

/// Removes waived findings; reports waivers that match no finding.
pub(super) fn apply<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(waivers) = &subject.content.waivers else {
        // Without the list, faults of the draft cannot be distinguished from mistakes in its transcription.
        findings.list.retain(|problem| !problem.code.in_draft);
        return;
    };
    let mut used = vec![false; waivers.len()];
    findings.list.retain(|problem| {
        let found = waivers.iter().position(|waiver| waives(waiver, problem));
        found.inspect(|index| used[*index] = true).is_none()
    });
    for (index, waiver) in waivers.iter().enumerate().filter(|(index, _)| !used[*index]) {
        let place = Place::value(WAIVERS, &[Step::Item(index)]);
        let (key, message, help) = match find(&waiver.code) {
            None => {
                let names = CODES.iter().filter(|code| code.in_draft).map(|code| code.name);
                let help = way_out("code", suggest::closest(&waiver.code, names));
                ("code", format!("there is no code `{}`", waiver.code), help)
            }
            Some(code) if !code.in_draft => {
                let help = format!(
                    "remove this waiver from {WAIVERS} and correct the fault itself: only what the standard prints so can be waived"
                );
                ("code", format!("`{}` is never a fault of the draft itself", waiver.code), help)
            }
            // An unreadable file might contain the fault.
            Some(_) if !subject.is_complete => continue,
            Some(_) => {
                let what = waiver.what.as_ref().map_or(String::new(), |what| format!(" about {what}"));
                let message = format!("there is no `{}`{what} at {}", waiver.code, waiver.at);
                ("at", message, near(waiver, findings))
            }
        };
        findings.add(STALE_WAIVER, place.step(Step::Key(key)), message, help);
    }
}

fn waives(waiver: &Waiver, problem: &Finding) -> bool {
    problem.code.in_draft
        && waiver.code == problem.code.name
        && waiver.at == problem.place.at
        && waiver.what.as_deref() == problem.what.as_deref()
}

/// Help for a waiver that matches nothing: suggests a finding with the same code that is not waived.
fn near(waiver: &Waiver, findings: &Findings) -> String {
    let same_kind = || findings.list.iter().filter(|problem| problem.code.name == waiver.code);
    let here = same_kind().find(|problem| problem.place.at == waiver.at);
    match here.and_then(|problem| problem.what.as_deref()) {
        Some(what) => way_out("what", Some(what)),
        None => way_out("at", suggest::closest(&waiver.at, same_kind().map(|problem| problem.place.at.as_ref()))),
    }
}

/// What to do with a waiver that waives nothing. `meant` is the value of `key` with which it probably would.
fn way_out(key: &str, meant: Option<&str>) -> String {
    match meant {
        Some(value) => format!("write `{key}: {value}` in {WAIVERS} if that is meant; otherwise remove this waiver"),
        None => format!("remove this waiver from {WAIVERS}"),
    }
}
