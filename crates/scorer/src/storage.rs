//! The assessments in the browser's own storage. Which one a tab works on is the tab's own matter; a
//! new tab begins with the one used last.

use dtmm_model::Outline;
use dtmm_scoring::{Assessment, Code, CustomWeights, Weights, read, write};
use dtmm_store::{Form, SlotId, Storage, Store, Unreadable};
use web_sys::Window;

use crate::Outcome;
use crate::files::in_line;
use crate::local::{Local, OLD, prefix, tab};

/// What the names of all assessments begin with, after the prefix.
const KIND: &str = "assessment";
/// The slot in use.
const CURRENT: &str = "assessment-current";
/// How many changes were made since the last saved file, by slot.
const UNSAVED: &str = "assessment-unsaved";
/// Where weights were kept before they were a part of the assessment.
const OLD_WEIGHTS: &str = "dtmm:weights";

/// The assessments of this site, as this tab knows them.
pub(crate) type Assessments = Store<Sheet, Local>;

/// How assessments are kept.
pub(crate) struct Sheet {
    outline: Outline,
}

impl Form for Sheet {
    type Record = Assessment;

    fn empty(&self) -> Assessment {
        Assessment::new(&self.outline.edition)
    }

    fn read(&self, text: &str) -> Result<Assessment, Unreadable> {
        match read(text.as_bytes(), &self.outline) {
            Ok(reading) => Ok(reading.assessment),
            Err(problems) => {
                let is_other = problems.iter().any(|problem| problem.code == Code::WrongFormat);
                Err(if is_other { Unreadable::Newer } else { Unreadable::Damaged })
            }
        }
    }

    fn write(&self, record: &Assessment) -> String {
        write(record, &self.outline)
    }

    fn paths(&self, record: &Assessment) -> Vec<String> {
        record.paths(&self.outline)
    }

    fn get(&self, record: &Assessment, path: &str) -> Vec<String> {
        record.field(path, &self.outline)
    }

    fn put(&self, record: &mut Assessment, path: &str, value: &[String]) {
        record.set_field(path, value, &self.outline);
    }
}

/// What is remembered beside the assessments. It may be lost without harm.
pub(crate) struct Beside {
    prefix: String,
    /// The texts of this site that could not be moved from their old names, since the storage is full.
    pub(crate) left: Vec<String>,
    local: Option<Local>,
    tab: Option<Local>,
}

/// Opens the assessments of this site, at the one that the tab, or else the browser used last.
pub(crate) fn open(window: &Window, outline: &Outline) -> Outcome<(Assessments, Beside)> {
    let (local, tab_storage) = (Local::of_all_tabs(window), Local::of_this_tab(window));
    let mut beside = Beside { prefix: prefix(window)?, left: Vec::new(), tab: tab_storage, local };
    let taken = beside.take_over(outline);
    beside.left = beside.left_behind(outline);
    let current = [&beside.tab, &beside.local].into_iter().flatten();
    let current = current.map(|storage| storage.get(&beside.name(CURRENT)).ok().flatten());
    let slot = current.flatten().next().or(taken).unwrap_or_else(|| "1".to_owned());
    let sheet = Sheet { outline: outline.clone() };
    let store = Store::new(sheet, beside.local.clone(), beside.name(KIND), tab(), SlotId::new(&slot));
    Ok((store, beside))
}

impl Beside {
    fn name(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    /// Takes over, once, what was kept before names had a prefix, where it is of this standard's
    /// edition: another site of the same host may have kept it. Gives the slot that was in use.
    fn take_over(&self, outline: &Outline) -> Option<String> {
        let local = self.local.as_ref()?;
        let old = format!("{OLD}{KIND}");
        let keys: Vec<String> = local.keys(&old).ok()?;
        let slot = |key: &str| match key.strip_prefix(&old)? {
            "" => Some("1".to_owned()),
            rest => Some(rest).filter(|rest| is_numbered(rest)).map(|rest| rest[1..].to_owned()),
        };
        let texts = keys.iter().filter_map(|key| Some((key, slot(key)?, local.get(key).ok()??)));
        let texts: Vec<(&String, String, String)> = texts.collect();
        let ours = || texts.iter().filter(|(_, _, text)| is_ours(text, outline));
        let first = ours().map(|(_, slot, _)| slot).min_by_key(|slot| slot.parse::<u32>().ok())?.clone();
        let weights = local.get(OLD_WEIGHTS).ok().flatten().and_then(|text| old_weights(outline, &text));
        for (key, slot, text) in ours() {
            let weighted = with_weights(text, weights.clone(), outline);
            let name = format!("{}:{slot}", self.name(KIND));
            // Where another one has the number already, a second one beside it.
            let mut names = std::iter::once(name.clone()).chain((0..9).map(|n| format!("{name}-{n}")));
            let place = names.find(|name| match local.get(name) {
                Ok(Some(there)) => there == weighted,
                there => there == Ok(None),
            });
            if let Some(place) = place {
                // What cannot be read is not touched.
                let is_read = read(text.as_bytes(), outline).is_ok();
                let narrow = if is_read { in_line(&weighted) } else { text.clone() };
                moved(local, (key, text), &place, [&weighted, &narrow]);
            }
        }
        let left = local.keys(&old).unwrap_or_default();
        if !left.iter().any(|key| slot(key).is_some()) {
            let _ = local.remove(OLD_WEIGHTS);
        }
        for (from, to) in [("current", CURRENT), ("unsaved", UNSAVED)] {
            let (from, to) = (format!("{OLD}{from}"), self.name(to));
            let (Ok(Some(text)), Ok(None)) = (local.get(&from), local.get(&to)) else { continue };
            // The one in use may be another site's.
            if to != self.name(CURRENT) || ours().any(|(_, slot, _)| *slot == text) {
                let _ = local.remove(&from);
                let _ = local.set(&to, &text);
            }
        }
        Some(local.get(&self.name(CURRENT)).ok().flatten().unwrap_or(first))
    }

    fn left_behind(&self, outline: &Outline) -> Vec<String> {
        let Some(local) = &self.local else { return Vec::new() };
        let old = format!("{OLD}{KIND}");
        let is_record = |key: &&String| key.strip_prefix(&old).is_some_and(|rest| rest.is_empty() || is_numbered(rest));
        let keys = local.keys(&old).unwrap_or_default();
        let texts = keys.iter().filter(is_record).filter_map(|key| local.get(key).ok()?);
        texts.filter(|text| is_ours(text, outline)).collect()
    }

    /// Begins with this slot next time.
    pub(crate) fn remember_slot(&self, slot: &SlotId) {
        for storage in [&self.tab, &self.local].into_iter().flatten() {
            // Where it is not remembered, the next page begins with another assessment of the list.
            let _ = storage.set(&self.name(CURRENT), slot.as_str());
        }
    }

    /// How many changes were made since the assessment was last saved to a file.
    pub(crate) fn unsaved(&self, slot: &SlotId) -> u32 {
        self.get(&format!("{UNSAVED}:{}", slot.as_str())).and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    /// Sets how many changes were made since then.
    pub(crate) fn set_unsaved(&self, slot: &SlotId, changes: u32) {
        self.set(&format!("{UNSAVED}:{}", slot.as_str()), &changes.to_string());
    }

    /// The name under which tabs take turns to write.
    pub(crate) fn lock(&self) -> String {
        self.name(KIND)
    }

    fn get(&self, key: &str) -> Option<String> {
        self.local.as_ref()?.get(&self.name(key)).ok()?
    }

    fn set(&self, key: &str, value: &str) {
        if let Some(local) = &self.local {
            let _ = local.set(&self.name(key), value);
        }
    }
}

/// Whether what follows the old name is the number of a slot, as `:2`.
fn is_numbered(rest: &str) -> bool {
    rest.strip_prefix(':').is_some_and(|number| number.parse::<u32>().is_ok())
}

/// Whether a text is of this standard's edition. What cannot be read may be anybody's; nobody else would
/// tell the reader of it.
fn is_ours(text: &str, outline: &Outline) -> bool {
    read(text.as_bytes(), outline).map_or(true, |reading| reading.assessment.edition == outline.edition)
}

/// Moves a text to another name, as it is to be from now on. Where there is no room for it, without what
/// only sets its lines; where there is none for that either, the old name has it again, as it was.
fn moved(local: &Local, (key, text): (&str, &str), place: &str, [wanted, narrow]: [&str; 2]) {
    if local.set(place, wanted).is_ok() {
        let _ = local.remove(key);
        return;
    }
    // Two texts at once need more room than one.
    if local.remove(key).is_err() {
        return;
    }
    let is_done = local.set(place, wanted).is_ok() || local.set(place, narrow).is_ok();
    if !is_done {
        let _ = local.set(key, text);
    }
}

/// The weights as they were kept before: `subdomain`, `domain`, or the numbers of the domains with commas
/// between.
fn old_weights(outline: &Outline, text: &str) -> Option<Weights> {
    if text == "domain" {
        return Some(Weights::Domain);
    }
    let numbers: Option<Vec<u16>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
    CustomWeights::new(outline, &numbers?).map(Weights::Custom)
}

/// The text of an assessment with the weights that were kept beside it, where it has none of its own.
fn with_weights(text: &str, weights: Option<Weights>, outline: &Outline) -> String {
    match read(text.as_bytes(), outline) {
        Ok(reading) if weights.is_some() && reading.assessment.weights.is_none() => {
            let mut assessment = reading.assessment;
            assessment.weights = weights;
            write(&assessment, outline)
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_before_are_still_known() {
        let outline: Outline =
            "dtmm-outline/1 x made-up\n@services\nSVC r|r|r|r|r\n@data\nDMG r|r|r|r|r\n".parse().unwrap();
        assert_eq!(old_weights(&outline, "domain"), Some(Weights::Domain));
        assert_eq!(old_weights(&outline, "3,0"), CustomWeights::new(&outline, &[3, 0]).map(Weights::Custom));
        for none in ["subdomain", "0,0", "1", "1,x", "1,1,1", "custom", "1,1001", ""] {
            assert_eq!(old_weights(&outline, none), None, "{none}");
        }
    }
}
