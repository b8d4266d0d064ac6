//! The step from the edition before: every entry of both is accounted for, and the kind of each change goes with the
//! words.

use std::collections::BTreeMap;

use dtmm_model::{ChangeFault, ChangeKind, Changes, EditionChange, Entry, Lang, RequirementId, Standard};

use super::findings::Findings;
use super::identifiers::identifiers;
use super::place::Place;
use crate::diagnostic::codes::{DOUBTFUL_CHANGE, UNACCOUNTED_ENTRY, WRONG_CHANGE, WRONG_ID};
use crate::diagnostic::suggest;
use crate::parse::paths::CHANGES;
use crate::parse::{ChangeKindRecord, Content, Step};

/// The changes since the edition before; `None` if this is the first one or something is wrong. `earlier` are all
/// editions before, oldest first.
pub(super) fn build<'a>(
    content: &'a Content,
    earlier: &[&Standard],
    standard: &Standard,
    binding: Lang,
    findings: &mut Findings<'a>,
) -> Option<Changes> {
    let list = read(content, findings)?;
    match Changes::new(earlier, standard, binding, list.clone()) {
        Ok(changes) => {
            if let Some(before) = earlier.last() {
                doubtful(&list, before, standard, (binding, &obligations(content, binding)), findings);
            }
            changes
        }
        Err(faults) => {
            let report = FaultReport { content, list: &list, earlier, findings };
            report.all(&faults);
            None
        }
    }
}

/// The changes as typed in; `None` if an identifier is none.
fn read<'a>(content: &'a Content, findings: &mut Findings<'a>) -> Option<Vec<EditionChange>> {
    let mut is_sound = true;
    let mut list = Vec::with_capacity(content.changes.len());
    for (index, record) in content.changes.iter().enumerate() {
        let mut side = |key: &'static str, ids: &'a [String]| -> Vec<RequirementId> {
            let mut read = Vec::with_capacity(ids.len());
            for (item, id) in ids.iter().enumerate() {
                match id.parse() {
                    Ok(id) => read.push(id),
                    Err(error) => {
                        is_sound = false;
                        let steps = [Step::Item(index), Step::Key(key), Step::Item(item)];
                        let message = format!("`{id}` is not the id of an entry");
                        let help = format!("write code, level and two-digit serial, as `{error}`");
                        findings.add(WRONG_ID, Place::value(CHANGES, &steps), message, help);
                    }
                }
            }
            read
        };
        let (from, to) = (side("from", &record.from), side("to", &record.to));
        list.push(EditionChange { from, to, kind: kind(record.kind), about: record.about.clone().map(Into::into) });
    }
    is_sound.then_some(list)
}

const fn kind(record: ChangeKindRecord) -> ChangeKind {
    match record {
        ChangeKindRecord::Editorial => ChangeKind::Editorial,
        ChangeKindRecord::Substantive => ChangeKind::Substantive,
        ChangeKindRecord::Moved => ChangeKind::Moved,
        ChangeKindRecord::Split => ChangeKind::Split,
        ChangeKindRecord::Merged => ChangeKind::Merged,
        ChangeKindRecord::Added => ChangeKind::Added,
        ChangeKindRecord::Withdrawn => ChangeKind::Withdrawn,
    }
}

/// Puts what is wrong into words, with its place.
struct FaultReport<'a, 'b> {
    content: &'a Content,
    list: &'b [EditionChange],
    earlier: &'b [&'b Standard],
    findings: &'b mut Findings<'a>,
}

impl<'a> FaultReport<'a, '_> {
    fn all(mut self, faults: &[ChangeFault]) {
        let places: BTreeMap<String, Place<'a>> =
            identifiers(self.content).into_iter().map(|place| (place.at.to_string(), place)).collect();
        for fault in faults {
            match fault {
                ChangeFault::Shape(index) if self.earlier.is_empty() => {
                    let message = "there is no edition before this one";
                    self.change(*index, "kind", message, "remove it: the first edition has no changes");
                }
                ChangeFault::Shape(index) => self.shape(*index),
                ChangeFault::UnknownFrom(index, id) => self.unknown(*index, "from", *id),
                ChangeFault::UnknownTo(index, id) => self.unknown(*index, "to", *id),
                ChangeFault::Repeated(index, id) => {
                    let message = format!("another change before this one names {id} on the same side");
                    self.change(*index, "kind", &message, "name each entry in one change only");
                }
                ChangeFault::SameWords(index, id) => {
                    let message = format!("{id} has the same words in both editions");
                    self.change(*index, "kind", &message, "remove the change, or correct the words");
                }
                ChangeFault::SameCell(index, id) => {
                    let message = format!("{id} is moved within its cell, where an entry keeps its identifier");
                    let help = "keep the identifier, and write `editorial` or `substantive` if the words differ; the order of the list is the printed order";
                    self.change(*index, "kind", &message, help);
                }
                ChangeFault::Reused(index, id) => {
                    let message = format!("{id} was the identifier of another entry in an earlier edition");
                    self.change(*index, "to", &message, "give the new entry the next serial that its cell never had");
                }
                ChangeFault::Gone(id) => {
                    let message = format!("{id} was in the edition before and is gone");
                    let help = format!(
                        "add what became of it to changes.yaml, as `{{from: [{id}], to: [], kind: withdrawn}}`, or with its new identifier and `moved`, `split` or `merged`"
                    );
                    self.findings.add(UNACCOUNTED_ENTRY, Place::file(CHANGES), message, help);
                }
                ChangeFault::New(id) => {
                    let message = format!("{id} was not in the edition before");
                    let help = format!(
                        "add `{{from: [], to: [{id}], kind: added}}` to changes.yaml, or what it comes from, with `moved`, `split` or `merged`"
                    );
                    self.findings.add(UNACCOUNTED_ENTRY, place(&places, *id), message, help);
                }
                ChangeFault::Reworded(id) => {
                    let message = format!("{id} has other words than in the edition before");
                    let help = format!(
                        "add `{{from: [{id}], to: [{id}], kind: editorial}}` to changes.yaml if it means the same, otherwise with `kind: substantive`"
                    );
                    self.findings.add(UNACCOUNTED_ENTRY, place(&places, *id), message, help);
                }
            }
        }
    }

    fn change(&mut self, index: usize, key: &'static str, message: &str, help: &str) {
        let place = Place::value(CHANGES, &[Step::Item(index), Step::Key(key)]);
        self.findings.add(WRONG_CHANGE, place, message, help);
    }

    fn shape(&mut self, index: usize) {
        let kind = self.list[index].kind;
        let help = match kind {
            ChangeKind::Editorial | ChangeKind::Substantive => "name the same entry under `from` and `to`",
            ChangeKind::Moved => "name one entry under `from` and one under `to`",
            ChangeKind::Split => "name one entry under `from` and at least two under `to`",
            ChangeKind::Merged => "name at least two entries under `from` and one under `to`",
            ChangeKind::Added => "leave `from` empty, and name at least one entry under `to`",
            ChangeKind::Withdrawn => "name at least one entry under `from`, and leave `to` empty",
        };
        let message = format!("these entries do not go with `{}`", kind.key());
        self.change(index, "kind", &message, help);
    }

    fn unknown(&mut self, index: usize, key: &'static str, id: RequirementId) {
        let (which, known): (_, Vec<String>) = match (key, self.earlier.last()) {
            ("from", Some(before)) => {
                ("the edition before", before.entries().map(|entry| entry.id.to_string()).collect())
            }
            _ => {
                let here = identifiers(self.content).into_iter().map(|place| place.at.to_string());
                ("this edition", here.filter(|id| id.parse::<RequirementId>().is_ok()).collect())
            }
        };
        let help =
            suggest::help(&id.to_string(), known.iter().map(String::as_str), "write the id of one that is there");
        self.change(index, key, &format!("there is no {id} in {which}"), &help);
    }
}

fn place<'a>(places: &BTreeMap<String, Place<'a>>, id: RequirementId) -> Place<'a> {
    places.get(&id.to_string()).cloned().unwrap_or_else(|| Place::file(CHANGES))
}

/// Asks whether changes that keep answers really do: where an obligation, a number or a negation differs.
fn doubtful<'a>(
    list: &[EditionChange],
    before: &Standard,
    after: &Standard,
    (binding, obligations): (Lang, &[&str]),
    findings: &mut Findings<'a>,
) {
    let [before, after] = [before, after]
        .map(|standard| standard.entries().map(|entry| (entry.id, entry)).collect::<BTreeMap<RequirementId, &Entry>>());
    let asks = |change: &EditionChange| change.kind.keeps_answers() && change.about.is_none();
    for (index, change) in list.iter().enumerate().filter(|(_, change)| asks(change)) {
        let pair =
            change.from.first().and_then(|id| before.get(id)).zip(change.to.first().and_then(|id| after.get(id)));
        let Some((old, new)) = pair else { continue };
        let Some(what) = touched(old, new, binding, obligations) else { continue };
        let message = format!("{} keeps its answers, but {what} differs", old.id);
        let help = "write `kind: substantive` if somebody who met the old words may not meet the new ones; otherwise say under `about` why the meaning is the same";
        let place = Place::value(CHANGES, &[Step::Item(index), Step::Key("kind")]);
        findings.add(DOUBTFUL_CHANGE, place, message, help);
    }
}

/// The words by which the standard obliges, and those that permit or compel in any text of the language.
fn obligations(content: &Content, lang: Lang) -> Vec<&str> {
    let usual: &[&str] = match lang {
        Lang::Zh => &["可", "必须"],
        Lang::En => &["may", "can", "must"],
    };
    let declared = content.model.as_ref().and_then(|model| model.obligation.get(lang));
    let declared = declared.into_iter().flat_map(|words| words.shall.iter().chain(&words.should));
    declared.map(String::as_str).chain(usual.iter().copied()).collect()
}

/// What differs between two versions of an entry that may change its meaning.
fn touched(old: &Entry, new: &Entry, lang: Lang, obligations: &[&str]) -> Option<&'static str> {
    let (before, after) = (old.text.get(lang), new.text.get(lang));
    let differs = |signs: &[&str]| signs.iter().any(|sign| count(before, sign, lang) != count(after, sign, lang));
    let negations: &[&str] = match lang {
        Lang::Zh => &["不", "无", "未", "非", "禁止", "除"],
        Lang::En => &["not", "no", "never", "without", "except", "unless"],
    };
    if old.modal != new.modal || old.conditional != new.conditional || differs(obligations) {
        return Some("an obligation");
    }
    if differs(negations) {
        return Some("a negation");
    }
    (numbers(before) != numbers(after)).then_some("a number")
}

/// How often a word stands in a text: in Chinese wherever its characters do, in English as a whole word.
fn count(text: &str, word: &str, lang: Lang) -> usize {
    match lang {
        Lang::Zh => text.matches(word).count(),
        Lang::En => text.split(|c: char| !c.is_alphanumeric()).filter(|one| one.eq_ignore_ascii_case(word)).count(),
    }
}

/// The numbers in a text, in its order: digits, and Chinese numerals before a word that is counted.
fn numbers(text: &str) -> Vec<String> {
    const NUMERALS: &str = "〇一二三四五六七八九十百千万亿两半";
    const COUNTED: &str = "个项级次年月日天种类条人倍成%％";
    let is_number = |c: char| c.is_ascii_digit() || NUMERALS.contains(c) || matches!(c, '.' | '%' | '％');
    let mut numbers = Vec::new();
    let mut number = String::new();
    for c in text.chars().chain(['\n']) {
        if is_number(c) {
            number.push(c);
        } else if !number.is_empty() {
            let word = std::mem::take(&mut number);
            if word.contains(|c: char| c.is_ascii_digit()) || COUNTED.contains(c) {
                numbers.push(word.trim_matches('.').to_owned());
            }
        }
    }
    numbers
}
