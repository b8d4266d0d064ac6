//! How assessments are kept in a storage, and what is remembered beside them. Which assessment a tab
//! works on is the tab's own matter; a new tab begins with the one used last.

use dtmm_model::Outline;
use dtmm_scoring::{Assessment, Code, read, write};
use dtmm_store::{RecordFormat, RecordId, Storage, Store, TabId, Unreadable};

/// What the keys of all assessments begin with, after the prefix.
pub(crate) const KIND: &str = "assessment";
/// The key of the assessment in use.
pub(crate) const CURRENT: &str = "assessment-current";
/// The key of the number of changes since the last saved file, by assessment.
pub(crate) const SINCE_FILE: &str = "assessment-unsaved";

/// The assessments of this site, as this tab knows them.
pub(crate) type AssessmentStore<S> = Store<AssessmentFormat, S>;

/// The text form of an assessment in the storage: its file.
pub(crate) struct AssessmentFormat {
    outline: Outline,
}

impl RecordFormat for AssessmentFormat {
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

/// Where to keep assessments.
pub(crate) struct StoragePlaces<S> {
    /// The storage that all tabs share; `None` where the browser has none.
    pub(crate) shared: Option<S>,
    /// The storage of this tab.
    pub(crate) tab: Option<S>,
    /// What all keys of this site begin with.
    pub(crate) prefix: String,
    /// A number that no other tab has.
    pub(crate) tab_id: TabId,
    /// What a former version kept.
    pub(crate) former: Former,
}

/// What was found of a former version.
#[derive(Debug, PartialEq, Eq, Default)]
pub(crate) struct Former {
    /// The assessment that was in use.
    pub(crate) current: Option<String>,
    /// Texts that could not be moved from their old keys, since the storage is full.
    pub(crate) left_behind: Vec<String>,
}

/// What is remembered beside the assessments. Losing it does no harm.
pub(crate) struct Remembered<S> {
    prefix: String,
    /// Texts of a former version that could not be moved, since the storage is full.
    pub(crate) left_behind: Vec<String>,
    shared: Option<S>,
    tab: Option<S>,
}

/// Opens the assessments of this site, at the one that the tab, or else the browser used last.
pub(crate) fn open<S: Storage + Clone>(
    place: StoragePlaces<S>,
    outline: &Outline,
) -> (AssessmentStore<S>, Remembered<S>) {
    let StoragePlaces { shared, tab, prefix, tab_id, former } = place;
    let remembered = Remembered { prefix, left_behind: former.left_behind, tab, shared };
    let id = remembered.current().or(former.current).unwrap_or_else(|| "1".to_owned());
    let format = AssessmentFormat { outline: outline.clone() };
    let store = Store::new(format, remembered.shared.clone(), remembered.key(KIND), tab_id, RecordId::new(&id));
    (store, remembered)
}

impl<S: Storage> Remembered<S> {
    fn key(&self, key: &str) -> String {
        format!("{}{key}", self.prefix)
    }

    fn current(&self) -> Option<String> {
        let storages = [&self.tab, &self.shared].into_iter().flatten();
        storages.filter_map(|storage| storage.get(&self.key(CURRENT)).ok().flatten()).next()
    }

    /// Has the next page begin with this assessment.
    pub(crate) fn set_current(&self, id: &RecordId) {
        for storage in [&self.tab, &self.shared].into_iter().flatten() {
            // Where this fails, the next page begins with another assessment of the list.
            let _ = storage.set(&self.key(CURRENT), id.as_str());
        }
    }

    /// How many changes were made since the assessment was last saved to a file.
    pub(crate) fn changes_since_file(&self, id: &RecordId) -> u32 {
        let key = self.key(&format!("{SINCE_FILE}:{}", id.as_str()));
        let number = self.shared.as_ref().and_then(|shared| shared.get(&key).ok()?);
        number.and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    /// Sets how many changes were made since then.
    pub(crate) fn set_changes_since_file(&self, id: &RecordId, changes: u32) {
        if let Some(shared) = &self.shared {
            let _ = shared.set(&self.key(&format!("{SINCE_FILE}:{}", id.as_str())), &changes.to_string());
        }
    }

    /// The name of the lock under which tabs write.
    pub(crate) fn lock(&self) -> String {
        self.key(KIND)
    }
}
