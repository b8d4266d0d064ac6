//! Verbal forms, where the standard declares its words for them: the declared form of each entry is that of the text,
//! and both languages have the same forms. By GB/T 1.1-2020, Annex C, 应 is *shall* and 宜 is *should*.

use std::ops::Range;

use dtmm_model::Lang;

use super::findings::Findings;
use super::model::modal;
use super::obligation::{ObligingWords, Presence, VerbalForms};
use super::passage::{Passage, Role};
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::DiagnosticCode;
use crate::diagnostic::codes::{
    FORBIDDEN_VERB, MISSING_KEY, MISSING_SHALL, MISSING_SHOULD, NO_VERBAL_FORM, STRAY_SHALL, STRAY_SHOULD,
    UNEQUAL_CONDITION, WRONG_CONDITIONAL, WRONG_MODAL,
};
use crate::parse::{EntryRecord, ModalRecord, Step};

/// The declared words of the binding text and of its translation.
#[derive(Clone, Copy)]
struct DeclaredWords<'a> {
    binding: Option<ObligingWords<'a>>,
    translation: Option<ObligingWords<'a>>,
}

impl<'a> DeclaredWords<'a> {
    fn new(subject: &Subject<'a>) -> Option<DeclaredWords<'a>> {
        let model = subject.content.model.as_ref()?;
        let of = |lang| model.obligation.get(lang).map(|record| ObligingWords { lang, record });
        let languages = subject.languages?;
        let translation = languages.translation().and_then(of);
        let vocabularies = DeclaredWords { binding: of(languages.binding()), translation };
        model.obligation.is_declared().then_some(vocabularies)
    }

    /// The words of the text by which the declared form is judged.
    fn judging(self) -> Option<ObligingWords<'a>> {
        self.binding.or(self.translation)
    }

    /// Those of both languages, where both are declared.
    fn both(self) -> Option<(ObligingWords<'a>, ObligingWords<'a>)> {
        self.binding.zip(self.translation)
    }
}

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(words) = DeclaredWords::new(subject) else { return };
    for (entry, place) in entries(subject) {
        declared(entry, &place, words, findings);
    }
    let mut entries = entries(subject);
    for passage in &subject.passages {
        let modal = match passage.role {
            // The entries come in the order of their passages.
            Role::Entry => entries.next().and_then(|(entry, _)| entry.modal),
            Role::Level | Role::Intro | Role::Definition | Role::Note | Role::Example | Role::Clause
                if passage.is_paired() =>
            {
                None
            }
            _ => continue,
        };
        if let Some((binding, translation)) = words.both() {
            compare(passage, modal, binding, translation, findings);
        }
        for vocabulary in words.binding.into_iter().chain(words.translation) {
            forbidden(passage, vocabulary, findings);
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

fn words_of(entry: &EntryRecord, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &entry.zh,
        Lang::En => &entry.en,
    }
}

const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "Chinese",
        Lang::En => "English",
    }
}

/// Checks that the declared verbal form is that of the text.
fn declared<'a>(entry: &'a EntryRecord, place: &Place<'a>, words: DeclaredWords<'a>, findings: &mut Findings<'a>) {
    let Some(vocabulary) = words.judging() else { return };
    let text = words_of(entry, vocabulary.lang);
    if text.is_empty() {
        return;
    }
    let Some(declared) = entry.modal else {
        let help =
            "add `modal:` with `shall`, `mixed`, `should` or `none`, since model.yaml declares words of obligation";
        findings.add(MISSING_KEY, place.clone(), "the key `modal` is missing", help);
        return;
    };
    let forms = vocabulary.read(text);
    let (shall, should) = (forms.shall, forms.should.is_some());
    let key = place.step(Step::Key("modal"));
    let fits = match declared {
        ModalRecord::Shall => shall != Presence::No && !should,
        ModalRecord::Mixed => shall != Presence::No && should,
        ModalRecord::Should => shall != Presence::Yes && should,
        ModalRecord::None => shall != Presence::Yes,
    };
    if !fits {
        let (must, ought) = (vocabulary.shall(), vocabulary.should());
        let (found, right) = match (shall, should) {
            (Presence::No, false) if ought.is_empty() => (format!("no {must}"), "none"),
            (Presence::No, false) => (format!("neither {must} nor {ought}"), "none"),
            (Presence::No, true) => (format!("{ought} only"), "should"),
            (_, false) => (format!("{must} only"), "shall"),
            (_, true) => (format!("{must} and {ought}"), "mixed"),
        };
        let message = format!(
            "{} is declared `{}`, but its {} has {found}",
            entry.id,
            modal(Some(declared)).key(),
            language(vocabulary.lang)
        );
        findings.add(WRONG_MODAL, key, message, format!("write `modal: {right}`"));
    } else if declared == ModalRecord::None {
        let message = format!("{} has no verbal form of a requirement", entry.id);
        let mark = words.both().map_or_else(String::new, |(_, other)| {
            format!(", and write [{}] in the {}", first(other), language(other.lang))
        });
        let help = format!("if the standard prints it so, waive it in waivers.yaml{mark}");
        findings.add(NO_VERBAL_FORM, key, message, help);
    }
}

/// The first word of a requirement.
fn first(vocabulary: ObligingWords<'_>) -> &str {
    vocabulary.record.shall.first().map_or("", String::as_str)
}

/// Checks that the translation has the verbal forms of the binding text. `modal` is the declared form, for entries.
fn compare<'a>(
    passage: &Passage<'a>,
    modal: Option<ModalRecord>,
    binding: ObligingWords<'a>,
    translation: ObligingWords<'a>,
    findings: &mut Findings<'a>,
) {
    if passage.zh.is_empty() || passage.en.is_empty() {
        return;
    }
    let source = binding.read(passage.get(binding.lang));
    let target = translation.read(passage.get(translation.lang));
    let mut check = VerbCheck { passage, binding, translation, findings };
    match (source.shall, modal) {
        (Presence::Yes, _) | (Presence::Maybe, Some(ModalRecord::Shall | ModalRecord::Mixed)) => {
            check.shall(&source, &target)
        }
        (_, Some(ModalRecord::None)) => check.bracketed(&source, &target),
        (Presence::Maybe, None) => {}
        _ => check.no_shall(&target),
    }
    match (&source.should, &target.should) {
        (Some(at), None) => check.missing(MISSING_SHOULD, at, &binding.should(), &translation.should()),
        (None, Some(at)) => {
            let help = format!("write it without {}", translation.should());
            check.stray(STRAY_SHOULD, at, &translation.should(), &binding.should(), &help);
        }
        _ => {}
    }
}

/// Reports every word that the text must not have.
fn forbidden<'a>(passage: &Passage<'a>, vocabulary: ObligingWords<'a>, findings: &mut Findings<'a>) {
    let text = passage.get(vocabulary.lang);
    for at in vocabulary.read(text).forbidden {
        let message = format!("*{}* here, which the standard has no word for", &text[at.clone()]);
        let words = [vocabulary.shall(), vocabulary.should()];
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let help = format!("write {}, or say it in other words", words.join(" or "));
        findings.add(FORBIDDEN_VERB, passage.place(vocabulary.lang).part(text, at), message, help);
    }
}

struct VerbCheck<'a, 'b> {
    passage: &'b Passage<'a>,
    binding: ObligingWords<'a>,
    translation: ObligingWords<'a>,
    findings: &'b mut Findings<'a>,
}

impl VerbCheck<'_, '_> {
    fn add(&mut self, lang: Lang, code: DiagnosticCode, at: &Range<usize>, message: String, help: &str) {
        let place = self.passage.place(lang).part(self.passage.get(lang), at.clone());
        self.findings.add(code, place, message, help);
    }

    /// The binding text has a word, the translation not its counterpart.
    fn missing(&mut self, code: DiagnosticCode, at: &Range<usize>, here: &str, other: &str) {
        let name = language(self.translation.lang);
        let message = format!("{here} here, but no {other} in the {name}");
        self.add(self.binding.lang, code, at, message, &format!("write {other} in the {name}"));
    }

    /// The translation has a word, the binding text not its counterpart.
    fn stray(&mut self, code: DiagnosticCode, at: &Range<usize>, here: &str, other: &str, help: &str) {
        let message = format!("{here} here, but no {other} in the {}", language(self.binding.lang));
        self.add(self.translation.lang, code, at, message, help);
    }

    /// Requires *shall*. Another clause of the sentence may lack a verbal form, so `[shall]` is allowed beside it.
    fn shall(&mut self, source: &VerbalForms, target: &VerbalForms) {
        if target.shall == Presence::No {
            let at = source.shall_at.clone().unwrap_or(0..0);
            self.missing(MISSING_SHALL, &at, &self.binding.shall(), &self.translation.shall());
        }
    }

    /// Requires [shall] in one of the two texts: the other one may say it without a verbal form.
    fn bracketed(&mut self, source: &VerbalForms, target: &VerbalForms) {
        let (mark, lang) = (first(self.translation), self.translation.lang);
        if let Some(at) = certain(target) {
            let help = format!("write [{mark}], in square brackets");
            self.stray(STRAY_SHALL, at, &self.translation.shall(), &self.binding.shall(), &help);
        } else if target.bracketed.is_none() && source.bracketed.is_none() {
            let message = format!("the {} has no [{mark}]", language(lang));
            let help = format!("write [{mark}], in square brackets: it counts as a requirement");
            self.add(lang, MISSING_SHALL, &(0..self.passage.get(lang).len()), message, &help);
        }
    }

    fn no_shall(&mut self, target: &VerbalForms) {
        if let Some(at) = certain(target).or(target.bracketed.as_ref()) {
            let help = format!("write it without {}", self.translation.shall());
            self.stray(STRAY_SHALL, at, &self.translation.shall(), &self.binding.shall(), &help);
        }
    }
}

/// Where the word of a requirement certainly is a verb.
fn certain(forms: &VerbalForms) -> Option<&Range<usize>> {
    forms.shall_at.as_ref().filter(|_| forms.shall == Presence::Yes)
}

/// Checks conditional entries, where the standard declares how they begin: both languages begin so, and `conditional`
/// says so.
pub(super) fn check_conditions<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(words) = DeclaredWords::new(subject) else { return };
    let condition = |vocabulary: ObligingWords<'a>| Some((vocabulary.lang, vocabulary.record.condition.as_deref()?));
    let binding = words.binding.and_then(condition);
    let translation = words.translation.and_then(condition);
    for (entry, place) in entries(subject) {
        if let Some(judging) = binding.or(translation) {
            conditional(entry, &place, judging, findings);
        }
        if let Some((one, other)) = binding.zip(translation) {
            unequal(entry, &place, one, other, findings);
        }
    }
}

fn conditional<'a>(
    entry: &EntryRecord,
    place: &Place<'a>,
    (lang, condition): (Lang, &str),
    findings: &mut Findings<'a>,
) {
    let (text, name) = (words_of(entry, lang), language(lang));
    let begins = text.starts_with(condition);
    if begins == entry.conditional || text.is_empty() {
        return;
    }
    let (message, help) = if begins {
        (format!("the {name} begins with {condition}, but the entry is not conditional"), "write `conditional: true`")
    } else {
        (
            format!("the entry is conditional, but its {name} does not begin with {condition}"),
            "remove `conditional: true`",
        )
    };
    findings.add(WRONG_CONDITIONAL, place.step(Step::Key("conditional")), message, help);
}

fn unequal<'a>(
    entry: &EntryRecord,
    place: &Place<'a>,
    (lang, condition): (Lang, &str),
    (other, other_condition): (Lang, &str),
    findings: &mut Findings<'a>,
) {
    let (text, translated) = (words_of(entry, lang), words_of(entry, other));
    let begins = text.starts_with(condition);
    if begins == translated.starts_with(other_condition) || text.is_empty() || translated.is_empty() {
        return;
    }
    let (name, other_name) = (language(lang), language(other));
    let (message, help) = if begins {
        (format!("the {name} begins with {condition}, the {other_name} not with `{other_condition}`"), "begin it so")
    } else {
        (
            format!("the {other_name} begins with `{other_condition}`, the {name} not with {condition}"),
            "remove these words",
        )
    };
    findings.add(UNEQUAL_CONDITION, place.step(Step::Key(other.key())), message, help);
}
