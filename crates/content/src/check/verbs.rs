//! Verbal forms by GB/T 1.1-2020, Annex C: 应 is *shall*, 宜 is *should*, and both languages have the same ones.

use std::ops::Range;

use dtmm_model::Lang;

use super::findings::Findings;
use super::model::modal;
use super::passage::{Passage, Role};
use super::place::Place;
use super::scan::{ChineseVerbs, EnglishVerbs, Presence};
use super::subject::Subject;
use crate::diagnostic::DiagnosticCode;
use crate::diagnostic::codes::{
    FORBIDDEN_VERB, MISSING_SHALL, MISSING_SHOULD, NO_VERBAL_FORM, STRAY_SHALL, STRAY_SHOULD, UNEQUAL_CONDITION,
    WRONG_CONDITIONAL, WRONG_MODAL,
};
use crate::parse::{EntryRecord, ModalRecord, Step};

const ZH_CONDITION: &str = "适用时";
const EN_CONDITION: &str = "Where applicable";

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for (entry, place) in entries(subject) {
        declared(entry, &place, findings);
    }
    let mut entries = entries(subject);
    for passage in &subject.passages {
        match passage.role {
            // The entries come in the order of their passages.
            Role::Entry => {
                let modal = entries.next().map(|(entry, _)| entry.modal);
                compare(passage, modal, findings);
            }
            Role::Level | Role::Intro | Role::Definition | Role::Note | Role::Example | Role::Clause
                if passage.is_paired() =>
            {
                compare(passage, None, findings);
            }
            _ => {}
        }
    }
}

fn entries<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (&'a EntryRecord, Place<'a>)> {
    subject.content.subdomains.values().flat_map(|source| {
        source.record.levels.iter().flat_map(move |(level, entries)| {
            entries.iter().enumerate().map(move |(index, entry)| {
                let steps = [Step::Key("levels"), Step::Number(*level), Step::Item(index)];
                (entry, Place::value(source.path.as_str(), &steps).at(entry.id.as_str()))
            })
        })
    })
}

/// Checks that the declared verbal form is that of the Chinese.
fn declared<'a>(entry: &'a EntryRecord, place: &Place<'a>, findings: &mut Findings<'a>) {
    if entry.zh.is_empty() {
        return;
    }
    let verbs = ChineseVerbs::read(&entry.zh);
    let (shall, should) = (verbs.shall, verbs.should.is_some());
    let key = place.step(Step::Key("modal"));
    let fits = match entry.modal {
        ModalRecord::Shall => shall != Presence::No && !should,
        ModalRecord::Mixed => shall != Presence::No && should,
        ModalRecord::Should => shall != Presence::Yes && should,
        ModalRecord::None => shall != Presence::Yes,
    };
    if !fits {
        let found = match (shall, should) {
            (Presence::No, false) => "neither 应 nor 宜",
            (Presence::No, true) => "宜 only",
            (_, false) => "应 only",
            (_, true) => "应 and 宜",
        };
        let right = match (shall, should) {
            (Presence::No, false) => "none",
            (Presence::No, true) => "should",
            (_, false) => "shall",
            (_, true) => "mixed",
        };
        let message = format!("{} is declared `{}`, but its Chinese has {found}", entry.id, modal(entry.modal).key());
        findings.add(WRONG_MODAL, key, message, format!("write `modal: {right}`"));
    } else if entry.modal == ModalRecord::None {
        let message = format!("{} has no verbal form of a requirement", entry.id);
        let help = "if the standard prints it so, waive it in waivers.yaml, and write [shall] in the English";
        findings.add(NO_VERBAL_FORM, key, message, help);
    }
}

/// Checks that the English has the verbal forms of the Chinese. `modal` is the declared form, for entries.
fn compare<'a>(passage: &Passage<'a>, modal: Option<ModalRecord>, findings: &mut Findings<'a>) {
    if passage.zh.is_empty() || passage.en.is_empty() {
        return;
    }
    let zh = ChineseVerbs::read(passage.zh);
    let en = EnglishVerbs::read(passage.en);
    let mut check = VerbCheck { passage, findings };
    match (zh.shall, modal) {
        (Presence::Yes, _) | (Presence::Maybe, Some(ModalRecord::Shall | ModalRecord::Mixed)) => check.shall(&zh, &en),
        (_, Some(ModalRecord::None)) => check.bracketed(&en),
        (Presence::Maybe, None) => {}
        _ => check.no_shall(&en),
    }
    match (&zh.should, &en.should) {
        (Some(at), None) => {
            check.zh(MISSING_SHOULD, at, "宜 here, but no *should* in the English", "write *should* in the English");
        }
        (None, Some(at)) => {
            check.en(STRAY_SHOULD, at, "*should* here, but no 宜 in the Chinese", "write it without *should*");
        }
        _ => {}
    }
    for at in &en.forbidden {
        let message = format!("*{}* here, which the standard has no word for", &passage.en[at.clone()]);
        check.en(FORBIDDEN_VERB, at, &message, "write *shall* for 应, *should* for 宜, *can* for 可");
    }
}

struct VerbCheck<'a, 'b> {
    passage: &'b Passage<'a>,
    findings: &'b mut Findings<'a>,
}

impl VerbCheck<'_, '_> {
    fn zh(&mut self, code: DiagnosticCode, at: &Range<usize>, message: &str, help: &str) {
        let place = self.passage.place(Lang::Zh).part(self.passage.zh, at.clone());
        self.findings.add(code, place, message, help);
    }

    fn en(&mut self, code: DiagnosticCode, at: &Range<usize>, message: &str, help: &str) {
        let place = self.passage.place(Lang::En).part(self.passage.en, at.clone());
        self.findings.add(code, place, message, help);
    }

    /// Requires *shall*. Another clause of the sentence may lack a verbal form, so `[shall]` is allowed beside it.
    fn shall(&mut self, zh: &ChineseVerbs, en: &EnglishVerbs) {
        if en.shall.is_none() {
            let at = zh.shall_at.clone().unwrap_or(0..0);
            self.zh(MISSING_SHALL, &at, "应 here, but no *shall* in the English", "write *shall* in the English");
        }
    }

    fn bracketed(&mut self, en: &EnglishVerbs) {
        if let Some(at) = &en.shall {
            self.en(STRAY_SHALL, at, "*shall* here, but no 应 in the Chinese", "write [shall], in square brackets");
        } else if en.bracketed.is_none() {
            let help = "write [shall], in square brackets: it is a requirement by the sentence above its table";
            self.en(MISSING_SHALL, &(0..self.passage.en.len()), "the English has no [shall]", help);
        }
    }

    fn no_shall(&mut self, en: &EnglishVerbs) {
        if let Some(at) = en.shall.as_ref().or(en.bracketed.as_ref()) {
            self.en(STRAY_SHALL, at, "*shall* here, but no 应 in the Chinese", "write it without *shall*");
        }
    }
}

/// Checks conditional entries: both languages begin with the condition, and `conditional` says so.
pub(super) fn check_conditions<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    for (entry, place) in entries(subject) {
        let zh = entry.zh.starts_with(ZH_CONDITION);
        if zh != entry.conditional && !entry.zh.is_empty() {
            let (message, help) = if zh {
                ("the Chinese begins with 适用时, but the entry is not conditional", "write `conditional: true`")
            } else {
                ("the entry is conditional, but its Chinese does not begin with 适用时", "remove `conditional: true`")
            };
            findings.add(WRONG_CONDITIONAL, place.step(Step::Key("conditional")), message, help);
        }
        if zh != entry.en.starts_with(EN_CONDITION) && !entry.zh.is_empty() && !entry.en.is_empty() {
            let (message, help) = if zh {
                ("the Chinese begins with 适用时, the English not with `Where applicable`", "begin it so")
            } else {
                ("the English begins with `Where applicable`, the Chinese not with 适用时", "remove these words")
            };
            findings.add(UNEQUAL_CONDITION, place.step(Step::Key("en")), message, help);
        }
    }
}
