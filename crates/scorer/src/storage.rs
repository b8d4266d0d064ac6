//! The assessments in the browser's own storage. Which one a tab works on is the tab's own matter; a
//! new tab begins with the one used last.

use dtmm_model::Outline;
use dtmm_scoring::{Assessment, Code, CustomWeights, Weights, read, write};
use dtmm_store::{Form, SlotId, Storage, Store, Unreadable};
use web_sys::Window;

use crate::Outcome;
use crate::local::{Local, OLD, prefix, tab};

/// What the names of all assessments begin with, after the prefix.
const KIND: &str = "assessment";
/// The slot in use.
const CURRENT: &str = "assessment-current";
/// How many changes were made since the last saved file, by slot.
const UNSAVED: &str = "assessment-unsaved";
/// What weighs the same in the company's scores.
const WEIGHTS: &str = "weights";

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
    local: Option<Local>,
    tab: Option<Local>,
}

/// Opens the assessments of this site, at the one that the tab, or else the browser used last.
pub(crate) fn open(window: &Window, outline: &Outline) -> Outcome<(Assessments, Beside)> {
    let (local, tab_storage) = (Local::of_all_tabs(window), Local::of_this_tab(window));
    let beside = Beside { prefix: prefix(window)?, tab: tab_storage, local };
    let taken = beside.take_over(outline);
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
            rest => rest.strip_prefix(':').filter(|number| number.parse::<u32>().is_ok()).map(str::to_owned),
        };
        let texts = keys.iter().filter_map(|key| Some((key, slot(key)?, local.get(key).ok()??)));
        let texts: Vec<(&String, String, String)> = texts.collect();
        // What cannot be read may be anybody's; nobody else would tell the reader of it.
        let is_ours = |text: &str| match read(text.as_bytes(), outline) {
            Ok(reading) => reading.assessment.edition == outline.edition,
            Err(_) => true,
        };
        if !texts.iter().any(|(_, _, text)| is_ours(text)) {
            return None;
        }
        for (key, slot, text) in &texts {
            let name = format!("{}:{slot}", self.name(KIND));
            // Where another one has the number already, a second one beside it.
            let names = std::iter::once(name.clone()).chain((0..9).map(|n| format!("{name}-{n}")));
            let put = |name: String| match local.get(&name) {
                Ok(Some(there)) => there == *text,
                Ok(None) => local.set(&name, text).is_ok(),
                Err(_) => false,
            };
            if names.into_iter().any(put) {
                let _ = local.remove(key);
            }
        }
        for (from, to) in [("current", CURRENT), ("unsaved", UNSAVED), (WEIGHTS, WEIGHTS)] {
            let (from, to) = (format!("{OLD}{from}"), self.name(to));
            if let (Ok(Some(text)), Ok(None)) = (local.get(&from), local.get(&to)) {
                let _ = local.set(&to, &text);
                let _ = local.remove(&from);
            }
        }
        let current = local.get(&self.name(CURRENT)).ok().flatten();
        current.or_else(|| texts.first().map(|(_, slot, _)| slot.clone()))
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

    /// What weighs the same in the company's scores, as text.
    pub(crate) fn weights(&self) -> Option<String> {
        self.get(WEIGHTS)
    }

    /// Remembers what weighs the same.
    pub(crate) fn set_weights(&self, weights: &str) {
        self.set(WEIGHTS, weights);
    }

    /// Whether a key that another tab wrote is that of the weights.
    pub(crate) fn is_weights(&self, key: &str) -> bool {
        key == self.name(WEIGHTS)
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

/// The weights in their text form: `subdomain`, `domain`, or the seven numbers with commas between.
pub(crate) fn weights_of(outline: &Outline, text: Option<&str>) -> Weights {
    match text {
        None | Some("subdomain") => Weights::Subdomain,
        Some("domain") => Weights::Domain,
        Some(numbers) => {
            let numbers: Option<Vec<u16>> = numbers.split(',').map(|number| number.trim().parse().ok()).collect();
            let custom = numbers.and_then(|numbers| CustomWeights::new(outline, &numbers));
            custom.map_or(Weights::Subdomain, Weights::Custom)
        }
    }
}

/// The text form of weights.
pub(crate) fn text_of(weights: &Weights) -> String {
    match weights {
        Weights::Custom(custom) => custom.as_slice().iter().map(u16::to_string).collect::<Vec<_>>().join(","),
        other => other.key().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_keep_their_text() {
        let outline: Outline =
            "dtmm-outline/1 x made-up\n@services\nSVC r|r|r|r|r\n@data\nDMG r|r|r|r|r\n".parse().unwrap();
        for text in ["subdomain", "domain", "3,0"] {
            assert_eq!(text_of(&weights_of(&outline, Some(text))), text);
        }
        for bad in ["0,0", "1", "1,x", "1,1,1", "custom", "1,1001", ""] {
            assert_eq!(weights_of(&outline, Some(bad)), Weights::Subdomain, "{bad}");
        }
    }
}
