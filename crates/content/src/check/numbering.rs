//! Printed numbers of clauses, tables, terms and notes are consecutive in the order of the lists.

use super::findings::Findings;
use super::passage::{domain_path, front};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::WRONG_NUMBER;
use crate::parse::paths::TERMS;
use crate::parse::{Block, Content, Step, TermRecord};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    clauses(subject, findings);
    domains(subject, findings);
    let clause = clause_of(subject.content, "terms");
    for (index, term) in subject.content.terms.iter().flatten().enumerate() {
        let place = Place::value(TERMS, &[Step::Item(index)]).at(format!("term-{}", term.number));
        if let Some(clause) = clause {
            expect("term", &term.number, &format!("{clause}.{}", index + 1), place.step(Step::Key("number")), findings);
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
    let files = content.text.values().filter_map(|pair| pair.zh.as_ref().or(pair.en.as_ref()));
    let holds = |block: &Block| matches!(block, Block::Insertion(name) if name == insertion);
    files.filter(|file| file.blocks.iter().any(|(block, _)| holds(block))).find_map(|file| file.front.number.as_deref())
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

/// Domains are numbered as subclauses of the clause that holds them; their tables follow Table 1, which lists
/// the domains.
fn domains<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(standard) = &subject.content.standard else { return };
    for (index, slug) in standard.domains.iter().enumerate() {
        let Some(domain) = subject.content.domains.get(slug) else { continue };
        let place = Place::file(domain_path(slug)).at(format!("clause-{}", domain.clause));
        if let Some(clause) = clause_of(subject.content, "domains") {
            let expected = format!("{clause}.{}", index + 1);
            expect("clause", &domain.clause, &expected, place.step(Step::Key("clause")), findings);
        }
        expect("table", &domain.table.to_string(), &(index + 2).to_string(), place.step(Step::Key("table")), findings);
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
