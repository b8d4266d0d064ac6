//! How the standard counts answers: each number is one, and they do not contradict one another.

use dtmm_model::{Method, Proportion, Scoring, ScoringFault};

use super::findings::Findings;
use super::place::Place;
use super::subject::Subject;
use crate::diagnostic::codes::{WRONG_SCORING, WRONG_VALUE};
use crate::diagnostic::suggest;
use crate::parse::paths::MODEL;
use crate::parse::{Content, ScoringRecord, Step};

pub(super) fn check<'a>(subject: &Subject<'a>, findings: &mut Findings<'a>) {
    let Some(record) = subject.content.model.as_ref().map(|model| &model.scoring) else { return };
    if let Some(text) = record.default.as_ref().filter(|text| Method::from_key(text).is_none()) {
        let names = Method::ALL.map(Method::key);
        let help = suggest::help(text, names, format!("write one of {}", suggest::listed(&names)));
        findings.add(WRONG_VALUE, place("default"), format!("`{text}` is not a scoring method"), help);
    }
    for (key, typed) in [("largely", &record.largely), ("partly", &record.partly), ("pass-mark", &record.pass_mark)] {
        if let Some(text) = typed.as_ref().filter(|text| text.parse::<Proportion>().is_err()) {
            let message = format!("`{text}` is not a number from 0 to 1 with at most three decimals");
            findings.add(WRONG_VALUE, place(key), message, "write it as `0.8` or `0.125`");
        }
    }
    let Some(numbers) = numbers(record) else { return };
    for fault in scoring(record, numbers).err().into_iter().flatten() {
        report(fault, numbers, findings);
    }
}

/// How the standard counts answers; `None` where `model.yaml` is broken or contradicts itself, which is reported.
pub(super) fn declared(content: &Content) -> Option<Scoring> {
    let record = &content.model.as_ref()?.scoring;
    scoring(record, numbers(record)?).ok()
}

/// What "largely met" and "partly met" are worth, and the pass mark; `None` where one is no number.
fn numbers(record: &ScoringRecord) -> Option<[Proportion; 3]> {
    let number = |typed: &Option<String>, usual| typed.as_ref().map_or(Some(usual), |text| text.parse().ok());
    let usual = Scoring::USUAL;
    Some([
        number(&record.largely, usual.largely())?,
        number(&record.partly, usual.partly())?,
        number(&record.pass_mark, usual.pass_mark())?,
    ])
}

/// A method that there is not is reported by itself.
fn scoring(record: &ScoringRecord, numbers: [Proportion; 3]) -> Result<Scoring, Vec<ScoringFault>> {
    let first = record.default.as_deref().and_then(Method::from_key).unwrap_or(Scoring::USUAL.first());
    let [largely, partly, pass_mark] = numbers;
    Scoring::new(first, largely, partly, pass_mark)
}

fn report(fault: ScoringFault, [largely, partly, pass_mark]: [Proportion; 3], findings: &mut Findings<'_>) {
    let (key, message, help) = match fault {
        ScoringFault::PartlyAboveLargely => (
            "partly",
            format!("“partly met” is worth {partly}, more than “largely met” with {largely}"),
            format!("write `partly:` with at most {largely}, or more for `largely:`"),
        ),
        ScoringFault::NoPassMark => (
            "pass-mark",
            "with a pass mark of 0, every level is reached whatever is answered".to_owned(),
            "write a number above 0, at most what “largely met” is worth".to_owned(),
        ),
        ScoringFault::PassMarkAboveLargely => (
            "pass-mark",
            format!("the pass mark is {pass_mark}, but “largely met” is worth only {largely}"),
            format!(
                "write `pass-mark:` with at most {largely}, or more for `largely:`: where everything is largely met, \
                 method B awards the level, and its score by method C must be enough as well"
            ),
        ),
    };
    findings.add(WRONG_SCORING, place(key), message, help);
}

fn place(key: &'static str) -> Place<'static> {
    Place::value(MODEL, &[Step::Key("scoring"), Step::Key(key)])
}
