//! References to terms, tables, figures, clauses, levels, notes and entries exist: links in running text, and
//! references printed in words.

use std::collections::BTreeSet;

use dtmm_model::{Anchor, Lang};

use super::findings::Findings;
use super::identifiers::identifiers;
use super::passage::{Passage, Role};
use super::scan;
use super::subject::Subject;
use crate::diagnostic::codes::UNKNOWN_REFERENCE;
use crate::diagnostic::suggest;
use crate::parse::markdown;
use crate::parse::paths::TERMS;

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let targets = Targets::new(subject);
    for passage in &subject.passages {
        for lang in Lang::ALL {
            links(passage, lang, &targets, findings);
            printed(passage, lang, &targets, findings);
        }
    }
}

/// All identifiers that a reference can lead to.
struct Targets {
    ids: BTreeSet<String>,
    /// Whether all files are there that define a term, a clause or table, an entry.
    has_terms: bool,
    has_clauses: bool,
    has_entries: bool,
}

impl Targets {
    fn new(subject: &Subject) -> Targets {
        let content = subject.content;
        let head = content.standard.as_ref();
        let has_domains = head.is_some_and(|head| head.domains.iter().all(|slug| content.domains.contains_key(slug)));
        let has_text = head.is_some_and(|head| head.text.iter().all(|stem| content.text.contains_key(stem)));
        let mut listed = content
            .domains
            .iter()
            .flat_map(|(domain, record)| record.subdomains.iter().map(move |slug| format!("{domain}/{slug}")));
        Targets {
            ids: identifiers(content).into_iter().map(|place| place.at.into_owned()).collect(),
            has_terms: !content.broken.contains(TERMS),
            has_clauses: has_domains && has_text,
            has_entries: has_domains && listed.all(|name| content.subdomains.contains_key(&name)),
        }
    }

    /// Whether the content certainly lacks this identifier. The number of a clause may be that of a term.
    fn lacks(&self, id: &str) -> bool {
        let anchor = Anchor::read(id);
        let is_term = |number| self.ids.contains(&Anchor::Term(number).to_string());
        match anchor {
            _ if self.ids.contains(id) => false,
            Anchor::Clause(number) if is_term(number) => false,
            Anchor::Term(_) => self.has_terms,
            Anchor::Clause(_) => self.has_clauses && self.has_terms,
            Anchor::Table(_) => self.has_clauses,
            Anchor::Level(_) | Anchor::Figure(_) | Anchor::Note(_) => true,
            _ => self.has_entries,
        }
    }
}

fn links<'a>(passage: &Passage<'a>, lang: Lang, targets: &Targets, findings: &mut Findings<'a>) {
    if !matches!(passage.role, Role::Clause | Role::Front | Role::Method) {
        return;
    }
    let text = passage.get(lang);
    for (target, range) in markdown::links(text) {
        let Some(id) = target.strip_prefix('#').filter(|id| targets.lacks(id)) else { continue };
        let help = match suggest::closest(id, targets.ids.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `#{near}`?"),
            None => "link to an id as `#table-4`, `#clause-9.2`, `#term-3.90`, `#level-3` or `#ABC-302`".to_owned(),
        };
        let place = passage.place(lang).part(text, range);
        findings.about(UNKNOWN_REFERENCE, place, &target, format!("`{target}` is nowhere in the standard"), help);
    }
}

fn printed<'a>(passage: &Passage<'a>, lang: Lang, targets: &Targets, findings: &mut Findings<'a>) {
    let text = passage.get(lang);
    let mut found = match passage.role {
        Role::Name | Role::Cover | Role::Origin | Role::EditorNote => return,
        Role::Word | Role::Method => Vec::new(),
        _ => scan::references(text),
    };
    // A clause named beside a cited standard belongs to that standard.
    if scan::citations(text).is_empty() {
        found.extend(scan::clauses(text));
    }
    found.extend(scan::entries(text));
    for (_, range) in found.into_iter().filter(|(id, _)| targets.lacks(id)) {
        let words = &text[range.clone()];
        let message = format!("there is no `{words}` in the standard");
        let help = "write the number of one that exists; if the standard prints it so, waive it in waivers.yaml";
        findings.about(UNKNOWN_REFERENCE, passage.place(lang).part(text, range), words, message, help.to_owned());
    }
}
