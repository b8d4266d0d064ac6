//! Builds the sample assessment, and checks that its answers fit the entries.

use dtmm_model::{Bilingual, Item, Lang, Level, Outline, OutlineSubdomain, Standard};
use dtmm_scoring::{Answer, Assessment, ChangeError, EntryDetails, Scope, is_date};

use super::findings::Findings;
use super::language::unknown;
use super::metadata::languages;
use super::place::Place;
use crate::diagnostic::codes::WRONG_SAMPLE;
use crate::parse::paths::SAMPLE;
use crate::parse::{BilingualRecord, Content, SampleFile, SampleRemarks, Step};

/// The sample in each language, without what does not fit the standard; `None` without a sample or a standard.
pub(super) fn build<'a>(
    content: &'a Content,
    standard: Option<&Standard>,
    findings: &mut Findings<'a>,
) -> Option<Bilingual<Assessment>> {
    let (file, outline, languages) = (content.sample.as_ref()?, standard?.outline(), languages(content)?);
    let mut of = |lang| match languages.has(lang) {
        true => SampleBuilder { file, outline: &outline, lang, findings: &mut *findings }.build(),
        false => Assessment::new(&outline.edition),
    };
    let sample = Bilingual { zh: of(Lang::Zh), en: of(Lang::En) };
    for lang in Lang::ALL.into_iter().filter(|lang| !languages.has(*lang)) {
        for (steps, _) in texts(file).into_iter().filter(|(_, text)| !text.get(lang).is_empty()) {
            unknown(lang, Place::value(SAMPLE, &steps).step(Step::Key(lang.key())), findings);
        }
    }
    Some(sample)
}

/// All texts of the sample, each with the steps to it.
fn texts(file: &SampleFile) -> Vec<(Vec<Step<'_>>, &BilingualRecord)> {
    use Step::{Item, Key};
    let head = [("title", &file.title), ("organization", &file.organization), ("scope", &file.scope)];
    let head = head.map(|(key, text)| (vec![Key(key)], text)).into_iter();
    let tailored = file.tailored.iter().map(|(code, why)| (vec![Key("tailored"), Key(code)], why));
    let remarks = file.remarks.iter().flat_map(|(id, one)| {
        let at = move |key| vec![Key("remarks"), Key(id), Key(key)];
        let texts = [("reason", &one.reason), ("note", &one.note), ("owner", &one.owner)];
        let evidence = one
            .evidence
            .iter()
            .enumerate()
            .map(move |(index, text)| ([at("evidence"), vec![Item(index)]].concat(), text));
        texts.map(|(key, text)| (at(key), text)).into_iter().chain(evidence)
    });
    head.chain(tailored).chain(remarks).collect()
}

struct SampleBuilder<'a, 's> {
    file: &'a SampleFile,
    outline: &'s Outline,
    lang: Lang,
    findings: &'s mut Findings<'a>,
}

impl<'a> SampleBuilder<'a, '_> {
    fn build(&mut self) -> Assessment {
        let file = self.file;
        let mut sample = Assessment::new(&self.outline.edition);
        sample.title = self.word("title", &file.title);
        sample.organization = self.word("organization", &file.organization);
        sample.scope = self.word("scope", &file.scope);
        if !is_date(&file.date) {
            self.wrong(&[Step::Key("date")], "a date is written 2026-06-30");
        }
        sample.date.clone_from(&file.date);
        for (key, level) in &file.targets {
            match (Scope::from_key(self.outline, key), self.outline.level(&level.to_string())) {
                (Some(_), Some(level)) => sample.set_target(key, Some(level)),
                _ => self.wrong(&[Step::Key("targets"), Step::Key(key)], "no such scope or level"),
            }
        }
        for (code, reason) in &file.tailored {
            let reason = reason.get(self.lang).to_owned();
            let known = self.subdomain(code).map(|subdomain| subdomain.code);
            if known.is_none_or(|code| sample.set_tailored(code, Some(&reason)).is_err()) {
                self.wrong(&[Step::Key("tailored"), Step::Key(code)], "no such subdomain, or no reason");
            }
        }
        for (code, answers) in &file.answers {
            self.subdomain_answers(code, answers, &mut sample);
        }
        for id in file.remarks.keys().filter(|id| !self.outline.items().any(|item| item.id.to_string() == **id)) {
            self.wrong(&[Step::Key("remarks"), Step::Key(id)], "the standard has no such entry");
        }
        sample
    }

    fn subdomain_answers(&mut self, code: &'a str, answers: &str, sample: &mut Assessment) {
        let steps = [Step::Key("answers"), Step::Key(code)];
        let cells: Vec<&str> = answers.split('/').map(str::trim).collect();
        let Some(subdomain) = self.subdomain(code).cloned().filter(|_| cells.len() == self.outline.level_count())
        else {
            return self.wrong(&steps, "no such subdomain, or not as many levels between strokes as there are");
        };
        for (level, letters) in Level::first(cells.len()).zip(cells) {
            let items = subdomain.cell(level);
            if letters.len() != items.len() {
                let message = format!("level {level} has {} entries, here are {}", items.len(), letters.len());
                self.wrong(&steps, &message);
            }
            for (item, letter) in items.iter().zip(letters.chars()) {
                if let Err(message) = self.answer(item, letter, sample) {
                    self.wrong(&steps, &format!("{}: {message}", item.id));
                }
            }
        }
    }

    fn answer(&self, item: &Item, letter: char, sample: &mut Assessment) -> Result<(), &'static str> {
        let answer = match letter {
            'U' => None,
            '-' => Some(Answer::NotApplicable),
            _ => Some(Answer::from_key(letter.encode_utf8(&mut [0; 4])).ok_or("an answer is F, L, P, N, - or U")?),
        };
        let remarks = self.file.remarks.get(&item.id.to_string());
        sample.set(item, answer, remarks.map(|remarks| self.remarks(remarks)).unwrap_or_default()).map_err(|refusal| {
            match refusal {
                ChangeError::MissingReason => "not applicable needs a reason among the remarks",
                ChangeError::WrongDate => "a date is written 2027-03-01",
            }
        })
    }

    fn remarks(&self, remarks: &SampleRemarks) -> EntryDetails {
        let say = |both: &BilingualRecord| both.get(self.lang).to_owned();
        EntryDetails {
            reason: say(&remarks.reason),
            note: say(&remarks.note),
            owner: say(&remarks.owner),
            due: remarks.due.clone(),
            evidence: remarks.evidence.iter().map(say).collect(),
            ..EntryDetails::NONE
        }
    }

    fn subdomain(&self, code: &str) -> Option<&OutlineSubdomain> {
        self.outline.subdomains().find(|subdomain| subdomain.code.as_str() == code)
    }

    fn word(&mut self, key: &'static str, both: &'a BilingualRecord) -> String {
        let word = both.get(self.lang).to_owned();
        if word.is_empty() {
            self.wrong(&[Step::Key(key)], "it is needed in every language of the standard");
        }
        word
    }

    fn wrong(&mut self, steps: &[Step<'a>], message: &str) {
        self.findings.add(WRONG_SAMPLE, Place::value(SAMPLE, steps), message, "change it in sample.yaml");
    }
}
