//! A browser as several tabs see it: one storage, which each tab reads through a view of its own
//! that learns of others' writing later, as between the processes of Chromium.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use dtmm_store::{Failed, RecordFormat, Storage, Unreadable, Value};

/// The storage and the views of all tabs.
#[derive(Default)]
pub(crate) struct World {
    /// Everything that was written, in its order.
    log: Vec<(String, Option<String>)>,
    views: Vec<View>,
    /// Whether writing fails.
    pub(crate) full: bool,
}

#[derive(Default, Clone)]
struct View {
    seen: BTreeMap<String, String>,
    /// How much of the log has come.
    come: usize,
    /// Where in the log this tab wrote a key last.
    own: BTreeMap<String, usize>,
    /// Whether reading fails.
    broken: bool,
}

/// One tab's way to the storage.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) world: Rc<RefCell<World>>,
    pub(crate) tab: usize,
}

impl World {
    /// A new tab: what has been written until now is what it sees.
    pub(crate) fn open(world: &Rc<RefCell<World>>) -> Shared {
        let tab = world.borrow().views.len();
        world.borrow_mut().views.push(View::default());
        let shared = Shared { world: world.clone(), tab };
        shared.deliver(usize::MAX);
        shared
    }

    /// What is in the storage in the end.
    pub(crate) fn truth(&self) -> BTreeMap<String, String> {
        let mut truth = BTreeMap::new();
        for (key, text) in &self.log {
            match text {
                Some(text) => truth.insert(key.clone(), text.clone()),
                None => truth.remove(key),
            };
        }
        truth
    }

    /// Something beyond the tabs writes: the reader clears the storage, or it is damaged.
    pub(crate) fn write(&mut self, key: &str, text: Option<&str>) {
        self.log.push((key.to_owned(), text.map(str::to_owned)));
    }

    /// Drops what all tabs know already, so that long walks stay quick.
    pub(crate) fn compact(&mut self) {
        let truth = self.truth();
        self.log = truth.into_iter().map(|(key, text)| (key, Some(text))).collect();
        let end = self.log.len();
        for view in &mut self.views {
            view.come = end;
            view.own.clear();
        }
    }
}

impl Shared {
    /// Lets this tab learn of up to so many writings.
    pub(crate) fn deliver(&self, most: usize) {
        let mut world = self.world.borrow_mut();
        let World { log, views, .. } = &mut *world;
        let view = &mut views[self.tab];
        for _ in 0..most {
            let Some((key, text)) = log.get(view.come) else { break };
            // What this tab wrote later itself stands.
            if view.own.get(key).is_none_or(|own| *own <= view.come) {
                match text {
                    Some(text) => view.seen.insert(key.clone(), text.clone()),
                    None => view.seen.remove(key),
                };
            }
            view.come += 1;
        }
    }

    pub(crate) fn set_broken(&self, broken: bool) {
        self.world.borrow_mut().views[self.tab].broken = broken;
    }

    fn put(&self, key: &str, text: Option<&str>) {
        let mut world = self.world.borrow_mut();
        let place = world.log.len();
        world.log.push((key.to_owned(), text.map(str::to_owned)));
        let view = &mut world.views[self.tab];
        view.own.insert(key.to_owned(), place);
        match text {
            Some(text) => view.seen.insert(key.to_owned(), text.to_owned()),
            None => view.seen.remove(key),
        };
    }
}

impl Storage for Shared {
    fn get(&self, key: &str) -> Result<Option<String>, Failed> {
        let world = self.world.borrow();
        let view = &world.views[self.tab];
        if view.broken { Err(Failed) } else { Ok(view.seen.get(key).cloned()) }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), Failed> {
        if self.world.borrow().full {
            return Err(Failed);
        }
        self.put(key, Some(text));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), Failed> {
        self.put(key, None);
        Ok(())
    }

    fn keys(&self, prefix: &str) -> Result<Vec<String>, Failed> {
        let world = self.world.borrow();
        let view = &world.views[self.tab];
        if view.broken {
            return Err(Failed);
        }
        Ok(view.seen.keys().filter(|key| key.starts_with(prefix)).cloned().collect())
    }
}

thread_local! {
    /// How many texts of records this test read.
    pub(crate) static READS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// A record of a few fields.
pub(crate) struct Plain;

impl RecordFormat for Plain {
    type Record = BTreeMap<String, Value>;

    fn empty(&self) -> Self::Record {
        BTreeMap::new()
    }

    fn read(&self, text: &str) -> Result<Self::Record, Unreadable> {
        READS.set(READS.get() + 1);
        let value: serde_json::Value = serde_json::from_str(text).map_err(|_| Unreadable::Damaged)?;
        if value["format"] != "plain" {
            return Err(Unreadable::Newer);
        }
        serde_json::from_value(value["fields"].clone()).map_err(|_| Unreadable::Damaged)
    }

    fn write(&self, record: &Self::Record) -> String {
        let fields = serde_json::to_string(record).unwrap();
        format!("{{\n  \"format\": \"plain\",\n  \"fields\": {fields}\n}}\n")
    }

    fn paths(&self, record: &Self::Record) -> Vec<String> {
        record.keys().cloned().collect()
    }

    fn get(&self, record: &Self::Record, path: &str) -> Value {
        record.get(path).cloned().unwrap_or_default()
    }

    fn put(&self, record: &mut Self::Record, path: &str, value: &[String]) {
        if value.is_empty() {
            record.remove(path);
        } else {
            record.insert(path.to_owned(), value.to_vec());
        }
    }
}
