//! Printed numbers of clauses, tables, terms and notes are consecutive in the order of the lists.

use super::findings::Findings;
use super::passage::{domain_id, domain_path, front};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::WRONG_NUMBER;
use crate::parse::paths::TERMS;
use crate::parse::{Content, DOMAINS, Step, TermRecord};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    clauses(subject, findings);
    domains(subject, findings);
    let clause = clause_of(subject.content, "terms");
    for (index, term) in subject.content.terms.iter().flatten().enumerate() {
        let place = Place::value(TERMS, &[Step::Item(index)]).at(format!("term-{}", term.number));
        let expected = clause.map_or_else(String::new, |clause| format!("{clause}."));
        let expected = format!("{expected}{}", index + 1);
        if subject.content.holder("terms").is_some() {
            expect("term", &term.number, &expected, place.step(Step::Key("number")), findings);
        }
        notes(term, &place, findings);
    }
}

fn expect<'a>(what: &str, found: &str, expected: &str, place: Place<'a>, findings: &mut Findings<'a>) {
    if found != expected {
        let help = format!("write {expected}; if the standard prints it so, waive it in waivers.yaml");
        findings.add(WRONG_NUMBER, place, format!("{what} {found} stands where {what} {expected} is expected"), help);
    }
}

/// The number of the clause into which a generated part is inserted.
fn clause_of<'a>(content: &'a Content, insertion: &str) -> Option<&'a str> {
    content.holder(insertion).and_then(|file| file.front.number.as_deref())
}

/// Numbered clauses run 1, 2, 3 … in the order of the document.
fn clauses<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(standard) = &subject.content.standard else { return };
    let mut next = 1;
    for stem in &standard.text {
        let Some(file) = subject.content.text.get(stem).and_then(|pair| pair.zh.as_ref().or(pair.en.as_ref())) else {
            return;
        };
        if let Some(number) = &file.front.number {
            let place = front(file).step(Step::Key("number")).at(format!("clause-{number}"));
            expect("clause", number, &next.to_string(), place, findings);
            next += 1;
        }
    }
}

/// Domains are numbered as subclauses of the clause that holds them, and their tables follow one another. A standard
/// that calls its domains by their names alone numbers none; the model knows whether all domains agree in that.
fn domains<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let content = subject.content;
    let Some(standard) = &content.standard else { return };
    let mut next_table = None;
    for (index, slug) in standard.domains.iter().enumerate() {
        let Some(domain) = content.domains.get(slug) else { continue };
        let place = Place::file(domain_path(slug)).at(domain_id(slug, domain));
        match (&domain.clause, domain.table) {
            (Some(number), Some(table)) => {
                clause(content, index, number, &place, findings);
                let first = if content.holder("table-1").is_some() { table.max(2) } else { table };
                let expected = next_table.unwrap_or(first);
                expect("table", &table.to_string(), &expected.to_string(), place.step(Step::Key("table")), findings);
                next_table = Some(expected.saturating_add(1));
            }
            (None, None) => {}
            (one, _) => {
                let lacking = if one.is_some() { "table" } else { "clause" };
                let message = format!("`{slug}` is called by a number, but has no `{lacking}`");
                findings.add(WRONG_NUMBER, place, message, "give every domain `clause` and `table`, or none of them");
            }
        }
    }
}

fn clause<'a>(content: &Content, index: usize, number: &str, place: &Place<'a>, findings: &mut Findings<'a>) {
    let place = place.step(Step::Key("clause"));
    if let Some(holder) = clause_of(content, DOMAINS) {
        expect("clause", number, &format!("{holder}.{}", index + 1), place, findings);
    } else if let Some(file) = content.holder(DOMAINS) {
        let message = format!("clause {number} stands in a part without a number");
        let help = format!("give {} a `number`, or no domain `clause` and `table`", file.path);
        findings.add(WRONG_NUMBER, place, message, help);
    }
}

/// Notes of a term begin with 注：, or with 注1：, 注2： … if there are several; in English always with a number.
fn notes<'a>(term: &'a TermRecord, place: &Place<'a>, findings: &mut Findings<'a>) {
    for (index, note) in term.notes.iter().enumerate() {
        let number = index + 1;
        let zh = if term.notes.len() == 1 { "注：".to_owned() } else { format!("注{number}：") };
        let en = format!("Note {number} to entry: ");
        let place = place.step(Step::Key("notes")).step(Step::Item(index));
        for (key, text, prefix) in [("zh", &note.zh, zh), ("en", &note.en, en)] {
            if !text.is_empty() && !text.starts_with(&prefix) {
                let message = format!("this note of {} does not begin with `{prefix}`", term.number);
                let help = "begin it so; if the standard prints it otherwise, waive it in waivers.yaml";
                findings.add(WRONG_NUMBER, place.step(Step::Key(key)), message, help);
            }
        }
    }
}
