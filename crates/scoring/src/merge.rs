//! Several assessments made into one: departments fill in their parts, one person joins them.
//! A value that only one of them has, or all have alike, is taken. Where two differ, the value of the
//! preferred one is taken and the conflict is listed with every side.
//!
//! What is remarked of an entry belongs to the answer beside it. It is joined with what others
//! remark who gave the same answer; from those who gave another, or none, it is only offered.

use dtmm_model::{Item, Outline, RequirementId};

use crate::assessment::{Assessment, EntryDetails, FilePart, blank, get, put};
use crate::date::is_date;
use crate::earlier::{DERIVED_FROM, REVIEW, WITHDRAWN, object_of};
use crate::order::sort_by;
use crate::part::PART;
use crate::records::{KEPT, Record, RecordList, UnknownFields};
use crate::{Answer, Method, Scope, Weights};

/// Several assessments in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The merged assessment. In a conflict it has the value of the chosen side, or what
    /// [holds](Conflict::holds) where none was chosen.
    pub assessment: Assessment,
    /// The conflicts. Those of one entry follow one another, its answer first.
    pub conflicts: Vec<Conflict>,
}

/// Something that assessments say differently, or that only one of them says of an entry which
/// another one answered differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The field, as in the file: `title`, `targets.ABC`, `answers.ABC-302.note`.
    pub path: String,
    /// The entry concerned.
    pub entry: Option<RequirementId>,
    /// What each says: its place among the merged, counted from 0, and the value as text (evidence
    /// one piece a line; of an unknown field, the JSON text). Those that say nothing are not in it, unless they took
    /// something away that the other one changed: those say an empty text.
    pub sides: Vec<(usize, String)>,
    /// The side whose word holds unless another one is chosen. `None`: no side's; the field stays as
    /// the side has it whose answer is taken, and this value is added only if it is chosen.
    pub holds: Option<usize>,
}

/// Merges assessments. Of none at all, an empty one comes out; in conflicts the first one holds.
pub fn merge(outline: &Outline, assessments: &[&Assessment]) -> Merged {
    merge_by(outline, assessments, 0, &|_| None)
}

/// Which of two assessments has the later date; `None` where one has none or both have the same.
pub fn later(two: [&Assessment; 2]) -> Option<usize> {
    let [first, second] = two.map(|one| one.date.as_str());
    let both = is_date(first) && is_date(second) && first != second;
    both.then_some(usize::from(second > first))
}

/// Merges assessments. In conflicts the `preferred` one holds (by its place among the merged), the
/// first one where that says nothing, unless `choose` names another side for the path of the
/// conflict. A chosen side that says nothing there is not heeded.
pub fn merge_by(
    outline: &Outline,
    assessments: &[&Assessment],
    preferred: usize,
    choose: &dyn Fn(&str) -> Option<usize>,
) -> Merged {
    let merged = Assessment::new(&outline.edition);
    let mut merger = Merger { outline, all: assessments, preferred, choose, merged, conflicts: Vec::new() };
    merger.fields();
    for key in Scope::all(outline).map(|scope| scope.key(outline)) {
        let digit = merger.join(&["targets", key], None, |one| one.target(key).map(|level| level.number().to_string()));
        merger.merged.set_target(key, outline.level(&digit));
    }
    for code in outline.subdomains().map(|subdomain| subdomain.code) {
        let reason = merger.join(&["tailored", code.as_str()], None, |one| one.tailored(code).map(str::to_owned));
        put(&mut merger.merged.tailored, code, Some(reason).filter(|reason| !reason.is_empty()));
    }
    outline.items().for_each(|item| merger.entry(item));
    merger.merged.plan = merger.records(|one| &one.plan);
    merger.merged.owners = merger.records(|one| &one.owners);
    for (part, name) in [
        (FilePart::File, ""),
        (FilePart::Targets, "targets"),
        (FilePart::Tailored, "tailored"),
        (FilePart::Answers, "answers"),
    ] {
        merger.merged.kept[part as usize] = merger.kept(&[name], |one| one.kept(part));
    }
    merger.merged.sort();
    Merged { assessment: merger.merged, conflicts: merger.conflicts }
}

/// The values of the sides, each with the index of its assessment.
type StatedFields = Vec<(usize, String)>;

struct Merger<'a> {
    outline: &'a Outline,
    all: &'a [&'a Assessment],
    preferred: usize,
    choose: &'a dyn Fn(&str) -> Option<usize>,
    merged: Assessment,
    conflicts: Vec<Conflict>,
}

/// An entry that is being merged.
struct MergedEntry {
    id: RequirementId,
    /// The answers of all.
    answers: Vec<Option<Answer>>,
    /// The one that is taken.
    taken: Option<Answer>,
    /// Whether different answers were given.
    divided: bool,
}

impl MergedEntry {
    /// Whether the details of a side belong to the answer that is taken.
    fn goes(&self, place: usize) -> bool {
        self.answers[place] == self.taken
    }

    /// Whether some side would miss something of `values` if its answer were taken, or would have to
    /// choose among them; or whether it comes from a side that gave no answer.
    fn is_missed(&self, field: &str, values: &StatedFields) -> bool {
        let of = |answer: Option<Answer>| values.iter().filter(move |(place, _)| self.answers[*place] == answer);
        let misses = |answer: &Option<Answer>| match answer {
            // Only what is not applicable is in want of a reason.
            Some(other) if field == "reason" && *other != Answer::NotApplicable => false,
            Some(_) => of(*answer).next().is_none() || differ(of(*answer).map(|(_, value)| value)),
            None => of(None).next().is_some(),
        };
        !values.is_empty() && self.answers.iter().any(misses)
    }
}

impl<'a> Merger<'a> {
    fn fields(&mut self) {
        let outline = self.outline;
        if !self.all.is_empty() {
            // The known entries are those of the edition of this program, whichever file is later.
            let here = self.all.iter().position(|one| one.edition == outline.edition);
            let preferred = self.preferred;
            self.preferred = here.unwrap_or(preferred);
            self.merged.edition = self.fact("edition", |one| &one.edition);
            self.preferred = preferred;
        }
        self.merged.title = self.fact("title", |one| &one.title);
        self.merged.organization = self.fact("organization", |one| &one.organization);
        self.merged.scope = self.fact("scope", |one| &one.scope);
        self.merged.date = self.fact("date", |one| &one.date);
        let profile = self.join(&["profile"], None, |one| one.profile.map(|method| method.key().to_owned()));
        self.merged.profile = Method::from_key(&profile);
        let weights = self.join(&["weights"], None, |one| one.weights.as_ref().map(|weights| weights.text(outline)));
        self.merged.weights = Weights::from_text(outline, &weights);
    }

    fn fact(&mut self, field: &str, of: fn(&Assessment) -> &String) -> String {
        self.join(&[field], None, |one| Some(of(one).clone()))
    }

    fn entry(&mut self, item: &Item) {
        let id = item.id;
        if self.all.iter().all(|one| one.answer(id).is_none() && one.details(id).is_empty()) {
            return;
        }
        let answers: Vec<Option<Answer>> = self.all.iter().map(|one| one.answer(id)).collect();
        let path = ["answers", &*id.to_string(), "answer"];
        let taken = self.join(&path, Some(id), |one| one.answer(id).map(|answer| answer.key().to_owned()));
        let taken = Answer::from_key(&taken);
        let entry = MergedEntry { id, taken, divided: differ(answers.iter().flatten()), answers };
        let mut details = EntryDetails {
            reason: self.text(&entry, "reason", |details| &details.reason),
            note: self.text(&entry, "note", |details| &details.note),
            owner: self.text(&entry, "owner", |details| &details.owner),
            due: self.text(&entry, "due", |details| &details.due),
            ..EntryDetails::NONE
        };
        details.evidence = self.evidence(&entry);
        // An answer settles the review of the entry.
        let is_open = |key: &&String| taken.is_none() || *key != REVIEW;
        for key in keys(self.all, |one| &one.details(id).kept).into_iter().filter(is_open) {
            let value = self.field(&entry, key, &|one| get(&one.kept, key).cloned());
            details.kept.extend(value.map(|value| (key.clone(), value)));
        }
        self.merged.answers.extend(taken.map(|answer| (id, answer)));
        if !details.is_empty() {
            self.merged.details.push((id, details));
        }
    }

    /// The records of all. Those with the same name are one, and are joined field by field.
    fn records<T: Record + 'a>(&mut self, of: impl Fn(&'a Assessment) -> &'a RecordList<T>) -> RecordList<T> {
        let mut merged = RecordList::of(Vec::<T>::new());
        let mut order: Vec<String> = Vec::new();
        for record in self.all.iter().flat_map(|one| of(one).all()) {
            if !order.iter().any(|name| name == record.name()) {
                order.push(record.name().to_owned());
            }
        }
        for name in &order {
            for field in T::FIELDS {
                let said = |one: &'a Assessment| Some(of(one).get(name)?.field(field).join("\n"));
                let value = self.join(&[T::LIST, field, name], None, said);
                let values = if *field == T::SCOPES { value.lines().map(str::to_owned).collect() } else { vec![value] };
                merged.set_field(&[field, name.as_str()].join("."), &values);
            }
            let of_record = |one: &'a Assessment| of(one).get(name).map_or(&NONE_KEPT, Record::kept);
            let mut kept = Vec::new();
            for key in keys(self.all, of_record) {
                let value = self.join(&[T::LIST, key, name], None, |one| get(of_record(one), key).cloned());
                kept.extend([key.clone(), value]);
            }
            merged.set_field(&[KEPT, name.as_str()].join("."), &kept);
        }
        if !self.all.iter().all(|one| of(one).is_in_usual_order()) {
            merged.set_field("order", &order);
        }
        RecordList::of(merged.all().to_vec())
    }

    fn text(&mut self, entry: &MergedEntry, field: &str, of: fn(&EntryDetails) -> &String) -> String {
        self.field(entry, field, &|details| Some(of(details).clone())).unwrap_or_default()
    }

    /// What is taken of a field beside an answer.
    fn field(
        &mut self,
        entry: &MergedEntry,
        field: &str,
        of: &dyn Fn(&EntryDetails) -> Option<String>,
    ) -> Option<String> {
        let said = self.all.iter().enumerate().filter_map(|(place, one)| Some((place, of(one.details(entry.id))?)));
        let mut sides = spoken(said.collect());
        sides.retain(|(_, value)| !value.is_empty());
        let own: StatedFields = sides.iter().filter(|(place, _)| entry.goes(*place)).cloned().collect();
        let held = self.pick(&own);
        // What only those have who gave no answer does not join the answer by itself.
        let is_foreign = own.is_empty() && !sides.is_empty();
        let is_listed = match entry.divided {
            true => entry.is_missed(field, &sides),
            false => is_foreign || differ(sides.iter().map(|(_, value)| value)),
        };
        if !is_listed {
            return held.map(|(_, value)| value.clone());
        }
        let holds = if entry.divided { None } else { held.map(|(place, _)| *place) };
        let path = ["answers", &*entry.id.to_string(), field].join(".");
        let chosen = self.chosen(&path, &sides).or(held).map(|(_, value)| value.clone());
        self.conflicts.push(Conflict { path, entry: Some(entry.id), sides, holds });
        chosen
    }

    /// The evidence of all that gave the answer, once each, and what was chosen of the others': in its
    /// own order where there is only one list, else sorted.
    fn evidence(&mut self, entry: &MergedEntry) -> Vec<String> {
        let lists = self.all.iter().map(|one| &one.details(entry.id).evidence).enumerate();
        let lists: Vec<(usize, &Vec<String>)> = lists.filter(|(_, list)| !list.is_empty()).collect();
        let mut own: Vec<&Vec<String>> =
            lists.iter().filter(|(place, _)| entry.goes(*place)).map(|(_, l)| *l).collect();
        let said = lists.iter().map(|(place, list)| (*place, list.join("\n"))).collect();
        let sides: StatedFields = if entry.divided {
            Some(said).filter(|said| entry.is_missed("evidence", said)).unwrap_or_default()
        } else {
            let is_new = |list: &[String]| list.iter().any(|one| !own.iter().any(|own| own.contains(one)));
            let other = |place: &usize| !entry.goes(*place) && is_new(&self.all[*place].details(entry.id).evidence);
            said.into_iter().filter(|(place, _)| other(place)).collect()
        };
        if !sides.is_empty() {
            let path = ["answers", &*entry.id.to_string(), "evidence"].join(".");
            if let Some((place, _)) = self.chosen(&path, &sides) {
                own.push(&self.all[*place].details(entry.id).evidence);
            }
            self.conflicts.push(Conflict { path, entry: Some(entry.id), sides, holds: None });
        }
        own.dedup();
        match own[..] {
            [list] => list.clone(),
            _ => {
                let mut all: Vec<String> = own.into_iter().flatten().cloned().collect();
                sort_by(&mut all, Ord::cmp);
                all.dedup();
                all
            }
        }
    }

    /// What all that say anything say; where they differ, the preferred one's, and a conflict.
    fn join(
        &mut self,
        path: &[&str],
        entry: Option<RequirementId>,
        value: impl Fn(&'a Assessment) -> Option<String>,
    ) -> String {
        let values = self.all.iter().enumerate().filter_map(|(place, one)| Some((place, value(one)?))).collect();
        self.agree(path, entry, values)
    }

    fn agree(&mut self, path: &[&str], entry: Option<RequirementId>, values: StatedFields) -> String {
        let sides = spoken(values);
        let Some((place, held)) = self.pick(&sides).cloned() else { return String::new() };
        if !differ(sides.iter().map(|(_, value)| value)) {
            return held;
        }
        let path: Vec<&str> = path.iter().copied().filter(|part| !part.is_empty()).collect();
        let path = path.join(".");
        let word = self.chosen(&path, &sides).map_or(held, |(_, value)| value.clone());
        self.conflicts.push(Conflict { path, entry, sides, holds: Some(place) });
        word
    }

    /// The preferred one's word, else the first one's.
    fn pick<'s>(&self, sides: &'s StatedFields) -> Option<&'s (usize, String)> {
        sides.iter().find(|(place, _)| *place == self.preferred).or_else(|| sides.first())
    }

    /// The word of the side that was chosen for a path.
    fn chosen<'s>(&self, path: &str, sides: &'s StatedFields) -> Option<&'s (usize, String)> {
        let chosen = (self.choose)(path)?;
        sides.iter().find(|(place, _)| *place == chosen)
    }

    /// The unknown fields of all, key by key.
    fn kept(&mut self, path: &[&str], kept: impl Fn(&'a Assessment) -> &'a UnknownFields) -> UnknownFields {
        let mut merged = UnknownFields::new();
        for key in keys(self.all, &kept) {
            let mut path = path.to_vec();
            path.push(key);
            match (path.as_slice(), key.as_str()) {
                (["", _], WITHDRAWN) => {
                    let withdrawn = self.withdrawn();
                    merged.push((key.clone(), withdrawn));
                }
                // What is joined stays the part that the first one is.
                (["", _], PART) => {
                    let own = self.all.first().and_then(|one| get(kept(one), key));
                    merged.extend(own.map(|own| (key.clone(), own.clone())));
                }
                // What was made from several files was made from none of them.
                (["", _], DERIVED_FROM) if differ(self.all.iter().filter_map(|one| get(kept(one), key))) => {}
                _ => {
                    let value = self.join(&path, None, |one| get(kept(one), key).cloned());
                    merged.push((key.clone(), value));
                }
            }
        }
        merged
    }

    /// The answers of all to entries that are gone, entry by entry.
    fn withdrawn(&mut self) -> String {
        let sides: Vec<UnknownFields> = self.all.iter().map(|one| one.withdrawn()).collect();
        let mut merged = UnknownFields::new();
        for (key, _) in sides.iter().flatten() {
            if get(&merged, key).is_none() {
                let values =
                    sides.iter().enumerate().filter_map(|(place, side)| Some((place, get(side, key)?.clone())));
                let value = self.agree(&[WITHDRAWN, key], None, values.collect());
                put(&mut merged, key.clone(), Some(value));
            }
        }
        object_of(&merged)
    }
}

/// What is kept of a record that is not there.
static NONE_KEPT: UnknownFields = UnknownFields::new();

/// The keys of unknown fields, in their order, each once.
fn keys<'a>(all: &[&'a Assessment], kept: impl Fn(&'a Assessment) -> &'a UnknownFields) -> Vec<&'a String> {
    let mut keys: Vec<&String> = all.iter().flat_map(|one| kept(one).iter().map(|(key, _)| key)).collect();
    sort_by(&mut keys, Ord::cmp);
    keys.dedup();
    keys
}

/// The words of those that say something: nothing is no opinion, and white space is none beside a
/// word.
fn spoken(mut values: StatedFields) -> StatedFields {
    for is_none in [str::is_empty, blank] {
        if differ(values.iter().map(|(_, value)| value)) {
            values.retain(|(_, value)| !is_none(value));
        }
    }
    values
}

fn differ<T: PartialEq>(mut values: impl Iterator<Item = T>) -> bool {
    let Some(first) = values.next() else { return false };
    values.any(|value| value != first)
}
